"""Ratings that come together: which are held, by a rule that anybody can follow with a list and a clock.

Where more ratings than a limit come from one source within a span of time, all of them are held, the first as well
as the last. A source is a network or a mail domain. What is held counts only once people let it in.
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

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What a decision about it names."""
        return (self.source.sort, self.source.name, self.since, self.until)


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
            Batch(source, came[first][0], came[last][0], tuple(sorted(name for _at, name in came[first : last + 1])))
            for first, last in runs([at for at, _name in came], limits.of(source), limits.span)
        ]
    return found


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


def held(found: Iterable[Batch], let_in: Mapping[tuple[str, str, int, int], bool]) -> frozenset[str]:
    """The ratings that do not count: those in any batch that nobody let in, exactly as it stands."""
    return frozenset(name for batch in found if not let_in.get(batch.key, False) for name in batch.ids)
