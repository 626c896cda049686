"""When a severity correction may count: the guards, published before anybody scores.

No single judge tips the sum: who read too little, or marks like nobody else, is dealt with alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from judging.arithmetic.terms import Id
from judging.arithmetic.unfit import Keyed

FEWEST_READS = 15
FLAGGED_SE = Decimal(2)
LARGEST_SE = Decimal(4)
SMALLEST_SPREAD = Decimal("0.5")
LARGEST_SPREAD = Decimal(2)
# Judges who are set apart or held to the others may have so large a share of all reads; the rest carry the sum.
LARGEST_SHARE = Fraction(1, 3)


@dataclass(frozen=True)
class Guard(Keyed):
    """A guard that failed or is flagged: its key, and what it saw."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def outlying(reads: Mapping[Id, int], spread: Mapping[Id, Decimal], flat: Iterable[Id]) -> dict[Id, Decimal]:
    """The judges with reads enough to tell whose spread is not that of a judge, with it; `flat` gave one mark alone."""
    same = set(flat)
    return {
        judge: ratio
        for judge, ratio in spread.items()
        if reads[judge] >= FEWEST_READS and (judge in same or not SMALLEST_SPREAD <= ratio <= LARGEST_SPREAD)
    }


def spread_outside(judges: Mapping[Id, Decimal], *, isolated: bool) -> tuple[Guard, ...]:
    """That the marks of these judges are spread like nobody else's: set apart, or too many for that."""
    if not judges:
        return ()
    values = {"judges": named(judges), "least": SMALLEST_SPREAD, "most": LARGEST_SPREAD}
    return (Guard("isolated" if isolated else "spread_outside", values),)


def few_reads(reads: Mapping[Id, int], *, exempt: bool) -> tuple[Guard, ...]:
    """That these judges read too little: they alone are held to the others, or all are."""
    if not reads:
        return ()
    return (Guard("exempt" if exempt else "few_reads", {"judges": named(reads), "fewest": FEWEST_READS}),)


def linked(groups: int, worst_se: Decimal | None) -> tuple[Guard, ...]:
    """What keeps the judges from being compared: no chain between them, or one too weak."""
    if groups > 1:
        return (Guard("disconnected", {"groups": groups}),)
    if worst_se is not None and worst_se > LARGEST_SE:
        return (Guard("se_too_large", {"error": worst_se, "limit": LARGEST_SE}),)
    return ()


def flags(*, worst_se: Decimal | None) -> tuple[Guard, ...]:
    """A guard that says when severities are known well enough to correct, but not to pass unremarked."""
    if worst_se is None or not FLAGGED_SE < worst_se <= LARGEST_SE:
        return ()
    return (Guard("se_large", {"error": worst_se, "limit": FLAGGED_SE}),)


def named(values: Mapping[Id, object]) -> dict[str, object]:
    """Figures of judges by their names as text."""
    return {str(judge): value for judge, value in values.items()}
