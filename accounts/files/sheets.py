"""Tables as people send them: CSV as spreadsheets write it, and XLSX. Rows of text come out, with their numbers."""

import csv
import io
import zipfile
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext_lazy as _

from accounts.files import reasons
from accounts.files.kinds import proven
from accounts.files.sizes import MEBIBYTE
from accounts.rules import Refusal, Refused

# A spreadsheet takes a cell that begins so for something to run.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MAX_BYTES = 5 * MEBIBYTE
MAX_ROWS = 10_000
# Empty lines between them are no rows, but they are read.
MAX_LINES = 2 * MAX_ROWS
MAX_COLUMNS = 50
# What an archive may hold when it is unpacked.
MAX_UNPACKED = 100 * MEBIBYTE

TOO_BIG = Refusal("sheet_too_big", _("Berkasnya terlalu besar. Paling besar 5 MB; bagi menjadi beberapa berkas."))
NOT_A_TABLE = Refusal("not_a_table", _("Berkas ini bukan tabel. Simpan sebagai CSV atau XLSX, lalu kirim lagi."))
BROKEN = Refusal(
    "sheet_broken", _("Berkas XLSX ini rusak atau dikunci kata sandi. Simpan lagi dari lembar kerja Anda.")
)
NO_ROWS = Refusal("no_rows", _("Di bawah nama kolom belum ada baris."))
TOO_MANY_ROWS = Refusal(
    "too_many_rows", _("Berkasnya lebih dari 10.000 baris. Bagi menjadi beberapa berkas, lalu kirim satu per satu.")
)


@dataclass(frozen=True)
class RowFault:
    """What is wrong with the row of this number."""

    number: int | None
    sentence: str


def rows(upload):
    """The rows of a table as [(number, [text, ...])], numbered as the spreadsheet shows them; empty ones left out.

    A cell that holds a formula comes as the formula, with its "=". Refused with the reason where there is no table.
    """
    if not upload.size:
        raise Refused(reasons.EMPTY)
    if upload.size > MAX_BYTES:
        raise Refused(TOO_BIG)
    upload.seek(0)
    content = upload.read()
    family = proven(content)
    if family in ("zip", "xlsx"):
        found = of_workbook(content)
    elif family:
        raise Refused(NOT_A_TABLE)
    else:
        found = of_text(decoded(content))
    return kept(found)


def kept(found):
    """The rows that say something, no more of them than one file may hold besides its head."""
    if len(found) > MAX_LINES:
        raise Refused(TOO_MANY_ROWS)
    said = [(number, cells) for number, cells in found if any(cells)]
    if not said:
        raise Refused(reasons.EMPTY)
    if len(said) > MAX_ROWS + 1:
        raise Refused(TOO_MANY_ROWS)
    return said


def decoded(content):
    """The text of a file from whichever program wrote it: UTF-8, UTF-16 with its mark, or Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise Refused(NOT_A_TABLE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def of_text(text):
    """The rows of a CSV, whatever stands between its cells and at the ends of its lines."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    between = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    try:
        found = list(islice(enumerate(reader, start=1), MAX_LINES + 1))
    except csv.Error as error:
        raise Refused(NOT_A_TABLE) from error
    return [(number, [tidy(cell) for cell in row[:MAX_COLUMNS]]) for number, row in found]


def of_workbook(content):
    """The rows of the first sheet of an XLSX."""
    from openpyxl import load_workbook

    try:
        refuse_a_bomb(content)
        book = load_workbook(io.BytesIO(content), read_only=True)
        sheet = book.worksheets[0]
        lines = islice(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), MAX_LINES + 1)
        found = [(number, [tidy(cell) for cell in line]) for number, line in enumerate(lines, start=1)]
        book.close()
    except Refused:
        raise
    # A stranger's archive may break its reader anywhere, and every way comes to the same.
    except Exception as error:
        raise Refused(BROKEN) from error
    return found


def refuse_a_bomb(content):
    """Stop before an archive that would unpack to more than a table of people ever holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
            raise Refused(TOO_BIG)


def place_of(names, head):
    """Which column bears one of these names, or None."""
    return next((place for place, cell in enumerate(head) if cell.casefold() in names), None)


def tidy(cell):
    """A cell as text on one line, without blanks around it."""
    return " ".join(str("" if cell is None else cell).replace("\xa0", " ").split())
