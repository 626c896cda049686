"""How far a share seen in a few may be off: the interval of Wilson (1927), which holds for small numbers too."""

from __future__ import annotations

import math
from dataclasses import dataclass

# The normal deviate of 95 %.
DEVIATE = 1.959963984540054


@dataclass(frozen=True)
class Interval:
    """From where to where a share lies with a confidence of 95 %, both between 0 and 1."""

    low: float
    high: float

    def holds(self, share: float) -> bool:
        """Whether a share lies in it."""
        return self.low <= share <= self.high


def interval(part: int, whole: int) -> Interval:
    """The interval of the share `part` of `whole`; of nothing anything may be true."""
    if whole == 0:
        return Interval(0.0, 1.0)
    share, square = part / whole, DEVIATE**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = DEVIATE / (1 + square / whole) * math.sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    # At the ends the interval begins or stops exactly there.
    low = 0.0 if part == 0 else max(0.0, middle - reach)
    return Interval(low, 1.0 if part == whole else min(1.0, middle + reach))
