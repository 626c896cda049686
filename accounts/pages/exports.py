"""Any list as a file for spreadsheets: XLSX with real numbers and dates, CSV that opens right.

No cell runs, whatever somebody was called. The rows are written as they are read: a list of any length takes the memory
of a short one.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.functional import Promise

from accounts.files.sheets import harmless
from accounts.pages.columns import csv_text
from accounts.pages.columns.csv_text import at_the_office, together, yes_or_no
from accounts.pages.lists import Listing
from accounts.pages.tables import CELLS, by_kind, each_by_kind

# How the address of a list asks for it as a file, and the two forms there are.
FORM = "bentuk"
CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# So many lines leave at a time.
CHUNK = 500
DAY, MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"


def is_asked(request: HttpRequest) -> bool:
    """Whether the address asks for a list as a file."""
    return request.GET.get(FORM) in TYPES


def answered(request: HttpRequest, listing: Listing) -> HttpResponseBase | None:
    """The list as the file that the address asks for, all of its rows; None where a page is asked for."""
    form = request.GET.get(FORM)
    if form not in TYPES:
        return None
    columns = [one for one in listing.chosen(request) or listing.columns if not one.is_act]
    heads = [str(column.label) for column in columns]
    name = f"{listing.name}.{form}"
    parts, language = listing.parts(columns), translation.get_language()
    if form == CSV:
        return streamed(name, chain([written([heads])], in_language(map(csv_text.lines, parts), language)))
    return as_workbook(name, heads, in_language(map(plain_lines, parts), language))


def in_language(parts: Iterable[Any], language: str) -> Iterator[Any]:
    """The same, each part made in the language of whoever asked: they are read when the request is over."""
    parts = iter(parts)
    while True:
        with translation.override(language):
            some = next(parts, None)
        if some is None:
            return
        yield some


def spoken(lines: Iterable[Sequence[Any]], language: str) -> Iterator[list[Sequence[Any]]]:
    """Lines of any length as plain values, some at a time, in the language of whoever asked."""
    lines = iter(lines)
    return in_language(iter(lambda: each_by_kind(islice(lines, CHUNK), PLAIN), []), language)


# How a file keeps a value, by its type: yes and no in words, moments where the office is, several things in one cell.
PLAIN = {bool: yes_or_no, Promise: str, datetime: at_the_office, list: together, tuple: together}
# How a cell of a CSV says it: dates as a spreadsheet set to Indonesian reads them.
IN_A_CELL = {datetime: "{:%d/%m/%Y %H:%M}".format, date: "{:%d/%m/%Y}".format, **CELLS}


def plain_lines(part: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """The lines of a list's part, which comes column by column, as a workbook keeps their values."""
    return list(zip(*(by_kind(column, PLAIN) for column in part), strict=True))


def as_csv(name: str, heads: list[str], rows: Iterator[list[Sequence[Any]]]) -> StreamingHttpResponse:
    """Lines of plain values, some at a time, as a CSV."""
    return streamed(name, chain([written([heads])], map(written, rows)))


def streamed(name: str, parts: Iterable[bytes]) -> StreamingHttpResponse:
    """A CSV in UTF-8 with its mark, whose lines leave as they are made."""
    response = StreamingHttpResponse(chain([b"\xef\xbb\xbf"], parts), content_type=TYPES[CSV])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def written(lines: Iterable[Sequence[Any]]) -> bytes:
    """Lines of a CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=csv_text.SIGN).writerows(each_by_kind(lines, IN_A_CELL))
    return text.getvalue().encode()


def as_workbook(name: str, heads: list[str], rows: Iterator[list[Sequence[Any]]]) -> FileResponse:
    """One sheet whose head stays in sight, with a filter on every column."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it was sent
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    bold = book.add_format({"bold": True})
    formats = {date: book.add_format({"num_format": DAY}), datetime: book.add_format({"num_format": MOMENT})}
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for place, head in enumerate(heads):
        sheet.set_column(place, place, max(12, min(40, len(head) + 4)))
        sheet.write_string(0, place, head, bold)
    last = 0
    for some in rows:
        for line in some:
            last += 1
            for place, value in enumerate(line):
                write(sheet, last, place, value, formats)
    sheet.autofilter(0, 0, last, len(heads) - 1)
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[XLSX])


def as_archive(name: str, write_into: Callable[[IO[bytes]], object]) -> FileResponse:
    """A ZIP as `write_into(file)` makes it: whole before it goes out, so that nothing is missing in what arrived."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it was sent
    write_into(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


def write(sheet: Any, row: int, place: int, value: Any, formats: dict[type, Any]) -> None:
    """One cell of a workbook: a text is never taken for anything else.

    It needs no apostrophe before a formula; one that stands there is written so that reading gives it again.
    """
    if value is None or value == "":
        return
    if isinstance(value, int | float | Decimal):
        sheet.write_number(row, place, value)
    elif isinstance(value, date):
        at = value if isinstance(value, datetime) else datetime.combine(value, time.min)
        sheet.write_datetime(row, place, at, formats[type(value)])
    else:
        text = harmless(str(value)) if str(value).startswith("'") else str(value)
        sheet.write_string(row, place, text[:32_767])
