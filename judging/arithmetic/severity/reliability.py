"""How far marks can be relied on: shares of variance, and agreement of the readers of one proposal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from judging.arithmetic.severity.shrinkage import Variances
from judging.arithmetic.terms import Id


def raw_reliability(variances: Variances, reads: float) -> float:
    """What share of the differences between plain means of so many reads is quality: sp/(sp + (sb + se)/k).

    With one read it is the intraclass correlation of single marks, severity counted as noise.
    """
    sp, sb, se = (float(one) for one in (variances.proposals, variances.judges, variances.noise))
    return _over(sp, sp + (sb + se) / reads)


def reliability(variances: Variances, reads: float) -> float:
    """The same of adjusted scores: sp/(sp + se/k)."""
    sp, se = float(variances.proposals), float(variances.noise)
    return _over(sp, sp + se / reads)


def alpha(values: Iterable[tuple[Id, float]]) -> float | None:
    """Krippendorff's alpha for intervals, 1 - Do/De, from (proposal, mark) pairs; None where nothing can be compared.

    A proposal read once says nothing of agreement and is left out. Source: the canonical form with missing values.
    """
    units: defaultdict[Id, list[float]] = defaultdict(list)
    for proposal, value in values:
        units[proposal].append(value)
    pairable = [own for own in units.values() if len(own) > 1]
    everything = [value for own in pairable for value in own]
    expected = 2 * _squares(everything) / (len(everything) - 1) if everything else 0.0
    if expected <= 0:
        return None
    observed = sum(2 * len(own) * _squares(own) / (len(own) - 1) for own in pairable) / len(everything)
    return 1 - observed / expected


def _squares(values: list[float]) -> float:
    middle = sum(values) / len(values)
    return sum((value - middle) ** 2 for value in values)


def _over(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
