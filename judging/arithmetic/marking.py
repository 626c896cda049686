"""From the points on a scorecard to one mark, exact to the last digit: decimals only, never floats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from judging.arithmetic.points import EXACT, hundredths, thousandths
from judging.arithmetic.terms import Id
from judging.arithmetic.unfit import Unfit

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Presentation:
    """What one presenter got: component → mark, normally 0..100 and already averaged over the panel."""

    id: Id
    components: Mapping[str, Decimal]


@dataclass(frozen=True)
class EffectiveWeights:
    """Variance of a weighted sum, and the share (summing to 1) each component contributes to it."""

    variance: Decimal
    shares: Mapping[str, Decimal]


@dataclass(frozen=True)
class Combined:
    """Interview marks after standardising.

    `scores` are on 0..100, not rounded, and equal `level + spread * combined standard score`. `effective` is
    what each component really counts for after standardising, `effective_if_plain` what it would have counted
    for in a plain weighted mean. `slopes` says by how much a score moves with one point of a component. `constant`
    names components that were the same for everyone.
    """

    scores: Mapping[Id, Decimal]
    level: Decimal
    spread: Decimal
    effective: Mapping[str, Decimal]
    effective_if_plain: Mapping[str, Decimal]
    slopes: Mapping[str, Decimal]
    constant: tuple[str, ...]


def weighted_total(points: Mapping[str, int], weights: Mapping[str, Decimal]) -> Decimal:
    """Weighted mean of whole points 0..100, weights in percent; 0..100 to 0.01.

    Raises Unfit when a criterion is missing or unknown, points are not whole numbers 0..100, or the weights
    are negative or do not sum to exactly 100.
    """
    _check_weights(weights)
    _check_same_keys(points, weights, what="criterion")
    for key in sorted(points):
        value = points[key]
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100:
            raise Unfit("points_outside", criterion=key, points=value)
    with localcontext(EXACT):
        total = sum((weights[key] * points[key] for key in sorted(points)), Decimal(0))
        return hundredths(total / HUNDRED)


def mean(values: Sequence[Decimal]) -> Decimal:
    """The plain mean of at least one value, not rounded."""
    with localcontext(EXACT):
        return sum(values, Decimal(0)) / len(values)


def means(marks: Iterable[tuple[Id, Decimal]]) -> dict[Id, Decimal]:
    """The plain mean of each proposal's marks, not rounded, from (proposal, mark) pairs."""
    given: dict[Id, list[Decimal]] = defaultdict(list)
    for proposal, mark in marks:
        given[proposal].append(mark)
    return {proposal: mean(own) for proposal, own in given.items()}


def combined_components(presentations: Sequence[Presentation], *, weights: Mapping[str, Decimal]) -> Combined:
    """Combine components so that the stated weights are the real ones, whatever the spread of each component.

    Each component is standardised over all presenters (mean 0, standard deviation 1 with divisor n - 1), the
    standard scores are averaged with the weights, and the result is mapped back by one straight line: its
    level is the weighted mean of the component means, its slope the weighted mean of the component standard
    deviations, made flatter only if somebody would otherwise leave 0..100. A straight line never changes the
    order. A component that is the same for everyone gets standard score 0: it separates nobody.

    Source: standardised composite scores and nominal against effective weights (classical test theory).
    Raises Unfit for wrong weights, missing or unknown components, repeated presenters or marks whose weighted
    mean lies outside 0..100.
    """
    _check_weights(weights)
    people = sorted(presentations, key=lambda one: str(one.id))
    if len({str(one.id) for one in people}) != len(people):
        raise Unfit("repeated", what="proposal")
    for one in people:
        _check_same_keys(one.components, weights, what="component")
        if not all(mark.is_finite() for mark in one.components.values()):
            raise Unfit("not_a_number", proposal=one.id)
    names = sorted(weights)
    if not people:
        nothing = {name: Decimal("0.000") for name in names}
        return Combined({}, Decimal("0.000"), Decimal("0.000"), nothing, nothing, nothing, ())
    with localcontext(EXACT):
        return _combine(people, names, {name: weights[name] / HUNDRED for name in names})


def effective_weights(
    *, weights: Mapping[str, Decimal], covariance: Mapping[tuple[str, str], Decimal]
) -> EffectiveWeights:
    """Share of Var(T) that each component brings, T = Σ wₖxₖ: wₖ·Cov(xₖ, T)/Var(T), shares to 0.001.

    `weights` in any unit; `covariance` holds every ordered pair of component names. A sum that does not vary
    at all has no shares: all are 0.
    Source: effective weights of a composite (classical test theory).
    """
    names = sorted(weights)
    with localcontext(EXACT):
        with_total = {a: sum((weights[b] * covariance[a, b] for b in names), Decimal(0)) for a in names}
        variance = sum((weights[a] * with_total[a] for a in names), Decimal(0))
        shares = {a: thousandths(weights[a] * with_total[a] / variance if variance else Decimal(0)) for a in names}
    return EffectiveWeights(variance=variance, shares=shares)


def _combine(people: Sequence[Presentation], names: Sequence[str], share: Mapping[str, Decimal]) -> Combined:
    columns = {name: [one.components[name] for one in people] for name in names}
    means = {name: sum(columns[name], Decimal(0)) / len(people) for name in names}
    # Whether everyone is equal is read off the marks: a mean of thirds would leave a false tiny spread.
    constant = tuple(name for name in names if min(columns[name]) == max(columns[name]))
    spreads = {
        name: Decimal(0) if name in constant else _covariance(columns[name], columns[name]).sqrt() for name in names
    }
    standard = {
        name: [(mark - means[name]) / spreads[name] if spreads[name] else Decimal(0) for mark in columns[name]]
        for name in names
    }
    combined = [sum((share[name] * standard[name][i] for name in names), Decimal(0)) for i in range(len(people))]
    level = sum((share[name] * means[name] for name in names), Decimal(0))
    if not 0 <= level <= HUNDRED:
        raise Unfit("level_outside", level=level)
    spread = sum((share[name] * spreads[name] for name in names), Decimal(0))
    if max(combined) > 0:
        spread = min(spread, (HUNDRED - level) / max(combined))
    if min(combined) < 0:
        spread = min(spread, level / -min(combined))
    return Combined(
        scores={
            # max: rounding on the 50th digit may leave the lowest mark a hair below zero.
            one.id: max(Decimal(0), level + spread * value)
            for one, value in zip(people, combined, strict=True)
        },
        level=thousandths(level),
        spread=thousandths(spread),
        effective=effective_weights(weights=share, covariance=_covariances(standard)).shares,
        effective_if_plain=effective_weights(weights=share, covariance=_covariances(columns)).shares,
        slopes={name: spread * share[name] / spreads[name] if spreads[name] else Decimal(0) for name in names},
        constant=constant,
    )


def _covariances(columns: Mapping[str, Sequence[Decimal]]) -> dict[tuple[str, str], Decimal]:
    return {(a, b): _covariance(columns[a], columns[b]) for a in columns for b in columns}


def _covariance(first: Sequence[Decimal], second: Sequence[Decimal]) -> Decimal:
    """Sample covariance, divisor n - 1; 0 for a single pair and whenever one side does not vary."""
    if min(first) == max(first) or min(second) == max(second):
        return Decimal(0)
    mean_first = sum(first, Decimal(0)) / len(first)
    mean_second = sum(second, Decimal(0)) / len(second)
    products = ((a - mean_first) * (b - mean_second) for a, b in zip(first, second, strict=True))
    return sum(products, Decimal(0)) / (len(first) - 1)


def _check_weights(weights: Mapping[str, Decimal]) -> None:
    for key in sorted(weights):
        if not weights[key].is_finite() or weights[key] < 0:
            raise Unfit("weight_negative", part=key, weight=weights[key])
    with localcontext(EXACT):
        total = sum(weights.values(), Decimal(0))
    if total != HUNDRED:
        raise Unfit("weights_not_100", total=total)


def _check_same_keys(given: Mapping[str, object], expected: Mapping[str, object], *, what: str) -> None:
    missing = sorted(expected.keys() - given.keys())
    if missing:
        raise Unfit(f"{what}_missing", names=missing)
    unknown = sorted(given.keys() - expected.keys())
    if unknown:
        raise Unfit(f"{what}_unknown", names=unknown)
