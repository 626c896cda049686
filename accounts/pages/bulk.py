"""Choosing many rows of a list: by their boxes, or all that the search finds. Works without JavaScript."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

# How a form names what was chosen: single rows, or everything; the step, and the key drawn with the page.
BOXES, SCOPE, EVERYTHING = "pilih", "cakupan", "semua"
STEP, KEY = "langkah", "kunci"


@dataclass(frozen=True)
class BulkSelection:
    """The ids of the chosen rows, in the order of their list; whether that is all that the search finds; and how many
    were ticked that are not there any more.
    """

    ids: tuple[int, ...]
    is_everything: bool
    gone: int = 0


@dataclass(frozen=True)
class BulkButton:
    """One act that a list offers for its chosen rows: what it is called, and the address of its page."""

    label: str | Promise
    url: str


def chosen(request: HttpRequest, rows: Any) -> BulkSelection:
    """What a sent form chose of `rows`, a queryset; boxes of rows that it does not hold choose nothing."""
    there = list(rows.values_list("pk", flat=True))
    if request.POST.get(SCOPE) == EVERYTHING:
        return BulkSelection(tuple(there), is_everything=True)
    found = ticked(request, there)
    return BulkSelection(found, is_everything=False, gone=len(asked(request)) - len(found))


def ticked(request: HttpRequest, there: Iterable[int]) -> tuple[int, ...]:
    """Of the ids that there are those whose boxes were ticked."""
    wanted = asked(request)
    return tuple(one for one in there if one in wanted)


def asked(request: HttpRequest, name: str = BOXES) -> set[int]:
    """The ids that the boxes of a sent form name, or its other fields of a name."""
    return {int(one) for one in request.POST.getlist(name) if one.isascii() and one.isdecimal() and len(one) < 19}
