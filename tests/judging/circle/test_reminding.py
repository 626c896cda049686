"""Judges with open work are reminded, then the secretariat is told; each reminder once."""

from datetime import timedelta

import pytest

from accounts.domain import tries
from accounts.models import Chore, Letter, Membership, Role
from competitions.kinds import StageKind
from competitions.models import Reminder, Reminding
from judging import tasks
from judging.circle import reminding
from proposals.domain import reminding as of_writers
from tests import carrying
from tests.owner import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def running():
    """A desk stage that is open, its judges at work, one of them already done."""
    crew, edition, _proposals = carrying.begun(6, evaluators=4)
    for planned in edition.stages.in_order():
        if planned.kind == StageKind.DESK:
            return crew, carrying.opened(planned, crew)
        carrying.finished(planned, crew)
    raise AssertionError


def names():
    return list(Letter.objects.filter(name__startswith="reminder.").order_by("pk").values_list("name", flat=True))


def test_half_time_three_days_and_one_day_before_and_then_the_secretariat(running):
    crew, stage = running
    half = stage.opens_at + (stage.closes_at - stage.opens_at) / 2
    judges = {judge for judge, _code, _count in reminding.open_work(stage)}
    assert judges
    assert reminding.remind_judges(at=half - timedelta(minutes=1)) == 0
    for moment in (half, stage.closes_at - timedelta(days=3), stage.closes_at - timedelta(days=1)):
        assert reminding.remind_judges(at=moment + timedelta(minutes=5)) == len(judges)
        assert reminding.remind_judges(at=moment + timedelta(minutes=15)) == 0
    assert names() == ["reminder.judging"] * 3 * len(judges)
    assert {letter.recipient for letter in Letter.objects.filter(name="reminder.judging")} == judges
    assert reminding.remind_judges(at=stage.closes_at + timedelta(minutes=5)) > 0
    told = set(Letter.objects.filter(name="reminder.late").values_list("recipient", flat=True))
    assert told == set(Membership.objects.filter(role=Role.SECRETARY).values_list("user", flat=True))
    letter = Letter.objects.get(name="reminder.late", recipient=crew.secretary.user)
    assert all(f"{judge.full_name} ({judge.email}): " in letter.body for judge in judges)


def test_who_has_nothing_left_gets_none(running):
    crew, stage = running
    carrying.worked(stage, crew)
    assert reminding.open_work(stage) == []
    assert reminding.remind_judges(at=stage.closes_at - timedelta(days=1)) == 0
    assert reminding.remind_judges(at=stage.closes_at + timedelta(minutes=1)) == 0
    assert names() == []


def test_a_letter_says_how_much_is_left_and_how_long(running):
    _crew, stage = running
    reminding.remind_judges(at=stage.closes_at - timedelta(days=3))
    judge, _code, count = reminding.open_work(stage)[0]
    letter = Letter.objects.get(name="reminder.judging", recipient=judge)
    assert letter.subject == (
        f"Penilaian Anda belum selesai, tahap berakhir 3 hari lagi: {stage.name}, {stage.edition.name}"
    )
    assert f"Tugas Anda yang belum selesai: {count} usulan." in letter.body


def test_a_worker_that_dies_leaves_nothing_and_the_next_one_writes_all(running, monkeypatch):
    _crew, stage = running
    at = stage.closes_at - timedelta(days=1)

    class Died(BaseException):
        pass

    def dies(*_args, **_more):
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr("competitions.domain.reminding.events.record", dies)
        with pytest.raises(Died):
            reminding.remind_judges(at=at)
    assert (names(), Reminding.objects.count()) == ([], 0)
    assert reminding.remind_judges(at=at + timedelta(minutes=1)) == len(reminding.open_work(stage))


def test_one_that_fails_is_tried_again_later_and_no_other_waits_for_it(running):
    _crew, stage = running
    at = stage.closes_at + timedelta(minutes=1)
    judges, late = stage.closes_at - timedelta(days=1), stage.closes_at
    with as_owner() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE competitions_reminding ADD CONSTRAINT jammed CHECK (about <> 'late')")
    assert reminding.remind_judges(at=judges) == len(reminding.open_work(stage))
    assert reminding.remind_judges(at=at) == 0
    chore = Chore.objects.get()
    assert (chore.name, chore.tries) == ("reminder.late", 1)
    assert chore.about == f"{stage.name}, {stage.edition.name}"
    assert late.isoformat() in chore.key
    with as_owner() as cursor:
        cursor.execute("ALTER TABLE competitions_reminding DROP CONSTRAINT jammed")
    assert reminding.remind_judges(at=at + timedelta(minutes=1)) > 0
    assert not Chore.objects.exists()


def test_a_reminder_missed_for_days_is_left_out(running):
    _crew, stage = running
    half = stage.opens_at + (stage.closes_at - stage.opens_at) / 2
    assert reminding.remind_judges(at=half + timedelta(days=1, minutes=1)) == 0


def test_the_task_runs_twice(running):
    tasks.remind_judges()
    tasks.remind_judges()
    assert len(names()) == len(
        set(Letter.objects.filter(name__startswith="reminder.").values_list("recipient", "name"))
    )


def test_a_try_that_failed_is_forgotten_once_its_reminder_is_due_no_more(running):
    _crew, stage = running
    at = stage.closes_at - timedelta(days=1)

    def fail(key):
        raise ZeroDivisionError

    for name in ("reminder.judging", "reminder.drafts"):
        tries.each(name, {"9 9 2026": stage.name}, fail, at=at)
    reminding.remind_judges(at=at)
    # Those of writers are another's to forget.
    assert [chore.name for chore in Chore.objects.all()] == ["reminder.drafts"]
    of_writers.remind_writers(at=at)
    assert not Chore.objects.exists()


def test_one_that_rests_stays_for_as_long_as_it_is_due(running):
    _crew, stage = running
    at = stage.closes_at - timedelta(days=1)
    [due] = [one for one in reminding.due_work(at=at) if one.about == Reminder.About.JUDGING]

    def fail(key):
        raise ZeroDivisionError

    tries.each("reminder.judging", {due.key: due.called}, fail, at=at)
    reminding.remind_judges(at=at)
    assert (Chore.objects.get().tries, names()) == (1, [])
    reminding.remind_judges(at=at + timedelta(minutes=2))
    assert names() == ["reminder.judging"] * len(reminding.open_work(stage))
    assert not Chore.objects.exists()
