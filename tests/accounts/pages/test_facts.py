"""Rows as facts are drawn as the same rows one by one, and lead where their reader may go."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context
from django.test import RequestFactory
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Agency
from accounts.pages import lists
from accounts.pages.columns.facts import Cell, FactRows
from accounts.pages.lists import ListColumn
from accounts.templatetags.list_rows import list_rows
from tests.factories import accounts

NAMES = ("name", "score", "on", "passed", "count")
COLUMNS = (
    ListColumn(
        "head",
        "Nama",
        ("name",),
        is_head=True,
        cell=Cell(("name", "count"), lambda _request: lambda name, count: f"<b>{name}</b>" * (count or 0)),
    ),
    ListColumn("safe", "A", cell=Cell(("count",), lambda _request: lambda count: SafeString(f"<i>{count}</i>"))),
    ListColumn("name", "Nama", ("name",)),
    ListColumn("mixed", "B", ("name",), say=lambda name: SafeString(name) if name == "<" else name),
    ListColumn("score", "Nilai", ("score",), is_number=True, places=2),
    ListColumn("on", "Hari", ("on",)),
    ListColumn("passed", "Lolos", ("passed", "count"), say=lambda passed, count: passed if count else [passed, count]),
    ListColumn("always", "Selalu", say=lambda: "ya"),
)
ROWS = st.tuples(
    st.sampled_from(["<", "a&b", "", "a"]) | st.none(),
    st.decimals(-(10**6), 10**6, allow_nan=False) | st.none(),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)) | st.none(),
    st.booleans() | st.none(),
    st.integers(0, 3),
)


def drawn(rows, columns=COLUMNS):
    context = Context()
    context.request = RequestFactory().get("/")
    return list_rows(context, rows, columns)


@given(st.lists(ROWS, max_size=6))
def test_facts_are_drawn_as_their_rows_one_by_one(rows):
    one_by_one = [dict(zip(NAMES, row, strict=True)) for row in rows]
    assert drawn(FactRows(NAMES, rows)) == drawn(one_by_one)


def test_facts_are_rows_too():
    rows = FactRows(NAMES[:2], [("a", Decimal(1)), ("b", None)])
    assert [*rows] == [{"name": "a", "score": Decimal(1)}, {"name": "b", "score": None}]
    assert [*rows[1:]] == [{"name": "b", "score": None}]
    assert FactRows(NAMES, []).columns == dict.fromkeys(NAMES, ())


@pytest.mark.django_db
def test_a_page_has_objects_only_where_a_column_wants_them():
    accounts.agency(name="Satu")
    rows = Agency.objects.order_by("name")
    [first] = lists.in_facts(rows, [("name",), ("kind", "name")])
    assert first == {"name": "Satu", "kind": rows[0].kind}
    wanting = [ListColumn("a", "A", ("name",), template="a.html"), ListColumn("b", "B", draw=str)]
    assert [one.facts for one in [*wanting, ListColumn("c", "C", read=str)]] == [None, None, None]
    assert lists.in_facts(rows, [("name",), None]) is rows
    assert lists.in_facts(rows, []) is rows
