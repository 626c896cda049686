"""A proposal that lost a reader has as many again as it had."""

from dataclasses import dataclass
from datetime import datetime

from judging.domain.desk import assigning
from judging.models import Assignment


@dataclass(frozen=True)
class ReadersDue:
    """How many readers a proposal had at once, and since when each of those who are left reads it."""

    due: int
    since: tuple[datetime, ...]

    @property
    def standing(self):
        return len(self.since)


def give_one_more(stage, code, *, at):
    """Give one proposal, by code, to one reader more. Raises Infeasible where nobody is left to read it."""
    panel, dossiers, pairs = assigning.draw_further(stage, [code], at=at)
    assigning.write(stage, panel, dossiers, pairs, at=at)


def is_short(stage, proposal):
    """Whether a proposal has fewer readers in a stage than it had, further reads included; one query."""
    readers = readers_of(stage, proposal)
    return readers.standing < readers.due


def readers_of(stage, proposal):
    """The `ReadersDue` of a proposal in a stage; one query."""
    given = Assignment.objects.filter(stage=stage, proposal=proposal).order_by("pk")
    due, left, came = 0, [], []
    for since, until in given.values_list("assigned_at", "recused_at"):
        # Whoever came when somebody was missing came in that place.
        if earlier := next((one for one in left if one <= since), None):
            left.remove(earlier)
        else:
            due += 1
        if until:
            left.append(until)
        else:
            came.append(since)
    return ReadersDue(due, tuple(came))
