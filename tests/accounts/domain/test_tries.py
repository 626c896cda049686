"""What the clock does: a try is noted before it is made, failed ones rest longer each time, and they have an end."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from accounts.domain import tries
from accounts.models import Chore, Event, Role
from accounts.rules import MINISTRY_ONLY, Refused
from tests.factories import accounts

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NAME = "lot.reveal"


class Broken(Exception):
    pass


class Work:
    """Acts that fail for some keys; remembers when it was asked for which."""

    def __init__(self, *failing, error=Broken):
        self.failing, self.error, self.asked = failing, error, []

    def turn(self, *keys, at, **more):
        def act(key):
            self.asked.append((key, at))
            if key in self.failing:
                raise self.error("tidak bisa")
            return key.upper()

        return tries.each(NAME, {key: f"Edisi {key}" for key in keys}, act, at=at, **more)

    def moments(self, key):
        return [at for asked, at in self.asked if asked == key]


def to_the_end(work, *keys, **more):
    """Turn after turn until the first key is no chore or given up; a second too early nothing happens."""
    at = AT
    while True:
        work.turn(*keys, at=at, **more)
        chore = Chore.objects.filter(key=keys[0], given_up_at=None).first()
        if chore is None:
            return
        asked, at = len(work.asked), chore.next_try_at
        work.turn(keys[0], at=at - timedelta(seconds=1), **more)
        assert len(work.asked) == asked


def test_what_is_done_leaves_nothing():
    assert Work().turn("a", "b", at=AT) == ["A", "B"]
    assert not Chore.objects.exists()


def test_one_that_fails_holds_up_no_other_and_says_why():
    assert Work("a").turn("a", "b", at=AT) == ["B"]
    chore = Chore.objects.get()
    assert (chore.key, chore.about, chore.tries, chore.since) == ("a", "Edisi a", 1, AT)
    assert (chore.failure, chore.next_try_at) == ("Broken: tidak bisa", AT + MINUTE)


def test_the_pauses_grow_and_have_an_end():
    work = Work("a")
    to_the_end(work, "a")
    moments = work.moments("a")
    assert [later - earlier for earlier, later in pairwise(moments)] == list(tries.PAUSES)
    assert list(tries.PAUSES) == sorted(set(tries.PAUSES))
    chore = Chore.objects.get()
    assert (chore.tries, chore.given_up_at, chore.next_try_at) == (tries.MOST, moments[-1], None)


def test_what_fails_once_succeeds_later_as_if_nothing_had_been():
    work = Work("a")
    work.turn("a", at=AT)
    work.failing = ()
    assert work.turn("a", at=AT + timedelta(seconds=59)) == []
    assert work.turn("a", at=AT + MINUTE) == ["A"]
    assert not Chore.objects.exists()


def test_a_try_counts_that_takes_its_worker_with_it():
    """Nothing in the process can note it afterwards."""
    work = Work("a", error=SystemExit)
    for number in range(tries.MOST):
        with pytest.raises(SystemExit):
            work.turn("a", at=AT + number * max(tries.PAUSES))
    work.turn("a", at=AT + tries.MOST * max(tries.PAUSES))
    assert len(work.asked) == tries.MOST
    chore = Chore.objects.get()
    assert (chore.failure, chore.given_up_at is not None) == ("", True)


def test_the_limit_of_time_ends_the_turn_and_counts():
    work = Work("a", error=SoftTimeLimitExceeded)
    with pytest.raises(SoftTimeLimitExceeded):
        work.turn("a", "b", at=AT)
    assert work.moments("b") == []
    # While it rests the others have their turn.
    assert work.turn("a", "b", at=AT + timedelta(seconds=30)) == ["B"]


def test_the_end_can_be_an_act_of_its_own():
    ended = []
    to_the_end(Work("a"), "a", give_up=ended.append)
    assert len(ended) == 1
    assert not Chore.objects.exists()


def test_where_even_the_end_fails_a_person_is_shown_it():
    def give_up(key):
        raise Broken

    work = Work("a")
    to_the_end(work, "a", "b", give_up=give_up)
    assert Chore.objects.get().given_up_at
    assert len(work.moments("a")) == tries.MOST


def test_what_is_not_due_any_more_is_no_chore():
    Work("a", "b").turn("a", "b", at=AT)
    tries.drop(NAME, besides=["b"])
    assert Chore.objects.get().key == "b"


def test_a_person_has_it_tried_again_from_the_beginning():
    work = Work("a")
    to_the_end(work, "a")
    office = accounts.membership(Role.SECRETARY)
    later = AT + timedelta(days=4)
    tries.try_again(Chore.objects.get(), by=office, at=later)
    told = Event.objects.get(name="chore.tried_again")
    assert told.particulars == {"chore": NAME, "about": "Edisi a"}
    work.turn("a", at=later)
    assert (work.moments("a")[-1], Chore.objects.get().tries) == (later, 1)


@pytest.mark.parametrize("role", [Role.UNIT, Role.AUDITOR, Role.EVALUATOR])
def test_nobody_but_the_ministry_has_it_tried_again(role):
    Work("a").turn("a", at=AT)
    with pytest.raises(Refused) as refused:
        tries.try_again(Chore.objects.get(), by=accounts.membership(role), at=AT)
    assert refused.value.refusal is MINISTRY_ONLY
    assert Chore.objects.exists()
