"""Taking out who happened to read a proposal: severity and spread of judges, from shared proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from judging.arithmetic.linkage import Information, connected_components, held, information_matrix, pseudo_inverse
from judging.arithmetic.points import settled
from judging.arithmetic.terms import Id
from judging.arithmetic.unfit import Unfit


class Disconnected(Unfit):
    """The judges fall into groups that share no proposal, so their severities cannot be compared."""

    def __init__(self, groups: tuple[tuple[Id, ...], ...]) -> None:
        self.groups = groups
        super().__init__("disconnected", groups=groups)


@dataclass(frozen=True)
class Total:
    """One judge's total for one proposal, 0..100."""

    proposal: Id
    judge: Id
    score: Decimal


@dataclass(frozen=True)
class Fit:
    """A fitted layout, to 9 places: proposal levels, judge severities (sum 0, below 0 is strict) and spreads.

    `noise` is the residual standard deviation of one read with N - proposals - judges + 1 degrees of freedom;
    None when there are none. `information` is what the reads tell of the judges.
    """

    proposals: Mapping[Id, Decimal]
    severity: Mapping[Id, Decimal]
    spread: Mapping[Id, Decimal]
    noise: Decimal | None
    information: Information = field(compare=False, repr=False)


def scaled_least_squares(
    reads: Sequence[Total], *, nu: int = 20, loose: AbstractSet[Id] = frozenset(), ridge: float = 0.0
) -> Fit:
    """Bring each judge's spread near the common one, keeping the judge's own mean, then fit additively.

    gⱼ = (nⱼsⱼ/s + nu)/(nⱼ + nu) with sⱼ the judge's standard deviation (divisor n - 1) and s the pooled one;
    y' = ȳⱼ + (y - ȳⱼ)/gⱼ; then additive least squares on y'. gⱼ > 0 always, so the order within one judge
    never changes. Own means are kept, so real differences between piles survive.
    The severity of a judge in `loose` is held to the mean of the others as if by `ridge` reads more (the variance of
    one read over that between judges): it is known from too little to stand by itself. Severities sum to 0 over
    the others.
    Source: least squares with linear reviewer functions, shrunk spreads. Raises Disconnected when the judges are
    not joined by shared proposals, because a minimum-norm answer would look like a result and be none.
    """
    marks = in_order(reads)
    spread = spreads(marks, nu=nu)
    return _fit(marks, _rescaled(marks, spread), spread, loose=loose, ridge=ridge)


def rescaled(reads: Sequence[Total], *, nu: int = 20) -> tuple[list[Total], list[float]]:
    """The reads by proposal and judge, and beside them their scores with each judge's spread near the common one.

    The first half of `scaled_least_squares`; it needs no chain between the judges.
    """
    marks = in_order(reads)
    return marks, _rescaled(marks, spreads(marks, nu=nu))


def _rescaled(marks: Sequence[Total], spread: Mapping[Id, Decimal]) -> list[float]:
    own_means = {judge: float(np.mean(scores)) for judge, scores in _by_judge(marks).items()}
    return [
        own_means[mark.judge] + (float(mark.score) - own_means[mark.judge]) / float(spread[mark.judge])
        for mark in marks
    ]


def _fit(
    marks: Sequence[Total],
    values: Sequence[float],
    spread: Mapping[Id, Decimal],
    *,
    loose: AbstractSet[Id],
    ridge: float,
) -> Fit:
    """Minimise Σ(yᵢⱼ - pᵢ - bⱼ)² + ridge·Σbⱼ² over the loose judges, with Σbⱼ = 0 over the others.

    Lb = r with rⱼ = Σ over j's reads of (yᵢⱼ - ȳᵢ); b = L⁺r; pᵢ = mean of (yᵢⱼ - bⱼ).
    Source: additive least squares, two-way layout without interaction.
    """
    groups = connected_components([pair for pair in pairs(marks) if pair[1] not in loose])
    if len(groups) != 1:
        raise Disconnected(groups)
    information = held(information_matrix(pairs(marks)), loose, ridge)
    column = {judge: index for index, judge in enumerate(information.judges)}
    row = {proposal: index for index, proposal in enumerate(dict.fromkeys(mark.proposal for mark in marks))}
    i = np.array([row[mark.proposal] for mark in marks])
    j = np.array([column[mark.judge] for mark in marks])
    y = np.array(values)
    read_counts = np.bincount(i)
    level = np.bincount(i, weights=y) / read_counts
    b = pseudo_inverse(information) @ np.bincount(j, weights=y - level[i])
    if loose:
        b = b - np.mean([b[place] for judge, place in column.items() if judge not in loose])
    p = np.bincount(i, weights=y - b[j]) / read_counts
    freedom = len(y) - len(row) - len(column) + 1
    residual = y - p[i] - b[j]
    noise = settled(float(np.sqrt(np.sum(residual**2) / freedom))) if freedom > 0 else None
    return Fit(
        proposals={proposal: settled(float(p[index])) for proposal, index in row.items()},
        severity={judge: settled(float(b[index])) for judge, index in column.items()},
        spread=spread,
        noise=noise,
        information=information,
    )


def spreads(marks: Sequence[Total], *, nu: int, about_the_middle: bool = False) -> dict[Id, Decimal]:
    """gⱼ to 9 places; 1 for a judge with a single read, and for everyone if nobody varies.

    `about_the_middle` compares with the median judge instead of all pooled: one judge whose marks are all over makes
    the pooled spread so wide that everybody else would seem narrow.
    """
    if nu <= 0:
        raise Unfit("shrinkage_not_positive", nu=nu)
    by_judge = _by_judge(marks)
    squares = {judge: float(np.var(scores, ddof=1)) for judge, scores in by_judge.items() if len(scores) > 1}
    freedom = sum(len(by_judge[judge]) - 1 for judge in squares)
    sum_of_squares = sum((len(by_judge[judge]) - 1) * square for judge, square in squares.items())
    pooled = (sum_of_squares / freedom) ** 0.5 if freedom else 0.0
    if about_the_middle and squares:
        pooled = float(np.median(list(squares.values()))) ** 0.5
    found = {}
    for judge, scores in by_judge.items():
        ratio = squares[judge] ** 0.5 / pooled if judge in squares and pooled > 0 else 1.0
        found[judge] = settled((len(scores) * ratio + nu) / (len(scores) + nu))
    return found


def in_order(reads: Sequence[Total]) -> list[Total]:
    """Sorted by proposal and judge, so that floating-point sums come out the same whatever order came in."""
    marks = sorted(reads, key=lambda mark: (str(mark.proposal), str(mark.judge)))
    if len({(str(mark.proposal), str(mark.judge)) for mark in marks}) != len(marks):
        raise Unfit("read_twice")
    for mark in marks:
        if not mark.score.is_finite():
            raise Unfit("not_a_number", proposal=mark.proposal, judge=mark.judge)
    return marks


def _by_judge(marks: Sequence[Total]) -> dict[Id, list[float]]:
    scores: dict[Id, list[float]] = {judge: [] for judge in counts(marks)}
    for mark in marks:
        scores[mark.judge].append(float(mark.score))
    return scores


def counts(marks: Sequence[Total]) -> dict[Id, int]:
    """How many reads each judge has."""
    found: dict[Id, int] = dict.fromkeys(sorted({mark.judge for mark in marks}, key=str), 0)
    for mark in marks:
        found[mark.judge] += 1
    return found


def pairs(marks: Sequence[Total]) -> list[tuple[Id, Id]]:
    """Who read what, as (proposal, judge)."""
    return [(mark.proposal, mark.judge) for mark in marks]
