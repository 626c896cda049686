"""How sure a score is: the belief about many levels together, and what follows from it.

Two reads are not resampled: resampling n reads understates their error by √((n - 1)/n). Levels are drawn from the
posterior of the whole layout instead.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from judging.arithmetic.terms import Id

Floats = npt.NDArray[np.float64]
# The lots of the draws are named, so that nobody chooses among them.
NAMED = "posterior|1"
# So many times levels are drawn from what the reads leave open, wherever it is told how sure something is.
DRAWS = 500


@dataclass(frozen=True)
class Belief:
    """Levels that are jointly normal: row i is `ids[i]`.

    Level i has the mean `means[i]`, a variance `own[i]` of its own, and depends on shared effects (the severities
    of judges) through `loadings[i]`; these effects have the covariance `shared`.
    """

    ids: tuple[Id, ...]
    means: Floats
    own: Floats
    loadings: Floats
    shared: Floats

    @cached_property
    def place(self) -> Mapping[Id, int]:
        """The row of each id."""
        return {one: row for row, one in enumerate(self.ids)}

    def error(self, of: Id) -> float:
        """The standard deviation of one level, in points."""
        row = self.place[of]
        return float(np.sqrt(self.own[row] + self.loadings[row] @ self.shared @ self.loadings[row]))

    def above(self, first: Id, second: Id) -> float:
        """P(the level of `first` is the higher one): Φ(difference of means/standard deviation of the difference).

        Shared severities enter the difference once: two proposals of the same readers are compared more surely.
        """
        a, b = self.place[first], self.place[second]
        apart = self.loadings[a] - self.loadings[b]
        variance = self.own[a] + self.own[b] + float(apart @ self.shared @ apart)
        difference = float(self.means[a] - self.means[b])
        if variance <= 0:
            return 0.5 if difference == 0 else float(difference > 0)
        return float(ndtr(difference / np.sqrt(variance)))

    def of(self, ids: Sequence[Id]) -> Belief:
        """The same belief about only these, in this order."""
        rows = [self.place[one] for one in ids]
        return Belief(tuple(ids), self.means[rows], self.own[rows], self.loadings[rows], self.shared)

    def draws(self, count: int, *, seed: str) -> Floats:
        """So many draws of all levels together, one a row; the same seed gives the same draws.

        The shared effects are drawn first, then each level given them.
        """
        key = hashlib.sha256(f"{NAMED}|{seed}".encode()).digest()
        # The stream of this generator is frozen for good, which that of its successor is not.
        lots = np.random.RandomState(np.frombuffer(key, dtype=np.uint32))
        effects = lots.standard_normal((count, len(self.shared))) @ _root(self.shared).T
        alone = lots.standard_normal((count, len(self.ids))) * np.sqrt(self.own)
        drawn: Floats = self.means + effects @ self.loadings.T + alone
        return drawn


def times_first(drawn: Floats, groups: Sequence[tuple[npt.NDArray[np.int64], int]]) -> npt.NDArray[np.int64]:
    """For each level in how many draws it is among the first of its group; a draw is a row of `drawn`.

    `groups` part the levels, each with its number of places. Equal levels fall to the earlier one.
    """
    found = np.zeros(drawn.shape[1], dtype=np.int64)
    for members, places in groups:
        order = np.argsort(-drawn[:, members], axis=1, kind="stable")[:, :places]
        found[members] += np.bincount(order.ravel(), minlength=len(members))
    return found


def known(levels: Mapping[Id, float]) -> Belief:
    """The belief about levels that are simply so."""
    ids = tuple(levels)
    nothing = np.zeros(len(ids))
    return Belief(
        ids,
        np.array([levels[one] for one in ids], dtype=np.float64),
        nothing,
        np.zeros((len(ids), 0)),
        np.zeros((0, 0)),
    )


def joined(parts: Sequence[tuple[float, Belief]], ids: Sequence[Id]) -> Belief:
    """Σ factor·level over parts that are believed independently, of these ids."""
    own = [(factor, part.of(ids)) for factor, part in parts]
    width = sum(len(part.shared) for _factor, part in own)
    shared, at = np.zeros((width, width)), 0
    for _factor, part in own:
        size = len(part.shared)
        shared[at : at + size, at : at + size] = part.shared
        at += size
    return Belief(
        ids=tuple(ids),
        means=np.sum([factor * part.means for factor, part in own], axis=0),
        own=np.sum([factor**2 * part.own for factor, part in own], axis=0),
        loadings=np.hstack([factor * part.loadings for factor, part in own]),
        shared=shared,
    )


def expected_ranks(belief: Belief) -> dict[Id, float]:
    """1 + Σ over the others of P(the other is above): what place each takes on average."""
    ids = belief.ids
    return {one: 1 + sum(belief.above(other, one) for other in ids if other != one) for one in ids}


def _root(shared: Floats) -> Floats:
    """A matrix R with RR' = the covariance; rounding may have left it a hair short of positive definite."""
    if not len(shared):
        return shared
    lift = 1e-12 * float(np.trace(shared)) / len(shared)
    root: Floats = np.linalg.cholesky(shared + lift * np.eye(len(shared))).astype(np.float64)
    return root
