"""How firmly judges are linked through the dossiers they share.

Two judges can only be compared when a chain of shared dossiers joins them; this is the connectedness of a
two-way layout, known from Rasch measurement as the problem of disjoint subsets.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from judging.arithmetic.terms import Id

# The standard deviation of one read around what dossier and judge explain, in points, as assumed before the marks
# themselves leave a degree of freedom to estimate it.
ASSUMED_NOISE = 8.5

Pair = tuple[Id, Id]


@dataclass(frozen=True)
class Information:
    """Information matrix of the judge effects; row and column i belong to `judges[i]`."""

    judges: tuple[Id, ...]
    matrix: npt.NDArray[np.float64]


def connected_components(pairs: Iterable[Pair]) -> tuple[tuple[Id, ...], ...]:
    """Groups of judges joined by shared dossiers, from (dossier, judge) pairs.

    Judges are in order of their text, groups in order of their first judge; no pairs gives no groups.
    """
    parent: dict[Id, Id] = {}

    def root(judge: Id) -> Id:
        while parent[judge] != judge:
            parent[judge] = parent[parent[judge]]
            judge = parent[judge]
        return judge

    first_reader: dict[Id, Id] = {}
    for dossier, judge in pairs:
        parent.setdefault(judge, judge)
        parent[root(judge)] = root(first_reader.setdefault(dossier, judge))
    groups: dict[Id, list[Id]] = defaultdict(list)
    for judge in sorted(parent, key=str):
        groups[root(judge)].append(judge)
    return tuple(tuple(group) for group in groups.values())


def information_matrix(pairs: Iterable[Pair]) -> Information:
    """L = diag(reads per judge) - Σᵢ aᵢaᵢ'/nᵢ, with aᵢ the 0/1 row of who read dossier i and nᵢ its reads.

    Source: reduced normal equations of the two-way layout without interaction. rank(L) = judges - components.
    """
    distinct = set(pairs)
    judges = sorted({judge for _, judge in distinct}, key=str)
    place = {judge: index for index, judge in enumerate(judges)}
    readers: dict[Id, list[int]] = defaultdict(list)
    for dossier, judge in distinct:
        readers[dossier].append(place[judge])
    # Counted by size of the group of readers, so that sums do not depend on the order of dossiers.
    together: dict[int, npt.NDArray[np.int64]] = {}
    for rows in readers.values():
        counts = together.setdefault(len(rows), np.zeros((len(judges), len(judges)), dtype=np.int64))
        counts[np.ix_(rows, rows)] += 1
    matrix = np.zeros((len(judges), len(judges)))
    for size in sorted(together):
        matrix += np.diag(np.diag(together[size]).astype(np.float64)) - together[size] / size
    return Information(judges=tuple(judges), matrix=matrix)


def held(information: Information, loose: AbstractSet[Id], ridge: float) -> Information:
    """The same with every loose judge held to the mean of the others, as if by `ridge` reads more.

    ridge·Σuⱼuⱼ' is added, uⱼ = eⱼ minus the mean of the firm judges' e; the constant stays the null direction.
    """
    firm = np.array([judge not in loose for judge in information.judges], dtype=np.float64)
    if not loose or not firm.any():
        return information
    matrix = information.matrix.copy()
    for place in np.flatnonzero(firm == 0):
        apart = -firm / firm.sum()
        apart[place] += 1
        matrix += ridge * np.outer(apart, apart)
    return Information(information.judges, matrix)


def worst_se_factor(information: Information, *, among: AbstractSet[Id] | None = None) -> float:
    """Largest standard error of a difference between two judges, in units of the noise of one read; 6 places.

    max over i, j of √(L⁺ᵢᵢ + L⁺ⱼⱼ - 2L⁺ᵢⱼ); infinite when the judges fall apart, 0 for fewer than 2 judges. Only
    `among` these judges are asked about.
    """
    count = len(information.judges)
    if count < 2:
        return 0.0
    if np.linalg.matrix_rank(information.matrix) < count - 1:
        return math.inf
    inverse = pseudo_inverse(information)
    rows = [place for place, judge in enumerate(information.judges) if among is None or judge in among]
    return worst_difference(inverse[np.ix_(rows, rows)])


def worst_difference(covariance: npt.NDArray[np.float64]) -> float:
    """The largest standard deviation of a difference between two, from their covariance; 6 places."""
    if not len(covariance):
        return 0.0
    diagonal = np.diag(covariance)
    variances = diagonal[:, None] + diagonal[None, :] - 2 * covariance
    return round(math.sqrt(max(0.0, float(variances.max()))), 6)


def pseudo_inverse(information: Information) -> npt.NDArray[np.float64]:
    """L⁺ of a connected layout: its null direction, the constant, is filled in before and removed after."""
    count = len(information.judges)
    flat = np.full((count, count), 1.0 / count)
    inverse: npt.NDArray[np.float64] = np.linalg.inv(information.matrix + flat) - flat
    return inverse


def missing_links(
    groups: Sequence[Sequence[Id]], pairs: Iterable[Pair], barred: AbstractSet[Pair]
) -> list[Pair | None]:
    """What would join groups of judges into one: a (dossier, judge) pair for each but the first, or None.

    A judge of the first group reads a dossier of the other one, or the other way round; the first such pair that is not
    barred, in order of their text.
    """
    read: dict[Id, list[Id]] = defaultdict(list)
    for dossier, judge in pairs:
        read[judge].append(dossier)

    def crossing(readers: Sequence[Id], others: Sequence[Id]) -> Iterator[Pair]:
        dossiers = sorted({dossier for judge in others for dossier in read[judge]}, key=str)
        return ((one, judge) for judge in readers for one in dossiers if (one, judge) not in barred)

    first, *rest = groups
    return [next(iter([*crossing(first, other), *crossing(other, first)]), None) for other in rest]
