"""Numbers as people write them: 1.234,5 in Indonesian, 1,234.5 in English."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django import template
from django.utils.formats import get_format
from django.utils.translation import get_language

from accounts.files import sizes

register = template.Library()

# Whole numbers below this look the same in every language.
FIRST_GROUPED = 1000

# {{ file.size|size }}: "1,5 MB", "606 B".
register.filter("size", sizes.in_words)


@register.filter
def number(value: object, places: int | None = None) -> str:
    """`value` (int, float or Decimal) with grouped thousands; None and text come back as they are.

    Without `places` a whole number shows none and any other at most two, without trailing zeros.
    """
    if not isinstance(value, int | float | Decimal):
        return "" if value is None else value  # type: ignore[return-value]
    if places is None and type(value) is int and 0 <= value < FIRST_GROUPED:
        return str(value)
    return written(value, places, get_language())


# Pages of hundreds of rows say the same numbers again and again. Typed: 2.675 and the Decimal made of it are equal, and
# are rounded differently.
@lru_cache(maxsize=4096, typed=True)
def written(value: float | Decimal, places: int | None, language: str | None) -> str:
    """A number in the language at hand, as `number` says."""
    if not places and type(value) is int:
        return f"{value:,}".translate(signs(language))
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is None:
        exact = rounded(exact, 2)
        places = 0 if exact == exact.to_integral_value() else -exact.normalize().as_tuple().exponent
    # No zero is below zero.
    return f"{rounded(exact, places) + 0:,f}".translate(signs(language))


# Asked for once a language: a page of thousands of rows says as many numbers, and no two of them may be the same.
@lru_cache
def signs(_language: str | None) -> dict[int, str]:
    """What stands for the comma and the point of an English number in the language at hand."""
    return str.maketrans({",": get_format("THOUSAND_SEPARATOR"), ".": get_format("DECIMAL_SEPARATOR")})


@register.filter
def percent(value, places=1):
    """A fraction as a percentage: 0.125 becomes "12,5%"; None becomes an empty text."""
    return "" if value is None else number(rounded(Decimal(str(value)) * 100, places), places) + "%"


@register.filter
def share_of(part, whole):
    """What percentage `part` is of `whole`; a dash where there is no whole."""
    return percent(Decimal(str(part)) / Decimal(str(whole))) if whole else "–"


def rounded(exact, places):
    """School rounding; Python's own halves-to-even surprises readers."""
    return exact.quantize(Decimal(1).scaleb(-int(places)), rounding=ROUND_HALF_UP)
