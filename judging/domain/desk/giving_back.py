"""Work that a tie closes goes back at once, so that somebody else can be asked."""

from accounts.domain import queue
from judging import letters
from judging.domain import calling_off
from judging.models import Assignment


def running(judge):
    """A judge's work in stages that have not closed, to be locked as `Assignment.objects.locked` does it.

    In one order everywhere: nothing closes or is saved meanwhile.
    """
    return (
        Assignment.objects.standing()
        .filter(judge=judge, stage__closed_at=None)
        .select_for_update(of=("self", "stage"), no_key=True)
        .select_related("stage__edition")
        .order_by("stage", "pk")
    )


def give_back(assignments, reason, *, at):
    """Take these out of their judge's work, the reason kept, and return them. Even a locked card no longer counts.

    Whoever calls this finds somebody else, or has the secretariat told.
    """
    given_back = list(assignments)
    Assignment.objects.filter(pk__in=[one.pk for one in given_back]).update(recused_at=at, recusal_reason=reason)
    calling_off.let_go(given_back, at=at)
    return given_back


def give_away(assignments, reason, *, at):
    """Give these back and have somebody else found once that is committed; returns how many."""
    given_back = give_back(assignments, reason, at=at)
    for one in given_back:
        queue.enqueue("judging.replace_reader", assignment_id=one.pk)
    return len(given_back)


def tell_secretariat(assignment, *, by, at):
    """Nobody reads in the place of the judge who gave this back: the secretariat finds somebody."""
    letters.tell(
        "assignment.recused", assignment.stage, about=assignment, judge=assignment.judge_id, count=1, by=by, at=at
    )
