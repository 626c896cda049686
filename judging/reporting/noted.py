"""Numbers as the notes of a result hold them: texts and hundredths."""

from decimal import Decimal


def decimal(text):
    """The number a note holds as text; None stays None."""
    return None if text is None else Decimal(text)


def hundredths(number):
    """The number a note holds in hundredths; None stays None."""
    return None if number is None else Decimal(number) / 100
