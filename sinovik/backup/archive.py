"""An archive: a tar whose manifest names every member with its size and hash, encrypted with age."""

import hashlib
import json
import os
import tarfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile

import pyrage
from django.utils.translation import gettext_lazy as _

MANIFEST = "manifest.json"
FORMAT = 1


class Unreadable(Exception):
    """The archive cannot be taken back; its text says why."""


class Packer:
    """Members one after the other into a tar; what was put in is remembered for the manifest."""

    def __init__(self, tar):
        self.tar, self.members = tar, {}

    def add(self, name, file):
        """Put in what stands in a file, from its beginning."""
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self.tar.addfile(entry, file)
        self.members[name] = {"size": size, "sha256": sha256}

    def add_json(self, name, value):
        """Put in a plain value."""
        with TemporaryFile() as file:
            file.write(json.dumps(value, ensure_ascii=False, sort_keys=True).encode())
            self.add(name, file)


@contextmanager
def packed(path, recipients):
    """An archive at this path, for those who hold a key of one of the recipients; yields its Packer.

    It has its name when it is whole; what was not finished leaves nothing.
    """
    unfinished = Path(f"{path}.part")
    with TemporaryFile(dir=unfinished.parent) as plain:
        with tarfile.open(fileobj=plain, mode="w") as tar:
            packer = Packer(tar)
            yield packer
        plain.seek(0)
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                pyrage.encrypt_io(plain, file, recipients)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


@contextmanager
def opened(path, identities):
    """An archive whose every member is what its manifest says; yields the tar and the manifest.

    Raises Unreadable before anything is taken from it.
    """
    with TemporaryFile() as plain:
        try:
            with path.open("rb") as file:
                pyrage.decrypt_io(file, plain, identities)
        except (pyrage.DecryptError, OSError) as error:
            raise Unreadable(_("Cadangan tidak dapat dibuka dengan kunci ini, atau berkasnya rusak.")) from error
        plain.seek(0)
        try:
            with tarfile.open(fileobj=plain, mode="r:") as tar:
                yield tar, checked(tar)
        except tarfile.TarError as error:
            raise Unreadable(_("Isi cadangan tidak terbaca.")) from error


def checked(tar):
    """The manifest, once every member was held against it."""
    entries = {entry.name: entry for entry in tar.getmembers()}
    if MANIFEST not in entries:
        raise Unreadable(_("Cadangan tidak memuat daftar isinya."))
    manifest = json.loads(tar.extractfile(entries.pop(MANIFEST)).read())
    if manifest["format"] != FORMAT:
        raise Unreadable(_("Cadangan dibuat oleh versi Sinovik yang lain."))
    if entries.keys() != manifest["members"].keys():
        raise Unreadable(_("Isi cadangan tidak sama dengan daftar isinya."))
    for name, entry in entries.items():
        told = manifest["members"][name]
        if not is_plain(entry) or entry.size != told["size"] or hash_of(tar, entry) != told["sha256"]:
            raise Unreadable(_("Satu bagian cadangan rusak: %(name)s") % {"name": name})
    return manifest


def is_plain(entry):
    """Whether a member is a file that stays inside the archive."""
    path = PurePosixPath(entry.name)
    return entry.isreg() and not path.is_absolute() and ".." not in path.parts


def hash_of(tar, entry):
    """The hash of what a member holds."""
    return hashlib.file_digest(tar.extractfile(entry), "sha256").hexdigest()
