"""The portal's own role fills tables; it changes none, and no line of history."""

from datetime import UTC, datetime

import pytest
from django.db import DEFAULT_DB_ALIAS, ProgrammingError, connection, connections, transaction

from accounts.domain import events
from accounts.models import Event, Reading, SignIn
from sinovik import privileges
from tests.factories import accounts
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def event(db):
    return events.record("agency.renamed", on=accounts.agency(), by=None, at=AT, to="A")


def refused(statement):
    reasons = r"permission denied|must be owner"
    with pytest.raises(ProgrammingError, match=reasons), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return True


@pytest.mark.parametrize("table", privileges.written_once())
def test_what_is_written_once_is_neither_changed_nor_removed(table):
    """Not even with the trigger put aside, which every role may ask for."""
    for aside in ("", f"SET LOCAL pgtrigger.ignore = '{{{table}:append_only}}';"):
        assert refused(f"{aside} UPDATE {table} SET id = id")
        assert refused(f"{aside} DELETE FROM {table}")


@pytest.mark.parametrize("table", privileges.kept_a_while())
def test_a_log_that_is_erased_in_time_is_not_changed_before(table):
    for aside in ("", f"SET LOCAL pgtrigger.ignore = '{{{table}:unchanged}}';"):
        assert refused(f"{aside} UPDATE {table} SET id = id")


def test_the_logs_of_the_door_and_of_readings_are_among_them():
    assert privileges.kept_a_while() == [Reading._meta.db_table, SignIn._meta.db_table]


def test_history_is_among_it():
    assert Event._meta.db_table in privileges.written_once()


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE accounts_event",
        "ALTER TABLE accounts_event DISABLE TRIGGER ALL",
        "ALTER TABLE accounts_event DISABLE TRIGGER USER",
        "ALTER TABLE accounts_event ADD COLUMN anything int",
        "DROP TABLE accounts_event",
        "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(name) RETURNS bool LANGUAGE sql AS 'SELECT true'",
        "SET session_replication_role = replica",
        "CREATE TABLE anything (id int)",
        "TRUNCATE proposals_proposal CASCADE",
        "DELETE FROM django_migrations",
        "CREATE ROLE anybody",
    ],
)
def test_no_table_is_changed(event, statement):
    assert refused(statement)


def test_the_portal_is_neither_superuser_nor_owner():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        assert cursor.fetchone() == (0,)


def test_the_owner_is_no_superuser_either():
    with as_owner() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


def test_two_names_are_known():
    names = {connections[alias].settings_dict["USER"] for alias in (DEFAULT_DB_ALIAS, privileges.OWNER)}
    assert len(names) == 2


def test_statistics_are_renewed_by_who_changes_no_table(monkeypatch, django_assert_num_queries):
    """In the transaction that writes: how many rows there are is known before it ends. The demo and whoever works in
    production are not told who the owner is.
    """
    monkeypatch.delitem(connections.settings, privileges.OWNER)

    def known():
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'accounts_agency'")
            return cursor.fetchone()[0]

    for _number in range(3):
        accounts.agency()
    with django_assert_num_queries(2) as asked:
        privileges.renew_statistics()
    # By the owner's own function: the role of the tests, unlike the portal's, may do it without.
    assert asked.captured_queries[-1]["sql"] == "SELECT renew_statistics()"
    first = known()
    assert first >= 3
    accounts.agency()
    privileges.renew_statistics()
    assert known() == first + 1
    assert refused("ANALYZE (VERBOSE) accounts_agency; CLUSTER accounts_agency USING accounts_agency_pkey")


def test_the_server_looks_into_an_index_plans_once_what_it_keeps_and_reads_lists_whole():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unnest(setconfig) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase"
            " WHERE d.datname = current_database()"
        )
        assert {one for (one,) in cursor.fetchall()} >= {
            "random_page_cost=1.1",
            "plan_cache_mode=force_generic_plan",
            "cursor_tuple_fraction=1",
        }


def test_a_trigger_asks_whether_it_is_put_aside_without_a_transaction_of_its_own():
    """What one begins and gives up, PostgreSQL pays for with every check that is still to come."""
    asked = "SELECT _pgtrigger_should_ignore('one')"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        assert cursor.fetchone() == (False,)
        for ignored, answer in (("{one}", True), ("{two}", False), ("", False)):
            cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [ignored])
            cursor.execute(asked)
            assert cursor.fetchone() == (answer,)
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'")
        assert "EXCEPTION" not in cursor.fetchone()[0].upper()
