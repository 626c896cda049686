"""What the portal's own database role may do: read and fill every table, change no table, and no line of history."""

import pgtrigger
from django.db import connection, transaction

# The connection of the role that owns the tables.
OWNER = "owner"
# The trigger of tables whose rows are written once.
APPEND_ONLY = "append_only"
# The same of a log that is erased after its time.
UNCHANGED = "unchanged"
# Only the owner of a table may have it looked at; whoever may not change it may ask for that much.
RENEWING = """
    CREATE OR REPLACE FUNCTION renew_statistics() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    BEGIN
        EXECUTE (
            SELECT 'ANALYZE ' || string_agg(quote_ident(tablename), ', ')
            FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user
        );
    END $$;
    REVOKE ALL ON FUNCTION renew_statistics() FROM PUBLIC;
"""
# Every trigger asks first whether it is put aside. As django-pgtrigger has it, each asking begins a transaction within
# the transaction and gives it up, and PostgreSQL then walks through all that is still to be checked at the act's end:
# of an act on thousands of rows, each row would wait for all before it.
ASKING = """
    CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql AS $$
    BEGIN
        RETURN coalesce(trigger_name = ANY (nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false);
    END $$;
"""
SETTINGS = (
    # Disks of today find a page anywhere nearly as fast as the next one. PostgreSQL takes them for slow, and would
    # rather read every word of the catalogue than look into the index of words.
    "random_page_cost = 1.1",
    # What each connection keeps a plan of (`accounts/prepared.py`, triggers) is planned once and not five times more:
    # the long ones take longer to plan than to answer, and every thread has a connection of its own.
    "plan_cache_mode = force_generic_plan",
    # Whoever reads a list by a cursor, as files are written, reads all of it; PostgreSQL would take the way that has
    # the first tenth soonest.
    "cursor_tuple_fraction = 1",
)


def grant(owner, *, to):
    """Give the role `to` what it needs on all tables there are now, over the connection of their owner."""
    name = owner.ops.quote_name
    role = name(to)
    with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table in written_once():
            cursor.execute(f"REVOKE UPDATE, DELETE ON {name(table)} FROM {role}")
        for table in kept_a_while():
            cursor.execute(f"REVOKE UPDATE ON {name(table)} FROM {role}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}")
        cursor.execute(RENEWING)
        cursor.execute(f"GRANT EXECUTE ON FUNCTION renew_statistics() TO {role}")
        cursor.execute(ASKING)
        cursor.execute(
            "SELECT datname, pg_get_userbyid(datdba) = current_user FROM pg_database WHERE datname = current_database()"
        )
        [(database, is_own)] = cursor.fetchall()
        if is_own:
            for one in SETTINGS:
                cursor.execute(f"ALTER DATABASE {name(database)} SET {one}")


def renew_statistics():
    """Have PostgreSQL look at what was written, also by the transaction that goes on.

    It does so by itself a minute after somebody has written, and plans as for empty tables until then: whoever writes
    thousands of rows and reads them in the same transaction waits for minutes. Whoever works knows no owner: that
    there is one is seen by what it left for others to call.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regproc('public.renew_statistics') IS NOT NULL")
        [has_owner] = cursor.fetchone()
        cursor.execute("SELECT renew_statistics()" if has_owner else "ANALYZE")


def written_once():
    """The tables whose rows nobody changes: their triggers say so, and the privileges too."""
    return with_trigger(APPEND_ONLY)


def kept_a_while():
    """The tables whose rows nobody changes, and which lose them after their time."""
    return with_trigger(UNCHANGED)


def with_trigger(name):
    """The tables that have a trigger of a name."""
    return sorted({model._meta.db_table for model, trigger in pgtrigger.registered() if trigger.name == name})
