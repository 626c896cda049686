"""Questions that PostgreSQL plans once a connection."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import prepared
from accounts.models import Event, Region
from accounts.models.asked_often import asked_often
from accounts.prepared import Planned
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def answered(sql, varying, values):
    with connection.cursor() as cursor:
        cursor.execute(question := Planned(sql, varying), values)
        return cursor.fetchall(), question


def again(question, values):
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()


def plans_of(question):
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name = %s", [question.name])
        return [row[0] for row in cursor.fetchall()]


def test_it_is_planned_the_second_time_and_answers_for_other_values():
    sql = "SELECT %s + 1, '100 %%' WHERE 'a''b' = %s"
    first, question = answered(sql, {0: "int"}, (1, "a'b"))
    assert first == [(2, "100 %")]
    assert plans_of(question) == []
    assert again(question, (2, "a'b")) == [(3, "100 %")]
    (plan,) = plans_of(question)
    assert "$1" in plan
    assert "'a''b'" in plan
    assert [again(question, (number, "a'b"))[0][0] for number in range(3, 12)] == list(range(4, 13))


@pytest.mark.parametrize(
    ("kind", "column", "value", "other"),
    [
        ("int", "7::int", 7, 2**40),
        ("int", "7::smallint", 7, 2**40),
        ("int", "7::bigint", 7, 2**63),
        ("str", "'x'::text", "x", "y"),
        ("str", "'x'::varchar(1)", "x", "longer than the column"),
        ("date", "'2026-01-01'::date", date(2026, 1, 1), date(2026, 1, 2)),
        ("date", "'2026-01-01'::timestamptz", date(2026, 1, 1), date(2026, 1, 2)),
        ("datetime", "'2026-01-01Z'::timestamptz", datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)),
    ],
)
def test_a_value_is_compared_as_it_is_where_nothing_is_planned(kind, column, value, other):
    sql = f"SELECT count(*) FROM (SELECT {column} AS it) t WHERE it = %s"
    _first, question = answered(sql, {0: kind}, (value,))
    for one in (value, other, value, other):
        with connection.cursor() as cursor:
            cursor.execute(sql, (one,))
            assert again(question, (one,)) == cursor.fetchall()


def test_a_question_without_values_and_one_with_a_quoted_text():
    _first, bare = answered("SELECT 1", {}, ())
    assert again(bare, ()) == again(bare, ()) == [(1,)]
    _first, text = answered("SELECT %s::text", {0: "str"}, ("x",))
    assert again(text, ("'); DROP TABLE accounts_event; --",)) == [("'); DROP TABLE accounts_event; --",)]
    assert Event.objects.count() == 0


def test_whoever_listens_reads_the_question_with_its_values():
    _first, question = answered("SELECT 1 WHERE 'x' = %s", {0: "str"}, ("x",))
    with CaptureQueriesContext(connection) as asked:
        again(question, ("x",))
        again(question, ("y",))
    assert [one["sql"] for one in asked] == ["SELECT 1 WHERE 'x' = 'x'", "SELECT 1 WHERE 'x' = 'y'"]


def test_a_plan_outlives_what_was_taken_back():
    _first, question = answered("SELECT %s::int", {0: "int"}, (1,))
    cursor = connection.cursor()
    cursor.execute("SAVEPOINT here")
    assert again(question, (2,)) == [(2,)]
    cursor.execute("ROLLBACK TO SAVEPOINT here")
    assert again(question, (3,)) == [(3,)]


def test_a_connection_keeps_so_many_plans_and_no_more(monkeypatch):
    monkeypatch.setattr(prepared, "MOST", 0)
    _first, question = answered("SELECT %s::int", {0: "int"}, (1,))
    assert [again(question, (number,)) for number in (2, 3)] == [[(2,)], [(3,)]]
    assert plans_of(question) == []


@asked_often
def regions_named(name):
    return Region.objects.filter(name=name)


def test_a_question_asked_often_sees_what_is_new():
    assert [regions_named("Kabupaten Contoh") for _ in range(3)] == [[], [], []]
    made = accounts.region(name="Kabupaten Contoh")
    assert regions_named("Kabupaten Contoh") == [made]
    assert prepared_for('"accounts_region"."name" = $1') == 1


def prepared_for(part):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE strpos(statement, %s) > 0", [part])
        return cursor.fetchone()[0]
