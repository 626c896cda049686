"""PgBouncer as the stack starts it, before a real database."""

import pytest
from django.db import connection

from tests import pooler
from tests.sinovik.drills import house

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not pooler.PGBOUNCER, reason=pooler.NO_PGBOUNCER),
    pytest.mark.django_db(transaction=True),
]


def test_locks_and_prepared_questions_go_back_with_the_connection(monkeypatch):
    """Session mode of the pooler: whoever has a connection has what belongs to it, and the next one finds nothing."""
    monkeypatch.delenv("PGOPTIONS", raising=False)
    at = connection.settings_dict
    with pooler.pooled(at, connections=2) as port:
        held, other = pooler.connect(at, port), pooler.connect(at, port)
        with held.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(4711)")
            assert cursor.fetchone() == (True,)
            cursor.execute("PREPARE mine AS SELECT 1")
        assert not takes(other, 4711)
        held.rollback()
        held.close()
        house.until(lambda: takes(other, 4711))
        other.close()
        for _ in range(4):
            one = pooler.connect(at, port)
            with one.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name = 'mine'")
                assert cursor.fetchone() == (0,)
            one.close()


def takes(somebody, lock):
    with somebody.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        (is_had,) = cursor.fetchone()
    somebody.rollback()
    return is_had
