"""Long set-ups are lived through once: the rows they leave are kept, and laid out again for each test that wants them.

Editions are made by the acts that people use, which is what makes them true and slow. Ids stay as they were, since
sequences only count up: what a test makes besides gets later ones.
"""

import copy
import functools
import io
import re
import time
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import AutoField

KEPT = {}
FOREVER = float("inf")
# What stands between two values, in what COPY writes and in JSON.
BETWEEN_VALUES = re.compile(r'[\t\n"]')


def laid_out(key, make, *, good_for=FOREVER):
    """What `make()` returned when it was last called for this key, with its rows in the database and its files kept.

    It is called anew when that is longer ago than `good_for` seconds, for what depends on the time of day. Rows that
    were there before are not changed by `make`; what it returns is a value that can be copied. Rows that are named
    and not numbered, as regions are by their codes, are laid out unless they are there.
    """
    made_at, rows, files, told = KEPT.get(key, (-FOREVER, (), {}, None))
    if time.monotonic() - made_at > good_for or told is None:
        before = {table: keys(table) for table in tables() if is_numbered(table)}
        told = make()
        rows = [(table, text) for table in tables() if (text := new(table, before.get(table)))]
        KEPT[key] = time.monotonic(), rows, files_of(text for _table, text in rows), copy.deepcopy(told)
        return told
    put(files)
    with transaction.atomic(), connection.cursor() as cursor:
        for table, text in rows:
            missing = text if is_numbered(table) else without(text, keys(table), named(table).index(key_of(table)))
            cursor.copy_expert(f"COPY {columns(table)} FROM STDIN", io.StringIO(missing))
    return copy.deepcopy(told)


def files_of(texts):
    """The files that rows written as text name, with what stands in them.

    A file is stored once for all who hand in the same, so what is new to the place is less than what the rows need.
    """
    root = Path(settings.MEDIA_ROOT)
    named_in = {part for text in texts for part in BETWEEN_VALUES.split(text)}
    stored = {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in stored.items() if name in named_in}


def put(files):
    """Files that an act took in, taken in again; one that is there stays, as it has the same name."""
    for name, content in files.items():
        path = Path(settings.MEDIA_ROOT, name)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def lived_through(tell):
    """What follows for a fixture from a story that takes nothing: it happens once, and is laid out again."""

    @functools.wraps(tell)
    def told():
        return laid_out((tell.__module__, tell.__qualname__), tell)

    return told


def forget():
    """Everything has to be lived through again: the sequences were set back."""
    KEPT.clear()


def tables():
    """The models with rows that are counted, those that others stand on first."""
    models = [
        model for app in reversed(list(apps.get_app_configs())) for model in app.get_models(include_auto_created=True)
    ]
    return [model for model in models if model._meta.managed and model._meta.db_table != "django_session"]


def is_numbered(model):
    """Whether the rows have keys that nobody chose."""
    return isinstance(model._meta.pk, AutoField)


def keys(model):
    return list(model._base_manager.values_list("pk", flat=True))


def without(text, there, place):
    """The rows of a text but for those whose column at `place` says what is there."""
    known = {str(key) for key in there}
    lines = text.removesuffix("\n").split("\n")
    return "".join(f"{line}\n" for line in lines if line.split("\t")[place] not in known)


def new(model, before):
    """The rows besides those with these keys, as PostgreSQL writes them."""
    text = io.StringIO()
    table, key = connection.ops.quote_name(model._meta.db_table), key_of(model)
    with connection.cursor() as cursor:
        wanted = cursor.mogrify(f" WHERE NOT {key} = ANY(%s)", [before]).decode() if before else ""
        cursor.copy_expert(
            f"COPY (SELECT {', '.join(named(model))} FROM {table}{wanted} ORDER BY {key}) TO STDOUT", text
        )
    return text.getvalue()


def columns(model):
    """Table and columns as COPY wants them."""
    return f"{connection.ops.quote_name(model._meta.db_table)} ({', '.join(named(model))})"


def key_of(model):
    return connection.ops.quote_name(model._meta.pk.column)


def named(model):
    return [connection.ops.quote_name(field.column) for field in model._meta.concrete_fields if not field.generated]
