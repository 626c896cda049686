from datetime import datetime, timedelta

import pytest

from accounts.domain import motions
from accounts.models import Event, Letter, Motion, Role
from accounts.rules import REASON_MISSING, Refused
from accounts.rules.motions import NOT_OF_THIS_ROLE, NOT_SECONDED, TOO_LATE
from competitions import motions as grave
from competitions import rules
from competitions.kinds import StageKind
from competitions.models import Admission, Edition, Stage
from tests.factories import accounts
from tests.factories.competitions import CLOSES_AT, DURING, edition, stage
from tests.seconding import settle

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=4)


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def announced(admin):
    return edition(by=admin)


def windows(edition):
    return [(one.opens_at, one.closes_at) for one in edition.stages.in_order()]


def extend_registration(edition, closes_at, reason, *, by, at):
    settle(grave.extend_registration(edition, closes_at, reason, by=by, at=at), at=at)
    return Edition.objects.get(pk=edition.pk)


def extend_stage(stage, closes_at, reason, *, by, at):
    settle(grave.extend_stage(stage, closes_at, reason, by=by, at=at), at=at)


def closes(thing):
    return type(thing).objects.values_list("closes_at", flat=True).get(pk=thing.pk)


def opened(stage, by):
    Stage.objects.filter(pk=stage.pk).update(opened_at=stage.opens_at, opened_by=by)
    return Stage.objects.get(pk=stage.pk)


def test_registration_closes_later_and_the_stages_follow(announced, admin):
    before = windows(announced)
    extended = extend_registration(announced, CLOSES_AT + DAYS, "Sistem dirawat dua hari.", by=admin, at=DURING)
    assert extended.closes_at == CLOSES_AT + DAYS
    assert windows(announced) == [(opens + DAYS, closes + DAYS) for opens, closes in before]
    event = Event.objects.about(announced).last()
    assert event.name == "edition.registration_extended"
    assert event.particulars["reason"] == "Sistem dirawat dua hari."


def test_everybody_who_may_enter_is_told_by_letter_once_it_is_agreed(announced, admin):
    writer, twice = accounts.membership(Role.UNIT), accounts.membership(Role.AGENCY_ADMIN)
    accounts.membership(Role.AGENCY_ADMIN, user=twice.user)
    accounts.membership(Role.EVALUATOR)
    moved = grave.extend_registration(announced, CLOSES_AT + DAYS, "Jaringan terputus.", by=admin, at=DURING)
    assert not Letter.objects.filter(name="edition.extended").exists()
    settle(moved, at=DURING)
    letters = Letter.objects.filter(name="edition.extended")
    assert {one.recipient_id for one in letters} == {writer.user_id, twice.user_id}
    assert letters.count() == 2
    assert all("Jaringan terputus." in one.body for one in letters)
    announced.refresh_from_db()
    assert (announced.closed_first_at, announced.extension_reason) == (CLOSES_AT, "Jaringan terputus.")
    settle(grave.extend_registration(announced, CLOSES_AT + 2 * DAYS, "Banjir.", by=admin, at=DURING), at=DURING)
    announced.refresh_from_db()
    assert (announced.closed_first_at, announced.extension_reason) == (CLOSES_AT, "Banjir.")


def test_where_only_some_agencies_may_enter_theirs_alone_are_told(announced, admin):
    inside, _outside = accounts.membership(Role.AGENCY_ADMIN), accounts.membership(Role.AGENCY_ADMIN)
    announced.admissions.create(position=1, dimension=Admission.Dimension.AGENCY, value=inside.agency.name)
    extend_registration(announced, CLOSES_AT + DAYS, "Jaringan terputus.", by=admin, at=DURING)
    assert [one.recipient_id for one in Letter.objects.filter(name="edition.extended")] == [inside.user_id]


def test_registration_may_be_reopened_before_the_selection(announced, admin):
    after_close = CLOSES_AT + timedelta(hours=2)
    extended = extend_registration(announced, CLOSES_AT + DAYS, "Gangguan jaringan.", by=admin, at=after_close)
    assert extended.accepts_proposals(after_close)


@pytest.mark.parametrize(
    ("delay", "reason", "at", "refusal"),
    [
        (timedelta(0), "alasan", DURING, rules.NOT_LATER),
        (-DAYS, "alasan", DURING, rules.NOT_LATER),
        (DAYS, " ", DURING, REASON_MISSING),
        (timedelta(days=365 * 100), "alasan", DURING, rules.TOO_FAR),
        (datetime(9999, 12, 31, tzinfo=CLOSES_AT.tzinfo) - CLOSES_AT, "alasan", DURING, rules.TOO_FAR),
        (DAYS, "alasan", CLOSES_AT + 2 * DAYS, rules.ALREADY_PAST),
    ],
)
def test_extensions_of_registration_that_are_refused(announced, admin, delay, reason, at, refusal):
    with pytest.raises(Refused) as caught:
        grave.extend_registration(announced, CLOSES_AT + delay, reason, by=admin, at=at)
    assert caught.value.refusal is refusal
    announced.refresh_from_db()
    assert announced.closes_at == CLOSES_AT


def test_registration_stays_closed_once_a_stage_has_opened(announced, admin):
    opened(stage(announced, StageKind.ADMINISTRATIVE), admin)
    with pytest.raises(Refused) as caught:
        grave.extend_registration(announced, CLOSES_AT + DAYS, "alasan", by=admin, at=DURING)
    assert caught.value.refusal is rules.SELECTION_STARTED


def test_an_open_stage_runs_longer_and_the_later_ones_follow(announced, admin):
    desk = opened(stage(announced, StageKind.DESK), admin)
    before = windows(announced)
    extend_stage(desk, desk.closes_at + DAYS, "Waktu baca kurang.", by=admin, at=desk.opens_at)
    after = windows(announced)
    assert after[0] == before[0]
    assert after[1] == (before[1][0], before[1][1] + DAYS)
    assert after[2:] == [(opens + DAYS, closes + DAYS) for opens, closes in before[2:]]
    assert Event.objects.about(desk).last().name == "stage.extended"


def test_a_stage_that_is_not_open_is_not_extended(announced, admin):
    desk = stage(announced, StageKind.DESK)
    with pytest.raises(Refused) as caught:
        grave.extend_stage(desk, desk.closes_at + DAYS, "alasan", by=admin, at=DURING)
    assert caught.value.refusal is rules.NOTHING_TO_LENGTHEN


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MINISTRY_ADMIN])
def test_only_a_ministry_admin_extends(announced, admin, role):
    by = accounts.membership(role)
    desk = opened(stage(announced, StageKind.DESK), admin)
    for act in (
        lambda: grave.extend_registration(announced, CLOSES_AT + DAYS, "alasan", by=by, at=DURING),
        lambda: grave.extend_stage(desk, desk.closes_at + DAYS, "alasan", by=by, at=DURING),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.refusal is NOT_OF_THIS_ROLE


HOUR = timedelta(hours=1)
# Nobody's second person is waited for any longer.
TERM = timedelta(days=30)
HALF_A_DAY = 12 * HOUR


@pytest.fixture
def desk(announced, admin):
    return opened(stage(announced, StageKind.DESK), admin)


def test_moved_before_the_close_it_holds_at_once_for_twelve_hours_and_moves_no_later_stage(announced, desk, admin):
    before = windows(announced)
    motion = grave.extend_stage(desk, desk.closes_at + DAYS, "Server padam.", by=admin, at=desk.closes_at - HOUR)
    assert closes(desk) == motion.lapses_at == desk.closes_at + HALF_A_DAY
    assert windows(announced)[2:] == before[2:]
    assert Stage.objects.get(pk=desk.pk).takes_marks(desk.closes_at + 11 * HOUR)
    assert not Stage.objects.get(pk=desk.pk).takes_marks(desk.closes_at + HALF_A_DAY)


def test_a_short_one_holds_no_longer_than_it_was_asked_for(desk, admin):
    motion = grave.extend_stage(desk, desk.closes_at + HOUR, "Server padam.", by=admin, at=desk.closes_at - HOUR)
    assert closes(desk) == motion.lapses_at == desk.closes_at + HOUR
    settle(motion, at=desk.closes_at + HOUR / 2)
    assert closes(desk) == desk.closes_at + HOUR


def test_agreed_to_while_it_holds_it_counts_from_the_close_that_stood(announced, desk, admin):
    before = windows(announced)
    motion = grave.extend_stage(desk, desk.closes_at + DAYS, "Server padam.", by=admin, at=desk.closes_at - HOUR)
    settle(motion, at=desk.closes_at + 6 * HOUR)
    assert closes(desk) == desk.closes_at + DAYS
    assert windows(announced)[2:] == [(opens + DAYS, closes + DAYS) for opens, closes in before[2:]]


def test_nobody_agreed_so_it_lapses_and_what_was_written_meanwhile_stands(desk, admin):
    motion = grave.extend_stage(desk, desk.closes_at + DAYS, "Server padam.", by=admin, at=desk.closes_at - HOUR)
    end = desk.closes_at + HALF_A_DAY
    with pytest.raises(Refused) as caught:
        settle(motion, at=end)
    assert caught.value.refusal is TOO_LATE
    motions.carry_out_due(at=end - HOUR)
    assert Motion.objects.get(pk=motion.pk).state == Motion.State.MOVED
    for _time in range(2):
        motions.carry_out_due(at=end)
    motion.refresh_from_db()
    assert (motion.state, motion.lapse_reason) == (Motion.State.LAPSED, str(NOT_SECONDED))
    assert closes(desk) == end


@pytest.mark.parametrize(("until", "left"), [(-HOUR / 2, timedelta(0)), (3 * HOUR, 3 * HOUR), (13 * HOUR, HALF_A_DAY)])
def test_taken_back_it_closes_when_it_would_have_or_now(desk, admin, until, left):
    motion = grave.extend_stage(desk, desk.closes_at + DAYS, "Server padam.", by=admin, at=desk.closes_at - HOUR)
    motions.withdraw(motion, by=admin, at=desk.closes_at + until)
    assert closes(desk) == desk.closes_at + left


def test_taken_back_and_moved_again_it_holds_no_second_time(desk, admin):
    first = grave.extend_stage(desk, desk.closes_at + DAYS, "Server padam.", by=admin, at=desk.closes_at - HOUR)
    late = desk.closes_at + 11 * HOUR
    motions.withdraw(first, by=admin, at=late)
    again = grave.extend_stage(desk, desk.closes_at + DAYS, "Server padam.", by=admin, at=late)
    assert (closes(desk), again.lapses_at) == (late, late + TERM)


def test_moved_after_the_close_nothing_opens_before_two_people_say_so(announced, admin):
    after = CLOSES_AT + HOUR
    motion = grave.extend_registration(announced, CLOSES_AT + DAYS, "Gangguan jaringan.", by=admin, at=after)
    assert (closes(announced), motion.lapses_at) == (CLOSES_AT, after + TERM)
    settle(motion, at=after + 2 * HALF_A_DAY)
    assert closes(announced) == CLOSES_AT + DAYS


def test_registration_holds_at_once_too(announced, admin):
    motion = grave.extend_registration(announced, CLOSES_AT + DAYS, "Banjir.", by=admin, at=CLOSES_AT - HOUR)
    assert closes(announced) == CLOSES_AT + HALF_A_DAY
    motions.decline(motion, "Tidak perlu.", by=accounts.membership(Role.MINISTRY_ADMIN), at=CLOSES_AT - HOUR / 2)
    assert closes(announced) == CLOSES_AT
