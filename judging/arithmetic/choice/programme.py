"""Choosing a fixed number of candidates of highest total under lower and upper limits on groups, exactly.

The solver works in floating point; every answer is read back as whole numbers and checked against the limits
before anybody sees it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from judging.arithmetic.terms import Grid
from judging.arithmetic.unfit import Unfit

Numbers = npt.NDArray[np.int64]

_SOLVED, _INFEASIBLE = 0, 2


@dataclass(frozen=True)
class Core:
    """What a known total leaves open: every choice reaching it contains `taken` and fills up from `free`.

    `bound` is the total of the best fractional choice, `priced` the rules that cost it something.
    """

    bound: float
    taken: Numbers
    free: Numbers
    priced: frozenset[int]


@dataclass(frozen=True)
class Programme:
    """Candidates by index with whole-number `scores`, of whom `places` are chosen.

    Row r belongs to rule `rule[r]`: between `least[r]` and `most[r]` of `members[r]` must be chosen.
    """

    scores: Numbers
    places: int
    rule: Numbers
    members: Grid
    least: Numbers
    most: Numbers

    def keeping(self, rules: frozenset[int]) -> Programme:
        """The same choice under only these rules."""
        rows = np.isin(self.rule, sorted(rules))
        return replace(
            self,
            rule=self.rule[rows],
            members=self.members[rows],
            least=self.least[rows],
            most=self.most[rows],
        )

    def total(self, chosen: Numbers) -> int:
        """Sum of scores of the chosen."""
        return int(self.scores[chosen].sum())

    def is_feasible(self) -> bool:
        """Whether any choice satisfies every row."""
        everyone = np.arange(len(self.scores))
        return self._choice(np.zeros(0, dtype=np.int64), everyone, worth=np.zeros_like(self.scores)) is not None

    def best(self, *, taken: Numbers, free: Numbers) -> Numbers | None:
        """A choice of highest total that contains `taken` and otherwise only some of `free`; None if none."""
        return self._choice(taken, free, worth=self.scores)

    def core(self, *, floor: int) -> Core:
        """Decide every candidate whose other fate would bring the total below `floor`, a known total.

        Source: reduced-cost fixing from the linear relaxation. Half a point of margin covers rounding.
        """
        sizes = self.members.sum(axis=1)
        upper = np.flatnonzero(self.most < np.minimum(sizes, self.places))
        lower = np.flatnonzero(self.least > 0)
        rows = csr_array(self.members.astype(np.float64))
        relaxed = linprog(
            -self.scores.astype(np.float64),
            A_ub=vstack([rows[upper], -rows[lower]]) if len(upper) + len(lower) else None,
            b_ub=np.concatenate([self.most[upper], -self.least[lower]]) if len(upper) + len(lower) else None,
            A_eq=np.ones((1, len(self.scores))),
            b_eq=[self.places],
            bounds=(0, 1),
            method="highs",
        )
        if relaxed.status != _SOLVED:
            raise Unfit("not_solved", status=int(relaxed.status))
        bound = -float(relaxed.fun)
        must = bound + relaxed.upper.marginals < floor - 0.5
        cannot = bound - relaxed.lower.marginals < floor - 0.5
        priced = np.concatenate([upper, lower])[np.abs(relaxed.ineqlin.marginals) > 1e-9]
        return Core(
            bound=bound,
            taken=np.flatnonzero(must),
            free=np.flatnonzero(~must & ~cannot),
            priced=frozenset(self.rule[priced].tolist()),
        )

    def _choice(self, taken: Numbers, candidates: Numbers, *, worth: Numbers) -> Numbers | None:
        left = self.places - len(taken)
        if not 0 <= left <= len(candidates):
            return None
        have = self.members[:, taken].sum(axis=1)
        members = self.members[:, candidates]
        least, most, sizes = self.least - have, self.most - have, members.sum(axis=1)
        if (most < 0).any() or (least > np.minimum(sizes, left)).any():
            return None
        binding = (least > 0) | (most < np.minimum(sizes, left))
        if binding.any():
            picked = _solved(worth[candidates], left, members[binding], least[binding], most[binding])
        else:
            picked = np.argsort(-worth[candidates], kind="stable")[:left]
        return None if picked is None else np.sort(np.concatenate([taken, candidates[picked]]))


def _solved(worth: Numbers, places: int, members: Grid, least: Numbers, most: Numbers) -> Numbers | None:
    count = len(worth)
    # A constant less for everyone changes nothing about who is best, and keeps the numbers small.
    small = worth - worth.min()
    everyone = np.ones((1, count))
    result = milp(
        -small.astype(np.float64),
        integrality=np.ones(count),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(
            vstack([csr_array(everyone), csr_array(members.astype(np.float64))]),
            np.concatenate([[places], least]),
            np.concatenate([[places], most]),
        ),
        options={"mip_rel_gap": 0.0},
    )
    if result.status == _INFEASIBLE:
        return None
    if result.status != _SOLVED:
        raise Unfit("not_solved", status=int(result.status))
    picked = np.flatnonzero(np.round(result.x) == 1)
    inside = members[:, picked].sum(axis=1)
    holds = len(picked) == places and (least <= inside).all() and (inside <= most).all()
    if not holds or -result.mip_dual_bound - small[picked].sum() > 0.5:
        raise Unfit("answer_not_whole")
    return picked
