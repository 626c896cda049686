"""Tables as people send them: CSV as spreadsheets write it, and XLSX. Rows of text come out, with their numbers."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext_lazy as _

from accounts.files import reasons
from accounts.files.kinds import proven
from accounts.files.sizes import MEBIBYTE
from accounts.rules import Refusal, Refused

# A spreadsheet takes a cell that begins so for something to run.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# What is written with one apostrophe more, so that none is ever taken off that was not put on.
GUARDED = re.compile(r"'*[=+\-@\t\r\n]")
# What spreadsheets show in the place of a value that a formula did not find.
ERROR = re.compile(r"#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!|ERROR!|GETTING_DATA)|Err:[0-9]{3}")
MAX_BYTES = 5 * MEBIBYTE
MAX_ROWS = 10_000
MAX_COLUMNS = 50
# In so much of the beginning of a CSV it shows what stands between its cells.
HEAD_LINES, HEAD_CHARACTERS = 20, 50_000

TOO_BIG = Refusal("sheet_too_big", _("Berkasnya terlalu besar. Paling besar 5 MB; bagi menjadi beberapa berkas."))
NOT_A_TABLE = Refusal("not_a_table", _("Berkas ini bukan tabel. Simpan sebagai CSV atau XLSX, lalu kirim lagi."))
BROKEN = Refusal(
    "sheet_broken", _("Berkas XLSX ini rusak atau dikunci kata sandi. Simpan lagi dari lembar kerja Anda.")
)
NO_ROWS = Refusal("no_rows", _("Di bawah nama kolom belum ada baris."))
TOO_MANY_ROWS = Refusal(
    "too_many_rows", _("Berkasnya lebih dari 10.000 baris. Bagi menjadi beberapa berkas, lalu kirim satu per satu.")
)
MUCH_TOO_BIG = Refusal(
    "sheet_much_too_big", _("Berkasnya terlalu besar. Paling besar 30 MB; bagi menjadi beberapa berkas.")
)
FAR_TOO_MANY_ROWS = Refusal(
    "far_too_many_rows",
    _("Berkasnya lebih dari 100.000 baris. Bagi menjadi beberapa berkas, lalu kirim satu per satu."),
)


@dataclass(frozen=True)
class SheetBounds:
    """How much one file may hold: bytes as it came and unpacked, rows that say something below those of its head."""

    size: int
    unpacked: int
    rows: int
    too_big: Refusal
    too_many: Refusal
    # Titles may stand above the headings.
    heads: int = 1
    # Cells of a row beyond so many are not read.
    columns: int = MAX_COLUMNS

    @property
    def lines(self) -> int:
        """Empty lines between them are no rows, but they are read."""
        return 2 * self.rows


SMALL = SheetBounds(MAX_BYTES, 100 * MEBIBYTE, MAX_ROWS, TOO_BIG, TOO_MANY_ROWS)
# What is read row by row and kept so. One column more than is used tells whether there are more.
LARGE = SheetBounds(
    30 * MEBIBYTE, 400 * MEBIBYTE, 100_000, MUCH_TOO_BIG, FAR_TOO_MANY_ROWS, heads=15, columns=MAX_COLUMNS + 1
)


@dataclass(frozen=True)
class RowFault:
    """What is wrong with the row of this number."""

    number: int | None
    sentence: str


def rows(upload, bounds: SheetBounds = SMALL):
    """The rows of a table as [(number, [text, ...])], numbered as the spreadsheet shows them; empty ones left out.

    A cell that holds a formula comes as the formula, with its "=". Refused with the reason where there is no table.
    """
    return list(one_by_one(upload, bounds))


def one_by_one(upload, bounds: SheetBounds) -> Iterator[tuple[int, list[str]]]:
    """The same rows as they are read, so that many take no more memory than one; Refused also between them."""
    if not upload.size:
        raise Refused(reasons.EMPTY)
    if upload.size > bounds.size:
        raise Refused(bounds.too_big)
    upload.seek(0)
    content = upload.read()
    family = proven(content)
    if family in ("zip", "xlsx"):
        found = of_workbook(content, bounds)
    elif family:
        raise Refused(NOT_A_TABLE)
    else:
        found = of_text(decoded(content), bounds)
    return kept(found, bounds)


def kept(found, bounds):
    """The rows that say something, no more of them than one file may hold besides its head."""
    said = 0
    for number, cells in found:
        if number > bounds.lines:
            raise Refused(bounds.too_many)
        if any(cells):
            said += 1
            if said > bounds.rows + bounds.heads:
                raise Refused(bounds.too_many)
            yield number, cells
    if not said:
        raise Refused(reasons.EMPTY)


def decoded(content):
    """The text of a file from whichever program wrote it: UTF-8, UTF-16 with its mark, or Windows-1252."""
    text = in_its_code(content)
    # No text holds this sign, and the database keeps none that does.
    if "\x00" in text:
        raise Refused(NOT_A_TABLE)
    return text


def in_its_code(content):
    """The text of a file in the code that it shows to be written in."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def of_text(text, bounds):
    """The rows of a CSV, whatever stands between its cells and at the ends of its lines."""
    try:
        for number, row in enumerate(parted(text, delimiter_of(text)), start=1):
            yield number, [tidy(cell) for cell in row[: bounds.columns]]
    except csv.Error as error:
        raise Refused(NOT_A_TABLE) from error


def parted(text, sign):
    """The rows of a text whose cells `sign` stands between, those in quotation marks whole."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign)


def delimiter_of(text):
    """What stands between the cells: what parts most of the first rows into equally many; the head may have a title."""
    head = text[:HEAD_CHARACTERS]

    def evenness(sign):
        rows = islice((row for row in parted(head, sign) if any(map(str.strip, row))), HEAD_LINES)
        counts = Counter(len(row) for row in rows)
        # The share and not the number: what breaks a text of many lines apart finds more rows.
        return max(((times / counts.total(), count) for count, times in counts.items() if count > 1), default=(0, 0))

    return max(";,\t", key=evenness)


def of_workbook(content, bounds):
    """The rows of the first sheet of an XLSX."""
    from openpyxl import load_workbook
    from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

    def told(cell):
        # These two come as things of their own and not as the text of the formula.
        if isinstance(cell, ArrayFormula):
            return cell.text or "="
        return "=TABLE()" if isinstance(cell, DataTableFormula) else cell

    try:
        refuse_a_bomb(content, bounds)
        book = load_workbook(io.BytesIO(content), read_only=True)
        sheet = book.worksheets[0]
        # How far it says that it reaches is often wrong: some programs always write A1.
        sheet.reset_dimensions()
        lines = sheet.iter_rows(max_col=bounds.columns, values_only=True)
        for number, line in enumerate(lines, start=1):
            yield number, [tidy(told(cell)) for cell in line]
        book.close()
    except Refused:
        raise
    # A stranger's archive may break its reader anywhere, and every way comes to the same.
    except Exception as error:
        raise Refused(BROKEN) from error


def refuse_a_bomb(content, bounds):
    """Stop before an archive that would unpack to more than a table of people ever holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > bounds.unpacked:
            raise Refused(bounds.too_big)


def place_of(names, head):
    """Which column bears one of these names, or None."""
    return next((place for place, cell in enumerate(head) if cell.casefold() in names), None)


def is_error(text):
    """Whether a cell holds, instead of a value, that a formula found none."""
    return ERROR.fullmatch(text) is not None


def tidy(cell):
    """A cell as text on one line, as it was before it was made harmless and without blanks around it."""
    return " ".join(as_meant(str("" if cell is None else cell)).replace("\xa0", " ").split())


def harmless(text):
    """A text that no spreadsheet runs."""
    return f"'{text}" if GUARDED.match(text) else text


def as_meant(text):
    """The text that `harmless` was given."""
    return text[1:] if text.startswith("'") and GUARDED.match(text) else text
