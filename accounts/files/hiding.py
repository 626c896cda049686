"""Names on the pages of a PDF: found in what is written there, and blackened in the picture of the page.

The picture is what a blind reader gets; under what is black nothing is left. Called in a process apart (`apart.py`).
What a page shows without writing it (a scan, a picture, an outline) is not found.
"""

import ctypes
import re
import unicodedata

import pypdfium2
from PIL import Image, ImageDraw
from pypdfium2 import raw

# So many pixels around each letter are blackened as well.
EDGE = 2
# What PDFium puts where a word is parted at the end of a line.
PARTED = {"\x02", "\xad"}
SPACED = re.compile(r"(?<!\w)\w(?:[^\S\r\n]+\w(?!\w)){2,}")
HYPHENS = {"-", "\u2010"}
UNWRITTEN = {"\0", "\ufffe", "\uffff", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}


def names(content: bytes, hidden: str) -> bool:
    """Whether anything that is written on any page matches the expression `hidden`."""
    return any(places_of(page.get_textpage(), hidden) for page in pypdfium2.PdfDocument(content))


def blackened(page, picture: Image.Image, hidden: str) -> Image.Image:
    """The picture of a page without what matches; all of it black where a letter that matches has no place."""
    text = page.get_textpage()
    draw = ImageDraw.Draw(picture)
    for place in sorted(places_of(text, hidden)):
        box = box_of(page, text, place, picture.size)
        if box is None:
            return Image.new("RGB", picture.size)
        draw.rectangle(box, fill="black")
    return picture


def places_of(text, hidden) -> set[int]:
    """The letters of a page that belong to a match, by their place in its text.

    A word that is parted at the end of a line is read whole and with its hyphen: either may be the name. A heading with
    its letters apart is read once more without the gaps, and words run together in it.
    """
    found = set()
    joined = read(text, joins=True)
    readings = (joined, hidden), (read(text, joins=False), hidden), (closed(*joined), hidden.replace(r"\s+", r"\s*"))
    for (letters, places), pattern in readings:
        for match in re.finditer(pattern, letters):
            found |= {place for place, letter in places[match.start() : match.end()] if not letter.isspace()}
    return found


def closed(letters, places):
    """What was read, single letters in a row put together."""
    gaps = {
        place
        for match in SPACED.finditer(letters)
        for place in range(match.start(), match.end())
        if letters[place].isspace()
    }
    kept = [place for place in range(len(letters)) if place not in gaps]
    return "".join(letters[place] for place in kept), [places[place] for place in kept]


def read(text, *, joins) -> tuple[str, list[tuple[int, str]]]:
    """What is written on a page as one text, and for each of its letters where it stands; each as it is read."""
    letters = [chr(raw.FPDFText_GetUnicode(text, place)) for place in range(text.count_chars())]
    told, places, is_parted = [], [], False
    for place, letter in enumerate(letters):
        ends_line = letter in HYPHENS and letters[place + 1 : place + 2] in (["\r"], ["\n"])
        if letter in PARTED or (joins and ends_line):
            is_parted, one = True, "" if joins else "-"
        elif letter in UNWRITTEN or (is_parted and letter in "\r\n"):
            one = ""
        else:
            is_parted, one = False, unicodedata.normalize("NFKC", letter)
        told.append(one)
        places += [(place, letter)] * len(one)
    return "".join(told), places


def box_of(page, text, place, size):
    """Where a letter stands in the picture of its page, with an edge; None where that is not known."""
    left, bottom, right, top = text.get_charbox(place, loose=True)
    if left == right or bottom == top:
        left, bottom, right, top = text.get_charbox(place)
    if left == right or bottom == top:
        return None
    corners = [in_picture(page, x, y, size) for x, y in ((left, bottom), (right, top), (left, top), (right, bottom))]
    across, down = zip(*corners, strict=True)
    return min(across) - EDGE, min(down) - EDGE, max(across) + EDGE, max(down) + EDGE


def in_picture(page, x, y, size):
    """A point of a page as a point of its picture."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value
