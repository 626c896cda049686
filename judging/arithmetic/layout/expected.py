"""Whether visits that are only expected can fit a window: what is certain before anybody has a day.

On one day two verifiers stay in one zone and make so many visits there, so a zone with n visits takes n / `each` of
their days, rounded up. Journeys between the zones, days of rest and ties come on top: what does not fit here fits
nowhere, and what fits here may still be tight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Demand:
    """What so many visits by zone ask for, on `days` days with at most `a_day` visits in all and `each` by one pair."""

    zones: Mapping[str, int]
    days: int
    a_day: int
    each: int

    @property
    def visits(self) -> int:
        return sum(self.zones.values())

    @property
    def at_most(self) -> int:
        """The most visits that the days take, whoever goes."""
        return self.days * self.a_day

    @property
    def pair_days(self) -> int:
        """How many days of a pair the zones take together."""
        return sum(-(-visits // self.each) for visits in self.zones.values())

    @property
    def pairs(self) -> int | None:
        """The fewest pairs with which the days suffice; None where no number does."""
        return -(-self.pair_days // self.days) if self.visits <= self.at_most and self.days else None


def spread(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """`total` divided in proportion to `sizes` by the largest remainders; equal remainders go in the order of names.

    Those that get nothing are left out. `sizes` are not negative, and one of them is more than none.
    """
    whole = sum(sizes.values())
    floors = {name: total * size // whole for name, size in sizes.items()}
    left = total - sum(floors.values())
    by_remainder = sorted(sizes, key=lambda name: (-(total * sizes[name] % whole), name))
    more = set(by_remainder[:left])
    return {name: got for name in sizes if (got := floors[name] + (name in more))}
