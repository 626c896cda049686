"""What calendars read of sessions, read back by a library of calendars."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.correspondence import envelopes
from accounts.models import Letter, Role
from competitions.kinds import StageKind
from judging import letters
from judging.circle import giving_out
from judging.domain.hearings import room_links, sessions
from judging.letters import calendars
from judging.models import PanelMember, Session, Visit
from proposals.domain import lifecycle
from tests import bulk
from tests.factories import accounts, judging, proposals
from tests.pages import Browser

pytestmark = pytest.mark.django_db
LINK = "https://rapat.go.id/ruang-1"


def read(text, method="PUBLISH"):
    """The events of a file by their UID."""
    # Here, so that a machine without it says which package is missing when this test runs.
    import icalendar

    found = icalendar.Calendar.from_ical(text)
    assert (found["VERSION"], found["METHOD"]) == ("2.0", method)
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
    assert answer.headers["Content-Type"] == calendars.CONTENT_TYPE
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


def invited(letter):
    """The calendar that goes with a letter, taken from the message as a mail program gets it."""
    (part,) = [one for one in envelopes.message(letter).message().walk() if one.get_content_type() == "text/calendar"]
    assert part.get_filename() == "undangan.ics"
    text = part.get_payload(decode=True).decode("utf-8")
    return read(text, method=part.get_param("method"))


def test_letters_ask_everybody_in_and_follow_a_session_that_is_moved():
    stage, office, assignments = judging.desk(1, kind=StageKind.INTERVIEW)
    proposal = assignments[0].proposal
    writer = accounts.membership(Role.UNIT, unit=proposal.unit)
    session = Session.objects.get(stage=stage)
    letters.tell("session.set", stage, sessions=[session], at=timezone.now())
    asked = invited(Letter.objects.get(name="session.set", recipient=writer.user))
    (event,) = asked.values()
    assert event["SEQUENCE"] == 0
    assert event["ATTENDEE"] == f"mailto:{writer.user.email}"
    assert str(event["ATTENDEE"].params["CN"]) == writer.user.full_name
    assert event["ORGANIZER"].startswith("mailto:")
    secretary = accounts.membership(Role.SECRETARY)
    room_links.link_rooms(stage, {"Ruang 1": LINK}, by=secretary, at=timezone.now())
    later = timezone.now().replace(microsecond=0) + timedelta(days=2)
    sessions.move(session, "Ruang 1", later, "Pindah", by=secretary, at=timezone.now())
    for person in (writer.user, office.user):
        moved = invited(Letter.objects.get(name="session.moved", recipient=person))
        assert moved.keys() == asked.keys()
        (event,) = moved.values()
        assert (event["SEQUENCE"], event["DTSTART"].dt, event["URL"]) == (1, later, LINK)


def test_judges_are_asked_in_with_their_work_and_read_no_agency_in_a_blind_stage():
    stage, office, assignments = judging.desk(2, kind=StageKind.INTERVIEW, is_blind=True)
    letters.tell("stage.work_given_out", stage, at=assignments[0].assigned_at)
    given = Letter.objects.filter(name="stage.work_given_out", recipient=office.user).first()
    told = invited(given)
    assert 1 <= len(told) <= 2
    assert assignments[0].proposal.agency.name not in given.calendar.replace("\r\n ", "")


def test_a_stage_that_is_left_out_calls_its_sessions_off():
    stage, office, assignments = judging.desk(1, kind=StageKind.INTERVIEW)
    proposal = assignments[0].proposal
    writer = accounts.membership(Role.UNIT, unit=proposal.unit)
    stage.skip_reason = "Tidak diadakan tahun ini."
    mine = type(proposal).objects.filter(pk=proposal.pk)
    letters.tell("stage.skipped", stage, proposals=mine, at=timezone.now())
    for person in (writer.user, office.user):
        letter = Letter.objects.get(name="stage.skipped", recipient=person)
        assert "METHOD:CANCEL" in letter.calendar
        (event,) = invited(letter).values()
        assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_a_field_stage_that_is_left_out_calls_its_visits_off():
    stage, office, assignments = judging.desk(2, kind=StageKind.FIELD)
    told, secret = (one.proposal for one in assignments)
    writer = accounts.membership(Role.UNIT, unit=told.unit)
    type(told).objects.filter(pk=secret.pk).update(unit=told.unit, agency=told.agency)
    Visit.objects.filter(proposal=secret).update(is_announced=False)
    stage.skip_reason = "Gempa."
    mine = type(told).objects.filter(pk__in=[told.pk, secret.pk])
    letters.tell("stage.skipped", stage, proposals=mine, at=timezone.now())
    uid = {one.proposal_id: f"kunjungan-{one.pk}" for one in Visit.objects.filter(stage=stage)}
    # Whoever never knew of a visit does not learn of it now.
    for person, off in ((writer.user, [told]), (office.user, [told, secret])):
        events = invited(Letter.objects.get(name="stage.skipped", recipient=person))
        assert {key.split("@")[0] for key in events} == {uid[one.pk] for one in off}
        assert {(str(one["STATUS"]), one["SEQUENCE"]) for one in events.values()} == {("CANCELLED", 1)}


@pytest.mark.parametrize("how", ["withdraw", "disqualify"])
@pytest.mark.parametrize(
    ("kind", "name"), [(StageKind.INTERVIEW, "session.cancelled"), (StageKind.FIELD, "visit.cancelled")]
)
def test_what_leaves_the_contest_is_taken_out_of_every_calendar(kind, name, how):
    stage, office, assignments = judging.desk(2, kind=kind)
    proposal, at = assignments[0].proposal, timezone.now()
    later = at + timedelta(days=1)
    Session.objects.filter(proposal=proposal).update(starts_at=later, ends_at=later + timedelta(minutes=20))
    Visit.objects.filter(stage=stage).update(planned_on=timezone.localdate(later))
    writer = accounts.membership(Role.UNIT, unit=proposal.unit)
    leave(proposal, how, at)
    told = Letter.objects.filter(name=name)
    assert {writer.user_id, office.user_id} <= set(told.values_list("recipient", flat=True))
    for letter in told:
        (event,) = invited(letter).values()
        assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
        assert proposal.code in letter.body


@pytest.mark.parametrize("kind", [StageKind.INTERVIEW, StageKind.FIELD])
def test_what_is_over_stays_in_the_calendars_of_those_who_were_there(kind):
    stage, _office, assignments = judging.desk(1, kind=kind)
    at = timezone.now()
    before = at - timedelta(days=1)
    Session.objects.filter(stage=stage).update(starts_at=before, ends_at=before + timedelta(minutes=20))
    Visit.objects.filter(stage=stage).update(planned_on=timezone.localdate(before))
    leave(assignments[0].proposal, "disqualify", at)
    assert not Letter.objects.filter(name__endswith=".cancelled").exists()


def leave(proposal, how, at):
    """The proposal leaves by the act itself."""
    secretary = accounts.membership(Role.SECRETARY)
    lifecycle.finish(how, type(proposal).objects.locked(proposal.pk), note="Alasan.", by=secretary, at=at)


def test_a_letter_without_a_session_carries_no_calendar():
    stage, office, assignments = judging.desk(1)
    letters.tell("stage.work_given_out", stage, at=assignments[0].assigned_at)
    letter = Letter.objects.get(name="stage.work_given_out", recipient=office.user)
    assert letter.calendar == ""
    assert not envelopes.message(letter).attachments


def test_a_name_ends_no_parameter():
    assert calendars.quoted('Sari "Mis\r\nATTENDEE" Dewi') == '"Sari MisATTENDEE Dewi"'


def ahead_of(stage):
    """Every session and visit of a stage lies tomorrow."""
    later = timezone.now() + timedelta(days=1)
    for number, session in enumerate(Session.objects.filter(stage=stage)):
        starts_at = later + number * timedelta(minutes=20)
        Session.objects.filter(pk=session.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=20))
    Visit.objects.filter(stage=stage).update(planned_on=timezone.localdate(later))


@pytest.mark.parametrize("kind", [StageKind.INTERVIEW, StageKind.FIELD])
@pytest.mark.parametrize("how", ["released", "tied"])
def test_a_judge_whose_work_is_taken_back_loses_it_in_the_calendar(kind, how):
    stage, office, assignments = judging.desk(2, kind=kind)
    other = accounts.membership(office.role)
    judging.assigned(stage, other, [one.proposal for one in assignments])
    ahead_of(stage)
    at = timezone.now()
    if how == "released":
        member = PanelMember.objects.get(stage=stage, judge=office.user)
        giving_out.release(member, "Sakit.", by=accounts.membership(Role.SECRETARY), at=at)
        lost = [one.proposal for one in assignments]
    else:
        giving_out.recuse(assignments[0], "Kerabat.", by=office, at=at)
        lost = [assignments[0].proposal]
    letter = Letter.objects.get(name="assignment.let_go")
    assert letter.recipient == office.user
    events = invited(letter)
    assert len(events) == len(lost)
    assert {(str(one["STATUS"]), one["SEQUENCE"]) for one in events.values()} == {("CANCELLED", 1)}
    assert all(one.code in letter.body for one in lost)
    assert "METHOD:CANCEL" in letter.calendar


def test_moved_to_another_judge_and_back_each_calendar_follows():
    stage, office, _assignments = judging.desk(1, kind=StageKind.INTERVIEW)
    ahead_of(stage)
    other, secretary = accounts.membership(office.role), accounts.membership(Role.SECRETARY)
    was, to = PanelMember.objects.get(stage=stage, judge=office.user), judging.seated(stage, other)
    inputs = {
        "stage": stage.pk,
        "from": was.pk,
        "from_name": was.label,
        "to": to.pk,
        "to_name": to.label,
        "reason": "Sakit.",
    }
    entrants = list(stage.entrants.all())
    moved = bulk.done("move", entrants, inputs, by=secretary, at=timezone.now())
    assert bulk.came(moved) == [None]
    (gone,) = invited(Letter.objects.get(name="assignment.let_go", recipient=office.user)).values()
    assert (str(gone["STATUS"]), gone["SEQUENCE"]) == ("CANCELLED", 1)
    (asked,) = invited(Letter.objects.get(name="stage.work_given_out", recipient=other.user)).values()
    assert str(asked["STATUS"]) == "CONFIRMED"
    bulk.undone(moved, by=secretary, at=timezone.now())
    (gone,) = invited(Letter.objects.get(name="assignment.let_go", recipient=other.user)).values()
    (back,) = invited(Letter.objects.get(name="stage.work_given_out", recipient=office.user)).values()
    # What comes again has a higher number than what called it off, or calendars would not believe it.
    assert str(gone["STATUS"]) == "CANCELLED"
    assert back["SEQUENCE"] > 1
    assert str(back["STATUS"]) == "CONFIRMED"


def test_who_only_reads_gets_no_calendar_that_calls_off():
    stage, office, _assignments = judging.desk(2)
    member = PanelMember.objects.get(stage=stage, judge=office.user)
    giving_out.release(member, "Sakit.", by=accounts.membership(Role.SECRETARY), at=timezone.now())
    assert not Letter.objects.filter(name="assignment.let_go").exists()
