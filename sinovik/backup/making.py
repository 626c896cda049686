"""Making a backup: every row as of one moment, every file, and the keys that signatures and links are made with."""

from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.files.store import checking
from sinovik.backup import archive, tables

KEYS = "keys.json"
# What is signed or linked with these is worthless without them.
KEPT_KEYS = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "PROOF_KEY")
# What certificates are sealed with, as the file that the setting names holds it.
CERTIFICATE_KEY = "CERTIFICATE_KEY"
ROWS, FILES = "tables", "files"


class KeyUnreadable(Exception):
    """A key that belongs into the archive cannot be read; its text says which."""


def make(path, recipients, *, at):
    """Write the archive; returns its manifest. Whoever works meanwhile is not held up, and is not in it.

    Raises KeyUnreadable before anything is written.
    """
    connection, keys = tables.owners(), kept_keys()
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
        packer.add_json(KEYS, keys)
        manifest = {
            "format": archive.FORMAT,
            "made_at": at.isoformat(),
            "shape": shape,
            "sequences": last,
            "members": dict(packer.members),
        }
        packer.add_json(archive.MANIFEST, manifest)
    return manifest


def kept_keys():
    """Every key by its setting; of the certificates' key the text of its file, where there is one."""
    keys = {name: getattr(settings, name) for name in KEPT_KEYS}
    if settings.CERTIFICATE_KEY:
        try:
            keys[CERTIFICATE_KEY] = Path(settings.CERTIFICATE_KEY).read_text("ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise KeyUnreadable(
                _("Berkas kunci sertifikat (CERTIFICATE_KEY) tidak terbaca: %(file)s")
                % {"file": settings.CERTIFICATE_KEY}
            ) from error
    return keys


def stored():
    """The names of all files in the store, but for those that are being written."""
    try:
        folders, _files = default_storage.listdir("")
    except FileNotFoundError:
        # Nobody has handed anything in yet.
        return
    for folder in sorted(folders):
        for name in checking.files_in(folder):
            if not name.rpartition("/")[2].startswith(checking.UNFINISHED):
                yield name
