"""Office packages (ISO/IEC 29500-2): the archive read whole within bounds, its parts, and who points to what.

Called in a process apart (`accounts/files/apart.py`), which bounds time and memory: a file is somebody else's program.
"""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from accounts.files.faults import Fault, Unopened

# A report of people has some dozens of parts; what is made to fill a machine passes these at once.
MAX_ENTRIES = 2_000
MAX_PART_BYTES, MAX_UNPACKED = 32 * 1_048_576, 128 * 1_048_576
# Tables of one value pack to a hundredth; nothing that people wrote packs to less.
MAX_RATIO, SMALL = 200, 1_048_576
TYPES = "[Content_Types].xml"
TYPES_SPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
POINTS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
POINTERS = "application/vnd.openxmlformats-package.relationships+xml"
XML = re.compile(r"(?:application|text)/(?:[\w.+-]+\+)?xml|image/svg\+xml")
# The drawings of a former Office, which remarks in sheets still stand in; it did not always close what it opened.
LOOSE = "application/vnd.openxmlformats-officedocument.vmldrawing"
# The end of an archive without a remark, and what may stand before it in one that counts in 64 bits.
END, END_BYTES, LARGE_END_BYTES = b"PK\x05\x06", 22, 76
LOCAL, LOCAL_BYTES = b"PK\x03\x04", 30
LISTED, LISTED_BYTES = b"PK\x01\x02", 46
# Behind a part its length may be said once more.
SAID_AGAIN_BYTES = 24
ENCRYPTED = 0x1
# A document behind a password lies whole in a file of another kind, under this name.
COMPOUND, LOCKED_WITHIN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
# Dates tell when a file was made; the first day that an archive knows tells nothing.
NO_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Pointer:
    """One relationship: where it stands, its number there, its kind without the address of the standard, its aim."""

    stands_in: str
    number: str
    kind: str
    aim: str
    is_outside: bool

    @property
    def part(self) -> str:
        """The part of the package that it leads to."""
        folder = posixpath.dirname(source_of(self.stands_in))
        return posixpath.normpath(posixpath.join("/", folder, unquote(self.aim.partition("#")[0]))).lstrip("/")


class Package:
    """The parts of a package by name, with their kinds; parts that are XML can be had as trees, and changed."""

    def __init__(self, content: bytes) -> None:
        self.parts = unpacked(content)
        self.trees: dict[str, etree._Element] = {}
        if TYPES not in self.parts:
            raise Unopened(Fault.NOT_OFFICE)
        self.kinds: dict[str, str] = {}
        self.kinds = self.kinds_of_parts()

    def tree(self, name):
        """A part as XML; a document type is never needed and could unfold without end."""
        if name not in self.trees:
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, recover=self.is_loose(name)
            )
            try:
                found = etree.fromstring(self.parts[name], parser)
            except (etree.XMLSyntaxError, ValueError) as fault:
                raise Unopened(Fault.OFFICE_BROKEN) from fault
            if found is None or found.getroottree().docinfo.doctype:
                raise Unopened(Fault.OFFICE_BROKEN)
            self.trees[name] = found
        return self.trees[name]

    def kinds_of_parts(self):
        """What each part is, as the list of the package says; "" where it says nothing."""
        endings, own = {}, {}
        for line in self.tree(TYPES):
            kind = (line.get("ContentType") or "").lower()
            if line.tag == f"{TYPES_SPACE}Default":
                endings[(line.get("Extension") or "").lower()] = kind
            elif line.tag == f"{TYPES_SPACE}Override":
                own[(line.get("PartName") or "").lstrip("/").lower()] = kind
        return {
            name: own.get(name.lower(), endings.get(name.rpartition(".")[2].lower(), ""))
            for name in self.parts
            if name != TYPES
        }

    def is_xml(self, name):
        """Whether a part is XML."""
        return bool(XML.fullmatch(self.kinds.get(name, ""))) or name == TYPES or self.is_loose(name)

    def is_loose(self, name):
        """Whether a part is XML as a former Office wrote it."""
        return name != TYPES and self.kinds.get(name) == LOOSE

    def pointers(self):
        """Every relationship of the package, in the order of the parts."""
        for name, kind in self.kinds.items():
            if kind != POINTERS and not name.endswith(".rels"):
                continue
            for line in self.tree(name).iter(POINTS):
                yield Pointer(
                    stands_in=name,
                    number=line.get("Id") or "",
                    kind=(line.get("Type") or "").rpartition("/")[2],
                    aim=line.get("Target") or "",
                    is_outside=line.get("TargetMode") == "External",
                )

    def drop(self, names):
        """Leave parts out, with all that points to them and with the list's lines about them; their numbers by part."""
        gone = {name.lower() for name in names}
        dropped: dict[str, set[str]] = {}
        for one in list(self.pointers()):
            if not one.is_outside and one.part.lower() in gone:
                dropped.setdefault(source_of(one.stands_in), set()).add(one.number)
                lines = self.tree(one.stands_in)
                lines.remove(next(line for line in lines if line.get("Id") == one.number))
        for line in list(self.tree(TYPES)):
            if (line.get("PartName") or "").lstrip("/").lower() in gone:
                self.tree(TYPES).remove(line)
        for name in names:
            for one in (name, pointers_of(name)):
                self.parts.pop(one, None)
                self.kinds.pop(one, None)
                self.trees.pop(one, None)
        return dropped

    def written(self) -> bytes:
        """The package anew: the same parts give the same bytes, and nothing stands between them."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(self.parts, key=lambda name: (name != TYPES, name)):
                own = self.parts[name]
                if name in self.trees:
                    own = etree.tostring(self.trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
                archive.writestr(zipfile.ZipInfo(name, NO_DAY), own, zipfile.ZIP_DEFLATED)
        return content.getvalue()


def source_of(pointers):
    """The part whose relationships a part holds; "" for those of the whole package."""
    folder, _slash, name = pointers.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def pointers_of(part):
    """The part that holds the relationships of a part."""
    return posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")


def unpacked(content: bytes) -> dict[str, bytes]:
    """Every part of an archive by its name. Unopened for a cut, a locked, an ambiguous one and for a bomb."""
    if content.startswith(COMPOUND):
        raise Unopened(Fault.OFFICE_LOCKED if LOCKED_WITHIN in content else Fault.OFFICE_OLD)
    end = content.rfind(END)
    if not content.startswith(LOCAL) or end < 0:
        raise Unopened(Fault.OFFICE_CUT)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            weigh(entries)
            if any(entry.flag_bits & ENCRYPTED for entry in entries):
                raise Unopened(Fault.OFFICE_LOCKED)
            if len(content) != end + END_BYTES or not is_seamless(content, entries, archive.start_dir, end):
                raise Unopened(Fault.OFFICE_MIXED)
            return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as fault:
        raise Unopened(Fault.OFFICE_BROKEN) from fault


def weigh(entries):
    """Unopened when there are more parts, or more in them, than a document of people has; or two of one name."""
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unopened(Fault.TOO_HEAVY)
    for entry in entries:
        is_dense = entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > MAX_PART_BYTES or is_dense:
            raise Unopened(Fault.TOO_HEAVY)
    strange = any("\\" in name or name.startswith("/") or ".." in name.split("/") for name in names)
    if strange or len(set(names)) != len(names):
        raise Unopened(Fault.OFFICE_BROKEN)


def is_seamless(content, entries, start, end):
    """Whether the parts follow each other from the first byte to the list of them, and that to the end."""
    place = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if not 0 <= entry.header_offset - place <= (SAID_AGAIN_BYTES if place else 0):
            return False
        head = content[entry.header_offset : entry.header_offset + LOCAL_BYTES]
        if len(head) < LOCAL_BYTES or not head.startswith(LOCAL):
            return False
        beside = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        place = entry.header_offset + LOCAL_BYTES + beside + entry.compress_size
    listed = start
    while content.startswith(LISTED, listed):
        sizes = (int.from_bytes(content[listed + at : listed + at + 2], "little") for at in (28, 30, 32))
        listed += LISTED_BYTES + sum(sizes)
    return 0 <= start - place <= SAID_AGAIN_BYTES and 0 <= end - listed <= LARGE_END_BYTES
