"""How many entries of the catalogue each choice of a filter leads to, counted in memory.

The whole catalogue is a table of yes and no: a column for each choice of each filter, a row for each entry. It is read
once while what the public reads stands (`accounts.reading.printing`); an answer of thousands is then added up in a
millisecond, where PostgreSQL would read every row of it again.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery

from proposals.models.catalogue import PARTIAL, CatalogueAward, CatalogueEntry, of_a_year_run_here
from proposals.models.check_in import CheckIn

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
# A bit for each entry, in the order of their titles.
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Counts = dict[str, dict[str, int]]
# Choices of a source beside the contest: other programmes too, and one of these, by its name.
EVERYTHING, OF_PROGRAMME = "semua", "program-"


@dataclass(frozen=True)
class Facets:
    """What the catalogue holds: keys and years of its entries by title, and by filter and choice which entries have it.

    `counted` are those of which the public list is, `partial` those of the partial list, `programmes` those of others.
    """

    keys: Numbers
    years: Numbers
    choices: dict[str, dict[str, Mask]]
    counted: Mask
    partial: Mask
    programmes: dict[str, Mask]

    def under(self, asked: dict[str, str]) -> Mask:
        """Which entries every filter keeps that was chosen; `asked` gives its choice by its name."""
        found = self.of_source(asked.get("source", ""))
        for name, choice in asked.items():
            if name in self.choices:
                found &= self.choices[name].get(choice, False)
        return found

    def of_source(self, source: str) -> Mask:
        """Those of one source; of the contest as it is counted where none is chosen."""
        if source.startswith(OF_PROGRAMME):
            return self.programmes.get(source.removeprefix(OF_PROGRAMME), np.zeros_like(self.counted)).copy()
        found = (self.partial if source not in ("", EVERYTHING) else self.counted).copy()
        for others in self.programmes.values() if source == EVERYTHING else ():
            found |= others
        return found

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
        for name, choices in self.choices.items():
            kept = within
            if name in asked:
                # Its choice may be changed: it counts without itself.
                kept = self.under({other: choice for other, choice in asked.items() if other != name})
                kept = kept if found is None else kept & found
            numbers = {choice: int(np.count_nonzero(kept & has)) for choice, has in choices.items()}
            counts[name] = {choice: number for choice, number in numbers.items() if number}
        return counts


def keys_of(entries: QuerySet[CatalogueEntry]) -> list[int]:
    """The keys of some entries; one query, one row."""
    return entries.order_by().aggregate(keys=ArrayAgg("pk", default=[]))["keys"]


def read(prizes: Iterable[str], any_prize: str) -> Facets:
    """The catalogue as it stands; one query. `any_prize` is the choice of whoever holds an award of `prizes`."""
    rows = list(rows_now())
    having: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    prizes = set(prizes)
    for place, row in enumerate(rows):
        awards = set(row.awards_held)
        for name, choices in (
            ("year", [str(row.year)]),
            ("kind", [row.agency_kind]),
            ("province", [row.province or ""]),
            ("category", [row.category_name]),
            ("group", [row.group_name]),
            ("goal", {str(goal) for goal in row.sdgs}),
            ("award", awards | ({any_prize} if awards & prizes else set())),
            ("state", [row.state] if row.state else []),
            ("programme", [row.programme__name] if row.programme__name else []),
        ):
            for choice in choices:
                having[name][choice].append(place)

    def mask(found: list[int]) -> Mask:
        has = np.zeros(len(rows), np.bool_)
        has[found] = True
        return has

    programmes = {name: mask(found) for name, found in having.pop("programme", {}).items()}
    return Facets(
        np.array([row.pk for row in rows], np.int64),
        np.array([row.year for row in rows], np.int64),
        {name: {choice: mask(found) for choice, found in choices.items()} for name, choices in having.items()},
        counted=np.array([row.is_counted for row in rows], np.bool_),
        partial=np.array([row.is_partial for row in rows], np.bool_),
        programmes=programmes,
    )


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
    facts = ("year", "agency_kind", "province", "category_name", "group_name", "sdgs", "programme__name")
    return told.order_by("title_key", "pk").values_list(
        "pk", *facts, "awards_held", "state", "is_counted", "is_partial", named=True
    )
