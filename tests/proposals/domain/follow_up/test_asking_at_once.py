"""The first survey of a year begun twice at once. A module of its own: each transaction is seen by the other."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from accounts.models import Role
from accounts.rules import Refused
from proposals.domain.catalogue import publication
from proposals.domain.follow_up import asking_again, check_ins
from proposals.models import CatalogueEntry, Survey
from proposals.rules import check_ins as why
from tests.beside import Beside
from tests.factories import accounts, catalogue, competitions

pytestmark = pytest.mark.django_db(transaction=True)
WON = datetime(2026, 5, 20, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
AT = datetime(2027, 5, 20, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
DUE = AT.date() + timedelta(days=90)


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


@pytest.fixture
def won():
    """A winner whom the clock asks as well, and one of an earlier year whom only the ministry asks."""
    [proposal] = catalogue.proposals(competitions.sighted(), [accounts.agency()])
    publication.publish(proposal, awards=[catalogue.WINNER], at=WON)
    return CatalogueEntry.objects.get(proposal=proposal), catalogue.earlier_entry(awards=(("top", "Top 45"),))


def asked():
    return sorted(Survey.objects.get().check_ins.values_list("entry", flat=True))


def test_the_ministry_takes_over_what_the_clock_begins_meanwhile(won, secretary):
    with transaction.atomic():
        assert asking_again.ask(at=AT) == 1
        other = Beside(lambda: check_ins.ask(2027, due_on=DUE, by=secretary, at=AT))
        assert other.is_held_up()
    survey = other.result()
    assert (survey.asked_by, survey.due_on) == (secretary, DUE)
    assert asked() == sorted(one.pk for one in won)


def test_the_clock_asks_nobody_again_whom_the_ministry_asks_meanwhile(won, secretary):
    with transaction.atomic():
        check_ins.ask(2027, due_on=DUE, by=secretary, at=AT)
        other = Beside(lambda: asking_again.ask(at=AT))
        assert other.is_held_up()
    assert other.result() == 0
    assert asked() == sorted(one.pk for one in won)


def test_of_two_of_the_ministry_the_second_is_told_that_it_is_asked(won, secretary):
    with transaction.atomic():
        check_ins.ask(2027, due_on=DUE, by=secretary, at=AT)
        other = Beside(lambda: check_ins.ask(2027, due_on=DUE, by=secretary, at=AT))
        assert other.is_held_up()
    with pytest.raises(Refused) as refused:
        other.result()
    assert refused.value.refusal is why.ASKED_ALREADY
