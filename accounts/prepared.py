"""Questions that PostgreSQL plans once a connection: planning a long one takes longer than answering it.

Knows nothing of Django but that its cursors are made by a factory (`settings.DATABASES`), so that whoever listens to a
connection sees the question as it was asked.
"""

import re
from itertools import count
from weakref import WeakKeyDictionary

from psycopg2.extensions import cursor

# What a value is without the word of a column beside it; a text may be anything and is read as its column wants it.
KINDS = {"int": "bigint", "str": "unknown", "date": "date", "datetime": "timestamptz"}
PLACE = re.compile("%[s%]")
BIGGEST = 2**63
# Of so many questions each connection keeps a plan.
MOST = 300
# For each connection how often it was asked a question, by the question's number; it is planned the second time.
ASKED = WeakKeyDictionary()
NUMBERS = count(1)


class Planned(str):
    """SQL with places for values: those in `varying` get other values each time, the others always the same.

    `varying` gives for each of these places, counted from 0, the name of the Python type that comes there. `name` is
    what its plan is called within a connection.
    """

    __slots__ = ("name", "varying")

    def __new__(cls, sql, varying):
        """The SQL as Django writes it, with `%s` for each value."""
        one = super().__new__(cls, sql)
        one.name, one.varying = f"question_{next(NUMBERS)}", varying
        return one

    def declared(self, values, quoted):
        """The statement that has it planned. `quoted` writes a value as SQL."""
        numbers, places = iter(range(1, len(self.varying) + 1)), iter(range(len(values)))

        def placed(found):
            if found[0] == "%%":
                return "%"
            place = next(places)
            return f"${next(numbers)}" if place in self.varying else quoted(values[place])

        kinds = ", ".join(KINDS[self.varying[place]] for place in sorted(self.varying))
        return f"PREPARE {self.name} {f'({kinds})' if kinds else ''} AS {PLACE.sub(placed, self)}"


class Asking(cursor):
    """A cursor that has a `Planned` question once, and from then on hands in the values alone."""

    asked = None

    def execute(self, query, vars=None):  # noqa: A002 - psycopg2's own name
        """As psycopg2's cursor; the rows are the same."""
        self.asked = None
        if not isinstance(query, Planned) or self.name or not self._is_planned(query, vars):
            return super().execute(query, vars)
        values = [vars[place] for place in sorted(query.varying)]
        places = f" ({', '.join(['%s'] * len(values))})" if values else ""
        super().execute(f"EXECUTE {query.name}{places}", values)
        self.asked = query, vars
        return None

    def _is_planned(self, question, values):
        """Whether the connection holds a plan for it now."""
        asked = ASKED.setdefault(self.connection, {})
        times = asked.get(question.name, 0)
        if (not times and len(asked) >= MOST) or any(is_beyond(one) for one in values or ()):
            return False
        if times == 1:
            super().execute(question.declared(values, lambda value: self.mogrify("%s", [value]).decode()))
        asked[question.name] = times + 1
        return times > 0

    @property
    def query(self):
        """What was asked last, with its values, as bytes."""
        return self.mogrify(*self.asked) if self.asked else super().query


def is_beyond(value):
    """Whether it is a number that no column holds, which PostgreSQL compares nevertheless."""
    return isinstance(value, int) and not -BIGGEST <= value < BIGGEST
