"""Whether rules of composition can be kept at all: which of them clash, and the least change that lets all be kept.

Scores play no part. Those who may be chosen are counted by what the rules ask of them; every question is a whole-number
programme, solved exactly and read back as whole numbers before anybody sees the answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Numbers = npt.NDArray[np.float64]

EACH = "*"
_SOLVED, _INFEASIBLE = 0, 2


class NotSolved(Exception):
    """The solver ended without an answer that holds."""


@dataclass(frozen=True)
class Limit:
    """Of the chosen, at least `minimum` and at most `maximum` have `value` in `dimension`.

    The value "*" means every value: those that entrants have, and those in `values`, which a minimum asks for although
    nobody has them. A fixed limit, such as a group's places, may clash with others but is never changed.
    """

    dimension: str
    value: str
    minimum: int | None = None
    maximum: int | None = None
    values: tuple[str, ...] = ()
    is_fixed: bool = False


@dataclass(frozen=True)
class Entrants:
    """Who may be chosen: so many of each sort, a sort being traits by dimension.

    `caps` say besides how many at most have a value of a dimension, whatever their sort; so entrants can be told by
    their sums alone, of whom nobody knows which trait goes with which.
    """

    sorts: Sequence[tuple[Mapping[str, str], int]]
    caps: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def values(self, dimension: str) -> list[str]:
        """The values that some of the entrants have."""
        found = {traits.get(dimension, "") for traits, count in self.sorts if count}
        return sorted(found - {""})


def is_feasible(entrants: Entrants, limits: Sequence[Limit], *, places: int) -> bool:
    """Whether so many can be chosen under all the limits."""
    return _Programme(entrants, limits, places).broken(keeping=range(len(limits))) is not None


def smallest_clash(entrants: Entrants, limits: Sequence[Limit], *, places: int) -> tuple[int, ...]:
    """The fewest limits, by index, that cannot be kept together whatever happens to the others; none when all can.

    Of several sets as small, one of early limits. Empty too when the entrants are fewer than the places.

    Source: smallest minimal unsatisfiable subset by implicit hitting sets (Ignatiev, Previti, Liffiton,
    Marques-Silva 2015): whatever cannot be kept meets every set whose absence would let the others be kept.
    """
    programme = _Programme(entrants, limits, places)
    if programme.broken(keeping=range(len(limits))) is not None or programme.broken(keeping=()) is None:
        return ()
    corrections: list[frozenset[int]] = []
    while True:
        suspects = _hitting(corrections, len(limits))
        broken = programme.broken(keeping=suspects)
        if broken is None:
            return tuple(sorted(suspects))
        corrections.append(broken)


def least_change(entrants: Entrants, limits: Sequence[Limit], *, places: int) -> tuple[Limit, ...] | None:
    """The limits as they could all be kept, changed as little as possible; None when no change helps.

    The least is first the smallest sum of what minima fall and maxima rise, then the fewest limits touched, then the
    earlier limits left as they are. A minimum of nothing is none.
    """
    programme = _Programme(entrants, limits, places)
    found = programme.slack()
    if found is None:
        return None
    return tuple(
        replace(
            limit,
            minimum=(limit.minimum - down or None) if limit.minimum and down else limit.minimum,
            maximum=limit.maximum + up if limit.maximum is not None and up else limit.maximum,
        )
        for limit, (down, up) in zip(limits, found, strict=True)
    )


class _Programme:
    """Columns: how many of each sort are chosen; by how much each limit's minimum falls; by how much its maximum
    rises; whether the limit is touched at all.
    """

    def __init__(self, entrants: Entrants, limits: Sequence[Limit], places: int) -> None:
        self.limits, self.places = limits, places
        totals = _totals(entrants)
        minima, maxima = [], []
        for index, limit in enumerate(limits):
            asked = [limit.value]
            if limit.value == EACH:
                asked = sorted({*limit.values, *entrants.values(limit.dimension)})
            minima += [(index, (limit.dimension, value)) for value in asked if limit.minimum]
            # A maximum that all who have the value could not pass says nothing.
            maxima += [
                (index, (limit.dimension, value))
                for value in asked
                if limit.maximum is not None and totals.get((limit.dimension, value), 0) > limit.maximum
            ]
        caps = {trait: cap for trait, cap in entrants.caps.items() if totals.get(trait, 0) > cap}
        sorts = _merged(entrants, {*caps, *(trait for _index, trait in (*minima, *maxima))})
        self.sorts, self.count = len(sorts), len(limits)
        self.most = np.array([min(count, places) for _traits, count in sorts], dtype=np.float64)
        self.rows: list[dict[int, float]] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self._add(dict.fromkeys(range(self.sorts), 1.0), places, places)
        members = _members(sorts)
        for trait, cap in caps.items():
            self._add(dict.fromkeys(members[trait], 1.0), 0, cap)
        for index, trait in minima:
            row = dict.fromkeys(members.get(trait, ()), 1.0)
            self._add({**row, self._down(index): 1.0}, limits[index].minimum or 0, np.inf)
        for index, trait in maxima:
            row = dict.fromkeys(members[trait], 1.0)
            self._add({**row, self._up(index): -1.0}, -np.inf, limits[index].maximum or 0)
        # A limit that is touched may change as far as it can; one that is not, not at all.
        for index, limit in enumerate(limits):
            changes = {self._down(index): 1.0, self._up(index): 1.0}
            self._add({**changes, self._touched(index): -float((limit.minimum or 0) + places)}, -np.inf, 0)

    def broken(self, *, keeping: Collection[int]) -> frozenset[int] | None:
        """The fewest limits that must be broken while those in `keeping` are kept; None when these alone cannot be."""
        aim = self._blank()
        aim[self._touched(0) :] = 1
        found = self._solved(aim, untouched=keeping)
        if found is None:
            return None
        return frozenset(index for index in range(self.count) if found[self._touched(index)])

    def slack(self) -> list[tuple[int, int]] | None:
        """By how much each minimum falls and each maximum rises at least, all together; see `least_change`."""
        fixed = [index for index, limit in enumerate(self.limits) if limit.is_fixed]
        total = self._blank()
        total[self.sorts : self.sorts + 2 * self.count] = 1
        found = self._solved(total, untouched=fixed)
        if found is None:
            return None
        self._bound(total, float(total @ found))
        touched = self._blank()
        touched[self._touched(0) :] = 1
        found = self._surely(touched, untouched=fixed)
        self._bound(touched, float(touched @ found))
        for index in range(self.count):
            aim = self._blank()
            # What falls counts more than what rises, so that the answer is one.
            aim[self._down(index)], aim[self._up(index)] = self.places + 1, self.places + 2
            if aim @ found:
                found = self._surely(aim, untouched=fixed)
            self._bound(aim, float(aim @ found))
        return [(int(found[self._down(index)]), int(found[self._up(index)])) for index in range(self.count)]

    def _surely(self, aim: Numbers, *, untouched: Collection[int]) -> Numbers:
        """As `_solved`, where an answer is known to exist."""
        found = self._solved(aim, untouched=untouched)
        if found is None:
            raise NotSolved("answer_lost")
        return found

    def _solved(self, aim: Numbers, *, untouched: Collection[int]) -> Numbers | None:
        """Whole numbers with the smallest sum under `aim` that hold every row; None when there are none."""
        upper = self._blank()
        upper[: self.sorts] = self.most
        for index, limit in enumerate(self.limits):
            if index not in untouched:
                upper[self._down(index)] = limit.minimum or 0
                upper[self._up(index)] = self.places if limit.maximum is not None else 0
                upper[self._touched(index)] = 1
        table, low, high = self._table(), np.array(self.low), np.array(self.high)
        answer = milp(
            aim,
            integrality=np.ones(len(aim)),
            bounds=Bounds(0, upper),
            constraints=LinearConstraint(table, low, high),
            options={"mip_rel_gap": 0.0},
        )
        if answer.status == _INFEASIBLE:
            return None
        if answer.status != _SOLVED:
            raise NotSolved(answer.message)
        found: Numbers = np.round(answer.x)
        sums = table @ found
        holds = (sums >= low).all() and (sums <= high).all() and (found >= 0).all() and (found <= upper).all()
        if not holds or aim @ found - answer.mip_dual_bound > 0.5:
            raise NotSolved("answer_not_whole")
        return found

    def _table(self) -> csr_array:
        """The rows as one table: most of it is nothing."""
        ends = np.cumsum([0, *map(len, self.rows)])
        columns = [column for row in self.rows for column in row]
        values = [value for row in self.rows for value in row.values()]
        return csr_array((values, columns, ends), shape=(len(self.rows), self.sorts + 3 * self.count))

    def _bound(self, aim: Numbers, most: float) -> None:
        """From now on an aim is no worse than it has been."""
        self._add({int(column): float(aim[column]) for column in np.flatnonzero(aim)}, -np.inf, most)

    def _add(self, row: dict[int, float], low: float, high: float) -> None:
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def _blank(self) -> Numbers:
        return np.zeros(self.sorts + 3 * self.count)

    def _down(self, index: int) -> int:
        return self.sorts + index

    def _up(self, index: int) -> int:
        return self.sorts + self.count + index

    def _touched(self, index: int) -> int:
        return self.sorts + 2 * self.count + index


Trait = tuple[str, str]


def _totals(entrants: Entrants) -> dict[Trait, int]:
    """How many have each trait."""
    totals: dict[Trait, int] = {}
    for traits, count in entrants.sorts:
        for trait in traits.items():
            if trait[1]:
                totals[trait] = totals.get(trait, 0) + count
    return totals


def _merged(entrants: Entrants, asked: Collection[Trait]) -> list[tuple[tuple[Trait, ...], int]]:
    """The entrants by those traits alone that anything is asked of."""
    counts: dict[tuple[Trait, ...], int] = {}
    for traits, count in entrants.sorts:
        sort = tuple(sorted(trait for trait in traits.items() if trait[1] and trait in asked))
        counts[sort] = counts.get(sort, 0) + count
    return sorted(counts.items())


def _members(sorts: Sequence[tuple[tuple[Trait, ...], int]]) -> dict[Trait, list[int]]:
    """The sorts that have each trait, by their places."""
    members: dict[Trait, list[int]] = {}
    for place, (traits, _count) in enumerate(sorts):
        for trait in traits:
            members.setdefault(trait, []).append(place)
    return members


def _hitting(sets: Sequence[frozenset[int]], count: int) -> frozenset[int]:
    """The fewest numbers below `count` of which every set holds one; of several as few, those of the least sum."""
    if not sets:
        return frozenset()
    table = np.array([[index in one for index in range(count)] for one in sets], dtype=np.float64)
    # All the small parts together weigh less than one number more.
    weights = 1 + np.arange(count) / (count * count + 1)
    answer = milp(
        weights,
        integrality=np.ones(count),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(table, 1, np.inf),
        options={"mip_rel_gap": 0.0},
    )
    if answer.status != _SOLVED:
        raise NotSolved(answer.message)
    return frozenset(np.flatnonzero(np.round(answer.x) == 1).tolist())
