"""Making a backup: every row as of one moment, every file, and the keys that signatures and links are made with."""

from tempfile import TemporaryFile

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.files.store import checking
from sinovik.backup import archive, tables

KEYS = "keys.json"
# What is signed or linked with these is worthless without them.
KEPT_KEYS = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "PROOF_KEY")
ROWS, FILES = "tables", "files"


def make(path, recipients, *, at):
    """Write the archive; returns its manifest. Whoever works meanwhile is not held up, and is not in it."""
    connection = tables.owners()
    with archive.packed(path, recipients) as packer:
        try:
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                # All tables as they were at one moment.
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                shape, last = tables.shape(cursor), tables.sequences(cursor)
                for table, (columns, _types) in shape.items():
                    with TemporaryFile() as file:
                        tables.write(cursor, table, columns, file)
                        packer.add(f"{ROWS}/{table}", file)
        finally:
            connection.close()
        # Files are written once and named by what they hold: all that the rows speak of are there by now.
        for name in stored():
            with default_storage.open(name) as file:
                packer.add(f"{FILES}/{name}", file)
        packer.add_json(KEYS, {name: getattr(settings, name) for name in KEPT_KEYS})
        manifest = {
            "format": archive.FORMAT,
            "made_at": at.isoformat(),
            "shape": shape,
            "sequences": last,
            "members": dict(packer.members),
        }
        packer.add_json(archive.MANIFEST, manifest)
    return manifest


def stored():
    """The names of all files in the store, but for those that are being written."""
    folders, _files = default_storage.listdir("")
    for folder in sorted(folders):
        for name in checking.files_in(folder):
            if not name.rpartition("/")[2].startswith(checking.UNFINISHED):
                yield name
