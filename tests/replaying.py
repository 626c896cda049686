"""Acts that carry a stage far are acted once from one state of the database: what they changed is kept, and laid again.

The state is what every table holds, told as one hash; so whatever a test did before, it gets what it would have got.
"""

import copy
import functools
import io
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass

import pgtrigger
from django.db import connection, transaction
from django.db.models import Model

from tests import once

SEEN = set()
# Acts inside an act are part of it.
UNDER_WAY = []


@dataclass(frozen=True)
class Change:
    """What an act did to one table: keys that went, columns of rows as JSON, rows as COPY wants them."""

    model: type
    gone: list
    changed: tuple
    rows: str
    new: str


def replayed(fresh):
    """For acts that take rows, crews and plain values and return one row, as `fresh` reads it from the database.

    They are acted where a moment is given, which is never the same, and where transactions are real.
    """

    def replaying(act):
        @functools.wraps(act)
        def acted(*subjects, **particulars):
            if UNDER_WAY or particulars.get("at") or not connection.in_atomic_block:
                return act(*subjects, **particulars)
            key = act.__name__, named(subjects), named(particulars), state()
            if kept := once.KEPT.get(key):
                changes, files, told = kept
                lay(changes)
                once.put(files)
                return fresh(told)
            # Most are acted once in a run: it is not worth keeping what they did.
            is_known = key in SEEN
            SEEN.add(key)
            with under_way(act):
                before = everything() if is_known else None
                told = act(*subjects, **particulars)
                if is_known:
                    changes = changes_since(before)
                    files = once.files_of(text for one in changes for text in (one.rows, one.new))
                    once.KEPT[key] = changes, files, copy.copy(told)
            return told

        return acted

    return replaying


@contextmanager
def under_way(act):
    UNDER_WAY.append(act)
    try:
        yield
    finally:
        UNDER_WAY.pop()


def named(value):
    """A value as something that can be compared: rows by their keys."""
    if isinstance(value, Model):
        return value._meta.label, value.pk
    if is_dataclass(value):
        return type(value).__name__, *(named(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, dict):
        return tuple((key, named(one)) for key, one in sorted(value.items()))
    if isinstance(value, (list, tuple, set)):
        return tuple(map(named, value))
    return value


def state():
    """What all tables hold, as one hash."""
    held = ", ".join(
        f"(SELECT md5(string_agg(md5(t::text), '' ORDER BY {once.key_of(model)})) FROM {table_of(model)} t)"
        for model in once.tables()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT md5(array_to_string(ARRAY[{held}], '|', '-'))")
        return cursor.fetchone()[0]


def table_of(model):
    return connection.ops.quote_name(model._meta.db_table)


def everything():
    """Each table's rows by key, as PostgreSQL writes them, in the order in which rows stand on others."""
    return {model: by_key(model, once.new(model, None)) for model in once.tables()}


def by_key(model, text):
    place = once.named(model).index(once.key_of(model))
    lines = text.removesuffix("\n").split("\n") if text else []
    return {line.split("\t")[place]: line for line in lines}


def changes_since(before):
    """The changes of every table that is no longer as it was."""
    return [change(model, before[model], now) for model, now in everything().items() if now != before[model]]


def change(model, before, now):
    gone = [key for key in before if key not in now]
    changed = [key for key in before if key in now and before[key] != now[key]]
    differing = {
        place
        for key in changed
        for place, (old, new) in enumerate(zip(before[key].split("\t"), now[key].split("\t"), strict=True))
        if old != new
    }
    columns = tuple(once.named(model)[place] for place in sorted(differing))
    new = "".join(f"{line}\n" for key, line in now.items() if key not in before)
    return Change(model, gone, columns, as_json(model, changed), new)


def as_json(model, keys):
    """The rows with these keys, as they are now."""
    with connection.cursor() as cursor:
        where = f"{once.key_of(model)}::text = ANY(%s)"
        cursor.execute(f"SELECT coalesce(json_agg(t), '[]')::text FROM {table_of(model)} t WHERE {where}", [keys])
        return cursor.fetchone()[0]


def lay(changes):
    """What an act changed, changed again: all at once, with nobody looking at single rows."""
    with transaction.atomic(), pgtrigger.ignore(), connection.cursor() as cursor:
        for one in reversed(changes):
            if one.gone:
                cursor.execute(
                    f"DELETE FROM {table_of(one.model)} WHERE {once.key_of(one.model)}::text = ANY(%s)", [one.gone]
                )
        for one in changes:
            if one.changed:
                key, table = once.key_of(one.model), table_of(one.model)
                cursor.execute(
                    f"UPDATE {table} t SET {', '.join(f'{column} = new.{column}' for column in one.changed)} "
                    f"FROM json_populate_recordset(NULL::{table}, %s) new WHERE t.{key} = new.{key}",
                    [one.rows],
                )
            if one.new:
                cursor.copy_expert(f"COPY {once.columns(one.model)} FROM STDIN", io.StringIO(one.new))
