"""The rows of a page as facts and not as objects, and cells written from them: hundreds of rows cost little."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Cell:
    """How a page writes a column's cells from the facts of `sources` alone.

    `made(request)` is asked once a page; what it returns is given the facts in this order, and escaped as a template
    escapes it.
    """

    sources: tuple[str, ...]
    made: Callable[[HttpRequest], Callable[..., str]]


class FactRows(Sequence[dict[str, Any]]):
    """Rows as their facts by name, read as tuples and given column by column."""

    def __init__(self, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        self.names, self.rows = tuple(names), rows

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return FactRows(self.names, self.rows[place])
        return dict(zip(self.names, self.rows[place], strict=True))

    @cached_property
    def columns(self) -> dict[str, Sequence[Any]]:
        """The facts of all rows by their name."""
        found = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.names)
        return dict(zip(self.names, found, strict=True))
