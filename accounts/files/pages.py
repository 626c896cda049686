"""Pages of a PDF as pictures, which run nothing, need no program of the reader's and fit a phone; and their words.

Called in a process apart (`apart.py`), which bounds time and memory.
"""

import io

import pypdfium2

from accounts.files import hiding
from accounts.files.faults import Fault, Unopened

# As wide as a page is read on a screen; small print stays legible.
WIDTH = 1240
LARGEST = 3.0
# A page a hundred times as long as it is wide is a trap, no page.
MAX_PIXELS = 8_000_000
# WebP knows no longer side than 16,383.
MAX_SIDE = 16_000
# Of a longer text the beginning is enough to know a document by.
MOST_PAGES, MOST_LETTERS = 3, 20_000


def drawn(content: bytes, number: int, hidden: str = "") -> tuple[bytes, int]:
    """The page of this number, the first is 1, as WebP; and the number of pages. Of page 0 there is no picture.

    What is written there and matches the expression `hidden` is black; notes and fields, whose words are not found,
    are left out of such a page.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        raise Unopened(Fault.BROKEN) from fault
    if not 1 <= number <= len(document):
        return b"", len(document)
    page = document[number - 1]
    width, height = page.get_size()
    fitting = (WIDTH / max(width, 1), MAX_SIDE / max(width, height, 1), (MAX_PIXELS / max(width * height, 1)) ** 0.5)
    scale = min(LARGEST, *fitting)
    is_whole = not hidden
    picture = page.render(scale=scale, may_draw_forms=is_whole, draw_annots=is_whole).to_pil().convert("RGB")
    if hidden:
        picture = hiding.blackened(page, picture, hidden)
    written = io.BytesIO()
    picture.save(written, "WEBP", quality=80)
    return written.getvalue(), len(document)


def words(content: bytes) -> bytes:
    """What is written on the first pages, as UTF-8."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        raise Unopened(Fault.BROKEN) from fault
    pages = (document[number].get_textpage() for number in range(min(MOST_PAGES, len(document))))
    found = "\n".join(page.get_text_range(count=min(MOST_LETTERS, page.count_chars())) for page in pages)
    return found.encode(errors="replace")
