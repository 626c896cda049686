"""Comparing the store with the rows that speak of it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.files.storage import default_storage

from accounts.files.keeping import UNFINISHED
from accounts.models import StoredCopy


@dataclass
class Differences:
    """What is not as the rows say, by the names in the store. The last two do no harm, they take room."""

    whole: int = 0
    missing: list[str] = field(default_factory=list)
    wrong_size: list[str] = field(default_factory=list)
    wrong_content: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def is_harmful(self) -> bool:
        return bool(self.missing or self.wrong_size or self.wrong_content)


def compare(expected: Iterable[StoredCopy], folders: Iterable[str]) -> Differences:
    """Read every file that is expected, and list what else lies in the folders."""
    found, known = Differences(), set()
    for one in expected:
        if one.name in known:
            continue
        known.add(one.name)
        if not default_storage.exists(one.name):
            found.missing.append(one.name)
        elif default_storage.size(one.name) != one.size:
            found.wrong_size.append(one.name)
        elif one.sha256 and content_hash(one.name) != one.sha256:
            found.wrong_content.append(one.name)
        else:
            found.whole += 1
    for name in (name for folder in folders for name in files_in(folder)):
        if name.rpartition("/")[2].startswith(UNFINISHED):
            found.unfinished.append(name)
        elif name not in known:
            found.unknown.append(name)
    return found


def content_hash(name):
    """The hash of what lies under a name."""
    with default_storage.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_in(folder: str) -> Iterator[str]:
    """Every name under a folder of the store, in order."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{file}" for file in sorted(files))
    for inner in sorted(folders):
        yield from files_in(f"{folder}/{inner}")
