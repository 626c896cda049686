"""Tables as other software writes them: what stands between the cells, titles above the headings, bounds."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from accounts.files import sheets
from accounts.files.sheets import BROKEN, FAR_TOO_MANY_ROWS, LARGE, MUCH_TOO_BIG, SMALL, SheetBounds
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
