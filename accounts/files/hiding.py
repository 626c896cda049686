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

from accounts.files import asides

# So many pixels around each letter are blackened as well.
EDGE = 2
# What PDFium puts where a word is parted at the end of a line.
PARTED = {"\x02", "\xad"}
SPACED = re.compile(r"(?<!\w)\w(?:[^\S\r\n]+\w(?!\w)){2,}")
HYPHENS = {"-", "\u2010"}
UNWRITTEN = {"\0", "\ufffe", "\uffff", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}
# What a PDF may give to be read in the place of what it draws; and how deep PDFium goes into drawings in drawings.
INSTEAD = b"ActualText"
DEEPEST = 64


def names(content: bytes, hidden: str) -> bool:
    """Whether anything that is written in a PDF matches the expression `hidden`: on a page, in what is drawn over it,
    in notes, fields, links and bookmarks. Whether a field is drawn that cannot be read counts as well.
    """
    document = pypdfium2.PdfDocument(content)
    for number in range(len(document)):
        # Notes and fields become part of the page, so that their words are read with its own.
        if raw.FPDFPage_Flatten(document[number], raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_FAIL:
            return True
        if any(places_of(text, hidden) for text in texts_of(document[number])):
            return True
    said, is_drawn = asides.told(content)
    return is_drawn or any(matched(as_read(text), hidden) for text in said)


def blackened(page, picture: Image.Image, hidden: str) -> Image.Image:
    """The picture of a page without what matches; all of it black where a letter that matches has no place."""
    draw = ImageDraw.Draw(picture)
    for text in texts_of(page):
        for place in sorted(places_of(text, hidden)):
            box = box_of(page, text, place, picture.size)
            if box is None:
                return Image.new("RGB", picture.size)
            draw.rectangle(box, fill="black")
    return picture


def texts_of(page):
    """The text of a page as it is given to be read; and, where that differs, as it is drawn. The page is changed."""
    yield page.get_textpage()
    drawn = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST)
    marks = ((one, place) for one in drawn for place in range(raw.FPDFPageObj_CountMarks(one)))
    removed = sum(
        raw.FPDFPageObjMark_RemoveParam(one, raw.FPDFPageObj_GetMark(one, place), INSTEAD) for one, place in marks
    )
    if removed:
        yield page.get_textpage()


def places_of(text, hidden) -> set[int]:
    """The letters of a page that belong to a match, by their place in its text.

    A word that is parted at the end of a line is read whole and with its hyphen: either may be the name.
    """
    found = set()
    for letters, places in (read(text, joins=True), read(text, joins=False)):
        found |= {places[one][0] for one in matched(letters, hidden)}
    return found


def matched(letters, hidden) -> set[int]:
    """The letters of a text that belong to a match, by their place in it.

    A heading with its letters apart is read once more without the gaps: with its neighbours, where a name may run on,
    and by itself, where nothing tells a word from the next.
    """
    found = spans(hidden, letters, range(len(letters)))
    runs = [[place for place in range(*run.span()) if not letters[place].isspace()] for run in SPACED.finditer(letters)]
    if not runs:
        return found
    run_on = hidden.replace(r"\s+", r"\s*")
    in_runs = {place for run in SPACED.finditer(letters) for place in range(*run.span())}
    kept = [place for place, letter in enumerate(letters) if place not in in_runs or not letter.isspace()]
    found |= spans(run_on, "".join(letters[place] for place in kept), kept)
    anywhere = run_on.replace(r"(?<!\w)", "").replace(r"(?!\w)", "")
    for run in runs:
        found |= spans(anywhere, "".join(letters[place] for place in run), run)
    return found


def spans(pattern, letters, places):
    """The places of the letters that match, but for gaps between words."""
    return {
        places[at]
        for match in re.finditer(pattern, letters)
        for at in range(*match.span())
        if not letters[at].isspace()
    }


def as_read(text):
    """A text that stands beside a page, its letters as those of a page are read."""
    return unicodedata.normalize("NFKC", "".join(one for one in text if one not in UNWRITTEN | PARTED))


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
