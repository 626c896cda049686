"""Tables as other software writes them: what stands between the cells, titles above the headings, bounds."""

import re
from contextlib import closing
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from accounts.files import sheets
from accounts.files.sheets import (
    BROKEN,
    FAR_TOO_MANY_ROWS,
    LARGE,
    MAX_COLUMNS,
    MUCH_TOO_BIG,
    NOT_A_TABLE,
    SMALL,
    SheetBounds,
)
from accounts.pages import exports
from accounts.rules import Refused

NARROW = SheetBounds(2_000, 50_000, 3, MUCH_TOO_BIG, FAR_TOO_MANY_ROWS)


def upload(text, code="utf-8"):
    return SimpleUploadedFile("a.csv", text.encode(code))


def workbook(count):
    book, file = Workbook(), BytesIO()
    for number in range(count):
        book.active.append([str(number), "x"])
    book.save(file)
    return SimpleUploadedFile("a.xlsx", file.getvalue())


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("Judul;Tahun\r\na;2020\r\n", "utf-8", [["Judul", "Tahun"], ["a", "2020"]]),
        (
            "Rekap, tahun 2023\r\n\r\nJudul;Tahun\r\na, b;2020\r\n",
            "utf-8-sig",
            [["Rekap, tahun 2023"], ["Judul", "Tahun"], ["a, b", "2020"]],
        ),
        (
            "Rekap; tahun 2023\r\nJudul,Tahun\r\na,2020\r\n",
            "utf-8",
            [["Rekap; tahun 2023"], ["Judul", "Tahun"], ["a", "2020"]],
        ),
        ("Judul\tTahun\r\né\t2020\r\n", "cp1252", [["Judul", "Tahun"], ["é", "2020"]]),
        ("Judul;Tahun\r\n“a”;2020\r\n", "utf-16", [["Judul", "Tahun"], ["“a”", "2020"]]),
        ("Judul\r\na\r\n", "utf-8", [["Judul"], ["a"]]),
        (
            'Judul,Uraian\r\na,"satu, dua; tiga"\r\nb,"satu, dua, tiga; empat"\r\nc,"satu; dua"\r\n',
            "utf-8",
            [["Judul", "Uraian"], ["a", "satu, dua; tiga"], ["b", "satu, dua, tiga; empat"], ["c", "satu; dua"]],
        ),
        (
            'Judul;Uraian\r\na;"satu, dua\r\ntiga, empat\r\nlima, enam"\r\n',
            "utf-8",
            [["Judul", "Uraian"], ["a", "satu, dua tiga, empat lima, enam"]],
        ),
    ],
)
def test_the_cells_of_a_table_whatever_stands_between_them(text, code, expected):
    assert [cells for _number, cells in sheets.rows(upload(text, code))] == expected


@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        (upload("a\r\n" * 4), None),
        (upload("a\r\n\r\n" * 3), None),
        (upload("a\r\n" * 5), FAR_TOO_MANY_ROWS),
        (upload("a\r\n" + "\r\n" * 6 + "a\r\n"), FAR_TOO_MANY_ROWS),
        (upload("a" * 2_001), MUCH_TOO_BIG),
    ],
)
def test_a_table_beyond_its_bounds_is_refused(file, refusal):
    said = None
    try:
        sheets.rows(file, NARROW)
    except Refused as refused:
        said = refused.refusal
    assert said is refusal


@pytest.mark.parametrize(("count", "refusal"), [(4, None), (5, FAR_TOO_MANY_ROWS)])
def test_so_is_a_workbook(count, refusal):
    bounds = SheetBounds(SMALL.size, SMALL.unpacked, 3, MUCH_TOO_BIG, FAR_TOO_MANY_ROWS)
    said = None
    try:
        assert len(sheets.rows(workbook(count), bounds)) == count
    except Refused as refused:
        said = refused.refusal
    assert said is refusal


def test_a_workbook_that_unpacks_to_too_much_is_not_opened():
    with pytest.raises(Refused) as refused:
        sheets.rows(workbook(4), SheetBounds(SMALL.size, 10, 3, MUCH_TOO_BIG, FAR_TOO_MANY_ROWS))
    assert refused.value.refusal is MUCH_TOO_BIG


def test_a_broken_workbook_is_said_when_it_is_read():
    content = workbook(3).read()
    with pytest.raises(Refused) as refused:
        list(sheets.one_by_one(SimpleUploadedFile("a.xlsx", content[:-200] + b"x" * 200), LARGE))
    assert refused.value.refusal is BROKEN


@pytest.mark.parametrize("code", ["utf-8", "cp1252", "utf-16", "utf-16-le"])
def test_a_text_with_a_sign_that_no_text_holds_is_no_table(code):
    with pytest.raises(Refused) as refused:
        sheets.rows(upload("Judul;Tahun\r\né\x00b;2020\r\n", code))
    assert refused.value.refusal is NOT_A_TABLE


@pytest.mark.parametrize("said", ["A1", "A1:X1048576", "B2:B2"])
def test_a_workbook_has_the_rows_that_stand_in_it_however_far_it_says_that_it_reaches(said):
    with ZipFile(workbook(5)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet], count = re.subn(rb'<dimension ref="[^"]*"', f'<dimension ref="{said}"'.encode(), parts[sheet])
    file = BytesIO()
    with ZipFile(file, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    assert count == 1
    found = sheets.rows(SimpleUploadedFile("a.xlsx", file.getvalue()))
    assert [(number, [cell for cell in cells if cell]) for number, cells in found] == [
        (number + 1, [str(number), "x"]) for number in range(5)
    ]


def test_formulas_of_every_sort_come_as_formulas_and_errors_as_errors():
    book, file = Workbook(), BytesIO()
    book.active.append(
        ["=A2", ArrayFormula("B1", "=SUM(A2:A3)"), DataTableFormula("C1", dt2D=True, r1="A2", r2="A3"), "#N/A", "#1"]
    )
    book.save(file)
    [(_number, cells)] = sheets.rows(SimpleUploadedFile("a.xlsx", file.getvalue()))
    assert cells[:5] == ["=A2", "=SUM(A2:A3)", "=TABLE()", "#N/A", "#1"]
    assert [sheets.is_error(cell) for cell in cells[:5]] == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("#REF!", True), ("#NAME?", True), ("Err:502", True), ("#N/A saja", False), ("#", False), ("", False)],
)
def test_what_a_spreadsheet_says_where_a_formula_found_nothing(text, expected):
    assert sheets.is_error(text) is expected


@pytest.mark.parametrize(("bounds", "width"), [(SMALL, MAX_COLUMNS), (LARGE, MAX_COLUMNS + 1)])
def test_no_more_columns_are_read_than_one_file_may_hold(bounds, width):
    wide, file = [str(place) for place in range(MAX_COLUMNS + 5)], BytesIO()
    book = Workbook()
    book.active.append(wide)
    book.save(file)
    for one in (upload(";".join(wide)), SimpleUploadedFile("a.xlsx", file.getvalue())):
        [(_number, cells)] = sheets.rows(one, bounds)
        assert cells == wide[:width]


# Signs that a spreadsheet runs, the apostrophe that keeps it from it, blanks, and letters.
CELLS = st.text("'=+-@\t\n ab", max_size=6)


@given(CELLS)
def test_what_was_made_harmless_is_read_as_it_was(text):
    assert sheets.as_meant(sheets.harmless(text)) == text
    assert not sheets.harmless(text).startswith(sheets.FORMULA)


def as_csv(*said):
    return exports.as_csv(*said).getvalue()


def as_workbook(*said):
    answer = exports.as_workbook(*said)
    with closing(answer.file_to_stream):
        return answer.getvalue()


@pytest.mark.parametrize("write", [as_csv, as_workbook])
@given(cells=st.lists(CELLS, min_size=1, max_size=4))
def test_reading_what_was_written_gives_the_same_cells(write, cells):
    content = write("a", ["Judul", "Isi"], iter([[["x", cell] for cell in cells]]))
    found = sheets.rows(SimpleUploadedFile("a", content))
    assert [line[1] for _number, line in found] == ["Isi", *(" ".join(cell.split()) for cell in cells)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("'-", "-"),
        ("'=RUMUS", "=RUMUS"),
        ("'+62", "+62"),
        ("''=1", "'=1"),
        ("'a", "'a"),
        ("'", "'"),
        ("Jum'at", "Jum'at"),
    ],
)
def test_of_an_apostrophe_before_a_sign_that_is_guarded_one_is_taken_off(cell, expected):
    assert [cells for _number, cells in sheets.rows(upload(f"Judul;Isi\r\nx;{cell}\r\n"))][1] == ["x", expected]
