"""The one place that rounds: a score is rounded once, halves up, and that value is ranked, stored and shown."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

HUNDREDTH = Decimal("0.01")
THOUSANDTH = Decimal("0.001")
BILLIONTH = Decimal("0.000000001")

# A context of our own: the caller's precision or rounding mode must not be able to change a number.
EXACT = Context(prec=50, rounding=ROUND_HALF_UP)


def hundredths(score: Decimal) -> Decimal:
    """A score, or the total of a card, to 0.01, halves away from zero, as anyone with a pencil does it."""
    return _to(score, HUNDREDTH)


def thousandths(figure: Decimal) -> Decimal:
    """What goes into a score or stands beside it (severities, shares), to 0.001."""
    return _to(figure, THOUSANDTH)


def settled(figure: float | Decimal) -> Decimal:
    """A figure computed in floating point, to nine places: its last bits must not decide which way a half goes."""
    return _to(Decimal(figure), BILLIONTH)


def _to(value: Decimal, step: Decimal) -> Decimal:
    rounded = value.quantize(step, context=EXACT)
    # -0.004 rounds to a negative zero, which would print as "-0.00".
    return rounded or step * 0
