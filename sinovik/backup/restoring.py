"""Taking a backup back into an empty place of the same version; all of it or nothing."""

import json
import os
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinovik.backup import archive, tables
from sinovik.backup.archive import Unreadable
from sinovik.backup.making import CERTIFICATE_KEY, FILES, KEYS, ROWS


def restore(path, identities, *, keys_to=None):
    """Take back rows and files; the keys go into a file of their own, where one is named. Returns the manifest.

    Raises Unreadable, with nothing changed: no key fits, a member is not what the manifest says, the place is not
    empty, or its tables have another shape.
    """
    with archive.opened(path, identities) as (tar, manifest):
        put_rows(tar, manifest)
        put_files(tar, manifest)
        if keys_to:
            put_keys(tar, keys_to)
    return manifest


def put_rows(tar, manifest):
    """All rows in one transaction."""
    connection, shape = tables.owners(), manifest["shape"]
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            if not tables.is_empty(cursor):
                raise Unreadable(_("Basis data tujuan sudah berisi. Pulihkan hanya ke pemasangan yang kosong."))
            if tables.shape(cursor) != shape:
                raise Unreadable(_("Susunan tabel berbeda. Pulihkan dengan versi Sinovik yang membuat cadangan ini."))
            tables.clear(cursor, shape)
            for table, (columns, _types) in shape.items():
                tables.read(cursor, table, columns, tar.extractfile(f"{ROWS}/{table}"))
            tables.settle(cursor, shape, manifest["sequences"])
    finally:
        connection.close()


def put_files(tar, manifest):
    """Every file under its name; one that is there already has the same content, since names tell it."""
    start = f"{FILES}/"
    for member in manifest["members"]:
        name = member.removeprefix(start)
        if member.startswith(start) and not default_storage.exists(name):
            default_storage.save(name, File(tar.extractfile(member)))


def put_keys(tar, path):
    """The keys, for the eyes of whoever restores alone; that of certificates as a file beside them, which they name."""
    keys = json.loads(tar.extractfile(KEYS).read())
    if sealing := keys.get(CERTIFICATE_KEY):
        keys[CERTIFICATE_KEY] = str(Path(path).absolute().with_suffix(".pem"))
        put_secret(keys[CERTIFICATE_KEY], sealing)
    put_secret(path, json.dumps(keys, indent=2))


def put_secret(path, text):
    """A text into a new file that its owner alone reads."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
