"""What waits for a person: one line of the home page, whichever part of the house it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Aggregate, Count, IntegerField, Min, QuerySet, Value

EACH_ROW = Count("pk")


@dataclass(frozen=True)
class Waiting:
    """One thing to do: the sentence, how many, where, since when and until when (None: not said)."""

    sentence: str
    count: int
    url: str
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True)
class Counted:
    """A line that says only how many rows wait and since when, by the field `since`; none wait, no line."""

    sentence: str
    rows: QuerySet
    since: str
    url: str
    number: Aggregate = EACH_ROW


def told(desks: Sequence[Sequence[Waiting | Counted]]) -> list[list[Waiting]]:
    """The lines of every desk in their order; whatever is only counted is counted together, in one query."""
    found = counts([line for lines in desks for line in lines if isinstance(line, Counted)])
    return [[line for one in lines if (line := one if isinstance(one, Waiting) else next(found))] for lines in desks]


def counts(lines):
    """The line of each, None where no row waits; one query for all of them."""
    asked = [
        line.rows.order_by()
        .annotate(place=Value(place, IntegerField()))
        .values("place")
        .annotate(told=line.number, first=Min(line.since))
        .values_list("place", "told", "first")
        for place, line in enumerate(lines)
    ]
    if not asked:
        return
    rows = asked[0].union(*asked[1:], all=True) if asked[1:] else asked[0]
    by_place = {place: (number, since) for place, number, since in rows}
    for place, line in enumerate(lines):
        number, since = by_place[place]
        yield Waiting(line.sentence, number, line.url, since, None) if number else None
