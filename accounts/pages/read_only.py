"""A GET may only read: checked at the cursor."""

import re
from functools import lru_cache

from django.db import connection

from accounts.prepared import MOST, Planned

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
READING = (
    "SELECT",
    "WITH",
    "SAVEPOINT",
    "RELEASE SAVEPOINT",
    "ROLLBACK TO SAVEPOINT",
    "DECLARE",
    "FETCH",
    "CLOSE",
)
# A reading statement that hides a writing one, behind WITH or a semicolon.
WRITING = re.compile(r"\b(INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE|UPDATE\s+\S+\s+SET)\b", re.IGNORECASE)
OWN_SESSION = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "django_session" ')


class WriteDuringRead(Exception):
    """A GET tried to change the database."""


class ReadOnlyGet:
    """Lets a safe request read only, checked at the cursor. The session row is Django's own business."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return self.get_response(request)


def refuse_writes(execute, sql, params, many, context):
    """Wraps a cursor's execute: WriteDuringRead for every statement that does more than read."""
    # The text of a kept question is the same each time, and long.
    if not (is_known_to_read(sql) if isinstance(sql, Planned) else is_reading(sql)):
        raise WriteDuringRead(sql)
    return execute(sql, params, many, context)


def is_reading(sql):
    """Whether a statement does nothing but read, or is about the session's own row."""
    statement = sql.strip("( \n")
    reads = statement[: len(max(READING, key=len))].upper().startswith(READING) and not WRITING.search(statement)
    return reads or bool(OWN_SESSION.match(statement))


is_known_to_read = lru_cache(maxsize=MOST)(is_reading)
