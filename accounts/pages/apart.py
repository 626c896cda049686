"""Rows of a list that somebody must not read, whatever floor it is on: the floors above say which."""

from collections.abc import Callable
from typing import Any

# Asked of the rows of such a list, with who reads it and the way from a row to a proposal.
KEEPERS: list[Callable[..., Any]] = []


def join(keeper: Callable[..., Any]) -> None:
    """Have a floor above leave rows out; joined twice, nothing happens."""
    if keeper not in KEEPERS:
        KEEPERS.append(keeper)


def kept(office: Any, rows: Any, *, path: str, at: Any) -> Any:
    """The rows that an office may read; `path` leads from a row to its proposal."""
    for keeper in KEEPERS:
        rows = keeper(office, rows, path=path, at=at)
    return rows
