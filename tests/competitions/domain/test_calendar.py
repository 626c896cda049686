from datetime import timedelta

import pytest

from accounts.models import Event, Role
from accounts.rules import Refused
from competitions import rules
from competitions.domain import calendar
from competitions.kinds import StageKind
from competitions.models import Stage
from tests.factories import accounts
from tests.factories.competitions import CLOSES_AT, DURING, edition, stage

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


def opened(stage, by):
    Stage.objects.filter(pk=stage.pk).update(opened_at=stage.opens_at, opened_by=by)
    return Stage.objects.get(pk=stage.pk)


def test_registration_closes_later_and_the_stages_follow(announced, admin):
    before = windows(announced)
    extended = calendar.extend_registration(
        announced, CLOSES_AT + DAYS, reason="Sistem dirawat dua hari.", by=admin, at=DURING
    )
    assert extended.closes_at == CLOSES_AT + DAYS
    assert windows(announced) == [(opens + DAYS, closes + DAYS) for opens, closes in before]
    event = Event.objects.about(announced).last()
    assert event.name == "edition.registration_extended"
    assert event.particulars["reason"] == "Sistem dirawat dua hari."


def test_registration_may_be_reopened_before_the_selection(announced, admin):
    after_close = CLOSES_AT + timedelta(hours=2)
    extended = calendar.extend_registration(
        announced, CLOSES_AT + DAYS, reason="Gangguan jaringan.", by=admin, at=after_close
    )
    assert extended.accepts_proposals(after_close)


@pytest.mark.parametrize(
    ("delay", "reason", "at", "refusal"),
    [
        (timedelta(0), "alasan", DURING, rules.NOT_LATER),
        (-DAYS, "alasan", DURING, rules.NOT_LATER),
        (DAYS, " ", DURING, rules.CHANGE_REASON_MISSING),
        (DAYS, "alasan", CLOSES_AT + 2 * DAYS, rules.ALREADY_PAST),
    ],
)
def test_extensions_of_registration_that_are_refused(announced, admin, delay, reason, at, refusal):
    with pytest.raises(Refused) as caught:
        calendar.extend_registration(announced, CLOSES_AT + delay, reason=reason, by=admin, at=at)
    assert caught.value.refusal is refusal
    announced.refresh_from_db()
    assert announced.closes_at == CLOSES_AT


def test_registration_stays_closed_once_a_stage_has_opened(announced, admin):
    opened(stage(announced, StageKind.ADMINISTRATIVE), admin)
    with pytest.raises(Refused) as caught:
        calendar.extend_registration(announced, CLOSES_AT + DAYS, reason="alasan", by=admin, at=DURING)
    assert caught.value.refusal is rules.SELECTION_STARTED


def test_an_open_stage_runs_longer_and_the_later_ones_follow(announced, admin):
    desk = opened(stage(announced, StageKind.DESK), admin)
    before = windows(announced)
    calendar.extend_stage(desk, desk.closes_at + DAYS, reason="Waktu baca kurang.", by=admin, at=desk.opens_at)
    after = windows(announced)
    assert after[0] == before[0]
    assert after[1] == (before[1][0], before[1][1] + DAYS)
    assert after[2:] == [(opens + DAYS, closes + DAYS) for opens, closes in before[2:]]
    assert Event.objects.about(desk).get().name == "stage.extended"


def test_a_stage_that_is_not_open_is_not_extended(announced, admin):
    desk = stage(announced, StageKind.DESK)
    with pytest.raises(Refused) as caught:
        calendar.extend_stage(desk, desk.closes_at + DAYS, reason="alasan", by=admin, at=DURING)
    assert caught.value.refusal is rules.NOTHING_TO_LENGTHEN


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MINISTRY_ADMIN])
def test_only_a_ministry_admin_extends(announced, admin, role):
    by = accounts.membership(role)
    desk = opened(stage(announced, StageKind.DESK), admin)
    for act in (
        lambda: calendar.extend_registration(announced, CLOSES_AT + DAYS, reason="alasan", by=by, at=DURING),
        lambda: calendar.extend_stage(desk, desk.closes_at + DAYS, reason="alasan", by=by, at=DURING),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.refusal is rules.NOT_MINISTRY_ADMIN
