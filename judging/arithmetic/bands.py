"""In which band of a rubric several marks lie: told to applicants in place of the marks themselves."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext

from judging.arithmetic.points import EXACT


def band(points: Sequence[int], levels: Sequence[int]) -> int | None:
    """The level that is nearest to the mean of the points, the lower of two that are as near; None without points."""
    if not points:
        return None
    with localcontext(EXACT):
        mean = Decimal(sum(points)) / len(points)
        return min(sorted(levels), key=lambda level: abs(mean - level))
