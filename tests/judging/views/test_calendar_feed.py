"""The calendar that programs fetch by themselves: what its person may see that day, until the address is given up."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.domain import calendar_addresses
from accounts.models import CalendarAddress, Event, Membership, Role
from competitions.kinds import StageKind
from judging.domain.hearings import room_links
from judging.domain.judges import held_apart
from judging.models import Assignment, PactSignature, Session, Visit
from judging.reading.desk import own_calendar
from proposals.models import MaskedCopy
from tests.factories import accounts, judging
from tests.judging.letters.test_calendars import read
from tests.pages import Browser, text_of

pytestmark = pytest.mark.django_db
LINK = "https://rapat.go.id/ruang-1"


@pytest.fixture
def heard():
    """Two sessions of two agencies tomorrow: (stage, the panelist's office, assignments)."""
    stage, office, assignments = judging.desk(2, kind=StageKind.INTERVIEW)
    later = timezone.now() + timedelta(days=1)
    for number, session in enumerate(Session.objects.filter(stage=stage).order_by("pk")):
        starts_at = later + number * timedelta(minutes=20)
        Session.objects.filter(pk=session.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=20))
    return stage, office, assignments


def of(office):
    """The events that a program reads, with nobody signed in."""
    own = calendar_addresses.standing(office.user) or calendar_addresses.renew(by=office, at=timezone.now())
    answer = fetch(calendar_addresses.secret(own))
    assert answer.status_code == 200
    return read(answer.content.decode())


def fetch(key):
    return Client().get(reverse("calendar_feed", args=[key]))


def test_made_shown_renewed_and_revoked_on_a_page(heard):
    _stage, office, _assignments = heard
    browser, page = Browser(), reverse("calendar_address")
    browser.force_login(office.user)
    assert "Jaga alamat ini seperti kata sandi" in text_of(browser.get(page))
    browser.post(page, {"langkah": "buat"})
    first = browser.get(page).context["link"]
    assert first in text_of(browser.get(page))
    assert Client().get(first).status_code == 200
    browser.post(page, {"langkah": "buat"})
    second = browser.get(page).context["link"]
    assert [Client().get(link).status_code for link in (first, second)] == [404, 200]
    browser.post(page, {"langkah": "cabut"})
    assert Client().get(second).status_code == 404
    assert browser.get(page).context["link"] == ""
    made = Event.objects.filter(name__startswith="calendar_address").order_by("pk")
    names = list(made.values_list("name", flat=True))
    assert names == ["calendar_address.made", "calendar_address.made", "calendar_address.revoked"]


@pytest.mark.parametrize("key", ["1", "1.", "1.abc", "x.y", "999999.AAAA", "%00.1"])
def test_what_was_never_given_leads_nowhere(heard, key):
    calendar_addresses.renew(by=heard[1], at=timezone.now())
    assert fetch(key).status_code == 404


def test_it_needs_and_gives_no_session_and_nobody_else_keeps_it(heard):
    own = calendar_addresses.renew(by=heard[1], at=timezone.now())
    answer = fetch(calendar_addresses.secret(own))
    assert not answer.cookies
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Content-Type"].startswith("text/calendar")
    assert "REFRESH-INTERVAL" in answer.content.decode()


def test_a_panelist_reads_the_own_sessions_as_a_panelist_may(heard):
    stage, office, assignments = heard
    room_links.link_rooms(stage, dict.fromkeys(stage.arranged.hearing_rooms, LINK), by=secretary(), at=timezone.now())
    assert len(of(office)) == 2
    everything = fetch(calendar_addresses.secret(calendar_addresses.standing(office.user))).content.decode()
    # Whoever gets hold of the address does not walk into the room.
    assert LINK not in everything.replace("\r\n ", "")
    Assignment.objects.filter(pk=assignments[0].pk).update(recused_at=timezone.now(), recusal_reason="Sakit.")
    assert len(of(office)) == 1
    unsigned = PactSignature.objects.filter(judge=office.user)
    kept = list(unsigned)
    unsigned.delete()
    assert of(office) == {}
    PactSignature.objects.bulk_create(kept)
    Membership.objects.filter(pk=office.pk).update(until=timezone.localdate())
    assert of(office) == {}


def test_a_blind_stage_stays_blind_whatever_other_office_its_judge_holds(heard):
    stage, office, assignments = heard
    type(stage).objects.filter(pk=stage.pk).update(is_blind=True)
    MaskedCopy.objects.update(title="Judul netral")
    accounts.membership(Role.SECRETARY, user=office.user)
    own = calendar_addresses.renew(by=office, at=timezone.now())
    text = fetch(calendar_addresses.secret(own)).content.decode().replace("\r\n ", "")
    named = [one.proposal.title for one in assignments] + [one.proposal.agency.name for one in assignments]
    assert [name for name in named if name in text] == [], text


def secretary():
    return accounts.membership(Role.SECRETARY)


def test_an_agency_reads_its_own_and_nothing_once_the_office_has_ended(heard):
    _stage, _office, assignments = heard
    admin = accounts.membership(Role.AGENCY_ADMIN, agency=assignments[0].proposal.agency)
    own = Session.objects.filter(proposal__agency=admin.agency)
    assert {key.split("@")[0] for key in of(admin)} == {f"sesi-{one.pk}" for one in own}
    Membership.objects.filter(pk=admin.pk).update(until=timezone.localdate())
    assert of(admin) == {}


def test_whoever_may_not_sign_in_any_more_has_no_calendar(heard):
    _stage, office, _assignments = heard
    own = calendar_addresses.renew(by=office, at=timezone.now())
    type(office.user).objects.filter(pk=office.user_id).update(is_active=False)
    assert fetch(calendar_addresses.secret(own)).status_code == 404


def test_nobody_of_the_ministry_reads_what_ties_them(heard):
    _stage, _office, assignments = heard
    by = secretary()
    assert len(of(by)) == 2
    held_apart.declare(assignments[0].proposal, "Adik saya mengelolanya.", by=by, at=timezone.now())
    assert len(of(by)) == 1


def test_a_visit_nobody_announced_is_in_its_verifiers_calendar_alone():
    stage, office, assignments = judging.desk(1, kind=StageKind.FIELD)
    Visit.objects.filter(stage=stage).update(is_announced=False, planned_on=timezone.localdate() + timedelta(days=1))
    admin = accounts.membership(Role.AGENCY_ADMIN, agency=assignments[0].proposal.agency)
    assert len(of(office)) == 1
    assert of(admin) == {}


def test_readings_are_counted_by_network_and_write_no_row(heard, settings):
    _stage, office, _assignments = heard
    own = calendar_addresses.renew(by=office, at=timezone.now())
    cache.delete(calendar_addresses.key_of(own))
    assert calendar_addresses.readings(own) == (None, 0)
    for network in ("203.0.113.0/24", "198.51.100.0/24", "203.0.113.0/24"):
        calendar_addresses.note(own, network, at=timezone.now())
    last, networks = calendar_addresses.readings(own)
    assert (timezone.now() - last, networks) < (timedelta(minutes=1), 3)
    assert networks == 2


def test_the_secret_is_in_no_table(heard):
    own = calendar_addresses.renew(by=heard[1], at=timezone.now())
    signature = calendar_addresses.secret(own).partition(".")[2]
    values = [str(value) for value in CalendarAddress.objects.values_list().get(pk=own.pk)]
    assert not any(signature in value for value in values)


def test_it_costs_the_same_for_many(heard, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        own_calendar.entries(heard[1].user, at=timezone.now())
