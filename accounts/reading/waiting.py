"""What waits for a person: one line of the home page, whichever part of the house it comes from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Aggregate, Count, IntegerField, JSONField, Min, QuerySet, Value
from django.db.models.functions import JSONObject

EACH_ROW = Count("pk")
NOT_TOLD_APART = Value(None, JSONField())


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
    """A line that says only how many rows wait and since when, by the field `since`; none wait, no line.

    Where the rows are told apart, `each` names their columns and each kind has a line: `sentence` takes the names, and
    `url` is called with them.
    """

    sentence: str
    rows: QuerySet
    since: str
    url: str | Callable[..., str]
    number: Aggregate = EACH_ROW
    each: Mapping[str, str] = field(default_factory=dict)


def told(desks: Sequence[Sequence[Waiting | Counted]]) -> list[list[Waiting]]:
    """The lines of every desk in their order; whatever is only counted is counted together, in one query."""
    found = iter(counts([line for lines in desks for line in lines if isinstance(line, Counted)]))
    return [[line for one in lines for line in ([one] if isinstance(one, Waiting) else next(found))] for lines in desks]


def counts(lines):
    """What each says, of several kinds what waits longest first, nothing where no row waits; one query for all."""
    asked = [
        line.rows.order_by()
        .annotate(place=Value(place, IntegerField()), kind=JSONObject(**line.each) if line.each else NOT_TOLD_APART)
        .values("place", "kind")
        .annotate(told=line.number, first=Min(line.since))
        .values_list("place", "kind", "told", "first")
        for place, line in enumerate(lines)
    ]
    if not asked:
        return []
    found = [[] for _line in lines]
    for place, kind, number, since in asked[0].union(*asked[1:], all=True) if asked[1:] else asked[0]:
        line = lines[place]
        sentence, url = (line.sentence % kind, line.url(**kind)) if line.each else (line.sentence, line.url)
        if number:
            found[place].append(Waiting(sentence, number, url, since, None))
    return [sorted(of_line, key=lambda one: (one.since, one.sentence)) for of_line in found]
