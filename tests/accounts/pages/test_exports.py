"""A list as a file: the same rows and columns as on the page, real numbers and dates, nothing that runs."""

import csv
import io
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from accounts.pages import exports, lists
from accounts.pages.lists import ListColumn, Listing

ROWS = [
    {
        "name": "=HYPERLINK(1)",
        "score": Decimal("81.50"),
        "count": 3,
        "on": date(2026, 11, 27),
        "at": datetime(2026, 11, 27, 5, 30, 9, tzinfo=UTC),
        "passed": True,
        "tags": ["satu", "dua"],
        "word": gettext_lazy("lanjut"),
    },
    dict.fromkeys(["name", "score", "count", "on", "at", "passed", "tags", "word"]),
]
COLUMNS = (
    ListColumn("name", "Nama", ("name",), is_head=True),
    *(ListColumn(key, key.capitalize(), (key,)) for key in ("score", "count", "on", "at", "passed", "tags", "word")),
    ListColumn("act", "Tindakan", is_act=True),
)


def asked(query=""):
    return RequestFactory().get(f"/daftar/?{query}")


def text_of(rows, columns=COLUMNS, query="bentuk=csv"):
    answer = exports.answered(asked(query), Listing("daftar", rows, columns))
    return answer.getvalue().decode()


def sheet_of(rows, columns=COLUMNS, query="bentuk=xlsx"):
    answer = exports.answered(asked(query), Listing("daftar", rows, columns))
    with closing(answer.file_to_stream):
        return load_workbook(io.BytesIO(answer.getvalue())).active


def test_a_page_is_no_file():
    assert exports.answered(asked(), Listing("daftar", ROWS, COLUMNS)) is None
    assert exports.answered(asked("bentuk=exe"), Listing("daftar", ROWS, COLUMNS)) is None


def test_a_csv_opens_right_in_a_spreadsheet_set_to_indonesian():
    text = text_of(ROWS)
    assert text.startswith("\ufeffNama;Score;Count;On;At;Passed;Tags;Word\r\n")
    first = text.splitlines()[1]
    assert first == "'=HYPERLINK(1);81,50;3;27/11/2026;27/11/2026 12:30;ya;satu; dua;lanjut".replace(
        "satu; dua", '"satu; dua"'
    )
    assert text.splitlines()[2] == ";;;;;;;"


def test_a_workbook_holds_real_numbers_and_dates_and_texts_that_run_nothing():
    sheet = sheet_of(ROWS)
    heads, first = sheet.iter_rows()
    assert [cell.value for cell in heads] == ["Nama", "Score", "Count", "On", "At", "Passed", "Tags", "Word"]
    assert (first[0].value, first[0].data_type) == ("=HYPERLINK(1)", "s")
    assert [(cell.value, cell.data_type) for cell in first[1:5]] == [
        (81.5, "n"),
        (3, "n"),
        (datetime.fromisoformat("2026-11-27"), "d"),
        (datetime.fromisoformat("2026-11-27T12:30:09"), "d"),
    ]
    assert [cell.value for cell in first[5:]] == ["ya", "satu; dua", "lanjut"]
    assert sheet.freeze_panes == "A2"


def test_chosen_columns_are_those_of_page_and_file_and_what_names_a_row_stays():
    listing = Listing("daftar", ROWS, COLUMNS)
    request = asked("kolom=score&kolom=entah&bentuk=csv")
    assert [one.key for one in listing.shown(request).columns] == ["name", "score", "act"]
    assert text_of(ROWS, query="kolom=score&bentuk=csv").splitlines()[0] == "\ufeffNama;Score"
    assert [one.key for one in listing.shown(asked("kolom=entah")).columns] == [one.key for one in COLUMNS]


def test_an_extra_column_waits_to_be_chosen_on_the_page_and_stands_in_the_file():
    columns = (*COLUMNS[:1], ListColumn("score", "Nilai", ("score",), is_extra=True))
    assert [one.key for one in Listing("d", ROWS, columns).shown(asked()).columns] == ["name"]
    assert text_of(ROWS, columns).splitlines()[0] == "\ufeffNama;Nilai"


def test_a_file_speaks_the_language_of_whoever_asked_though_it_is_read_later():
    columns = (ListColumn("passed", "A", ("passed",)),)
    with translation.override("en"):
        answer = exports.answered(asked("bentuk=csv"), Listing("daftar", ROWS[:1], columns))
    assert answer.getvalue().decode().splitlines()[1] == "yes"


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20), max_size=8))
def test_no_text_is_run_or_lost(names):
    rows = [{"name": name} for name in names]
    read = list(csv.reader(io.StringIO(text_of(rows, COLUMNS[:1])[1:], newline=""), delimiter=";"))[1:]
    cells = [row[0] if row else "" for row in read]
    assert [
        cell.removeprefix("'") if cell[1:] == name else cell for cell, name in zip(cells, names, strict=True)
    ] == names
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_whole_list_is_one_page_when_the_address_says_so_and_it_is_not_too_long():
    assert len(lists.page(asked("page=semua"), range(120))) == 120
    assert len(lists.page(asked("page=semua"), range(lists.MOST + 1))) == lists.ROWS


@pytest.mark.parametrize("rows", [0, 1200])
def test_every_row_is_there_whatever_their_number(rows):
    assert len(text_of([{"name": str(one)} for one in range(rows)], COLUMNS[:1]).splitlines()) == rows + 1
