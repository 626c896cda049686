"""What is believed of proposals and judges once the reads are in: best linear unbiased prediction, variances by REML.

The model is y = μ + pᵢ + bⱼ + e with independent normal pᵢ (variance sp), bⱼ (sb) and e (se). Proposals are
integrated out, so that everything is solved in the judges alone: O(judges³), whatever the number of proposals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from scipy.optimize import minimize

from judging.arithmetic.linkage import ASSUMED_NOISE
from judging.arithmetic.points import settled, thousandths
from judging.arithmetic.severity.calibration import Total, rescaled
from judging.arithmetic.severity.uncertainty import Belief, Floats
from judging.arithmetic.terms import Id

# Squared points, as assumed where the reads cannot tell noise from quality: standard deviations of 8 and 6.
ASSUMED_PROPOSALS, ASSUMED_JUDGES = Decimal(64), Decimal(36)
# The ratios of variances that are looked among.
LEAST_RATIO, LARGEST_RATIO = 1e-4, 1e4


@dataclass(frozen=True)
class Variances:
    """Squared points: between proposals, between judges, and of one read around both."""

    proposals: Decimal
    judges: Decimal
    noise: Decimal
    is_assumed: bool = False


@dataclass(frozen=True)
class Prediction:
    """The mean μ, each judge's severity, and the belief about the level of each proposal.

    What the levels share is μ and the severities, in this order.
    """

    mean: Decimal
    severity: dict[Id, Decimal]
    levels: Belief


def predicted(reads: Sequence[Total], variances: Variances | None = None, *, nu: int | None = 20) -> Prediction:
    """Levels of proposals and severities of judges, each pulled towards the common mean as far as its reads are few.

    pᵢ = nᵢsp/(se + nᵢsp)·(mean of (yᵢⱼ - bⱼ) - μ), added to μ. Without `variances` they are estimated by REML.
    `nu` brings the spreads of judges together first, as `scaled_least_squares` does; None leaves them.
    """
    layout = Layout.of(reads, nu=nu)
    found = variances or estimated(layout)
    sp, sb, se = float(found.proposals), max(float(found.judges), 1e-9), float(found.noise)
    matrix, right = layout.equations(sp, sb, se)
    shared = np.linalg.inv(matrix)
    shared = (shared + shared.T) / 2
    effects = shared @ right
    n = layout.counts[:, None]
    shrink = n * sp / (se + n * sp)
    # Level of i given the effects: shrink·mean + (1 - shrink)·μ - shrink·mean of its readers' severities.
    loadings = np.hstack([1 - shrink, -shrink * layout.readers / n])
    means = shrink[:, 0] * layout.sums / layout.counts + loadings @ effects + layout.centre
    return Prediction(
        mean=settled(float(effects[0]) + layout.centre),
        severity={judge: settled(float(value)) for judge, value in zip(layout.judges, effects[1:], strict=True)},
        levels=Belief(
            ids=layout.proposals,
            means=means,
            own=(sp * se / (se + n * sp))[:, 0],
            loadings=loadings,
            shared=shared,
        ),
    )


def restricted_likelihood(reads: Sequence[Total], variances: Variances, *, nu: int | None = None) -> float:
    """Minus the logarithm of the restricted likelihood at these variances, constants dropped."""
    parts = (float(variances.proposals), float(variances.judges), float(variances.noise))
    return Layout.of(reads, nu=nu).unlikelihood(*parts)


@dataclass(frozen=True)
class Layout:
    """Reads as sums: row i is a proposal, column j a judge; scores are counted from `centre`.

    `readers` is 1 where judge j read proposal i, `scores` what the judge gave there; `sums` and `counts` are by
    proposal.
    """

    proposals: tuple[Id, ...]
    judges: tuple[Id, ...]
    centre: float
    readers: Floats
    scores: Floats
    sums: Floats
    counts: Floats
    by_size: tuple[EquallyRead, ...]

    @staticmethod
    def of(reads: Sequence[Total], *, nu: int | None) -> Layout:
        """The layout of some reads, whatever order they came in."""
        marks, values = rescaled(reads, nu=nu or 20)
        if nu is None:
            values = [float(mark.score) for mark in marks]
        proposals = tuple(dict.fromkeys(mark.proposal for mark in marks))
        judges = tuple(sorted({mark.judge for mark in marks}, key=str))
        row = {one: place for place, one in enumerate(proposals)}
        column = {one: place for place, one in enumerate(judges)}
        centre = float(np.mean(values)) if values else 0.0
        readers = np.zeros((len(proposals), len(judges)))
        scores = np.zeros_like(readers)
        at = ([row[mark.proposal] for mark in marks], [column[mark.judge] for mark in marks])
        readers[at], scores[at] = 1.0, np.array(values) - centre
        counts = readers.sum(axis=1)
        sums = scores.sum(axis=1)
        by_size = tuple(
            EquallyRead.of(int(size), readers[counts == size], scores[counts == size], sums[counts == size])
            for size in np.unique(counts)
        )
        return Layout(proposals, judges, centre, readers, scores, sums, counts, by_size)

    @property
    def freedom(self) -> int:
        """Degrees of freedom that are left for the noise."""
        return int(self.counts.sum()) - len(self.proposals) - len(self.judges) + 1

    def equations(self, sp: float, sb: float, se: float) -> tuple[Floats, Floats]:
        """Left and right side of the equations in (μ, b), proposals integrated out."""
        size = len(self.judges) + 1
        matrix, right = np.zeros((size, size)), np.zeros(size)
        for one in self.by_size:
            c = sp / (se + one.size * sp)
            matrix[0, 0] += one.number * one.size * (1 - c * one.size) / se
            matrix[0, 1:] += (1 - c * one.size) * one.reads / se
            matrix[1:, 1:] += (np.diag(one.reads) - c * one.together) / se
            right[0] += (1 - c * one.size) * one.total / se
            right[1:] += (one.given - c * one.beside) / se
        matrix[1:, 0] = matrix[0, 1:]
        matrix[1:, 1:] += np.eye(size - 1) / sb
        return matrix, right

    def unlikelihood(self, sp: float, sb: float, se: float) -> float:
        """Minus the logarithm of the restricted likelihood, constants dropped."""
        matrix, right = self.equations(sp, sb, se)
        _sign, logarithm = np.linalg.slogdet(matrix)
        found = len(self.judges) * np.log(sb) + logarithm - right @ np.linalg.solve(matrix, right)
        for one in self.by_size:
            c = sp / (se + one.size * sp)
            found += one.number * ((one.size - 1) * np.log(se) + np.log(se + one.size * sp))
            found += (one.squares - c * one.squared_sums) / se
        return float(found) / 2


@dataclass(frozen=True)
class EquallyRead:
    """What the equations need of all proposals with equally many reads."""

    size: int
    number: int
    reads: Floats
    together: Floats
    given: Floats
    beside: Floats
    total: float
    squares: float
    squared_sums: float

    @staticmethod
    def of(size: int, readers: Floats, scores: Floats, sums: Floats) -> EquallyRead:
        """The sums over the proposals in these rows."""
        return EquallyRead(
            size=size,
            number=len(readers),
            reads=readers.sum(axis=0),
            together=readers.T @ readers,
            given=scores.sum(axis=0),
            beside=readers.T @ sums,
            total=float(sums.sum()),
            squares=float((scores**2).sum()),
            squared_sums=float((sums**2).sum()),
        )


def estimated(layout: Layout) -> Variances:
    """The variances under which the reads are likeliest (REML), to 0.001; assumed where reads cannot tell them apart.

    The noise follows from the two ratios, so that only these are looked for, on a logarithmic scale.
    """
    reads = int(layout.counts.sum())
    if layout.freedom < 1 or len(layout.judges) < 2:
        return Variances(ASSUMED_PROPOSALS, ASSUMED_JUDGES, thousandths(settled(ASSUMED_NOISE**2)), is_assumed=True)

    def noise(of: Floats) -> float:
        matrix, right = layout.equations(float(of[0]), float(of[1]), 1.0)
        left = sum(
            one.squares - float(of[0]) / (1 + one.size * float(of[0])) * one.squared_sums for one in layout.by_size
        )
        return max((left - float(right @ np.linalg.solve(matrix, right))) / (reads - 1), 1e-6)

    def unlikely(logarithms: Floats) -> float:
        of = np.exp(logarithms)
        se = noise(of)
        return layout.unlikelihood(float(of[0]) * se, float(of[1]) * se, se)

    bounds = [(float(np.log(LEAST_RATIO)), float(np.log(LARGEST_RATIO)))] * 2
    found = minimize(
        unlikely,
        np.log(np.array([1.0, 0.5])),
        method="Nelder-Mead",
        bounds=bounds,
        options={"xatol": 1e-9, "fatol": 1e-12, "maxiter": 2000, "maxfev": 4000},
    )
    ratios = np.exp(found.x)
    se = noise(ratios)
    return Variances(
        proposals=thousandths(settled(float(ratios[0]) * se)),
        judges=thousandths(settled(float(ratios[1]) * se)),
        noise=max(thousandths(settled(se)), Decimal("0.001")),
    )
