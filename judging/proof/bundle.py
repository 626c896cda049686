"""A bundle as bytes: a ZIP of a few known members, the same bytes for the same members, opened within bounds."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping

LAYOUT = "sinovik-bukti/1"
LIST, SIGNATURE = "daftar.json", "tanda-tangan.json"
SNAPSHOT, RESULT, RULES, CARDS = "potret.json", "hasil.json", "aturan.json", "lembar.json"
SELECTION, DECISION, EVENT = "seleksi.json", "keputusan.json", "peristiwa.json"
READ_ME = ("BACA-SAYA.txt", "README.txt")
NEEDED = frozenset({LIST, SIGNATURE, SNAPSHOT, RESULT, RULES, DECISION, EVENT, *READ_ME})
KNOWN = NEEDED | {CARDS, SELECTION}
# A season's largest stage has some 3 MB of marks. What is made to fill a machine passes these at once.
LARGEST_FILE = 32 * 1_048_576
LARGEST_CONTENT = 128 * 1_048_576
PIECE = 65_536
# The first moment that a ZIP can tell: when it was packed is no part of it.
MOMENT = (1980, 1, 1, 0, 0, 0)


class UnreadableBundle(Exception):
    """A file that cannot be taken for a bundle; `key` says why, `name` where."""

    def __init__(self, key: str, name: str = "") -> None:
        super().__init__(f"{key} {name}".strip())
        self.key, self.name = key, name


def canonical(value: object) -> bytes:
    """A value as JSON, the same bytes for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def listed(members: Mapping[str, bytes]) -> dict[str, dict[str, object]]:
    """Size and hash of each member."""
    return {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(members.items())
    }


def packed(members: Mapping[str, bytes]) -> bytes:
    """The members as one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted(members.items()):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)
    return out.getvalue()


def opened(content: bytes) -> dict[str, bytes]:
    """The members of a bundle; nothing is written anywhere, and no name is taken for a path.

    Raises UnreadableBundle: no ZIP, too large, a member that no bundle has, twice the same, or one that is damaged.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableBundle("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _members(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as fault:
        raise UnreadableBundle("damaged") from fault


def _members(archive: zipfile.ZipFile) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    room = LARGEST_CONTENT
    for entry in archive.infolist():
        if entry.filename not in KNOWN:
            raise UnreadableBundle("stranger", entry.filename[:80])
        if entry.filename in found:
            raise UnreadableBundle("twice", entry.filename)
        if entry.file_size > room:
            raise UnreadableBundle("too_large", entry.filename)
        found[entry.filename] = _unpacked(archive, entry, room)
        room -= len(found[entry.filename])
    if missing := sorted(NEEDED - found.keys()):
        raise UnreadableBundle("missing", missing[0])
    return found


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """What a member holds, whatever size it claims to have."""
    pieces, size = [], 0
    with archive.open(entry) as source:
        while piece := source.read(PIECE):
            size += len(piece)
            if size > room:
                raise UnreadableBundle("too_large", entry.filename)
            pieces.append(piece)
    return b"".join(pieces)


def read_json(members: Mapping[str, bytes], name: str) -> dict[str, object]:
    """The object that a member holds; UnreadableBundle where there is none."""
    try:
        found = json.loads(members[name])
    except (ValueError, RecursionError) as fault:
        raise UnreadableBundle("no_json", name) from fault
    if not isinstance(found, dict):
        raise UnreadableBundle("no_json", name)
    return found
