"""Filters of a list as links: each keeps the other filters and goes back to the first page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from accounts.pages import lists


@dataclass(frozen=True)
class FilterLink:
    """One value of a filter: what it is called, where it leads, whether the list shows it now."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class FilterLinks:
    """One filter of a list with its values."""

    label: str
    choices: list[FilterLink]


def links(request: HttpRequest, name: str, label: str, values: Iterable[tuple[str, str]]) -> FilterLinks:
    """The filter `name` of the address as links; a value that is not among them is as none."""
    values = list(values)
    now = request.GET.get(name, "")
    chosen = now if now in {value for value, _label in values} else ""
    return FilterLinks(
        label,
        [FilterLink(str(said), lists.address(request, **{name: value}), value == chosen) for value, said in values],
    )
