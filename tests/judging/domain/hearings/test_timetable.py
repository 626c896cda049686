"""Interview sessions are laid out with panels, moved by hand, and never where they cannot be."""

import itertools
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Event, Letter, Role
from accounts.rules import Refused
from competitions.kinds import StageKind, defaults
from judging import rules
from judging.circle import giving_out
from judging.domain.hearings import panels, sessions
from judging.models import Assignment, PanelMember, Session
from judging.reading import hearings
from judging.stages import interview
from tests.factories import accounts, judging, proposals

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def online(count=6, *, judges=4, readers_each=2, rooms=("A", "B"), own_agencies=True, **columns):
    """An open interview stage with two rooms, so many judges and entrants, nothing given out yet."""
    wanted = {**defaults(StageKind.INTERVIEW), "rooms": list(rooms), "on_weekends": True}
    stage = judging.running(StageKind.INTERVIEW, settings=wanted, readers_each=readers_each, **columns)
    for _judge in range(judges):
        judging.seated(stage, judging.judge(stage))
    if own_agencies:
        for _entrant in range(count):
            judging.entrants(stage, 1)
    else:
        judging.entrants(stage, count)
    return stage


def given_out(stage, *, at=None):
    interview.assign(stage, at=at or timezone.now())
    return list(Session.objects.filter(stage=stage).order_by("starts_at", "room").select_related("proposal"))


def in_two_places(stage):
    """Every judge who would be in two rooms at once."""
    held = {one.proposal_id: one for one in Session.objects.filter(stage=stage)}
    own = Counter(
        (judge, held[proposal].starts_at)
        for proposal, judge in Assignment.objects.filter(stage=stage).values_list("proposal", "judge")
    )
    return [judge for (judge, _moment), number in own.items() if number > 1]


def test_each_room_has_a_panel_of_its_own_and_nobody_is_in_two_places():
    stage = online()
    held = given_out(stage)
    assert [one.room for one in held] == ["A", "B"] * 3
    assert Counter(PanelMember.objects.values_list("room", flat=True)) == {"A": 2, "B": 2}
    assert in_two_places(stage) == []
    assert set(Counter(Assignment.objects.values_list("proposal", flat=True)).values()) == {2}


def test_with_judges_for_one_room_everybody_hears_everybody_in_it():
    stage = online(4, judges=3)
    held = given_out(stage)
    assert {one.room for one in held} == {"A"}
    assert Assignment.objects.filter(stage=stage).count() == 12
    assert in_two_places(stage) == []


def test_an_agency_with_several_finalists_has_them_in_a_row_on_one_day():
    stage = online(5, own_agencies=False)
    held = given_out(stage)
    assert len({timezone.localdate(one.starts_at) for one in held}) == 1
    assert all(first.ends_at <= second.starts_at for first, second in itertools.pairwise(held))


def test_a_tie_sends_an_entrant_to_the_other_room():
    stage = online(1)
    [entrant] = stage.entrants.select_related("proposal__agency")
    sessions.seat_panels(stage)
    tied = PanelMember.objects.filter(stage=stage, room="A").order_by("code").first()
    PanelMember.objects.filter(pk=tied.pk).update(agency=entrant.proposal.agency)
    [session] = given_out(stage)
    assert session.room == "B"
    assert not Assignment.objects.filter(judge=tied.judge).exists()


def test_given_out_again_nothing_moves_and_nobody_is_added():
    stage = online()
    before = [(one.pk, one.room, one.starts_at) for one in given_out(stage)]
    count = Assignment.objects.count()
    assert [(one.pk, one.room, one.starts_at) for one in given_out(stage)] == before
    assert Assignment.objects.count() == count
    assert Letter.objects.filter(name="session.set").count() == len(
        set(Letter.objects.filter(name="session.set").values_list("recipient", "occasion"))
    )


def test_a_session_is_moved_and_everybody_concerned_is_told():
    stage = online()
    first, *_others = given_out(stage)
    secretary, now = accounts.membership(Role.SECRETARY), timezone.now()
    told = {person.pk for person in sessions.told_of(first, at=now)}
    later = first.starts_at + 2 * DAY + timedelta(hours=5)
    moved = sessions.move(first, "B", later, "Jaringan terputus", by=secretary, at=now)
    assert (moved.room, moved.starts_at, moved.sequence) == ("B", later, 1)
    assert moved.ends_at - moved.starts_at == timedelta(minutes=20)
    letters = Letter.objects.filter(name="session.moved")
    assert set(letters.values_list("recipient", flat=True)) == told
    judges = set(Assignment.objects.filter(proposal=first.proposal).values_list("judge", flat=True))
    assert told > judges
    assert all("Jaringan terputus" in letter.body for letter in letters)
    assert Event.objects.filter(name="session.moved").count() == 1
    # Moved to where it is, nothing happens.
    assert sessions.move(moved, "B", later, "Lagi", by=secretary, at=now).sequence == 1


def to_the_other_room(stage):
    """The first session of room A moved to room B, two days and five hours later; the session as it is then."""
    first = next(one for one in given_out(stage) if one.room == "A")
    later, secretary = first.starts_at + 2 * DAY + timedelta(hours=5), accounts.membership(Role.SECRETARY)
    return sessions.move(first, "B", later, "Listrik padam", by=secretary, at=timezone.now())


def test_a_session_moved_to_another_room_is_heard_by_those_who_were_to_hear_it():
    stage = online(hides_judges=False)
    moved = to_the_other_room(stage)
    panel = {room: list(PanelMember.objects.filter(stage=stage, room=room).order_by("code")) for room in "AB"}
    heard = {}
    for day in hearings.days(stage):
        for room, own, judges in hearings.day_by_room(stage, day):
            assert {one for told in own for one in told.panel} == set(judges)
            heard |= {told.pk: (room, told.panel) for told in own}
    assert heard.pop(moved.pk) == ("B", panel["A"])
    assert len(heard) == 5
    assert all(judges == panel[room] for room, judges in heard.values())
    assert hearings.panel_of(moved) == [one.judge.told_apart for one in panel["A"]]


def test_who_steps_in_for_a_moved_session_is_of_the_panel_that_hears_it():
    stage = online()
    moved = to_the_other_room(stage)
    former = Assignment.objects.filter(proposal=moved.proposal).order_by("pk").first()
    judging.seated(stage, judging.judge(stage))
    newcomer = PanelMember.objects.filter(stage=stage, room="").get()
    PanelMember.objects.filter(pk=newcomer.pk).update(room="A")
    giving_out.recuse(former, "Kerabat", by=former.judge.memberships.get(), at=timezone.now())
    now_held = set(Assignment.objects.standing().filter(proposal=moved.proposal).values_list("judge", flat=True))
    seated = PanelMember.objects.filter(stage=stage, room="A").exclude(judge=former.judge_id)
    assert now_held == set(seated.values_list("judge", flat=True))
    assert newcomer.judge_id in now_held
    assert in_two_places(stage) == []


def test_who_hears_another_session_at_that_time_does_not_step_in():
    stage = online()
    held = given_out(stage)
    busy = [one for one in held if one.starts_at == held[0].starts_at]
    own = {
        one.pk: set(Assignment.objects.filter(proposal=one.proposal).values_list("judge", flat=True)) for one in busy
    }
    first, second = busy
    assert panels.engaged(stage) >= {(first.proposal_id, judge) for judge in own[second.pk]}
    assert not panels.engaged(stage) & {(first.proposal_id, judge) for judge in own[first.pk]}


def test_a_new_session_finds_no_place_while_the_panel_of_its_room_is_elsewhere():
    stage = online(3)
    held = given_out(stage)
    [alone] = [one for one in held if one.starts_at == held[-1].starts_at]
    assert alone.room == "A"
    # Its panel hears it at the same time in another room: room A is empty, who sits there is not.
    sessions.move(
        alone, "B", alone.starts_at, "Listrik padam", by=accounts.membership(Role.SECRETARY), at=timezone.now()
    )
    judging.entrants(stage, 3)
    given_out(stage)
    assert in_two_places(stage) == []
    assert set(Counter(Assignment.objects.values_list("proposal", flat=True)).values()) == {2}


def test_a_session_is_never_moved_where_it_cannot_be():
    stage = online()
    first, second, third, *_others = given_out(stage)
    secretary, now = accounts.membership(Role.SECRETARY), timezone.now()
    late = stage.closes_at - timedelta(minutes=10)
    tried = {
        (first.room, now - timedelta(minutes=1)): rules.INTO_THE_PAST,
        (first.room, stage.opens_at - timedelta(hours=1)): rules.INTO_THE_PAST,
        (first.room, late): rules.OUTSIDE_THE_STAGE,
        ("Z", first.starts_at): rules.NO_SUCH_ROOM,
        (third.room, third.starts_at): rules.SESSION_CLASHES,
        (first.room, third.starts_at + timedelta(minutes=5)): rules.SESSION_CLASHES,
    }
    for (room, starts_at), refusal in tried.items():
        with pytest.raises(Refused) as caught:
            sessions.move(first, room, starts_at, "Alasan", by=secretary, at=now)
        assert caught.value.refusal is refusal, (room, starts_at)
    with pytest.raises(Refused) as caught:
        sessions.move(first, second.room, first.starts_at + DAY, " ", by=secretary, at=now)
    assert caught.value.refusal is rules.REASON_MISSING
    with pytest.raises(Refused) as caught:
        sessions.move(first, first.room, first.starts_at + DAY, "x", by=judging.judge(stage), at=now)
    assert caught.value.refusal is rules.MINISTRY_ONLY
    first.refresh_from_db()
    assert first.sequence == 0


def test_clashes_name_the_room_the_judges_and_the_agency():
    stage = online()
    first, _second, third, *_others = given_out(stage)
    assert sessions.clashes(first, first.room, first.starts_at) == []
    found = " ".join(sessions.clashes(first, third.room, third.starts_at))
    assert f"{third.room} dipakai {third.proposal.code}" in found
    assert "Panelis J0" in found
    type(third.proposal).objects.filter(pk=third.proposal_id).update(agency=first.proposal.agency)
    elsewhere = " ".join(sessions.clashes(first, "B" if third.room == "A" else "A", third.starts_at))
    assert f"Instansi yang sama sedang diwawancarai untuk {third.proposal.code}" in elsewhere


def test_who_did_not_come_is_heard_another_day_and_who_was_heard_is_not():
    stage = online()
    first, second, *_others = given_out(stage)
    secretary = accounts.membership(Role.SECRETARY)
    after = second.ends_at + timedelta(minutes=1)
    sessions.note(first, "absent", text="Tidak menjawab", by=secretary, at=after)
    sessions.note(second, "held", head_was_present=False, by=secretary, at=after)
    moved = sessions.move(first, first.room, first.starts_at + DAY, "Tidak hadir", by=secretary, at=after)
    assert (moved.outcome, moved.noted_at) == ("", None)
    with pytest.raises(Refused) as caught:
        sessions.move(second, second.room, second.starts_at + DAY, "x", by=secretary, at=after)
    assert caught.value.refusal is rules.HELD_ALREADY


def test_who_left_the_contest_is_not_moved():
    stage = online()
    first, *_others = given_out(stage)
    proposals.left(first.proposal)
    with pytest.raises(Refused) as caught:
        sessions.move(
            first,
            first.room,
            first.starts_at + DAY,
            "x",
            by=accounts.membership(Role.SECRETARY),
            at=timezone.now(),
        )
    assert caught.value.refusal in rules.LEFT_THE_CONTEST.values()


@pytest.mark.parametrize(
    ("province", "hours"), [("11", 0), ("32", 0), ("62", 0), ("51", 1), ("73", 1), ("81", 2), ("94", 2), (None, 0)]
)
def test_how_far_a_clock_is_ahead(province, hours):
    agency = accounts.agency()
    agency.region_id = f"{province}.01" if province else None
    assert agency.hours_ahead == hours
