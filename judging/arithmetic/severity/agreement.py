"""How far several marks of one dossier agree: Krippendorff's alpha for numbers, and between what it lies.

Source: Krippendorff, Content Analysis (2004), ch. 11, interval metric. Any number of marks a dossier, also different
ones; a dossier with one mark says nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from judging.arithmetic.severity.uncertainty import Floats

# Dossiers are drawn anew so often; the lots are named, so that nobody chooses among them.
DRAWS, NAMED = 1000, "agreement|1"
# With fewer dossiers an interval would say more than is known.
FEWEST = 5


@dataclass(frozen=True)
class Agreement:
    """Alpha (1: all marks of a dossier are equal; 0: as far apart as those of any two dossiers), and between what it
    lies with 95 %. `units` counts the dossiers with two marks or more; None is what so few cannot say.
    """

    units: int
    alpha: float | None
    low: float | None = None
    high: float | None = None


def alpha(units: Sequence[Sequence[float]]) -> float | None:
    """1 - D_o/D_e over the marks of each dossier, in squared differences; None where all marks are equal or too few."""
    found = _alphas(_moments(units), np.arange(len(_paired(units)))[None, :])
    return None if np.isnan(found[0]) else float(found[0])


def agreement(units: Sequence[Sequence[float]], *, seed: str) -> Agreement:
    """Alpha with the interval that 1,000 samples of the dossiers themselves give, the 2.5th to the 97.5th percentile.

    Dossiers are drawn with replacement, never the marks of one: two marks resampled understate how far they are off.
    """
    count, point = len(_paired(units)), alpha(units)
    if point is None or count < FEWEST:
        return Agreement(count, point)
    key = hashlib.sha256(f"{NAMED}|{seed}".encode()).digest()
    # The stream of this generator is frozen for good, which that of its successor is not.
    lots = np.random.RandomState(np.frombuffer(key, dtype=np.uint32))
    drawn = _alphas(_moments(units), lots.randint(0, count, size=(DRAWS, count)))
    known = drawn[~np.isnan(drawn)]
    low, high = np.percentile(known, [2.5, 97.5])
    return Agreement(count, point, float(low), float(high))


def _paired(units: Sequence[Sequence[float]]) -> list[Floats]:
    """The dossiers with marks to hold against each other."""
    return [np.asarray(one, dtype=np.float64) for one in units if len(one) > 1]


def _moments(units: Sequence[Sequence[float]]) -> Floats:
    """A row a dossier: how many marks, their sum, the sum of their squares, and the disagreement within.

    From the mean of all marks, so that large numbers cost no digits.
    """
    paired = _paired(units)
    middle = float(np.concatenate(paired).mean()) if paired else 0.0
    rows = []
    for one in paired:
        marks = one - middle
        number, total, squares = len(marks), marks.sum(), (marks**2).sum()
        rows.append((number, total, squares, 2 * (number * squares - total**2) / (number - 1)))
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _alphas(moments: Floats, chosen: npt.NDArray[np.int_]) -> Floats:
    """Alpha of each row of chosen dossiers; NaN where nothing differs."""
    number, total, squares, within = moments[chosen].sum(axis=1).T
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = 2 * (number * squares - total**2) / (number * (number - 1))
        # Squares that should cancel leave some dust.
        expected = np.where(expected > 1e-12, expected, np.nan)
        found: Floats = 1 - within / number / expected
    return found
