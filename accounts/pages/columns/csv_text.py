"""The text of a CSV made column by column: a value that stands in many rows of a part is said once."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.files.sheets import harmless
from accounts.pages.tables import number

SIGN, END = ";", "\r\n"
# What is written between quotation marks.
QUOTED = re.compile(f'[{SIGN}"{END}]')
# Whose values are equal only where they are said alike: of several kinds in one column, 1 and True are equal too.
REPEATED = {str, int, bool, date, datetime}


def text(said: object) -> str:
    """A text as a cell that no spreadsheet runs."""
    guarded = harmless(str(said))
    return '"{}"'.format(guarded.replace('"', '""')) if QUOTED.search(guarded) else guarded


def at_the_office(moment: datetime) -> datetime:
    """A moment as the clock of the office had it."""
    return timezone.localtime(moment, timezone.get_default_timezone()).replace(tzinfo=None, microsecond=0)


def together(things: Sequence[Any]) -> str:
    """Several things in one cell."""
    return "; ".join(str(one) for one in things)


def yes_or_no(value: bool) -> str:
    """A truth value in words."""
    return _("ya") if value else _("tidak")


# How a cell says a value, by its type.
SAID: dict[type, Callable[[Any], str]] = {
    type(None): lambda _value: "",
    str: text,
    bool: lambda value: text(yes_or_no(value)),
    int: str,
    Decimal: number,
    float: number,
    datetime: lambda value: f"{at_the_office(value):%d/%m/%Y %H:%M}",
    date: "{:%d/%m/%Y}".format,
    Promise: text,
    list: lambda value: text(together(value)),
    tuple: lambda value: text(together(value)),
}


def lines(part: Sequence[Sequence[Any]]) -> bytes:
    """The lines of a part of a list that comes as the values of one column after the other, each with its end."""
    columns = [cells(values) for values in part]
    if len(columns) == 1:
        # A line with nothing in it would be none.
        columns = [[cell or '""' for cell in columns[0]]]
    return f"{END.join(map(SIGN.join, zip(*columns, strict=True)))}{END}".encode()


def cells(values: Sequence[Any]) -> list[str]:
    """The cells of a column."""
    kinds = set(map(type, values))
    ways = {kind: way(kind) for kind in kinds}
    if len(kinds - {type(None)}) < 2 and kinds <= REPEATED | {type(None)}:
        said = {value: ways[type(value)](value) for value in set(values)}
        return list(map(said.__getitem__, values))
    return [ways[type(value)](value) for value in values]


def way(kind: type) -> Callable[[Any], str]:
    """What says the values of a type: that of the nearest type of which it is one."""
    return next((SAID[one] for one in kind.__mro__ if one in SAID), text)
