"""Two saves at the same moment, over real connections: one after the other, and one consistent card."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from accounts.domain.stamps import NOTHING
from accounts.rules import Refused, Stale
from judging.circle import giving_out
from judging.domain.cards import scoring
from judging.models import Assignment, Mark, Scorecard
from tests.factories import judging

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run the acts in threads that start together; returns what each raised, None where it went well."""
    outcomes, start = [None] * len(acts), threading.Barrier(len(acts))

    def run(index, act):
        try:
            start.wait(10)
            act()
        except Refused as refused:
            outcomes[index] = refused.refusal.key
        except Stale:
            outcomes[index] = "stale"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def saving(assignment, office, points, **options):
    """The act of saving the same level for every criterion, with everything loaded beforehand."""
    marks = judging.marks(assignment.stage, points)
    return lambda: scoring.record_marks(assignment, marks, by=office, at=timezone.now(), **options)


def test_two_first_saves_leave_one_card_that_agrees_with_its_marks():
    _stage, office, assignments = judging.desk(1)
    assert at_once(*(saving(assignments[0], office, points) for points in (20, 40, 60, 80))) == [None] * 4
    card = Scorecard.objects.get()
    points = set(Mark.objects.values_list("points", flat=True))
    assert Mark.objects.count() == 7
    assert points == {int(card.total)}


def test_of_tabs_that_save_at_once_exactly_one_wins_and_the_others_hear_of_it():
    _stage, office, assignments = judging.desk(1)
    saves = (saving(assignments[0], office, points, seen=NOTHING) for points in (20, 40, 60, 80))
    outcomes = at_once(*saves)
    assert sorted(outcomes, key=str) == sorted([None, "stale", "stale", "stale"], key=str)
    assert Scorecard.objects.get().number == 1


def test_a_save_never_undoes_a_lock_given_at_the_same_moment():
    _stage, office, assignments = judging.desk(1)
    outcomes = at_once(saving(assignments[0], office, 80, lock=True), saving(assignments[0], office, 20))
    card = Scorecard.objects.get()
    assert card.locked_at
    assert card.total == 80
    assert outcomes in ([None, None], [None, "locked"])


def test_no_mark_is_left_standing_after_a_tie_declared_at_the_same_moment():
    _stage, office, assignments = judging.desk(1)
    at_once(
        saving(assignments[0], office, 80),
        lambda: giving_out.recuse(assignments[0], "Saudara.", by=office, at=timezone.now()),
    )
    assert not Assignment.objects.held_by(office.user).exists()
