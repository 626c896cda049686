"""The report of a field visit: its claims, its photographs, and who may see them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event, Membership, Reading, Role
from competitions.kinds import StageKind
from judging import rules
from judging.domain.visits import visit_reports
from judging.models import Assignment, Interest, Observation, Photo, Visit, VisitReport
from tests.factories import accounts, documents, judging
from tests.judging.views.desk.visits import address, opened, own, own_user, report, upload, whole
from tests.pages import Browser, hidden, text_of
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db


# --- the report


@pytest.mark.parametrize("count", [3, 300])
def test_the_report_costs_the_same_at_any_number_of_visits(client, django_assert_num_queries, count):
    stage, office, _assignments = judging.desk(count, kind=StageKind.FIELD)
    client.force_login(office.user)
    visit = stage.visits.order_by("planned_on", "pk").first()
    with django_assert_num_queries(12):
        assert client.get(address(visit)).status_code == 200
    data = {**report(visit), **hidden(client.get(address(visit)))}
    with django_assert_num_queries(24):
        assert client.post(address(visit), data).status_code == 302


def test_a_report_is_sent(client, trip):
    _stage, office, visit = trip
    response = client.post(address(visit), report(visit), follow=True)
    report_of = own(visit, office)
    assert (report_of.signed_by, report_of.summary) == (office, "Bertemu kepala unit.")
    assert set(report_of.observations.values_list("outcome", flat=True)) == {"confirmed"}
    text = text_of(response)
    assert "dikirim. Verifikator lainnya belum menandatangani." in text
    assert "Kirim laporan" not in text
    assert not Visit.objects.exclude(reported_at=None).exists()


def test_a_report_can_be_saved_with_gaps(client, trip):
    _stage, office, visit = trip
    client.post(address(visit), {"langkah": "nanti", "summary": "Baru sampai."})
    report_of = own(visit, office)
    assert (report_of.summary, report_of.visited_on, report_of.signed_at) == ("Baru sampai.", None, None)
    assert "Baru sampai." in client.get(address(visit)).content.decode()


def test_sending_with_gaps_names_each(client, trip):
    _stage, _office, visit = trip
    page = client.post(address(visit), {"langkah": "kirim"}).content.decode()
    claim = visit.claims.select_related("section").order_by("section__position").first()
    assert '<a href="#id_visited_on">Isi tanggal kunjungan</a>' in page
    assert f'<a href="#id_hasil-{claim.pk}_0">Pilih hasil untuk {claim.section.title}</a>' in page
    assert '<a href="#id_summary">Tulis ringkasan kunjungan</a>' in page
    assert not VisitReport.objects.exists()


@pytest.mark.parametrize("step", ["nanti", "kirim"])
@pytest.mark.parametrize("outcome", ["partly", "not"])
def test_what_was_not_confirmed_needs_a_note(client, trip, step, outcome):
    _stage, _office, visit = trip
    claim = visit.claims.select_related("section").first()
    data = report(visit, step=step, **{f"hasil-{claim.pk}": outcome})
    assert f"Jelaskan yang tidak terbukti pada {claim.section.title}" in text_of(client.post(address(visit), data))
    data[f"catatan-{claim.pk}"] = "Catatan sebelum inovasi tidak ada."
    assert client.post(address(visit), data).status_code == 302
    assert Observation.objects.get(claim=claim).outcome == outcome


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("kemarin", "Tulis tanggal kunjungan seperti 31/12/2024"),
        ("31/02/2026", "Tanggal ini tidak ada dalam kalender. Periksa hari dan bulannya"),
        ("01/01/2999", "Tanggal kunjungan belum tiba."),
        ("01/01/2020", "Tanggal kunjungan lebih awal daripada pembukaan tahap ini."),
        ("9" * 300, "Tulis tanggal kunjungan seperti 31/12/2024"),
        ("\0", "Tulis tanggal kunjungan seperti 31/12/2024"),
    ],
)
def test_a_wrong_date_comes_back_with_a_sentence(client, trip, day, sentence):
    _stage, _office, visit = trip
    response = client.post(address(visit), report(visit, visited_on=day))
    assert sentence in text_of(response)
    assert "(opsional)" not in text_of(response).split("Ringkasan kunjungan")[1][:20]


@pytest.mark.parametrize("outcome", ["perhaps", "\0", "x" * 500])
def test_an_unknown_outcome_comes_back_with_a_sentence(client, trip, outcome):
    _stage, _office, visit = trip
    claim = visit.claims.select_related("section").first()
    response = client.post(address(visit), report(visit, **{f"hasil-{claim.pk}": outcome}))
    assert f"Pilih hasil untuk {claim.section.title}" in text_of(response)


def test_another_visits_claim_is_not_touched(client, trip):
    stage, _office, visit = trip
    foreign = stage.visits.order_by("pk").last().claims.first()
    client.post(address(visit), report(visit, **{f"hasil-{foreign.pk}": "confirmed"}))
    assert not Observation.objects.filter(claim=foreign).exists()


def test_a_signed_report_stays_as_it_is_until_the_signature_is_taken_back(client, trip):
    _stage, office, visit = trip
    client.post(address(visit), report(visit))
    response = client.post(address(visit), report(visit, summary="Lain."))
    assert response.status_code == 403
    assert own(visit, office).summary == "Bertemu kepala unit."
    client.post(address(visit, "visit-taking-back"), {})
    assert own(visit, office).signed_at is None
    client.post(address(visit), report(visit, summary="Lain."))
    assert (own(visit, office).summary, own(visit, office).signed_by) == ("Lain.", office)


def test_after_the_window_a_report_can_only_be_read(client):
    stage, office, _assignments = judging.desk(1, kind=StageKind.FIELD, left=timedelta(seconds=-1))
    client.force_login(office.user)
    visit = stage.visits.get()
    assert "sudah lewat" in text_of(client.get(address(visit)))
    assert client.post(address(visit), report(visit)).status_code == 403


# --- who may not


@pytest.mark.parametrize("name", ["visit", "photos"])
def test_anothers_visit_is_not_found(client, trip, name):
    stage, _office, visit = trip
    client.force_login(judging.judge(stage).user)
    assert client.get(address(visit, name)).status_code == 404
    assert client.post(address(visit, name), report(visit)).status_code == 404


@pytest.mark.parametrize("role", [Role.UNIT, Role.AGENCY_ADMIN, Role.SECRETARY, Role.MINISTRY_ADMIN])
@pytest.mark.parametrize("name", ["visit", "photos"])
def test_other_roles_are_refused(client, trip, role, name):
    _stage, _office, visit = trip
    client.force_login(accounts.membership(role).user)
    assert client.get(address(visit, name)).status_code == 403


def test_a_declared_tie_closes_the_visit(client, trip):
    _stage, office, visit = trip
    Interest.objects.create(judge=office.user, proposal=visit.proposal, reason="Saudara.", declared_at=timezone.now())
    assert client.get(address(visit)).status_code == 403


def test_an_office_in_the_agency_closes_the_visit(client, trip):
    _stage, office, visit = trip
    Membership.objects.filter(pk=office.pk).update(agency=visit.proposal.agency)
    response = client.get(address(visit))
    assert response.status_code == 403
    assert "instansi tempat Anda bekerja" in text_of(response)


@pytest.mark.parametrize("pk", ["0", "99999999999999999999"])
def test_an_absurd_visit_is_not_found(client, trip, pk):
    assert client.get(f"/kunjungan/{pk}/").status_code == 404
    assert client.get(f"/kunjungan/{trip[2].pk}/foto/{pk}/").status_code == 404


# --- two verifiers


def test_a_visit_is_reported_once_both_signed_the_same(pair):
    first, second, visit = pair
    first.post(address(visit), report(visit))
    page = second.get(address(visit))
    second.post(address(visit), {**report(visit, summary="Dari penilai."), **hidden(page)})
    visit.refresh_from_db()
    assert visit.reported_at
    assert set(visit.claims.values_list("outcome", flat=True)) == {"confirmed"}
    for browser in (first, second):
        text = text_of(browser.get(address(visit)))
        assert "Bertemu kepala unit." in text
        assert "Dari penilai." in text


def test_nothing_of_the_first_signature_is_seen_by_the_second_before_signing(pair):
    """Neither at the desk nor without a network, in files and exports, nor through another office of the second."""
    first, second, visit = pair
    Membership.objects.create(user=own_user(second), role=Role.SECRETARY, since=timezone.localdate())
    noted = {f"catatan-{pk}": "Rahasia." for pk in visit.claims.values_list("pk", flat=True)}
    first.post(address(visit, "photos"), {"photo": upload(), "caption": "Rahasia foto"})
    first.post(
        address(visit, "visit-files"), {"file": upload(documents.pdf(), "buku.pdf"), "caption": "Rahasia berkas"}
    )
    first.post(address(visit), report(visit, "partly", summary="Rahasia ringkasan.", **noted))
    assert visit.reports.get().signed_at
    place = (visit.stage.edition.slug, visit.stage.position)
    at_control = reverse("judging:visit-control", args=(*place, visit.proposal.code))
    listed = reverse("judging:visits", args=place)
    pages = [
        *(address(visit, name) for name in ("visit", "photos", "visit-files", "visit-carried", "visit-state")),
        *(reverse(f"judging:{name}") for name in ("visits-carried", "desk", "visits-calendar")),
        *(at_control, listed, f"{listed}?bentuk=csv"),
    ]
    files = [address(visit, "photo", visit.photos.get().pk), address(visit, "visit-file", visit.files.get().pk)]
    for page in pages:
        assert "Rahasia" not in whole(second.get(page)), page
    assert [opened(second, one) for one in files] == [404, 404]
    assert not Reading.objects.filter(user=own_user(second)).exists()
    secretary = Browser()
    secretary.force_login(accounts.membership(Role.SECRETARY).user)
    for browser, page in ((first, address(visit)), (secretary, at_control)):
        assert {"Rahasia ringkasan.", "Rahasia foto"} <= set(re.findall(r"Rahasia \w+\.?", whole(browser.get(page))))
        assert [opened(browser, one) for one in files] == [200, 200]
    second.post(address(visit), report(visit))
    for page in (address(visit), at_control):
        assert {"Rahasia ringkasan.", "Rahasia foto"} <= set(re.findall(r"Rahasia \w+\.?", whole(second.get(page))))
    assert [opened(second, one) for one in files] == [200, 200]
    kept = Reading.objects.filter(user=own_user(second)).order_by("subject_type").values_list("kind", "subject_type")
    assert list(kept) == [("file", "judging.photo"), ("file", "judging.visitfile")]


def test_a_signature_taken_back_closes_the_others_report_again(pair):
    first, second, visit = pair
    first.post(address(visit), report(visit))
    claim = visit.claims.order_by("pk").first()
    apart = {f"hasil-{claim.pk}": "not", f"catatan-{claim.pk}": "Loketnya tutup."}
    second.post(address(visit), report(visit, summary="Dari penilai.", **apart))
    assert "Bertemu kepala unit." in text_of(second.get(address(visit)))
    first.post(address(visit, "visit-taking-back"), {})
    assert "Bertemu kepala unit." not in whole(second.get(address(visit)))


def test_two_who_differ_see_it_side_by_side_and_neither_is_overwritten(pair):
    first, second, visit = pair
    claim = visit.claims.select_related("section").order_by("section__position").first()
    first.post(address(visit), report(visit))
    apart = {f"hasil-{claim.pk}": "not", f"catatan-{claim.pk}": "Loketnya tutup."}
    page = second.post(address(visit), report(visit, summary="Dari penilai.", **apart), follow=True)
    text = text_of(page)
    assert "Kedua laporan berbeda" in text
    assert "Loketnya tutup." in text
    assert "Bertemu kepala unit." in text
    visit.refresh_from_db()
    assert visit.reported_at is None
    assert sorted(claim.observations.values_list("outcome", flat=True)) == ["confirmed", "not"]
    second.post(address(visit, "visit-taking-back"), {})
    second.post(address(visit), {**report(visit), **hidden(second.get(address(visit)))})
    visit.refresh_from_db()
    assert visit.reported_at


def test_one_verifiers_save_leaves_the_others_report_alone(pair):
    first, second, visit = pair
    for browser, summary in ((first, "Dari panelis."), (second, "Dari penilai.")):
        browser.post(address(visit), report(visit, step="nanti", summary=summary))
    assert sorted(visit.reports.values_list("summary", flat=True)) == ["Dari panelis.", "Dari penilai."]
    assert "Dari panelis." not in second.get(address(visit)).content.decode()


def test_what_one_saved_on_another_device_is_not_overwritten(client, trip):
    _stage, office, visit = trip
    drawn = hidden(client.get(address(visit)))
    client.post(address(visit), {**report(visit, step="nanti", summary="Dari telepon."), **drawn})
    response = client.post(address(visit), {"summary": "Dari laptop.", "langkah": "nanti", **drawn})
    text = text_of(response)
    assert response.status_code == 409
    assert "Dari telepon." in text
    assert "Dari laptop." in text
    assert own(visit, office).summary == "Dari telepon."
    client.post(address(visit), {"summary": "Dari keduanya.", **hidden(response)})
    assert own(visit, office).summary == "Dari keduanya."
    assert set(own(visit, office).observations.values_list("outcome", flat=True)) == {"confirmed"}


@pytest.mark.parametrize("days", [0, 1])
def test_it_is_taken_along_before_its_day(client, trip, days):
    _stage, _office, visit = trip
    Visit.objects.filter(pk=visit.pk).update(planned_on=timezone.localdate() + timedelta(days=days))
    assert f'data-field-visit="{visit.pk}"' in client.get(address(visit, "visit-carried")).content.decode()


# --- the cover


@pytest.fixture
def covered(trip):
    """The same with every cover shut."""
    Assignment.objects.update(cleared_at=None)
    return trip


def test_a_visit_is_under_its_cover_until_its_verifier_has_said_of_no_tie(client, covered):
    _stage, _office, visit = covered
    page = text_of(client.get(address(visit)))
    assert "Tidak ada hubungan, buka berkas" in page
    for told in (visit.proposal.title, visit.proposal.category.name, visit.proposal.group.name):
        assert told in page
    for untold in (visit.proposal.agency.name, visit.proposal.unit.name, "Kirim laporan"):
        assert untold not in page


def test_without_a_word_no_report_is_written_and_no_evidence_added(client, covered):
    _stage, office, visit = covered
    for refused in (
        client.post(address(visit), report(visit)),
        client.post(address(visit, "visit-taking-back")),
        client.post(address(visit, "photos"), {"photo": upload(), "caption": "Loket"}),
        client.get(address(visit, "visit-files")),
        client.get(address(visit, "visit-carried")),
    ):
        assert refused.status_code == 403
        assert str(rules.UNCLEARED) in text_of(refused)
    assert (
        refusal_of(
            visit_reports.report,
            visit,
            {},
            visited_on=None,
            summary="",
            send=False,
            by=office,
            at=timezone.now(),
        )
        is rules.UNCLEARED
    )
    assert not VisitReport.objects.exists()
    assert not Photo.objects.exists()


def test_whoever_has_no_tie_opens_the_visit_once_and_its_dossier_with_it(client, covered):
    stage, _office, visit = covered
    for _ in range(2):
        response = client.post(address(visit, "visit-clearance"), {"utuh": "1"}, follow=True)
    assert "Kirim laporan" in text_of(response)
    assert Event.objects.filter(name="assignment.cleared").count() == 1
    dossier = reverse("judging:scorecard", args=[stage.edition.slug, stage.position, visit.proposal.code])
    assert "Identitas inovasi" in text_of(client.get(dossier))


def test_a_tie_said_before_the_cover_of_a_visit_closes_it(client, covered):
    stage, office, visit = covered
    cover = client.get(address(visit)).content.decode()
    interest = reverse("judging:interest", args=[stage.edition.slug, stage.position, visit.proposal.code])
    assert interest in cover
    client.post(interest, {"kind": "family", "reason": "Kakak saya.", "utuh": "1"})
    assert Interest.objects.get().judge == office.user
    assert client.get(address(visit)).status_code == 403


def test_another_s_cover_stays_shut(client, covered):
    stage, _office, visit = covered
    client.force_login(judging.judge(stage).user)
    assert client.post(address(visit, "visit-clearance"), {"utuh": "1"}).status_code == 404
    assert not Assignment.objects.exclude(cleared_at=None).exists()


def test_without_its_cover_open_a_visit_is_not_taken_along_and_shows_no_evidence(client, pair):
    one, other, visit = pair
    one.post(address(visit, "photos"), {"photo": upload(), "caption": "Loket"})
    photo = visit.photos.get()
    for browser in (one, other):
        browser.post(address(visit), report(visit))
    assert opened(other, address(visit, "photo", photo.pk)) == 200
    Assignment.objects.filter(judge=own_user(other)).update(cleared_at=None)
    assert opened(other, address(visit, "photo", photo.pk)) == 404
    Visit.objects.update(reported_at=None, reported_by=None, visited_on=None)
    page = other.get(reverse("judging:visits-carried")).content.decode()
    assert "Buka sampulnya dahulu" in page
    assert address(visit, "visit-carried") not in page
    assert address(visit, "visit-carried") in one.get(reverse("judging:visits-carried")).content.decode()
