"""One page of a data set: only its own rows are drawn, wherever it begins."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from sinovik.open_data.rows import Portion, Row


class LostPlace(Exception):
    """No row has the id after which a page was to begin."""


@dataclass(frozen=True)
class DataPage:
    """Some rows, of how many, and the id of the last one where others follow."""

    data: list[Row]
    total: int
    last: str


def of_list(rows: Sequence[Row], after: str, many: int) -> DataPage:
    """A page of a data set of a few dozen rows."""
    rest = behind(rows, after) if after else list(rows)
    return cut(rest, len(rows), many)


def of_parts(parts: Sequence[Portion], after: str, many: int) -> DataPage:
    """A page of a data set that is drawn part by part: those before it and behind it are only counted."""
    rest: list[Row] = []
    is_before = bool(after)
    for part in parts:
        if is_before and not after.startswith(f"{part.key}/"):
            continue
        found = list(part.rows())
        rest += behind(found, after) if is_before else found
        is_before = False
        if len(rest) > many:
            break
    if is_before:
        raise LostPlace
    return cut(rest, sum(part.size for part in parts), many)


def of_query(
    rows: QuerySet[Any],
    last: Model | None,
    many: int,
    *,
    order: Sequence[str],
    told: Callable[[list[Any]], Iterable[Row]],
    total: int | None = None,
) -> DataPage:
    """A page of rows that the database keeps in an order whose last field tells them apart.

    They are counted where nobody knows the `total`.
    """
    # One more than is shown, to know whether another page follows.
    found = list(beyond(rows, last, *order)[: many + 1])
    shown = list(told(found[:many]))
    return DataPage(shown, rows.count() if total is None else total, shown[-1]["id"] if len(found) > many else "")


def named(rows: QuerySet[Any], field: str, said: str) -> Model | None:
    """The row that a cursor names by one of its fields; None where the first page is asked for."""
    if not said:
        return None
    try:
        found = rows.filter(**{field: said}).first()
    except ValueError:
        found = None
    if found is None or str(getattr(found, field)) != said:
        raise LostPlace
    return found  # type: ignore[no-any-return]


def beyond(rows: QuerySet[Any], last: Model | None, *order: str) -> QuerySet[Any]:
    """Those of the rows that come after one of them in an order of fields; all of them where there is none."""
    later, same = Q(), Q()
    for name in order:
        field, step = name.removeprefix("-"), "lt" if name.startswith("-") else "gt"
        value: Any = getattr(last, field, None)
        later |= same & Q(**{f"{field}__{step}": value})
        same &= Q(**{field: value})
    return (rows.filter(later) if last else rows).order_by(*order)


def behind(rows: Sequence[Row], after: str) -> list[Row]:
    """The rows that come after the one with an id."""
    for place, one in enumerate(rows, start=1):
        if one["id"] == after:
            return list(rows[place:])
    raise LostPlace


def cut(rest: list[Row], total: int, many: int) -> DataPage:
    """The first of the rows that are left."""
    shown = rest[:many]
    return DataPage(shown, total, shown[-1]["id"] if len(rest) > many else "")
