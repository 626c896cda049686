"""When a severity correction may count: the guards, published before anybody scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from judging.arithmetic.terms import Id
from judging.arithmetic.unfit import plain

FEWEST_READS = 15
FLAGGED_SE = Decimal(2)
LARGEST_SE = Decimal(4)
SMALLEST_SPREAD = Decimal("0.5")
LARGEST_SPREAD = Decimal(2)


@dataclass(frozen=True)
class Guard:
    """A guard that failed or is flagged: its key, and what it saw."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The same as one JSON value."""
        return plain({"key": self.key, **self.values})


def failures(
    *,
    groups: Sequence[Sequence[Id]],
    reads: Mapping[Id, int],
    worst_se: Decimal | None,
    spread: Mapping[Id, Decimal],
) -> tuple[Guard, ...]:
    """Every guard that does not hold; none when the correction may count.

    `groups` are the connected groups of judges, `reads` and `spread` go by judge, `worst_se` is the largest
    standard error of a difference in severity, in points (None when the judges are not connected).
    """
    if not groups:
        return (Guard("nothing_marked"),)
    found = []
    if len(groups) > 1:
        found.append(Guard("disconnected", {"groups": len(groups)}))
    if few := {str(judge): count for judge, count in reads.items() if count < FEWEST_READS}:
        found.append(Guard("few_reads", {"judges": few, "fewest": FEWEST_READS}))
    if worst_se is not None and worst_se > LARGEST_SE:
        found.append(Guard("se_too_large", {"error": worst_se, "limit": LARGEST_SE}))
    wide = {str(judge): ratio for judge, ratio in spread.items() if not SMALLEST_SPREAD <= ratio <= LARGEST_SPREAD}
    if wide:
        found.append(Guard("spread_outside", {"judges": wide, "least": SMALLEST_SPREAD, "most": LARGEST_SPREAD}))
    return tuple(found)


def flags(*, worst_se: Decimal | None) -> tuple[Guard, ...]:
    """A guard that says when severities are known well enough to correct, but not to pass unremarked."""
    if worst_se is None or not FLAGGED_SE < worst_se <= LARGEST_SE:
        return ()
    return (Guard("se_large", {"error": worst_se, "limit": FLAGGED_SE}),)
