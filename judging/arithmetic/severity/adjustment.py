"""Which of the corrections counts, by a rule fixed beforehand: no single judge switches it off for everybody.

Where every guard holds, least squares over the judges as they stand. A judge whose marks are spread like nobody else's
is set apart: reads of theirs do not count wherever somebody else read too. A judge who read too little is held to the
mean of the others. Where the rest is still not firmly linked, all severities are shrunken (best linear unbiased
prediction). All but the first is provisional: people decide whether it counts, or the plain mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from judging.arithmetic.linkage import ASSUMED_NOISE, connected_components, pseudo_inverse, worst_difference
from judging.arithmetic.marking import means
from judging.arithmetic.points import settled, thousandths
from judging.arithmetic.severity import guards
from judging.arithmetic.severity.calibration import (
    Fit,
    Total,
    counts,
    in_order,
    pairs,
    rescaled,
    scaled_least_squares,
    spreads,
)
from judging.arithmetic.severity.guards import FEWEST_READS, LARGEST_SHARE, Guard
from judging.arithmetic.severity.reliability import alpha
from judging.arithmetic.severity.shrinkage import Layout, Prediction, Variances, estimated, predicted
from judging.arithmetic.severity.uncertainty import Belief, Floats
from judging.arithmetic.terms import Id

ADJUSTED, SHRUNKEN, RAW = "adjusted", "shrunken", "raw"
# The weaker a method, the less it asks of the reads.
WEAKER = {ADJUSTED: 0, SHRUNKEN: 1, RAW: 2}


@dataclass(frozen=True)
class Adjusted:
    """Raw and severity-adjusted scores side by side, not rounded.

    `scores` is what counts by the `method`, to nine places, never clipped: a good proposal read by strict judges may
    exceed 100, and cutting it off would make unequal proposals equal. Under `RAW` nothing was adjusted: `severity` is
    empty, and errors and variances are not known. `severity`, `severity_errors` (standard errors), `spread` and
    `worst_se`, the largest standard error of a difference between two judges on whom the sum rests, are to 0.001, in
    points; `score_errors` are standard errors of scores. `apart` are judges who were set apart, `components` the
    groups of judges that share no proposal. `levels` is what is believed of all proposals together. `raw_alpha` and
    `alpha` say how far readers of one proposal agree, before and after. `cautions` holds every guard that failed or is
    flagged.
    """

    scores: Mapping[Id, Decimal]
    raw: Mapping[Id, Decimal]
    method: str
    spread: Mapping[Id, Decimal]
    reads: Mapping[Id, int]
    components: int
    cautions: tuple[Guard, ...]
    is_provisional: bool = False
    severity: Mapping[Id, Decimal] = field(default_factory=dict)
    severity_errors: Mapping[Id, Decimal] = field(default_factory=dict)
    score_errors: Mapping[Id, float] = field(default_factory=dict)
    worst_se: Decimal | None = None
    apart: frozenset[Id] = frozenset()
    variances: Variances | None = None
    levels: Belief | None = None
    raw_alpha: float | None = None
    alpha: float | None = None


@dataclass(frozen=True)
class Severities:
    """Severities by judge in points, their covariance in that order, the noise of one read, and what follows."""

    by_judge: Mapping[Id, Decimal]
    covariance: Floats
    noise: float
    worst_se: Decimal
    scores: Mapping[Id, Decimal]


def adjust(
    reads: Sequence[Total],
    *,
    links: Sequence[Total] = (),
    nu: int = 20,
    weakest: str = ADJUSTED,
    apart: AbstractSet[Id] = frozenset(),
) -> Adjusted:
    """Severity-adjusted scores by the strongest method that the guards allow, and none stronger than `weakest`.

    `links` are reads of proposals that are ranked nowhere: they tell how strict and how sure judges are, and enter no
    score, no agreement and no count of reads.
    `nu` is how many reads' worth of trust is put in the common spread; judges in `apart` are set apart whatever their
    own marks say. The order of `reads` has no effect. Raises Unfit when a judge marked the same proposal twice or a
    score is not a finite number.
    """
    marks = in_order([*reads, *links])
    ranked = {mark.proposal for mark in reads}
    standing = [mark for mark in marks if mark.proposal in ranked]
    raw, number = means((mark.proposal, mark.score) for mark in standing), counts(standing)
    spread, totals = spreads(marks, nu=nu), counts(marks)
    groups = connected_components(pairs(marks))
    if weakest == RAW or (lack := incomparable(marks)):
        cautions = () if weakest == RAW else (Guard(lack),)
        return Adjusted(raw, raw, RAW, _thousandths(spread), number, len(groups), cautions)
    outlying = guards.outlying(totals, spreads(marks, nu=nu, about_the_middle=True), flat(marks))
    isolated = frozenset(outlying) if _carries(totals, frozenset(outlying)) else frozenset()
    kept = without(marks, isolated | apart)
    own, held = counts(kept), isolated | apart
    few = {judge: count for judge, count in own.items() if count < FEWEST_READS and judge not in held}
    loose = frozenset(few) | (held & own.keys())
    layout = Layout.of(kept, nu=nu)
    variances = estimated(layout)
    prediction = predicted(kept, variances, nu=nu)
    found: Severities | None = None
    failing: tuple[Guard, ...] = ()
    firm = connected_components([pair for pair in pairs(kept) if pair[1] not in loose])
    if _carries(own, loose) and weakest == ADJUSTED:
        found = least_squares(kept, variances, loose, nu=nu) if len(firm) == 1 else None
        failing = guards.linked(len(firm), found.worst_se if found else None)
    exempt = found is not None and not failing
    if found is None or not exempt:
        found = shrunken(kept, prediction, variances, nu=nu)
        failing = failing or guards.linked(len(connected_components(pairs(kept))), None)
    reasons = (
        *failing,
        *guards.few_reads(few, exempt=exempt),
        *guards.spread_outside({judge: outlying[judge] for judge in outlying if judge in held}, isolated=True),
        *guards.spread_outside({judge: outlying[judge] for judge in outlying if judge not in held}, isolated=False),
    )
    return Adjusted(
        scores={one: score for one, score in found.scores.items() if one in ranked},
        raw=raw,
        method=ADJUSTED if exempt else SHRUNKEN,
        spread=_thousandths({**spread, **spreads(kept, nu=nu)}),
        reads=number,
        components=len(groups),
        cautions=reasons
        + ((Guard("assumed"),) if variances.is_assumed else ())
        + guards.flags(worst_se=found.worst_se if exempt else None),
        is_provisional=bool(reasons or held) or not exempt,
        severity=_thousandths(found.by_judge),
        severity_errors={
            judge: thousandths(settled(float(np.sqrt(max(variance, 0.0)))))
            for judge, variance in zip(found.by_judge, np.diag(found.covariance), strict=True)
        },
        score_errors=score_errors(layout, found),
        worst_se=found.worst_se,
        apart=held,
        variances=variances,
        levels=prediction.levels,
        raw_alpha=alpha((mark.proposal, float(mark.score)) for mark in standing),
        alpha=alpha(one for one in levelled(kept, found.by_judge, nu=nu) if one[0] in ranked),
    )


def incomparable(marks: Sequence[Total]) -> str:
    """Why nothing can be adjusted at all; "" where something can."""
    if not marks:
        return "nothing_marked"
    if len({mark.score for mark in marks}) == 1:
        return "all_equal"
    return "" if len({mark.proposal for mark in marks}) < len(marks) else "nothing_shared"


def flat(marks: Sequence[Total]) -> list[Id]:
    """The judges who gave the same mark every time."""
    given: defaultdict[Id, set[Decimal]] = defaultdict(set)
    for mark in marks:
        given[mark.judge].add(mark.score)
    return [judge for judge, scores in given.items() if len(scores) == 1]


def without(marks: Sequence[Total], apart: AbstractSet[Id]) -> list[Total]:
    """The reads that count: those of judges set apart only where nobody else read."""
    read_by_others = {mark.proposal for mark in marks if mark.judge not in apart}
    return [mark for mark in marks if mark.judge not in apart or mark.proposal not in read_by_others]


def counting(reads: Sequence[Total], *, nu: int = 20) -> list[Total]:
    """The reads that count by the rule of `adjust`, for whoever asks what is believed of their proposals."""
    marks = in_order(reads)
    totals = counts(marks)
    outlying = frozenset(guards.outlying(totals, spreads(marks, nu=nu, about_the_middle=True), flat(marks)))
    return without(marks, outlying) if _carries(totals, outlying) else marks


def least_squares(kept: Sequence[Total], variances: Variances, loose: AbstractSet[Id], *, nu: int) -> Severities:
    """Severities by scaled least squares, the loose ones held to the mean of the others."""
    ridge = float(variances.noise) / max(float(variances.judges), 1e-3)
    fit = scaled_least_squares(kept, nu=nu, loose=loose, ridge=ridge)
    noise = ASSUMED_NOISE if fit.noise is None else float(fit.noise)
    around = _around_the_firm(fit, loose)
    firm = [place for place, judge in enumerate(fit.information.judges) if judge not in loose]
    return Severities(
        by_judge=fit.severity,
        covariance=noise**2 * around,
        noise=noise,
        worst_se=thousandths(settled(noise * worst_difference(around[np.ix_(firm, firm)]))),
        scores=fit.proposals,
    )


def shrunken(kept: Sequence[Total], prediction: Prediction, variances: Variances, *, nu: int) -> Severities:
    """Severities by best linear unbiased prediction; their covariance is that of what is left unknown.

    A score is the mean of the reads without them: where all are read equally often, it is in the order of the
    predicted levels, and it stands on the scale of the marks.
    """
    shared = prediction.levels.shared[1:, 1:]
    # Around the mean of the judges: what all of them have in common moves every score alike.
    turned = np.eye(len(shared)) - 1 / max(len(shared), 1)
    covariance = turned @ shared @ turned
    return Severities(
        by_judge=prediction.severity,
        covariance=covariance,
        noise=float(variances.noise) ** 0.5,
        worst_se=thousandths(settled(worst_difference(covariance))),
        scores=_scores(kept, prediction.severity, nu=nu),
    )


def score_errors(layout: Layout, severities: Severities) -> dict[Id, float]:
    """The standard error of each score: √(s²/n + a'Ca/n²), a its readers, C the covariance of their severities."""
    shared = np.einsum("ij,jk,ik->i", layout.readers, severities.covariance, layout.readers)
    variances = severities.noise**2 / layout.counts + shared / layout.counts**2
    return {one: float(np.sqrt(max(value, 0.0))) for one, value in zip(layout.proposals, variances, strict=True)}


def _around_the_firm(fit: Fit, loose: AbstractSet[Id]) -> Floats:
    """Covariance of severities whose firm ones sum to 0, in units of the squared noise of one read."""
    firm = np.array([judge not in loose for judge in fit.information.judges], dtype=np.float64)
    turned = np.eye(len(firm)) - np.outer(np.ones(len(firm)), firm / firm.sum())
    covariance: Floats = turned @ pseudo_inverse(fit.information) @ turned.T
    return covariance


def levelled(kept: Sequence[Total], severity: Mapping[Id, Decimal], *, nu: int) -> list[tuple[Id, float]]:
    """Each read with its proposal, brought to the common spread and without its reader's severity."""
    marks, values = rescaled(kept, nu=nu)
    return [(mark.proposal, value - float(severity[mark.judge])) for mark, value in zip(marks, values, strict=True)]


def _scores(kept: Sequence[Total], severity: Mapping[Id, Decimal], *, nu: int) -> dict[Id, Decimal]:
    """The mean of each proposal's reads, each without its reader's severity."""
    given: defaultdict[Id, list[float]] = defaultdict(list)
    for proposal, value in levelled(kept, severity, nu=nu):
        given[proposal].append(value)
    return {proposal: settled(sum(own) / len(own)) for proposal, own in given.items()}


def _carries(reads: Mapping[Id, int], leaving: AbstractSet[Id]) -> bool:
    """Whether the sum still rests on the other judges: two of them at least, and two thirds of the reads."""
    gone = sum(count for judge, count in reads.items() if judge in leaving)
    return len(reads.keys() - leaving) >= 2 and gone <= LARGEST_SHARE * sum(reads.values())


def _thousandths(values: Mapping[Id, Decimal]) -> dict[Id, Decimal]:
    return {key: thousandths(value) for key, value in values.items()}
