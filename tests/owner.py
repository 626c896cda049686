"""Stepping into the place of whoever owns the tables, for what the portal itself may not do."""

from contextlib import contextmanager

from django.db import connection, connections

from sinovik import privileges


@contextmanager
def as_owner():
    """What is done here is done by the owner of the tables, in the same session; yields a cursor."""
    role = connections[privileges.OWNER].settings_dict["USER"]
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {connection.ops.quote_name(role)}")
        yield cursor
        cursor.execute("RESET ROLE")
