"""Work that a tie closes goes back at once, so that somebody else can be asked."""

from judging import letters
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


def give_back(assignments, reason, *, by, at):
    """Take these out of their judge's work, the reason kept, and tell the secretariat; returns how many.

    Even a locked card no longer counts.
    """
    given_back = list(assignments)
    Assignment.objects.filter(pk__in=[one.pk for one in given_back]).update(recused_at=at, recusal_reason=reason)
    for one in given_back:
        letters.tell("assignment.recused", one.stage, about=one, judge=one.judge_id, count=1, by=by, at=at)
    return len(given_back)
