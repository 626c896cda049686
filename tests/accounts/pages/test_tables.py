"""Tables as files: a spreadsheet set to Indonesian opens them right and runs nothing in them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.pages import tables

VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.decimals(allow_nan=False), st.dates(), st.text())


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


@given(st.lists(st.lists(VALUES, max_size=4), max_size=6))
def test_lines_of_any_length_say_what_each_value_says_alone(lines):
    assert [list(line) for line in tables.each_by_kind(lines, tables.CELLS)] == [
        [tables.cell(value) for value in line] for line in lines
    ]
