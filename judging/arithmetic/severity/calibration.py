"""Taking out who happened to read a proposal: severity and spread of judges, from shared proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from judging.arithmetic.linkage import (
    ASSUMED_NOISE,
    connected_components,
    information_matrix,
    pseudo_inverse,
    worst_se_factor,
)
from judging.arithmetic.marking import means
from judging.arithmetic.points import settled, thousandths
from judging.arithmetic.severity import guards
from judging.arithmetic.severity.guards import Guard
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
    None when there are none.
    """

    proposals: Mapping[Id, Decimal]
    severity: Mapping[Id, Decimal]
    spread: Mapping[Id, Decimal]
    noise: Decimal | None


@dataclass(frozen=True)
class Adjusted:
    """Raw and severity-adjusted scores side by side, not rounded.

    `proposals` is the adjusted score to nine places, never clipped: a good proposal read by strict judges may
    exceed 100, and cutting it off would make unequal proposals equal. `applicable` says whether every guard holds;
    `official` is what may count: the adjusted score if applicable, else the raw mean. When the judges are
    not connected nothing is adjusted: `proposals` equals `raw`, `severity` is empty and `worst_se` is None.
    `severity`, `spread` and `worst_se`, the largest standard error of a difference in severity between two
    judges in points, are to 0.001. `cautions` holds every guard that failed or is flagged.
    """

    proposals: Mapping[Id, Decimal]
    raw: Mapping[Id, Decimal]
    severity: Mapping[Id, Decimal]
    spread: Mapping[Id, Decimal]
    reads: Mapping[Id, int]
    components: int
    worst_se: Decimal | None
    applicable: bool
    cautions: tuple[Guard, ...]

    @property
    def official(self) -> Mapping[Id, Decimal]:
        return self.proposals if self.applicable else self.raw


def adjust(reads: Sequence[Total], *, nu: int = 20) -> Adjusted:
    """Severity-adjusted scores by scaled least squares, with the guards that say whether they may count.

    `nu` is how many reads' worth of trust is put in the common spread. The order of `reads` has no effect.
    Raises Unfit when a judge marked the same proposal twice or a score is not a finite number.
    """
    marks = _in_order(reads)
    counts = _counts(marks)
    raw = means((mark.proposal, mark.score) for mark in marks)
    groups = connected_components(_pairs(marks))
    if len(groups) == 1:
        fit = scaled_least_squares(marks, nu=nu)
        proposals, severity, spread = fit.proposals, _thousandths(fit.severity), _thousandths(fit.spread)
        noise = ASSUMED_NOISE if fit.noise is None else float(fit.noise)
        worst_se = thousandths(settled(noise * worst_se_factor(information_matrix(_pairs(marks)))))
    else:
        proposals, severity, spread = raw, {}, _thousandths(_spreads(marks, nu=nu))
        worst_se = None
    failures = guards.failures(groups=groups, reads=counts, worst_se=worst_se, spread=spread)
    return Adjusted(
        proposals=proposals,
        raw=raw,
        severity=severity,
        spread=spread,
        reads=counts,
        components=len(groups),
        worst_se=worst_se,
        applicable=not failures,
        cautions=failures + guards.flags(worst_se=worst_se),
    )


def scaled_least_squares(reads: Sequence[Total], *, nu: int = 20) -> Fit:
    """Bring each judge's spread near the common one, keeping the judge's own mean, then fit additively.

    gⱼ = (nⱼsⱼ/s + nu)/(nⱼ + nu) with sⱼ the judge's standard deviation (divisor n - 1) and s the pooled one;
    y' = ȳⱼ + (y - ȳⱼ)/gⱼ; then additive least squares on y'. gⱼ > 0 always, so the order within one judge
    never changes. Own means are kept, so real differences between piles survive.
    Source: least squares with linear reviewer functions, shrunk spreads. Raises Disconnected when the judges are
    not joined by shared proposals, because a minimum-norm answer would look like a result and be none.
    """
    marks = _in_order(reads)
    spread = _spreads(marks, nu=nu)
    return _fit(marks, _rescaled(marks, spread), spread)


def rescaled(reads: Sequence[Total], *, nu: int = 20) -> tuple[list[Total], list[float]]:
    """The reads by proposal and judge, and beside them their scores with each judge's spread near the common one.

    The first half of `scaled_least_squares`; it needs no chain between the judges.
    """
    marks = _in_order(reads)
    return marks, _rescaled(marks, _spreads(marks, nu=nu))


def _rescaled(marks: Sequence[Total], spread: Mapping[Id, Decimal]) -> list[float]:
    own_means = {judge: float(np.mean(scores)) for judge, scores in _by_judge(marks).items()}
    return [
        own_means[mark.judge] + (float(mark.score) - own_means[mark.judge]) / float(spread[mark.judge])
        for mark in marks
    ]


def _fit(marks: Sequence[Total], values: Sequence[float], spread: Mapping[Id, Decimal]) -> Fit:
    """Minimise Σ(yᵢⱼ - pᵢ - bⱼ)² with Σbⱼ = 0.

    Lb = r with rⱼ = Σ over j's reads of (yᵢⱼ - ȳᵢ); b = L⁺r; pᵢ = mean of (yᵢⱼ - bⱼ).
    Source: additive least squares, two-way layout without interaction.
    """
    groups = connected_components(_pairs(marks))
    if len(groups) != 1:
        raise Disconnected(groups)
    information = information_matrix(_pairs(marks))
    column = {judge: index for index, judge in enumerate(information.judges)}
    row = {proposal: index for index, proposal in enumerate(dict.fromkeys(mark.proposal for mark in marks))}
    i = np.array([row[mark.proposal] for mark in marks])
    j = np.array([column[mark.judge] for mark in marks])
    y = np.array(values)
    read_counts = np.bincount(i)
    level = np.bincount(i, weights=y) / read_counts
    b = pseudo_inverse(information) @ np.bincount(j, weights=y - level[i])
    p = np.bincount(i, weights=y - b[j]) / read_counts
    freedom = len(y) - len(row) - len(column) + 1
    residual = y - p[i] - b[j]
    noise = settled(float(np.sqrt(np.sum(residual**2) / freedom))) if freedom > 0 else None
    return Fit(
        proposals={proposal: settled(float(p[index])) for proposal, index in row.items()},
        severity={judge: settled(float(b[index])) for judge, index in column.items()},
        spread=spread,
        noise=noise,
    )


def _spreads(marks: Sequence[Total], *, nu: int) -> dict[Id, Decimal]:
    """gⱼ to 9 places; 1 for a judge with a single read, and for everyone if nobody varies."""
    if nu <= 0:
        raise Unfit("shrinkage_not_positive", nu=nu)
    by_judge = _by_judge(marks)
    squares = {judge: float(np.var(scores, ddof=1)) for judge, scores in by_judge.items() if len(scores) > 1}
    freedom = sum(len(by_judge[judge]) - 1 for judge in squares)
    sum_of_squares = sum((len(by_judge[judge]) - 1) * square for judge, square in squares.items())
    pooled = (sum_of_squares / freedom) ** 0.5 if freedom else 0.0
    spreads = {}
    for judge, scores in by_judge.items():
        ratio = squares[judge] ** 0.5 / pooled if judge in squares and pooled > 0 else 1.0
        spreads[judge] = settled((len(scores) * ratio + nu) / (len(scores) + nu))
    return spreads


def _in_order(reads: Sequence[Total]) -> list[Total]:
    """Sorted by proposal and judge, so that floating-point sums come out the same whatever order came in."""
    marks = sorted(reads, key=lambda mark: (str(mark.proposal), str(mark.judge)))
    if len({(str(mark.proposal), str(mark.judge)) for mark in marks}) != len(marks):
        raise Unfit("read_twice")
    for mark in marks:
        if not mark.score.is_finite():
            raise Unfit("not_a_number", proposal=mark.proposal, judge=mark.judge)
    return marks


def _by_judge(marks: Sequence[Total]) -> dict[Id, list[float]]:
    scores: dict[Id, list[float]] = {judge: [] for judge in _counts(marks)}
    for mark in marks:
        scores[mark.judge].append(float(mark.score))
    return scores


def _counts(marks: Sequence[Total]) -> dict[Id, int]:
    counts: dict[Id, int] = dict.fromkeys(sorted({mark.judge for mark in marks}, key=str), 0)
    for mark in marks:
        counts[mark.judge] += 1
    return counts


def _pairs(marks: Sequence[Total]) -> list[tuple[Id, Id]]:
    return [(mark.proposal, mark.judge) for mark in marks]


def _thousandths(values: Mapping[Id, Decimal]) -> dict[Id, Decimal]:
    return {key: thousandths(value) for key, value in values.items()}
