"""Ratings that come together: which are held, by a rule that anybody can follow with a list and a clock.

Where more ratings than a limit come from one source within a span of time, all of them are held, the first as well
as the last. A source is a network or a mail domain. What is held counts only once people let it in: all of a batch, or
what came before and after the stretch in which it came thickest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NETWORK, DOMAIN = "network", "domain"


@dataclass(frozen=True, order=True)
class Source:
    """A network or a domain by its name."""

    sort: str
    name: str


@dataclass(frozen=True)
class Cast:
    """One rating: a name of its own, when it came in whole seconds, and from where ("": not known)."""

    id: str
    at: int
    network: str = ""
    domain: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        found = (Source(NETWORK, self.network), Source(DOMAIN, self.domain))
        return tuple(one for one in found if one.name)


@dataclass(frozen=True)
class Limits:
    """How many ratings of one source within `span` seconds are still taken for people who come by chance.

    `providers` are the domains where anybody may have an address; they have a limit of their own.
    """

    span: int
    network: int
    domain: int
    provider: int
    providers: frozenset[str] = frozenset()

    def of(self, source: Source) -> int:
        if source.sort == NETWORK:
            return self.network
        return self.provider if source.name in self.providers else self.domain


@dataclass(frozen=True)
class Batch:
    """Ratings that came together from one source, from the first to the last of them."""

    source: Source
    since: int
    until: int
    ids: tuple[str, ...]
    # When each of them came, in the order of `ids`.
    moments: tuple[int, ...]

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What a decision about it names."""
        return (self.source.sort, self.source.name, self.since, self.until)


@dataclass(frozen=True)
class Ruling:
    """What people decided about a batch: whether it counts and, where it does, from when to when it does not."""

    is_let_in: bool
    besides: tuple[int, int] | None = None

    def keeps_out(self, at: int) -> bool:
        """Whether a rating of the batch that came at this moment does not count."""
        if not self.is_let_in:
            return True
        return self.besides is not None and self.besides[0] <= at <= self.besides[1]


UNDECIDED = Ruling(is_let_in=False)
# How much shorter the span of a stretch is than that of a batch, and how many times as thick what comes in it.
SHORTER, THICKER = 12, 3


def batches(casts: Iterable[Cast], limits: Limits) -> list[Batch]:
    """Every batch, by source and time. O(n log n); the order that ratings come in makes no difference."""
    by_source: defaultdict[Source, list[tuple[int, str]]] = defaultdict(list)
    for cast in casts:
        for source in cast.sources:
            by_source[source].append((cast.at, cast.id))
    found = []
    for source, came in sorted(by_source.items()):
        came.sort()
        found += [
            batch(source, came[first : last + 1])
            for first, last in runs([at for at, _name in came], limits.of(source), limits.span)
        ]
    return found


def batch(source: Source, came: list[tuple[int, str]]) -> Batch:
    """The batch of these ratings, moments and names in the order in which they came."""
    named = sorted((name, at) for at, name in came)
    return Batch(source, came[0][0], came[-1][0], tuple(name for name, _at in named), tuple(at for _name, at in named))


def stretch(one: Batch, limits: Limits) -> tuple[int, int] | None:
    """From when to when a batch came thickest, by the same rule with a short span; None where nothing stands out.

    In the twelfth part of the span the quarter of the limit: three times as thick as a source may ever come. Whoever
    rates at the pace of chance before or after such a stretch is not part of it.
    """
    limit = limits.of(one.source) * THICKER // SHORTER
    moments = sorted(one.moments)
    found = runs(moments, max(limit, 1), max(limits.span // SHORTER, 1))
    return (moments[found[0][0]], moments[found[-1][1]]) if found else None


def runs(moments: list[int], limit: int, span: int) -> list[tuple[int, int]]:
    """The places (first, last) of sorted moments in any span with more than `limit`, joined where they meet."""
    found: list[tuple[int, int]] = []
    first = 0
    for last, at in enumerate(moments):
        while moments[first] <= at - span:
            first += 1
        if last - first + 1 > limit:
            if found and first <= found[-1][1] + 1:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
    return found


def held(found: Iterable[Batch], rulings: Mapping[tuple[str, str, int, int], Ruling]) -> frozenset[str]:
    """The ratings that do not count: those that any batch keeps out; one that nobody decided on, exactly as it stands,
    keeps out all of its own.
    """
    return frozenset(
        name
        for one in found
        for name, at in zip(one.ids, one.moments, strict=True)
        if rulings.get(one.key, UNDECIDED).keeps_out(at)
    )
