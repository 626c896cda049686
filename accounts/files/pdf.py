"""PDF: opened whole, and written anew without what runs or tells.

Called in a process apart (`apart.py`), which bounds time and memory: a file is somebody else's program.
"""

import io
import re
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Stream

from accounts.files import signatures, stripping
from accounts.files.faults import Fault, Unopened

# No letter and no report comes near these; what is made to fill a machine passes them at once.
MAX_OBJECTS = 250_000
MAX_STREAM_BYTES = 128 * 1_048_576
MAX_BYTES = 512 * 1_048_576
MAX_IMAGE_PIXELS = 200_000_000


class Copies(NamedTuple):
    """What is kept, and what judges read: without author, place and history."""

    kept: bytes
    clean: bytes
    is_signed: bool = False
    # Whether something that runs was taken out of a copy.
    was_active: bool = False


def copies(content: bytes) -> Copies:
    """Both copies of a PDF that a person can open; Unopened otherwise.

    What runs is taken out of both, except that a file with an electronic signature is kept as it came: the
    signature would be worth nothing afterwards.
    """
    with opened(content) as pdf:
        inspect(pdf, content)
        signed = [one for one in stripping.dictionaries(pdf) if "/ByteRange" in one and signatures.holds(one, content)]
        is_whole = any(signatures.covers(one, content) for one in signed)
        was_active = stripping.disarm(pdf)
        is_suspect = was_active or has_strangers(content)
        # Nobody signed what stands behind a signature: it saves nothing that runs.
        is_signed = is_whole or (bool(signed) and not is_suspect)
        kept = content
        if is_suspect and not is_signed:
            kept = saved(pdf)
        stripping.make_anonymous(pdf)
        clean = saved(pdf)
    with opened(clean) as again:
        if not len(again.pages):
            raise Unopened(Fault.BROKEN)
    return Copies(kept, clean, is_signed, was_active)


def opened(content):
    """The document; Unopened with what is wrong when no reader could open it."""
    try:
        return pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError as locked:
        if (pdf := opened_by_plain_parts(content)) is None:
            raise Unopened(Fault.LOCKED) from locked
        return pdf
    except pikepdf.PdfError as fault:
        raise Unopened(why_broken(content, fault)) from fault


def opened_by_plain_parts(content):
    """The document if its password guards only the files inside it, which are not kept anyway; None if not."""
    try:
        pdf = pikepdf.open(io.BytesIO(content.replace(b"/Encrypt", b"/Encrypx")))
        guard = pdf.trailer["/Encrypx"]
    except (pikepdf.PdfError, KeyError):
        return None
    if guard.get("/V", 0) < 4 or any(guard.get(key, "/Identity") != "/Identity" for key in ("/StmF", "/StrF")):
        return None
    del pdf.trailer["/Encrypx"]
    return pdf


def why_broken(content, fault):
    """The reason that says best what is wrong with a file that has no readable structure."""
    if not re.search(rb"\d\s+\d+\s+obj\b", content):
        return Fault.NOT_A_PDF
    if "no pages" in str(fault):
        return Fault.NO_PAGES
    return Fault.BROKEN if has_end(content) else Fault.CUT


def has_end(content):
    """Whether the mark of the end stands where readers look for it."""
    return b"%%EOF" in content[-2048:]


def has_strangers(content):
    """Whether there is something before the header or behind the end that is no part of the document."""
    after = content[content.rfind(b"%%EOF") + 5 :] if b"%%EOF" in content else b""
    return not content.startswith(b"%PDF-") or bool(after.strip(b" \t\r\n\x00"))


def inspect(pdf, content):
    """Look at every page and every stream; Unopened for what cannot be read or was made to fill a machine."""
    if len(pdf.objects) > MAX_OBJECTS:
        raise Unopened(Fault.TOO_HEAVY)
    was_repaired = any("reconstruct" in str(warning) for warning in pdf.get_warnings())
    if was_repaired and not has_end(content):
        raise Unopened(Fault.CUT)
    if "/Collection" in pdf.Root:
        raise Unopened(Fault.PORTFOLIO)
    if pdf.Root.get("/NeedsRendering") is True:
        raise Unopened(Fault.DYNAMIC_FORM)
    if not len(pdf.pages):
        raise Unopened(Fault.NO_PAGES)
    weigh(pdf)
    if not all(is_readable(page) for page in pdf.pages) or (was_repaired and has_lost_pages(pdf)):
        raise Unopened(Fault.BROKEN if has_end(content) else Fault.CUT)


def weigh(pdf):
    """Unopened when the streams, unpacked, are more than a document can be."""
    total = 0
    for one in pdf.objects:
        if not isinstance(one, Stream):
            continue
        if number(one.get("/Width")) * number(one.get("/Height")) > MAX_IMAGE_PIXELS:
            raise Unopened(Fault.TOO_HEAVY)
        size = len(unpacked(one) or b"")
        total += size
        if size > MAX_STREAM_BYTES or total > MAX_BYTES:
            raise Unopened(Fault.TOO_HEAVY)


def number(value):
    """A number as it stands in the file, 0 for anything else."""
    return value if isinstance(value, int) else 0


def unpacked(stream):
    """The content of a stream, None when it cannot be unpacked; a picture's is left packed."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError as fault:
        if "memory" in str(fault) or "limit" in str(fault):
            raise Unopened(Fault.TOO_HEAVY) from fault
        try:
            return stream.read_raw_bytes()
        except pikepdf.PdfError:
            return None


def is_readable(page):
    """Whether a page can be drawn: it is there, and what draws it can be unpacked. An empty page can."""
    contents = page.obj.get("/Contents")
    if contents is None:
        return True
    pieces = list(contents) if isinstance(contents, Array) else [contents]
    streams = [piece for piece in pieces if isinstance(piece, Stream)]
    if pieces and not streams:
        return False
    try:
        return all(stream.read_bytes() or not stream.read_raw_bytes() for stream in streams)
    except pikepdf.PdfError:
        return False


def has_lost_pages(pdf):
    """Whether the file says that it has more pages than can be found."""
    return number(pdf.Root.Pages.get("/Count")) > len(pdf.pages)


def saved(pdf):
    """The document written anew: the same input gives the same bytes, nothing of an earlier revision is left."""
    content = io.BytesIO()
    pdf.save(content, deterministic_id=True, encryption=False, fix_metadata_version=False)
    return content.getvalue()


def limit():
    """Set the library's own limits, once in a process."""
    pikepdf.settings.set_qpdf_limits(
        doc_max_warnings=10_000,
        max_stream_filters=6,
        parser_max_nesting=200,
        flate_max_memory=MAX_STREAM_BYTES,
        png_max_memory=MAX_STREAM_BYTES,
        tiff_max_memory=MAX_STREAM_BYTES,
        run_length_max_memory=MAX_STREAM_BYTES,
        dct_max_memory=MAX_STREAM_BYTES,
    )
