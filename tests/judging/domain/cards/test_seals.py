"""Signed means signed: a trigger holds a locked card, and what is changed past the trigger is found in time."""

import pgtrigger
import pytest
from django.db import IntegrityError, transaction

from accounts.rules import Refused
from competitions.kinds import StageKind
from judging import rules
from judging.circle import closing
from judging.domain.cards import scoring, seals
from judging.models import Mark, Scorecard
from tests import carrying
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
HOLDING = ("judging.Scorecard:locked_stands", "judging.Mark:locked_stands", "judging.CardVersion:append_only")


@pytest.fixture
def begun():
    return carrying.begun(2, evaluators=2, panelists=1)


@pytest.fixture
def crew(begun):
    return begun[0]


@pytest.fixture
def desk(begun, crew):
    """A desk stage in which every card is locked."""
    return carrying.worked(carrying.carried_to(begun[1], StageKind.DESK, crew), crew, points=80)


def change(card):
    card.marks.update(points=100)


def take_away(card):
    card.marks.first().delete()


def raise_the_total(card):
    Scorecard.objects.filter(pk=card.pk).update(total=100)


def reword(card):
    Scorecard.objects.filter(pk=card.pk).update(remark="Lain.")


def throw_away(card):
    Scorecard.objects.filter(pk=card.pk).delete()


CHANGES = [change, take_away, raise_the_total, reword, throw_away]


@pytest.mark.parametrize("act", CHANGES)
def test_a_trigger_holds_a_locked_card_even_against_the_owner_of_the_tables(desk, act):
    card = Scorecard.objects.filter(assignment__stage=desk).first()
    with as_owner(), pytest.raises(IntegrityError, match="locked_stands"), transaction.atomic():
        act(card)
    assert seals.altered(desk) == []


def test_opening_by_a_statement_may_change_nothing_at_the_same_time(desk):
    card = Scorecard.objects.filter(assignment__stage=desk).first()
    with pytest.raises(IntegrityError, match="locked_stands"), transaction.atomic():
        Scorecard.objects.filter(pk=card.pk).update(locked_at=None, total=100)


def forge_the_version(card):
    """Mark, total and the version's own text, all to fit: the chain still tells of another commitment."""
    raise_the_total(card)
    change(card)
    version = card.versions.order_by("number").last()
    body = version.body.replace('"points":80', '"points":100').replace('"total":"80.000"', '"total":"100.000"')
    key = bytes.fromhex(version.salt)
    card.versions.filter(pk=version.pk).update(body=body, sha256=scoring.commitment.commitment(key, body.encode()))


@pytest.mark.parametrize("act", [change, take_away, raise_the_total, reword, forge_the_version])
def test_what_is_changed_past_the_trigger_is_found_and_the_stage_does_not_close(desk, crew, act):
    card = Scorecard.objects.filter(assignment__stage=desk).order_by("pk").last()
    with as_owner(), pgtrigger.ignore(*HOLDING):
        act(card)
    assert [one.pk for one in seals.altered(desk)] == [card.pk]
    with pytest.raises(Refused) as refused:
        closing.close_stage(desk, by=crew.admin, at=carrying.moment(desk))
    assert refused.value.refusal is rules.CARDS_ALTERED
    assert card.assignment.proposal.code in refused.value.sentences[0]
    desk.refresh_from_db()
    assert desk.closed_at is None


def test_a_lock_set_by_a_statement_is_found(desk, crew):
    card = Scorecard.objects.filter(assignment__stage=desk).first()
    Scorecard.objects.filter(pk=card.pk).update(locked_at=None)
    Mark.objects.filter(scorecard=card).update(points=20)
    Scorecard.objects.filter(pk=card.pk).update(locked_at=carrying.moment(desk), total=20)
    assert [one.pk for one in seals.altered(desk)] == [card.pk]


def test_a_card_that_was_opened_again_is_under_no_seal(desk, crew):
    card = Scorecard.objects.filter(assignment__stage=desk).first()
    carrying.reopened(card, crew, by=card.versions.first().by, at=carrying.moment(desk))
    assert seals.altered(desk) == []


def test_what_looking_costs(desk, django_assert_num_queries):
    with django_assert_num_queries(4):
        seals.altered(desk)
