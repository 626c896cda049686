"""Whether what is left can still be done in time, from what was done so far and how work usually gathers.

Work gathers before its end: of all that is done in a span of time, the share s^3 is done in the first share s of it, an
eighth at half-time. How much somebody does in the whole span is not known: beforehand it is a Gamma variable with the
weight of three pieces, its mean a fifth more than what was given, for whoever is finished early could have done more.
What was done so far moves it (Gamma and Poisson are conjugate), and what will be done in the rest of the time is
then a negative binomial variable (Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.6).

People work in sittings, not card by card: of many pieces so many make one of `SITTINGS` units, else five hundred
cards would be foretold more exactly than anybody can.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

GATHERING = 3
WEIGHT = 3.0
RESERVE = 1.2
SITTINGS = 24
# Below this chance nobody should count on it.
PLAUSIBLE = 0.05
# What is foretold lies below the interval in one case of ten, and above it in another.
TAIL = 0.1


@dataclass(frozen=True)
class Projection:
    """How many pieces will be done at the end, from `low` to `high` in four cases of five, and how likely all are."""

    low: int
    high: int
    chance: float

    @property
    def is_plausible(self) -> bool:
        return self.chance >= PLAUSIBLE


@dataclass(frozen=True)
class Steady:
    """An even pace: so many pieces a day from now on, and so many that were due before today are not done."""

    a_day: int
    behind: int


def steady(done: int, total: int, *, day: int, days: int) -> Steady:
    """The even pace on the `day`-th (from 1) of `days` days, with `done` of `total` pieces finished."""
    day = min(max(day, 1), days)
    return Steady(math.ceil((total - done) / (days - day + 1)), max(0, total * (day - 1) // days - done))


def projected(done: int, total: int, share: float) -> Projection:
    """What `done` of `total` pieces after the `share` (0 to 1) of the time promises."""
    share = min(max(share, 0.0), 1.0)
    left = total - done
    if left <= 0:
        return Projection(total, total, 1.0)
    if share == 1.0:
        return Projection(done, done, 0.0)
    units = min(1.0, SITTINGS / total)
    behind = share**GATHERING
    shape = WEIGHT + done * units
    rate = WEIGHT / (RESERVE * total * units) + behind
    needed = math.ceil(left * units - 1e-9)
    at_most = list(accumulate(_chances(shape, rate, 1.0 - behind, needed)))

    def quantile(level: float) -> int:
        units_done = next((number for number, chance in enumerate(at_most) if chance >= level), needed)
        return done + (left if units_done == needed else int(units_done / units))

    return Projection(quantile(TAIL), quantile(1 - TAIL), max(0.0, 1.0 - at_most[-1]))


def _chances(shape: float, rate: float, exposure: float, end: int) -> Iterator[float]:
    """The chances of 0, 1, ... `end` - 1 units in the rest of the time: negative binomial."""
    success, failure = math.log(rate / (rate + exposure)), math.log(exposure / (rate + exposure))
    for number in range(end):
        yield math.exp(
            math.lgamma(shape + number)
            - math.lgamma(shape)
            - math.lgamma(number + 1)
            + shape * success
            + number * failure
        )
