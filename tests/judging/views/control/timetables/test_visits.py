"""The secretariat moves, arranges and decides about visits by pages; the visited see their own."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter, Role
from accounts.templatetags.moments import day
from competitions.kinds import StageKind
from judging.domain.visits import visiting
from judging.models import PanelMember, Photo, Visit
from judging.reading.visits import visit_preview, visits
from tests.factories import accounts, judging, proposals
from tests.judging.letters.test_calendars import read
from tests.judging.views.desk.visits import located, report, upload
from tests.pages import Browser, hidden, text_of

pytestmark = pytest.mark.django_db
# What the list of a stage's visits costs, in queries.
COST = 12
PARTY = "Rina Hapsari, Ombudsman RI"


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def entering(office):
    """A browser in which the holder of an office is signed in."""
    browser = Browser()
    browser.force_login(office.user)
    return browser


@pytest.fixture
def field():
    """A field stage with two visits on one day, and the browsers of both verifiers: (stage, visits, browsers)."""
    stage, first, assignments = judging.desk(2, kind=StageKind.FIELD)
    second = judging.second(stage, assignments)
    Visit.objects.filter(stage=stage).update(planned_on=timezone.localdate() + timedelta(days=2))
    visits = list(Visit.objects.filter(stage=stage).select_related("proposal").order_by("pk"))
    return stage, visits, (entering(first), entering(second))


@pytest.fixture
def client():
    return entering(accounts.membership(Role.SECRETARY))


def at(name, visit):
    return reverse(f"judging:{name}", args=(visit.stage.edition.slug, visit.stage.position, visit.proposal.code))


def listed(stage):
    return reverse("judging:visits", args=(stage.edition.slug, stage.position))


def participant(visit):
    """A browser of the unit that proposes."""
    return entering(accounts.membership(Role.UNIT, unit=visit.proposal.unit))


def its_day_came(visit):
    """Before its day nobody reports a visit."""
    Visit.objects.filter(pk=visit.pk).update(planned_on=timezone.localdate())


def differing(visit, browsers):
    """Both have signed, and the first claim was found by one of them alone."""
    its_day_came(visit)
    claim = visit.claims.select_related("section").order_by("section__position").first()
    address = reverse("judging:visit", args=[visit.pk])
    browsers[0].post(address, report(visit))
    browsers[1].post(address, report(visit, **{f"hasil-{claim.pk}": "not", f"catatan-{claim.pk}": "Loketnya tutup."}))
    return claim


def test_a_visit_is_moved_by_its_page_after_its_clashes_were_shown(field, client):
    stage, (visit, other), _browsers = field
    stage.settings = {**stage.settings, "visits_a_day": 1}
    stage.save(update_fields=["settings"])
    day = timezone.localdate() + timedelta(days=4)
    Visit.objects.filter(pk=other.pk).update(planned_on=day)
    page = client.post(at("visit-move", visit), {"day": f"{day:%d/%m/%Y}", "langkah": "periksa"})
    assert "Hari itu sudah penuh: 1 kunjungan." in text_of(page)
    free = day + timedelta(days=1)
    page = client.post(at("visit-move", visit), {"day": f"{free:%d/%m/%Y}", "langkah": "periksa"})
    assert "Tidak ada bentrokan." in text_of(page)
    sent = {"day": f"{free:%d/%m/%Y}", "reason": "Penerbangan batal.", "langkah": "pindah"}
    page = client.post(at("visit-move", visit), sent, follow=True)
    assert "Kunjungan dipindahkan." in text_of(page)
    visit.refresh_from_db()
    assert (visit.planned_on, visit.sequence) == (free, 1)
    assert Letter.objects.filter(name="visit.moved").exists()


@pytest.mark.parametrize(("days", "sentence"), [(-2, "Hari itu sudah lewat."), (60, "Hari itu di luar jadwal")])
def test_what_was_typed_stays_where_the_day_cannot_be(field, client, days, sentence):
    _stage, (visit, _other), _browsers = field
    day = timezone.localdate() + timedelta(days=days)
    page = client.post(at("visit-move", visit), {"day": f"{day:%d/%m/%Y}", "reason": "Sakit", "langkah": "pindah"})
    assert sentence in text_of(page)
    assert "Sakit" in page.content.decode()


def test_another_party_is_named_to_everybody_and_what_was_told_is_not_taken_back(field, client):
    _stage, (visit, _other), browsers = field
    page = client.post(at("visit-arrangement", visit), {"party": PARTY, "announced": "tidak"})
    assert "Instansi sudah diberi tahu" in text_of(page)
    client.post(at("visit-arrangement", visit), {"party": PARTY, "announced": "ya"})
    for browser, address in (
        (client, at("visit-control", visit)),
        (client, listed(visit.stage)),
        (browsers[0], reverse("judging:visit", args=[visit.pk])),
        (participant(visit), reverse("judging:visits-mine")),
    ):
        assert PARTY in text_of(browser.get(address))


def test_the_visited_see_what_is_announced_and_the_rest_once_it_was_made(field):
    _stage, (known, secret), browsers = field
    Visit.objects.filter(pk=secret.pk).update(is_announced=False)
    unit, address = participant(known), reverse("judging:visits-mine")
    text = text_of(unit.get(address))
    assert known.proposal.title in text
    assert secret.proposal.title not in text
    assert known.claims.first().section.claim in text
    calendar = reverse("judging:visits-mine-calendar")
    assert list(read(unit.get(calendar).content.decode())) == [f"kunjungan-{known.pk}@localhost"]
    its_day_came(secret)
    for browser in browsers:
        browser.post(reverse("judging:visit", args=[secret.pk]), report(secret))
    assert secret.proposal.title in text_of(unit.get(address))
    stranger = entering(accounts.membership(Role.UNIT))
    assert known.proposal.title not in text_of(stranger.get(address))


def test_a_calendar_has_the_day_of_each_visit_and_says_what_was_moved_and_what_is_off(field, client):
    stage, (visit, gone), browsers = field
    sent = {"day": f"{timezone.localdate() + timedelta(days=3):%d/%m/%Y}", "reason": "Cuaca", "langkah": "pindah"}
    client.post(at("visit-move", visit), sent)
    proposals.left(gone.proposal)
    for browser, address in (
        (client, reverse("judging:visits-stage-calendar", args=(stage.edition.slug, stage.position))),
        (browsers[0], reverse("judging:visits-calendar")),
        (participant(visit), reverse("judging:visits-mine-calendar")),
    ):
        found = read(browser.get(address).content.decode())
        moved, off = found[f"kunjungan-{visit.pk}@localhost"], found[f"kunjungan-{gone.pk}@localhost"]
        assert (moved["SEQUENCE"], moved["STATUS"]) == (1, "CONFIRMED")
        assert moved["DTSTART"].dt == timezone.localdate() + timedelta(days=3)
        assert (off["SEQUENCE"], off["STATUS"]) == (1, "CANCELLED")


def test_two_reports_are_shown_side_by_side_and_decided_with_a_reason(field, client):
    stage, (visit, _other), browsers = field
    claim = differing(visit, browsers)
    text = text_of(client.get(f"{listed(stage)}?keadaan=berbeda"))
    assert visit.proposal.title in text
    assert "berbeda, menunggu putusan" in text
    page = client.get(at("visit-decision", visit))
    assert "Loketnya tutup." in text_of(page)
    answer = client.post(at("visit-decision", visit), {f"hasil-{claim.pk}": "not"})
    assert f"Tulis alasan untuk {claim.section.title}" in text_of(answer)
    sent = {f"hasil-{claim.pk}": "not", f"alasan-{claim.pk}": "Foto membuktikannya."}
    answer = client.post(at("visit-decision", visit), sent, follow=True)
    text = text_of(answer)
    assert "Perbedaan laporan diputuskan." in text
    assert "Foto membuktikannya." in text
    assert "Loketnya tutup." in text
    assert "Diputuskan" in text
    visit.refresh_from_db()
    assert visit.reported_at
    assert client.get(at("visit-decision", visit)).status_code == 403


def test_a_decision_on_reports_that_changed_meanwhile_decides_nothing(field, client):
    _stage, (visit, _other), browsers = field
    claim = differing(visit, browsers)
    drawn = hidden(client.get(at("visit-decision", visit)))
    browsers[1].post(reverse("judging:visit-taking-back", args=[visit.pk]), {"utuh": "1", "versi": "1"})
    changed = {f"hasil-{claim.pk}": "partly", f"catatan-{claim.pk}": "Buka setengah hari."}
    browsers[1].post(reverse("judging:visit", args=[visit.pk]), report(visit, **changed))
    sent = {f"hasil-{claim.pk}": "not", f"alasan-{claim.pk}": "Foto membuktikannya."}
    answer = client.post(at("visit-decision", visit), {**sent, **drawn})
    assert answer.status_code == 409
    assert "Buka setengah hari." in text_of(answer)
    visit.refresh_from_db()
    assert visit.reported_at is None


def test_time_and_place_are_for_verifiers_and_the_ministry_alone(field, client):
    _stage, (visit, _other), browsers = field
    its_day_came(visit)
    claim = visit.claims.first()
    sent = {"photo": upload(located(offset="+07:00")), "caption": "Loket prioritas", "claim": claim.pk}
    browsers[0].post(reverse("judging:photos", args=[visit.pk]), sent)
    assert Photo.objects.get().latitude is not None
    assert "Diambil 25 November 2026 pukul 10.15 WIB" in text_of(client.get(at("visit-control", visit)))
    auditor = entering(accounts.membership(Role.AUDITOR))
    assert "Loket prioritas" not in text_of(auditor.get(at("visit-control", visit)))
    assert "Loket prioritas" not in text_of(participant(visit).get(reverse("judging:visits-mine")))


def test_who_left_is_said_to_be_visited_no_more(field, client):
    _stage, (visit, _other), _browsers = field
    unit = participant(visit)
    proposals.left(visit.proposal)
    assert client.get(at("visit-move", visit)).status_code == 403
    assert "Usulan ini ditarik pengusulnya" in text_of(client.get(at("visit-control", visit)))
    assert visit.proposal.title not in text_of(client.get(listed(visit.stage)))
    assert "Usulan ini tidak lagi ikut" in text_of(unit.get(reverse("judging:visits-mine")))


def test_who_only_looks_on_changes_nothing(field):
    stage, (visit, _other), _browsers = field
    auditor = entering(accounts.membership(Role.AUDITOR))
    assert auditor.get(listed(stage)).status_code == 200
    for name in ("visit-move", "visit-arrangement", "visit-decision"):
        assert auditor.get(at(name, visit)).status_code == 403


def test_the_list_costs_the_same_at_any_number_of_visits(field, client, django_assert_num_queries):
    stage, _visits, _browsers = field
    with django_assert_num_queries(COST):
        client.get(listed(stage))
    judging.entrants(stage, 20)
    visiting.plan(stage, at=timezone.now())
    with django_assert_num_queries(COST):
        client.get(listed(stage))


def test_days_on_which_one_verifier_makes_more_visits_than_planned_are_said(client, field):
    stage, visits, _browsers = field
    text = text_of(client.get(listed(stage)))
    assert "lebih padat" not in text
    stage.settings = {**stage.settings, "visits_each": 1}
    stage.save(update_fields=["settings"])
    text = text_of(client.get(listed(stage)))
    assert "paling banyak 1 kunjungan sehari oleh satu verifikator" in text
    codes = PanelMember.objects.filter(stage=stage).order_by("code").values_list("code", flat=True)
    assert all(f"{code}: 2 kunjungan pada {day(visits[0].planned_on)}" in text for code in codes)
    Visit.objects.filter(pk=visits[0].pk).update(planned_on=visits[0].planned_on + timedelta(days=1))
    assert "lebih padat" not in text_of(client.get(listed(stage)))


def giving_out_page(stage):
    return reverse("judging:act", kwargs={"slug": stage.edition.slug, "position": stage.position, "noun": "pembagian"})


@pytest.mark.parametrize(("days", "said"), [(9, "8 kunjungan baru"), (2, "lebih padat daripada rencana")])
def test_before_visits_are_planned_it_is_said_where_it_is_crowded(client, days, said):
    """The same sum as the act's: what the page says beforehand is what the list says afterwards."""
    stage = judging.running(StageKind.FIELD, since=timedelta(days=1), left=timedelta(days=days))
    type(stage).objects.filter(pk=stage.pk).update(settings={**stage.settings, "visits_each": 2})
    stage.refresh_from_db()
    for role in stage.needs.judged_by:
        judging.seated(stage, accounts.membership(role))
    judging.entrants(stage, 8)
    before = visit_preview.preview(stage, at=timezone.now())
    assert not Visit.objects.filter(stage=stage).exists()
    page = client.get(giving_out_page(stage))
    assert said in text_of(page)
    visiting.plan(stage, at=timezone.now())
    assert sorted(before.crowded) == sorted(visits.crowded(stage))
    # Two days never hold four of work, whichever day of the week it is.
    assert bool(before.crowded) == (days == 2)


def test_a_window_that_is_too_short_is_said_before_anything_is_planned(client):
    stage = judging.running(StageKind.FIELD, since=timedelta(days=1), left=timedelta(hours=1))
    for role in stage.needs.judged_by:
        judging.seated(stage, accounts.membership(role))
    judging.entrants(stage, 60)
    page = client.get(giving_out_page(stage))
    assert "Belum dapat dijadwalkan" in text_of(page)
    assert not Visit.objects.filter(stage=stage).exists()
