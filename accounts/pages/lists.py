"""Lists: the rows of one page, what narrows them, and the addresses of both. The same on every page of the house."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict

from accounts.forms.filters import Filter

# So many rows are read at one go.
ROWS = 50
# How an address says which page is meant, and in which order.
NUMBER, ORDER = "page", "sort"


def shown(request: HttpRequest, rows: Any, form: Filter, *, size: int = ROWS) -> dict[str, Any]:
    """What a list's template is given: the page, its filter, and the address of the whole list when it is narrowed."""
    return {"page": page(request, rows, size=size), "filter_form": form, "clear_url": cleared(request, form)}


def page(request: HttpRequest, rows: Any, *, size: int = ROWS) -> Page[Any]:
    """The page of `rows` that the address asks for; the nearest where there is no such page."""
    return Paginator(rows, size).get_page(request.GET.get(NUMBER))


def cleared(request: HttpRequest, form: Filter) -> str:
    """The address of the whole list; "" when it is shown already."""
    if not form.is_narrowing:
        return ""
    return request.path + (f"?{urlencode(form.kept)}" if form.kept else "")


def address(request: HttpRequest, **changed: object) -> str:
    """The address of this list with some of its names changed ("" takes one out), all others kept.

    Another narrowing or order begins on page 1.
    """
    query: QueryDict = request.GET.copy()
    if NUMBER not in changed:
        query.pop(NUMBER, None)
    for name, value in changed.items():
        if value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
