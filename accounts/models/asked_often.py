"""A question that is asked with every page: Django writes its SQL once, and puts other values into it from then on.

Writing the SQL of a long question takes longer than PostgreSQL takes to answer it, and so does planning it: it is
planned once a connection (`prepared`).
"""

import copy
from datetime import UTC, date, datetime, timedelta
from functools import wraps

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import prefetch_related_objects

from accounts.prepared import Planned

# What stands in for a value while the SQL is written; two different ones each time, to see where they come out.
FIRST, SECOND = 31_007, 29_009
STAND_INS = {
    int: lambda number: number,
    str: lambda number: f"\N{WHITE SQUARE}{number}",
    date: lambda number: date(1900, 1, 1) + timedelta(days=number % 20_000),
    datetime: lambda number: datetime(1900, 1, 1, tzinfo=UTC) + timedelta(days=number % 20_000),
}


def asked_often(question):
    """Make a function of plain values that returns a queryset one that returns the queryset's rows, as a list.

    The values are numbers, texts, days and moments; they may be compared with columns, not computed with. Anything
    else that is passed (None, a truth value, a role) shapes the question, which is then written once for each. The same
    rows come out as from the queryset itself, with what it prefetches.
    """
    written: dict[tuple, WrittenQuestion] = {}

    @wraps(question)
    def rows(*values):
        shape = tuple(type(value) if type(value) in STAND_INS else value for value in values)
        found = written.get(shape)
        if found is None:
            found = written[shape] = written_for(question, values, shape)
        return found.rows(values)

    rows.question = question
    return rows


def written_for(question, values, shape):
    """The question for one shape of values, written; of one that can find nothing there is no SQL to write."""
    try:
        return WrittenQuestion(question, values, shape)
    except EmptyResultSet:
        return NothingToFind


class NothingToFind:
    """A question that no row answers, whatever its values."""

    @staticmethod
    def rows(_values):
        return []


class WrittenQuestion:
    """A question whose SQL is written, for one shape of values."""

    def __init__(self, question, values, shape):
        first, second = (self.stand_ins(shape, start) for start in (FIRST, SECOND))
        self.queryset = question(*first)
        self.compiler = self.queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, params = self.compiler.as_sql()
        other_sql, others = question(*second).query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        if self.sql != other_sql or len(params) != len(others):
            raise TypeError(f"{question.__qualname__}: its SQL depends on the values")
        # For each place of the SQL: (which of the values stands there, None), or (None, what always stands there).
        self.places = [place_of(pair, first, second, question) for pair in zip(params, others, strict=True)]
        self.question = Planned(
            self.sql,
            {here: shape[place].__name__ for here, (place, _fixed) in enumerate(self.places) if place is not None},
        )
        self.converters = None
        self.prefetched = self.queryset._prefetch_related_lookups  # noqa: SLF001 - Django has no other name for it
        self.locks = self.queryset.query.select_for_update

    @staticmethod
    def stand_ins(shape, start):
        return tuple(STAND_INS[one](start + place) if one in STAND_INS else one for place, one in enumerate(shape))

    def rows(self, values):
        """What PostgreSQL answers for these values."""
        params = tuple(fixed if place is None else values[place] for place, fixed in self.places)
        found = list(self.queryset._iterable_class(WrittenQuery(self, params)))  # noqa: SLF001 - as above
        if self.prefetched:
            prefetch_related_objects(found, *self.prefetched)
        return found

    def converters_of(self, expressions):
        """What makes Python's values of PostgreSQL's, as Django's compiler says; the same each time."""
        if self.converters is None:
            self.converters = type(self.compiler).get_converters(self.compiler, expressions)
        return self.converters


def place_of(pair, first, second, question):
    """Where a parameter of the SQL comes from."""
    for place, stand_ins in enumerate(zip(first, second, strict=True)):
        if pair == stand_ins and pair[0] != pair[1]:
            return place, None
    if pair[0] == pair[1]:
        return None, pair[0]
    raise TypeError(f"{question.__qualname__}: computes with a value: {pair[0]!r}")


class WrittenQuery:
    """What Django's iterables need to know of a queryset, its SQL being written already."""

    db = DEFAULT_DB_ALIAS
    _known_related_objects: dict = {}

    def __init__(self, written, params):
        self.written, self.params = written, params
        self.model = written.queryset.model
        self.query = self

    def __getattr__(self, name):
        return getattr(self.written.queryset.query, name)

    def get_compiler(self, *_args, **_kwargs):
        """Django's compiler, which has written the SQL before."""
        compiler = copy.copy(self.written.compiler)
        compiler.connection = connections[self.db]
        if self.written.locks and not compiler.connection.in_atomic_block:
            raise transaction.TransactionManagementError("a row is locked in a transaction alone")
        compiler.get_converters = self.written.converters_of
        compiler.as_sql = lambda *_args, **_kwargs: (self.written.question, self.params)
        return compiler
