"""Tables as files: a spreadsheet set to Indonesian opens them right and runs nothing in them."""

from decimal import Decimal

import pytest

from accounts.pages import tables


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Kota Bogor", "Kota Bogor"),
        ("=1+1", "'=1+1"),
        ("+62", "'+62"),
        ("-", "'-"),
        ("@a", "'@a"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("a=1", "a=1"),
        ("'a'", "'a'"),
        ("'=1", "''=1"),
        (Decimal("81.50"), "81,50"),
        (Decimal("-0.25"), "-0,25"),
        (Decimal("1E+2"), "100"),
        (2.5, "2,5"),
        (7, 7),
        (None, None),
        ("", ""),
    ],
)
def test_a_cell(value, cell):
    assert tables.cell(value) == cell


def test_a_file_has_the_mark_semicolons_and_its_name():
    answer = tables.download("hasil.csv", [["nama", "nilai"], ["Satu; dua", Decimal("1.5")], ["Tiga", None]])
    assert answer.content.decode() == '\ufeffnama;nilai\r\n"Satu; dua";1,5\r\nTiga;\r\n'
    assert answer.headers["Content-Disposition"] == 'attachment; filename="hasil.csv"'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
