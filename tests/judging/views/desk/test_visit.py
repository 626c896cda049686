"""The report of a field visit: its claims, its photographs, and who may see them."""

import hashlib
import io
import re
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import Membership, Role, User
from competitions.kinds import StageKind
from judging.domain import held_apart
from judging.models import Interest, Observation, Photo, Visit, VisitFile, VisitReport
from tests.factories import accounts, documents, judging
from tests.pages import Browser, hidden, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def trip(client):
    """A field stage with two visits, its verifier signed in: (stage, office, visit)."""
    stage, office, _assignments = judging.desk(2, kind=StageKind.FIELD)
    client.force_login(office.user)
    return stage, office, stage.visits.order_by("planned_on", "pk").first()


@pytest.fixture
def pair(trip):
    """The same with a second verifier: both signed in, each in a browser of their own, and the visit."""
    stage, office, visit = trip
    other = judging.second(stage, list(stage.assignments.all()))
    browsers = [Browser(), Browser()]
    for browser, each in zip(browsers, (office, other), strict=True):
        browser.force_login(each.user)
    return (*browsers, visit)


def own(visit, office):
    return VisitReport.objects.get(visit=visit, verifier=office.user)


def address(visit, name="visit", *more):
    return reverse(f"judging:{name}", args=(visit.pk, *more))


def report(visit, outcome="confirmed", *, step="kirim", **overrides):
    """What the form sends: the same outcome for every claim, but for the overrides."""
    outcomes = {f"hasil-{pk}": outcome for pk in visit.claims.values_list("pk", flat=True)}
    day = timezone.localdate().strftime("%d/%m/%Y")
    return {**outcomes, "visited_on": day, "summary": "Bertemu kepala unit.", "langkah": step, **overrides}


def picture(size=(40, 30), kind="JPEG", **options):
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, kind, **options)
    return content.getvalue()


def upload(content=None, name="loket.jpg"):
    return SimpleUploadedFile(name, picture() if content is None else content)


def own_user(browser):
    """Who is signed in."""
    return User.objects.get(pk=browser.session["_auth_user_id"])


def opened(browser, address):
    """What a file is answered with, the file read to its end."""
    response = browser.get(address)
    if response.streaming:
        sent(response)
    return response.status_code


def whole(response):
    """Everything that an answer says."""
    return (sent(response) if response.streaming else response.content).decode()


def sent(response):
    """The bytes of a file that was sent; read to its end, the file is closed."""
    return b"".join(response.streaming_content)


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
        ("31/02/2026", "Tulis tanggal kunjungan seperti 31/12/2024"),
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


# --- photographs


def test_a_photograph_is_added_and_shown(client, trip):
    _stage, _office, visit = trip
    response = client.post(address(visit, "photos"), {"photo": upload(), "caption": "Loket prioritas"}, follow=True)
    photo = Photo.objects.get()
    assert 'alt="Loket prioritas"' in response.content.decode()
    shown = client.get(address(visit, "photo", photo.pk))
    assert shown["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(sent(shown))).size == (40, 30)


def test_a_full_disk_is_said_and_the_caption_stays(client, trip, settings):
    _stage, _office, visit = trip
    content = io.BytesIO()
    Image.effect_noise((2400, 1800), 90).convert("RGB").save(content, "JPEG", quality=92)
    assert 2_621_440 < len(content.getvalue()) < 5_242_880
    data = {"photo": upload(content.getvalue()), "caption": "Loket prioritas"}
    with documents.no_file_larger_than(65_536):
        response = client.post(address(visit, "photos"), data)
    assert response.status_code == 200
    assert "tempat penyimpanan portal penuh" in text_of(response)
    assert 'value="Loket prioritas"' in response.content.decode()
    assert not Photo.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_the_same_photograph_twice_is_kept_once(client, trip):
    _stage, _office, visit = trip
    for _ in range(2):
        client.post(address(visit, "photos"), {"photo": upload(), "caption": "Loket"})
    assert Photo.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas ini kosong"),
        (b"%PDF-1.4 bukan foto", "Berkas harus berupa JPEG, PNG, atau WebP"),
        (picture((400, 300))[:900], "rusak atau terpotong"),
        (picture(kind="GIF"), "Isi berkas tidak sesuai dengan namanya"),
        (picture() + b"\0" * 5_300_000, "Ukuran berkas paling besar 5 MB"),
        (picture((9000, 6000), "PNG"), "melebihi 50 megapiksel"),
    ],
    ids=["empty", "pdf", "broken", "gif", "heavy", "huge"],
)
def test_what_is_no_photograph_is_refused_with_the_reason(client, trip, content, sentence):
    _stage, _office, visit = trip
    response = client.post(address(visit, "photos"), {"photo": upload(content), "caption": "Loket"})
    assert sentence in text_of(response)
    assert not Photo.objects.exists()


def test_how_large_a_photograph_may_be_is_said_by_the_stage(client, trip):
    stage, _office, visit = trip
    stage.settings = {**stage.settings, "photograph_mebibytes": 1}
    stage.save(update_fields=["settings"])
    assert "paling besar 1 MB" in text_of(client.get(address(visit, "photos")))
    heavy = upload(picture() + b"\0" * 1_100_000)
    assert "Ukuran berkas paling besar 1 MB" in text_of(
        client.post(address(visit, "photos"), {"photo": heavy, "caption": "Loket"})
    )
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"caption": "Loket"}, "Pilih foto"),
        ({"photo": "bukan berkas", "caption": "Loket"}, "Pilih foto"),
        ({}, "Tulis apa yang terlihat pada foto"),
        ({"caption": "x" * 201}, "paling banyak 200 huruf"),
    ],
)
def test_what_is_missing_is_said(client, trip, data, sentence):
    _stage, _office, visit = trip
    assert sentence in text_of(client.post(address(visit, "photos"), data))
    assert not Photo.objects.exists()


def test_the_photographs_lead_back_to_the_report(client, trip):
    _stage, _office, visit = trip
    page = client.get(address(visit, "photos")).content.decode()
    assert page.count(f'href="{address(visit)}"') == 2


def test_the_report_is_saved_on_the_way_to_its_photographs(client, trip):
    _stage, office, visit = trip
    response = client.post(address(visit), {"langkah": "foto", "summary": "Baru sampai."})
    assert response.url == address(visit, "photos")
    assert own(visit, office).summary == "Baru sampai."
    claim = visit.claims.first()
    response = client.post(address(visit), {"langkah": f"foto-{claim.pk}", "summary": "Baru sampai."})
    assert response.url == address(visit, "photos") + f"?klaim={claim.pk}"
    assert f'<option value="{claim.pk}" selected' in client.get(response.url).content.decode()


def test_photographs_are_for_verifiers_and_the_ministry(client, trip):
    stage, _office, visit = trip
    client.post(address(visit, "photos"), {"photo": upload(), "caption": "Loket"})
    source = address(visit, "photo", Photo.objects.get().pk)
    answers = {
        Role.SECRETARY: 200,
        Role.MINISTRY_ADMIN: 200,
        Role.UNIT: 403,
        Role.AGENCY_ADMIN: 403,
        Role.EVALUATOR: 404,
        Role.PANELIST: 404,
    }
    for role, status in answers.items():
        client.force_login(accounts.membership(role).user)
        response = client.get(source)
        assert response.status_code == status, role
        if status == 200:
            assert sent(response)
    tied = accounts.membership(Role.SECRETARY)
    held_apart.declare(visit.proposal, "Adik saya bekerja di sana.", by=tied, at=timezone.now())
    client.force_login(tied.user)
    assert client.get(source).status_code == 403
    other = stage.visits.order_by("pk").last()
    client.force_login(accounts.membership(Role.SECRETARY).user)
    assert client.get(address(other, "photo", Photo.objects.get().pk)).status_code == 404


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
    secretary = Browser()
    secretary.force_login(accounts.membership(Role.SECRETARY).user)
    for browser, page in ((first, address(visit)), (secretary, at_control)):
        assert {"Rahasia ringkasan.", "Rahasia foto"} <= set(re.findall(r"Rahasia \w+\.?", whole(browser.get(page))))
        assert [opened(browser, one) for one in files] == [200, 200]
    second.post(address(visit), report(visit))
    for page in (address(visit), at_control):
        assert {"Rahasia ringkasan.", "Rahasia foto"} <= set(re.findall(r"Rahasia \w+\.?", whole(second.get(page))))
    assert [opened(second, one) for one in files] == [200, 200]


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


def test_a_picture_that_both_send_is_kept_for_each(pair):
    (first, second, visit), book = pair, documents.pdf()
    for browser in (first, second):
        for _ in range(2):
            browser.post(address(visit, "photos"), {"photo": upload(), "caption": "Loket"})
            browser.post(address(visit, "visit-files"), {"file": upload(book, "buku.pdf"), "caption": "Buku"})
    assert [Photo.objects.count(), VisitFile.objects.count()] == [2, 2]
    for browser in (first, second):
        own = Photo.objects.get(taken_by__user=own_user(browser))
        assert opened(browser, address(visit, "photo", own.pk)) == 200


@pytest.mark.parametrize("days", [0, 1])
def test_it_is_taken_along_before_its_day(client, trip, days):
    _stage, _office, visit = trip
    Visit.objects.filter(pk=visit.pk).update(planned_on=timezone.localdate() + timedelta(days=days))
    assert f'data-field-visit="{visit.pk}"' in client.get(address(visit, "visit-carried")).content.decode()


# --- what photographs tell, and files


def located(**exif):
    """A photograph with what a camera writes into it."""
    written = Image.Exif()
    times, place = written.get_ifd(0x8769), written.get_ifd(0x8825)
    times[0x9003] = exif.get("taken", "2026:11:25 10:15:00")
    if "offset" in exif:
        times[0x9011] = exif["offset"]
    place[1], place[2], place[3], place[4] = "S", (2.0, 32.0, 1.2), "E", (140.0, 43.0, 4.8)
    return picture(exif=written)


def test_time_and_place_stay_on_the_record_and_the_shown_copy_tells_nothing(client, trip):
    _stage, _office, visit = trip
    claim = visit.claims.first()
    content = located(offset="+09:00")
    client.post(address(visit, "photos"), {"photo": upload(content), "caption": "Loket", "claim": claim.pk})
    photo = Photo.objects.get()
    assert photo.claim == claim
    assert photo.came_sha256 == hashlib.sha256(content).hexdigest()
    assert photo.taken_at.isoformat() == "2026-11-25T01:15:00+00:00"
    assert (float(photo.latitude), float(photo.longitude)) == (-2.533667, 140.718)
    shown = Image.open(io.BytesIO(sent(client.get(address(visit, "photo", photo.pk)))))
    assert not shown.getexif()
    text = text_of(client.get(address(visit)))
    assert "Diambil 25 November 2026 pukul 08.15 WIB" in text


def test_a_clock_without_a_zone_is_that_of_the_place(client, trip):
    _stage, _office, visit = trip
    zone = timezone.get_fixed_timezone(60 * (7 + visit.proposal.agency.hours_ahead))
    client.post(address(visit, "photos"), {"photo": upload(located()), "caption": "Loket"})
    assert Photo.objects.get().taken_at == datetime(2026, 11, 25, 10, 15, tzinfo=zone)


@pytest.mark.parametrize("taken", ["kemarin", "2026:13:45 99:99:99", ""])
def test_what_a_camera_wrote_wrongly_costs_nothing(client, trip, taken):
    _stage, _office, visit = trip
    client.post(address(visit, "photos"), {"photo": upload(located(taken=taken)), "caption": "Loket"})
    assert Photo.objects.get().taken_at is None


def test_a_file_is_kept_for_a_claim_and_seen_by_those_who_see_the_visit(client, trip):
    _stage, _office, visit = trip
    claim = visit.claims.first()
    page = client.post(
        address(visit, "visit-files"),
        {"file": upload(documents.pdf(), "buku.pdf"), "caption": "Buku layanan", "claim": claim.pk},
        follow=True,
    )
    assert "Berkas ditambahkan." in text_of(page)
    kept = VisitFile.objects.get()
    assert (kept.claim, kept.caption) == (claim, "Buku layanan")
    source = address(visit, "visit-file", kept.pk)
    assert sent(client.get(source)).startswith(b"%PDF")
    for role, status in ((Role.SECRETARY, 200), (Role.UNIT, 403), (Role.EVALUATOR, 404)):
        client.force_login(accounts.membership(role).user)
        response = client.get(source)
        assert response.status_code == status
        if status == 200:
            sent(response)


# --- sent later, from a device that had no network


def sending(visit, content, **more):
    sent = {
        "caption": "Loket",
        "sha256": hashlib.sha256(content).hexdigest(),
        "taken": "2026-11-25T01:00:00Z",
        "utuh": "1",
    }
    return {"photo": upload(content), **sent, **more}


def test_a_photograph_sent_later_says_what_came(client, trip):
    _stage, _office, visit = trip
    content = picture()
    answer = client.post(address(visit, "visit-photo-sending"), sending(visit, content, versi="1"))
    assert answer.json()["came"] == hashlib.sha256(content).hexdigest()
    assert not answer.json()["sentence"]
    assert not Photo.objects.get().is_altered
    other = picture((50, 30))
    answer = client.post(
        address(visit, "visit-photo-sending"), {**sending(visit, content, versi="1"), "photo": upload(other)}
    )
    assert answer.json()["came"] == hashlib.sha256(other).hexdigest()
    assert "tidak sama dengan foto saat diambil" in answer.json()["sentence"]
    assert Photo.objects.latest("pk").is_altered


@pytest.mark.parametrize(
    "taken", ["kemarin", "2999-01-01T00:00:00Z", "2026-11-25T01:00:00", "2026-13-45T99:00:00Z", ""]
)
def test_a_clock_that_cannot_be_right_is_not_believed(client, trip, taken):
    _stage, _office, visit = trip
    client.post(address(visit, "visit-photo-sending"), sending(visit, picture(), versi="1", taken=taken))
    assert Photo.objects.get().taken_at is None


@pytest.mark.parametrize("wrong", [{"sha256": "x"}, {"caption": ""}, {"claim": "7"}])
def test_what_cannot_be_taken_is_answered_in_sentences(client, trip, wrong):
    _stage, _office, visit = trip
    answer = client.post(address(visit, "visit-photo-sending"), {**sending(visit, picture(), versi="1"), **wrong})
    assert answer.status_code == 422
    assert answer.json()["sentences"]
    assert not Photo.objects.exists()


def test_a_report_that_was_signed_meanwhile_takes_nothing_more(client, trip):
    _stage, _office, visit = trip
    client.post(address(visit), report(visit))
    assert "ditandatangani" in client.get(address(visit, "visit-state")).json()["refusal"]
    answer = client.post(address(visit, "visit-report-sending"), {"summary": "Lain.", "versi": "1", "utuh": "1"})
    assert answer.status_code == 422
    assert "ditandatangani" in answer.json()["sentence"]
