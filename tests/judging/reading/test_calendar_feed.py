"""What calendars read of sessions, read back by a library of calendars."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from judging.domain import room_links, sessions
from judging.models import Session
from judging.reading import calendar_feed
from tests.factories import accounts, judging, proposals
from tests.pages import Browser

pytestmark = pytest.mark.django_db
LINK = "https://rapat.go.id/ruang-1"


def read(text):
    """The events of a file by their UID."""
    # Here, so that a machine without it says which package is missing when this test runs.
    import icalendar

    found = icalendar.Calendar.from_ical(text)
    assert (found["VERSION"], found["METHOD"]) == ("2.0", "PUBLISH")
    return {str(one["UID"]): one for one in found.walk("VEVENT")}


def test_a_calendar_finds_every_session_of_an_agency_and_what_becomes_of_it():
    stage, _judge, assignments = judging.desk(2, kind=StageKind.INTERVIEW)
    first, second = Session.objects.filter(stage=stage).order_by("starts_at")
    soon = timezone.now() + timedelta(hours=1)
    Session.objects.filter(pk=first.pk).update(starts_at=soon, ends_at=soon + timedelta(minutes=20))
    title = "Antrean; Tanpa, Kertas \\ " + "é" * 60
    type(first.proposal).objects.filter(pk=first.proposal_id).update(title=title)
    secretary = accounts.membership(Role.SECRETARY)
    room_links.link_rooms(stage, {"Ruang 1": LINK}, by=secretary, at=timezone.now())
    writer = accounts.membership(Role.UNIT, unit=assignments[0].proposal.unit)
    client = Browser()
    client.force_login(writer.user)
    answer = client.get(reverse("judging:hearings-calendar"))
    assert answer.headers["Content-Type"] == calendar_feed.CONTENT_TYPE
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    before = read(answer.content.decode())
    assert len(before) == 2
    mine = next(one for one in before.values() if "Antrean" in one["SUMMARY"])
    assert title in mine["SUMMARY"]
    assert (mine["SEQUENCE"], mine["STATUS"], mine["LOCATION"]) == (0, "CONFIRMED", "Ruang 1")
    assert mine["URL"] == LINK
    proposals.left(second.proposal)
    first = Session.objects.get(pk=first.pk)
    later = timezone.now().replace(microsecond=0) + timedelta(days=2)
    sessions.move(first, "Ruang 1", later, "Pindah", by=secretary, at=timezone.now())
    after = read(client.get(reverse("judging:hearings-calendar")).content.decode())
    assert after.keys() == before.keys()
    told = {one["STATUS"]: one for one in after.values()}
    assert told["CANCELLED"]["SEQUENCE"] == 1
    assert "URL" not in told["CANCELLED"]
    assert (told["CONFIRMED"]["SEQUENCE"], told["CONFIRMED"]["DTSTART"].dt) == (1, later)


def test_a_panelist_of_a_blind_stage_reads_no_agency():
    stage, judge, assignments = judging.desk(1, kind=StageKind.INTERVIEW, is_blind=True)
    client = Browser()
    client.force_login(judge.user)
    address = reverse("judging:schedule", args=(stage.edition.slug, stage.position))
    text = client.get(address, {"berkas": "ics"}).content.decode()
    [event] = read(text).values()
    assert assignments[0].proposal.code in event["DESCRIPTION"]
    assert assignments[0].proposal.agency.name not in text.replace("\r\n ", "")
