"""All rows of the database as PostgreSQL writes them, and back into empty tables of the same shape."""

from django.db import DEFAULT_DB_ALIAS, connections

from sinovik import privileges

# Who is signed in signs in again; which migrations were applied is a fact of the place and not of its rows.
LEFT_OUT = ("django_session", "django_migrations")
TABLES = """
    SELECT c.relname, array_agg(quote_ident(a.attname) ORDER BY a.attnum),
        array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attgenerated = ''
        AND NOT c.relname = ANY(%s)
    GROUP BY c.relname ORDER BY c.relname
"""
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename"
IS_EMPTY = "SELECT NOT EXISTS (SELECT 1 FROM accounts_user) AND NOT EXISTS (SELECT 1 FROM accounts_event)"


def owners():
    """The connection of whoever owns the tables: it reads every row, and may lift triggers for the way back."""
    return connections[privileges.OWNER if privileges.OWNER in connections else DEFAULT_DB_ALIAS]


def shape(cursor):
    """What the tables look like: {table: [[columns], [types]]}, without those left out."""
    cursor.execute(TABLES, [list(LEFT_OUT)])
    return {name: [columns, types] for name, columns, types in cursor.fetchall()}


def sequences(cursor):
    """The last number of each sequence that was ever used."""
    cursor.execute(SEQUENCES)
    return {name: last for name, last in cursor.fetchall() if last is not None}


def write(cursor, table, columns, file):
    """The rows of a table into a file."""
    cursor.copy_expert(f"COPY {quoted(table)} ({', '.join(columns)}) TO STDOUT", file)


def is_empty(cursor):
    """Whether this is a place where nobody was ever let in and nothing was ever done."""
    cursor.execute(IS_EMPTY)
    return cursor.fetchone()[0]


def clear(cursor, names):
    """Lift the triggers of these tables and empty them of what a new place brings along."""
    for name in names:
        cursor.execute(f"ALTER TABLE {quoted(name)} DISABLE TRIGGER USER")
    cursor.execute(f"TRUNCATE {', '.join(map(quoted, names))}")


def read(cursor, table, columns, file):
    """The rows of a file into an emptied table."""
    cursor.copy_expert(f"COPY {quoted(table)} ({', '.join(columns)}) FROM STDIN", file)


def settle(cursor, names, last):
    """Count on from where it was, check what rows say of each other, and set the triggers again."""
    for name, value in last.items():
        cursor.execute("SELECT setval(quote_ident(%s)::regclass, %s)", [name, value])
    # A table with checks still to be made lets nobody change its triggers.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for name in names:
        cursor.execute(f"ALTER TABLE {quoted(name)} ENABLE TRIGGER USER")


def quoted(name):
    """A name as PostgreSQL reads it."""
    return owners().ops.quote_name(name)
