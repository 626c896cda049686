"""Chosen judges reminded: exactly those, once a day, and taken back while the letter waits."""

from datetime import timedelta

import pytest

from accounts.domain.correspondence import messages
from accounts.models import Event, Letter, Unwanted
from accounts.rules import ALREADY_LEFT, UNWANTED
from competitions.kinds import StageKind
from judging.bulk_acts.reminders import LEAVES_AFTER, NOTHING_LEFT, NUDGED_TODAY
from judging.models import Assignment, PanelMember
from judging.rules.desk import handing as handing_rules
from tests import bulk, carrying

pytestmark = pytest.mark.django_db


def tell():
    crew, edition, _dossiers = carrying.begun(4, evaluators=4)
    return crew, carrying.carried_to(edition, StageKind.DESK, crew)


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def stage(told):
    return told[1]


@pytest.fixture
def at(stage):
    return carrying.moment(stage)


@pytest.fixture
def members(stage):
    return list(PanelMember.objects.filter(stage=stage).select_related("judge").order_by("code"))


@pytest.fixture
def inputs(stage):
    return {"stage": stage.pk, "subject": "Menjelang tenggat", "body": "Yth. {nama_penerima},\n\n{sisa_tugas}"}


def nudges():
    return Letter.objects.filter(name=messages.NUDGE).order_by("pk")


def test_exactly_the_chosen_are_written_to_and_the_letters_wait(crew, members, inputs, at):
    act = bulk.done("nudge", members[1:3], inputs, by=crew.secretary, at=at)
    assert bulk.came(act) == [None, None]
    assert [one.recipient_id for one in nudges()] == [one.judge_id for one in members[1:3]]
    assert {one.next_try_at for one in nudges()} == {at + LEAVES_AFTER}
    first = nudges().first()
    assert members[1].judge.full_name in first.body
    assert "2 usulan" in first.body
    assert not Letter.objects.due(at + LEAVES_AFTER - timedelta(seconds=1)).filter(name=messages.NUDGE).exists()
    assert Letter.objects.due(at + LEAVES_AFTER).filter(name=messages.NUDGE).count() == 2


def sleeps(member, at):
    member.judge.is_active = False
    member.judge.save(update_fields=["is_active"])


def has_nothing(member, at):
    Assignment.objects.filter(stage=member.stage_id, judge=member.judge_id).update(
        recused_at=at, recusal_reason="Tidak sempat"
    )


def wants_none(member, at):
    Unwanted.objects.create(user=member.judge, name=messages.NUDGE, since=at)


CASES = {
    "nothing": (lambda member, at: None, None),
    "inactive": (sleeps, handing_rules.INACTIVE_JUDGE),
    "nothing left": (has_nothing, NOTHING_LEFT),
    "wants none": (wants_none, UNWANTED),
}


@pytest.mark.parametrize("case", CASES)
def test_the_preview_says_what_comes_of_it(crew, members, inputs, at, case):
    befalls, refusal = CASES[case]
    befalls(members[0], at)
    expected = [refusal and str(refusal), None]
    assert bulk.foretold("nudge", members[:2], inputs, by=crew.secretary, at=at) == expected
    assert bulk.came(bulk.done("nudge", members[:2], inputs, by=crew.secretary, at=at)) == expected
    assert nudges().count() == 2 - bool(refusal)


def test_nobody_is_reminded_twice_a_day_whoever_asks(crew, members, inputs, at):
    bulk.done("nudge", members[:1], inputs, by=crew.secretary, at=at)
    second = bulk.done("nudge", members[:2], inputs, by=crew.admin, at=at)
    assert bulk.came(second) == [str(NUDGED_TODAY), None]
    assert nudges().count() == 2
    tomorrow = at + timedelta(days=1)
    assert bulk.foretold("nudge", members[:2], inputs, by=crew.admin, at=tomorrow) == [None, None]


def test_a_reminder_is_taken_back_while_it_waits_and_may_be_written_anew(crew, members, inputs, at):
    act = bulk.done("nudge", members[:2], inputs, by=crew.secretary, at=at)
    assert bulk.came(bulk.undone(act, by=crew.secretary, at=at)) == [None, None]
    assert not Letter.objects.due(at + LEAVES_AFTER).filter(name=messages.NUDGE).exists()
    assert Event.objects.filter(name="letter.taken_back").count() == 2
    again = bulk.done("nudge", members[:2], inputs, by=crew.secretary, at=at)
    assert bulk.came(again) == [None, None]
    assert nudges().unsent().count() == 2


def test_a_letter_that_a_sender_has_is_not_taken_back(crew, members, inputs, at):
    act = bulk.done("nudge", members[:2], inputs, by=crew.secretary, at=at)
    nudges().filter(recipient=members[0].judge_id).update(tries=1)
    assert bulk.came(bulk.undone(act, by=crew.secretary, at=at)) == [str(ALREADY_LEFT), None]
