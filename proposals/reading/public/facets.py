"""How many entries of the catalogue each choice of a filter leads to, counted in memory.

The whole catalogue is a few columns of numbers with a row for each entry. It is read once while what the public reads
stands (`accounts.reading.printing`); an answer of thousands is then added up in a millisecond, where PostgreSQL would
read every row of it again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery

from proposals.models.catalogue import PARTIAL, CatalogueAward, CatalogueEntry, of_a_year_run_here
from proposals.models.check_in import CheckIn
from proposals.models.taken_over.entry_sources import EVERYTHING, PARTIAL_LIST, of_programme

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
# A bit for each entry, in the order of their titles.
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class OneEach:
    """A filter of which every entry has one choice: all choices, and for each entry the place of its own."""

    values: list[str]
    places: Numbers

    def having(self, choice: str) -> Mask:
        """Which entries have a choice."""
        return self.places == (self.values.index(choice) if choice in self.values else -1)

    def counts(self, among: Mask) -> dict[str, int]:
        """How many of some entries have each choice."""
        numbers = np.bincount(self.places[among], minlength=len(self.values)).tolist()
        return dict(zip(self.values, numbers, strict=True))


@dataclass(frozen=True)
class SomeEach:
    """A filter of which an entry may have several choices, or none; there are few."""

    masks: dict[str, Mask]
    nobody: Mask

    def having(self, choice: str) -> Mask:
        """Which entries have a choice."""
        return self.masks.get(choice, self.nobody)

    def counts(self, among: Mask) -> dict[str, int]:
        """How many of some entries have each choice."""
        return {choice: int(np.count_nonzero(among & has)) for choice, has in self.masks.items()}


@dataclass(frozen=True)
class Facets:
    """What the catalogue holds: keys and years of its entries by title, and for each filter which choices they have.

    `sources` are those of each choice of `entry_sources`, "" the contest as it is counted.
    """

    keys: Numbers
    years: Numbers
    filters: dict[str, OneEach | SomeEach]
    sources: dict[str, Mask]

    def under(self, asked: dict[str, str]) -> Mask:
        """Which entries every filter keeps that was chosen; `asked` gives its choice by its name."""
        found = self.of_source(asked.get("source", ""))
        for name, choice in asked.items():
            if name in self.filters:
                found &= self.filters[name].having(choice)
        return found

    def of_source(self, source: str) -> Mask:
        """Those of one source; of the contest as it is counted where none is chosen."""
        return self.sources.get(source, self.among(())).copy()

    def among(self, keys: Iterable[int]) -> Mask:
        """Which entries have one of these keys."""
        return np.isin(self.keys, np.fromiter(keys, np.int64))

    def in_order(self, found: Mask, *, latest: bool = False, earliest: bool = False) -> Numbers:
        """The keys of some entries by title; by year before that where it is asked for."""
        keys, years = self.keys[found], self.years[found]
        if not (latest or earliest):
            return keys
        return keys[np.argsort(-years if latest else years, kind="stable")]

    def counts(self, asked: dict[str, str], found: Mask | None = None) -> Counts:
        """How many entries each choice leads to beside all else that was chosen, by filter; "total" are those kept.

        `found` are those that a search found; None where nothing was searched. What leads nowhere is left out.
        """
        within = self.under(asked)
        if found is not None:
            within &= found
        counts = {"total": {"": int(np.count_nonzero(within))}}
        for name, one in self.filters.items():
            kept = within
            if name in asked:
                # Its choice may be changed: it counts without itself.
                kept = self.under({other: choice for other, choice in asked.items() if other != name})
                kept = kept if found is None else kept & found
            counts[name] = {choice: number for choice, number in one.counts(kept).items() if number}
        return counts


def keys_of(entries: QuerySet[CatalogueEntry]) -> list[int]:
    """The keys of some entries; one query, one row."""
    return entries.order_by().aggregate(keys=ArrayAgg("pk", default=[]))["keys"]


def read(prizes: Iterable[str], any_prize: str) -> Facets:
    """The catalogue as it stands; one query. `any_prize` is the choice of whoever holds an award of `prizes`."""
    rows = list(rows_now())
    prizes = set(prizes)

    def awards(row: Any) -> set[str]:
        return {*row.awards_held, *([any_prize] if prizes & set(row.awards_held) else [])}

    return Facets(
        np.array([row.pk for row in rows], np.int64),
        np.array([row.year for row in rows], np.int64),
        {
            "year": one_each(str(row.year) for row in rows),
            "kind": one_each(row.agency_kind for row in rows),
            "province": one_each(row.province or "" for row in rows),
            "category": one_each(row.category_name for row in rows),
            "group": one_each(row.group_name for row in rows),
            "goal": some_each([{str(goal) for goal in row.sdgs} for row in rows]),
            "award": some_each([awards(row) for row in rows]),
            "state": some_each([{row.state} - {None} for row in rows]),
        },
        sources_of(rows),
    )


def sources_of(rows: Sequence[Any]) -> dict[str, Mask]:
    """Which entries each choice of a source has."""
    return {
        "": np.array([row.is_counted for row in rows], np.bool_),
        PARTIAL_LIST: np.array([row.is_partial for row in rows], np.bool_),
        EVERYTHING: np.array([row.is_counted or row.programme is not None for row in rows], np.bool_),
        **some_each([{of_programme(row.programme)} - {""} for row in rows]).masks,
    }


def one_each(choices: Iterable[str]) -> OneEach:
    """The choice of each entry."""
    values: dict[str, int] = {}
    places = [values.setdefault(choice, len(values)) for choice in choices]
    return OneEach(list(values), np.array(places, np.int64))


def some_each(choices: list[set[str]]) -> SomeEach:
    """The choices of each entry."""
    having: dict[str, list[int]] = defaultdict(list)
    for place, some in enumerate(choices):
        for choice in some:
            having[choice].append(place)
    nobody = np.zeros(len(choices), np.bool_)
    masks = {choice: nobody.copy() for choice in having}
    for choice, places in having.items():
        masks[choice][places] = True
    return SomeEach(masks, nobody)


def rows_now() -> QuerySet[CatalogueEntry]:
    """Every entry that stands with all that it can be chosen by, by its title."""
    awards = CatalogueAward.objects.filter(entry=OuterRef("pk")).values("key")
    states = CheckIn.objects.newest().filter(entry=OuterRef("pk")).order_by().values("state")
    told = CatalogueEntry.objects.standing().annotate(
        awards_held=ArraySubquery(awards),
        state=Subquery(states[:1]),
        is_counted=Q(programme=None) & ~Q(of_a_year_run_here()),
        is_partial=Q(PARTIAL),
    )
    facts = ("year", "agency_kind", "province", "category_name", "group_name", "sdgs", "programme")
    return told.order_by("title_key", "pk").values_list(
        "pk", *facts, "awards_held", "state", "is_counted", "is_partial", named=True
    )
