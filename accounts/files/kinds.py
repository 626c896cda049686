"""Kinds of files: what the bytes say, and the ending that goes with it."""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass


@dataclass(frozen=True)
class FileKind:
    """A kind of file that can be opened; of its endings the first two are known everywhere, the first is ours."""

    key: str
    label: str
    content_type: str
    endings: tuple[str, ...]


KINDS = {
    kind.key: kind
    for kind in (
        FileKind("pdf", "PDF", "application/pdf", ("pdf",)),
        FileKind("jpeg", "JPEG", "image/jpeg", ("jpg", "jpeg", "jfif", "jpe", "jif")),
        FileKind("png", "PNG", "image/png", ("png",)),
        FileKind("webp", "WebP", "image/webp", ("webp",)),
        FileKind("docx", "DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",)),
        FileKind("xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",)),
    )
}

# Archives of parts; what they are, the folder of their main part says first.
OFFICE = {"docx": "word/", "xlsx": "xl/"}
# Readers look for the header of a PDF so far into the file; what stands before it they pass over.
HEADER_WITHIN = 1024
# Taken where a JPEG is, and made into one.
HEIC_ENDINGS = ("heic", "heif")
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
# What a stranger's file begins with. None of it is taken, and none of it may stand before the header of a PDF.
FOREIGN = {
    "markup": (b"<",),
    "zip": (b"PK\x03\x04", b"PK\x05\x06"),
    "program": (b"MZ", b"\x7fELF", b"#!"),
    "picture": (b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
    "archive": (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
    # Word and Excel of former years, and every office document behind a password.
    "compound": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
}
# A name that ends so is started by a click on some machine, whatever it holds.
PROGRAMS = frozenset({
    "apk", "app", "bat", "chm", "cmd", "com", "cpl", "dll", "dmg", "exe", "hta", "htm", "html", "jar", "js", "jse",
    "lnk", "msi", "msp", "php", "ps1", "reg", "scr", "sh", "svg", "vb", "vbe", "vbs", "wsf", "xhtml",
})  # fmt: skip
ENDING = re.compile(r"[A-Za-z0-9]{1,5}")


def proven(content: bytes) -> str:
    """What the bytes are: the key of a kind, "heic", a family of `FOREIGN`, or "" when nothing is known."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp":
        return "heic" if content[8:12] in HEIC_BRANDS else "picture"
    start = content[:HEADER_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    for family, beginnings in FOREIGN.items():
        if start.startswith(beginnings):
            return (family == "zip" and office_of(content)) or family
    # Some writers leave the header away; readers open the file by its end all the same.
    if b"%PDF-" in content[:HEADER_WITHIN] or (b"startxref" in content[-2048:] and b" obj" in content):
        return "pdf"
    return ""


def office_of(content: bytes) -> str:
    """Which office document an archive says it is, by the names in it; "" for none. Whether it is, `office.py` says."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return ""
    if "[Content_Types].xml" not in names:
        return ""
    return next((key for key, folder in OFFICE.items() if any(name.startswith(folder) for name in names)), "")


def is_two_in_one(content: bytes, kind: str) -> bool:
    """Whether another program would see a file of another kind in the same bytes."""
    if kind != "pdf" and b"%PDF-" in content[:HEADER_WITHIN]:
        return True
    if kind in OFFICE:
        return False
    # An archive is read from its end.
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def ending_of(name: str) -> str:
    """The ending of a name in small letters; "" where there is none."""
    stem, _dot, ending = name.strip().rpartition(".")
    return ending.lower() if stem and ENDING.fullmatch(ending) else ""


def called(name: str) -> FileKind | None:
    """The kind that a name's ending stands for, or None."""
    ending = name.strip().rpartition(".")[2].lower()
    return next((kind for kind in KINDS.values() if ending in kind.endings), None)


def named(name: str, kind: FileKind) -> str:
    """The name as given with the ending of its kind: readable, on one line, at most 200 letters.

    Marks that turn the direction of writing or cannot be seen are dropped: they dress one ending up as another.
    """
    seen = "".join(" " if unicodedata.category(sign) in {"Zs", "Cc"} else sign for sign in name)
    seen = "".join(sign for sign in seen if unicodedata.category(sign) not in {"Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
    seen = re.sub(r"[/\\]", "-", " ".join(seen.split()))
    stem, ending = seen, kind.endings[0]
    if called(seen) or ending_of(seen) in HEIC_ENDINGS:
        stem, _dot, own = seen.rpartition(".")
        ending = own if own.lower() in kind.endings[:2] else ending
    stem = stem.strip(" .") or "berkas"
    return f"{stem[: 200 - len(ending) - 1]}.{ending}"
