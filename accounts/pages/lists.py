"""Lists: the rows of one page, what narrows them, and the addresses of both. The same on every page of the house.

A list is a value: its rows, narrowed and in order, and its columns. The page draws it, a file writes it
(`accounts/pages/exports.py`), and a number elsewhere that leads to it counts the same rows.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, F, Func, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.datastructures import Join
from django.db.models.sql.where import WhereNode
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.html import format_html

from accounts.forms.filters import Filter
from accounts.pages.columns.facts import Cell, FactRows

# So many rows are read at one go.
ROWS = 100
# How an address says which page is meant, and in which order.
NUMBER, ORDER = "page", "sort"
# The number of the page that holds the whole list, and the most rows that it may hold.
WHOLE, MOST = "semua", 5000
# How an address says which columns are wanted.
COLUMNS = "kolom"
# So many rows are read at a time where a list is written to a file.
AT_A_TIME = 1000
WORDS = {str, type(None)}


def as_it_is(*values: Any) -> Any:
    """The one value of a column that is shown as it was read."""
    return values[0]


def said_of(say: Callable[..., Any], facts: Sequence[Sequence[Any]], count: int) -> Sequence[Any]:
    """What a column says of so many rows, whose facts come column by column; of equal words it says the same."""
    if say is as_it_is:
        return facts[0]
    if not facts:
        return [say()] * count
    if len(facts) == 1 and set(map(type, facts[0])) <= WORDS:
        return list(map({one: say(one) for one in set(facts[0])}.__getitem__, facts[0]))
    return list(map(say, *facts))


@dataclass(frozen=True)
class ListColumn:
    """One column: what it is called, from which facts of a row, and what it says of them as a plain value.

    `sources` are names of a row's facts, "proposal__title" for one further away; `say` is given theirs in this order.
    The page draws a cell by `cell`, by `draw` or `template`, both given the `row`, or as the plain value. An extra
    column is drawn when it was chosen; a file has it always.
    """

    key: str
    label: str | Promise
    sources: tuple[str, ...] = ()
    say: Callable[..., Any] = as_it_is
    is_number: bool = False
    is_head: bool = False
    is_extra: bool = False
    # How many decimal places a page writes of a number; as many as there are, at most two, where it is not said.
    places: int | None = None
    # Where something is done about the row: on the page alone.
    is_act: bool = False
    # For what facts alone do not say: what the column says of the whole row.
    read: Callable[[Any], Any] | None = None
    template: str = ""
    draw: Callable[[Any], str] | None = None
    cell: Cell | None = None

    @property
    def facts(self) -> tuple[str, ...] | None:
        """The facts from which the page draws it; None where it wants the row."""
        if self.cell:
            return self.cell.sources
        return None if self.draw or self.template or self.read else self.sources

    def of(self, row: Any) -> Any:
        """What the column says of a row: a model's or a dict."""
        return self.read(row) if self.read else self.say(*(fact(row, source) for source in self.sources))


@dataclass(frozen=True)
class Listing:
    """A list as a value. `name` is that of its file, without an ending."""

    name: str
    rows: Any
    columns: tuple[ListColumn, ...]

    def chosen(self, request: HttpRequest) -> tuple[ListColumn, ...]:
        """The columns that the address asks for, in the list's order; () where it asks for none that there are."""
        asked = set(request.GET.getlist(COLUMNS))
        # Without what names a row nobody knows what the others are about.
        found = tuple(one for one in self.columns if one.key in asked or one.is_head or one.is_act)
        return found if asked & {one.key for one in self.columns} else ()

    def shown(self, request: HttpRequest) -> "ShownColumns":
        """The columns as the page draws them."""
        columns = self.chosen(request) or tuple(one for one in self.columns if not one.is_extra)
        choices = [(one, one in columns) for one in self.columns if not (one.is_head or one.is_act)]
        kept = [
            (name, value) for name, values in request.GET.lists() if name not in (COLUMNS, NUMBER) for value in values
        ]
        return ShownColumns(columns, choices, kept)

    def parts(self, columns: Iterable[ListColumn]) -> Iterator[list[Sequence[Any]]]:
        """Every row as plain values, read so many at a time: each part as the values of one column after the other."""
        columns = list(columns)
        if not isinstance(self.rows, QuerySet) or any(one.read for one in columns):
            rows = iter(self.rows.iterator(chunk_size=AT_A_TIME) if isinstance(self.rows, QuerySet) else self.rows)
            while some := list(islice(rows, AT_A_TIME)):
                yield [[one.of(row) for row in some] for one in columns]
            return
        # FactRows alone: thirty thousand rows cost a tenth of what as many objects do.
        names = list(dict.fromkeys(source for one in columns for source in one.sources))
        places = [(one.say, [names.index(source) for source in one.sources]) for one in columns]
        rows = self.rows.values_list(*names).iterator(chunk_size=AT_A_TIME)
        while some := list(islice(rows, AT_A_TIME)):
            facts = list(zip(*some, strict=True))
            yield [said_of(say, [facts[place] for place in own], len(some)) for say, own in places]


@dataclass(frozen=True)
class ShownColumns:
    """Which columns a page draws, which there are (with whether each is drawn), and what else stands in the address."""

    columns: tuple[ListColumn, ...]
    choices: list[tuple[ListColumn, bool]]
    kept: list[tuple[str, str]]


def tag(text: str | Promise, role: str = "") -> str:
    """The state of one thing in a cell, as components/tag.html draws it."""
    return tag_saying(str(text), role)


# A list says the same few words in all of its rows.
@lru_cache(maxsize=1024, typed=True)
def tag_saying(text: str, role: str) -> str:
    """The same, of words in the language at hand."""
    return format_html('<span class="tag tag-{}">{}</span>' if role else '<span class="tag{}">{}</span>', role, text)


def fact(row: Any, source: str) -> Any:
    """A fact of a row by its name; None where the way to it ends."""
    if isinstance(row, dict):
        return row.get(source)
    return reduce(part, source.split("__"), row)


def part(thing: Any, name: str) -> Any:
    """What a thing has under a name, also inside a column of JSON; None where it has nothing."""
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)


def shown(
    request: HttpRequest,
    rows: Any,
    form: Filter,
    *,
    size: int = ROWS,
    columns: Iterable[ListColumn] = (),
    count: int | None = None,
) -> dict[str, Any]:
    """What a list's template is given: the page, its filter, and the address of the whole list when it is narrowed.

    Where all that `columns` draw are facts, the page has no objects. `count`: how many rows there are, where that is
    known.
    """
    drawn = page(request, rows, size=size, count=count)
    drawn.object_list = in_facts(drawn.object_list, [one.facts for one in columns])
    return {"page": drawn, "filter_form": form, "clear_url": cleared(request, form)}


def in_facts(rows: Any, asked: Sequence[tuple[str, ...] | None]) -> Any:
    """The rows of a page as facts, where each of its columns says which ones it asks for; else as they are."""
    if not isinstance(rows, QuerySet) or not asked or None in asked:
        return rows
    names = list(dict.fromkeys(name for one in asked for name in one or ()))
    return FactRows(names, list(rows.values_list(*names)))


def page(request: HttpRequest, rows: Any, *, size: int = ROWS, count: int | None = None) -> Page[Any]:
    """The page of `rows` that the address asks for; the nearest where there is no such page.

    A list that is not too long is one page when the address says so.
    """
    asked = request.GET.get(NUMBER)
    pages = Pages(rows, size)
    if count is not None:
        pages.count = count
    if asked == WHOLE and size < pages.count <= MOST:
        pages.per_page = pages.count
    return pages.get_page(asked)


class Pages(Paginator):
    """The pages of a list; what a row says besides its place is asked for the rows of one page alone.

    PostgreSQL works out every column of the rows that it passes over, sums of other tables too; it is told the page's
    keys first, in the same statement.
    """

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        if 0 < self.count <= self.per_page and isinstance(self.object_list, QuerySet):
            # All of them are worked out anyway.
            return Page(self.object_list.all(), number, self)
        return Page(rows_from(self.object_list, start, min(start + self.per_page, self.count)), number, self)


def rows_from(rows: Any, start: int, end: int) -> Any:
    """The rows of a list from one place on to before another."""
    if start == end or not isinstance(rows, QuerySet) or not is_worked_out(rows.query):
        return rows[start:end]
    found = rows.all()
    # What narrows the list is asked once, where the keys are found.
    found.query.where = WhereNode()
    return found.filter(IsAmong(F("pk"), ArraySubquery(rows.values("pk")[start:end])))


class IsAmong(Func):
    """Whether a key is in an array, which is made once: a mere subquery would be joined with whole tables."""

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY(", BooleanField()


def is_worked_out(query: Query) -> bool:
    """Whether a query's rows are a model's, one for each key, and say more than their table does."""
    is_of_objects = not (query.values_select or query.annotation_select_mask or query.combinator or query.group_by)
    return bool(query.annotations) and is_of_objects and not reads_many(query)


def reads_many(query: Query) -> bool:
    """Whether a query joins several rows of another table to one of its own; without its conditions it is longer."""
    read = (query.alias_map[alias] for alias, used in query.alias_refcount.items() if used)
    ways: Iterator[Any] = (one.join_field for one in read if isinstance(one, Join))
    return any(way.one_to_many or way.many_to_many for way in ways)


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
