"""The columns of a sheet of another programme, guessed; a row's facts; what is wrong with it."""

from datetime import date

import pytest

from accounts.files.sheets import MAX_COLUMNS
from proposals.domain.catalogue import import_rows
from proposals.domain.catalogue.import_rows import LABELS, NAMES

TODAY = date(2026, 3, 1)
GOOD = {"title": "Layanan Terapung", "year": "2023", "agency": "Pemerintah Kota Uji"}


@pytest.mark.parametrize("field", NAMES)
def test_every_field_is_known_by_its_own_label_and_every_name_is_of_one_field(field):
    assert import_rows.guesses([str(LABELS[field])], {}).get(field) == 0
    others = {name for other, names in NAMES.items() if other != field for name in names}
    assert set(NAMES[field]) & others == set()


@pytest.mark.parametrize(
    ("headings", "known", "expected"),
    [
        (["NO.", "NAMA INOVASI", "Nama_Pemda"], {}, {"title": 1, "agency": 2}),
        (["Judul", "Inovasi"], {}, {"title": 0}),
        (["Karya", "Judul"], {"title": "karya"}, {"title": 0}),
        (["", "Lain"], {}, {}),
    ],
)
def test_columns_are_guessed_by_what_people_and_earlier_sheets_called_them(headings, known, expected):
    assert import_rows.guesses(headings, known) == expected


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([(1, ["Judul", "Tahun"]), (2, ["a", "2020"])], 1),
        ([(1, ["REKAP INOVASI 2023", "", ""]), (2, ["Judul", "Tahun", "Instansi"]), (3, ["a", "2", "c"])], 2),
        ([(1, ["Laporan"]), (4, ["Karya", "Kapan"]), (5, ["a", "b"])], 4),
    ],
)
def test_the_headings_are_the_row_with_most_known_names_else_the_first_with_most_cells(rows, number):
    assert import_rows.head_of(rows, {}).number == number


@pytest.mark.parametrize(
    ("rows", "headings"),
    [
        ([(1, ["Judul", "Tahun", "", ""]), (2, ["a", "2020", "", ""])], ["Judul", "Tahun"]),
        ([(1, ["Judul", "Tahun"]), (2, ["a", "2020", "x", ""])], ["Judul", "Tahun", ""]),
        ([(1, ["Judul", "", "", ""]), (2, ["", "x", "", ""])], ["Judul", ""]),
    ],
)
def test_there_are_as_many_headings_as_columns_in_which_something_stands(rows, headings):
    assert import_rows.head_of(rows, {}).headings == headings


@pytest.mark.parametrize(
    ("change", "kind", "number"),
    [
        ({}, "city", 0),
        ({"title": "-"}, "city", 1),
        ({"year": ""}, "city", 1),
        ({"year": "2099"}, "city", 1),
        ({"year": "2023.0"}, "city", 0),
        ({"goals": "3, 11"}, "city", 0),
        ({"goals": "SDG 3; TPB 11"}, "city", 0),
        ({"goals": "18"}, "city", 1),
        ({"source_url": "contoh"}, "city", 1),
        ({"region": "99.99"}, "city", 1),
        ({"region": "35.78"}, "city", 0),
        ({"summary": "x" * 5_001}, "city", 1),
        ({"title": "=A1", "year": "x"}, "city", 2),
        ({"title": "#N/A"}, "city", 1),
        ({"unit": "#REF!"}, "city", 1),
        ({"summary": "- cepat; - murah"}, "city", 0),
        ({"summary": "@desa bersama warga"}, "city", 0),
        ({"impact": "+ 20 persen"}, "city", 0),
        ({"summary": "=A1"}, "city", 1),
        ({"continuation": "=A1"}, "city", 1),
        ({"unit": "@desa"}, "city", 1),
        ({"category": "- Kesehatan"}, "city", 1),
        ({}, None, 1),
    ],
)
def test_what_is_wrong_with_a_row(change, kind, number):
    assert len(import_rows.faults_of({**GOOD, **change}, on=TODAY, kind=kind, regions={"35.78"})) == number


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"agency": "Pemerintah Kabupaten Uji"}, "regency"),
        ({"agency": "Kab. Uji"}, "regency"),
        ({"agency": "Pemkot Uji"}, "city"),
        ({"agency": "Provinsi Uji"}, "province"),
        ({"agency": "Kementerian Uji"}, "ministry"),
        ({"agency": "Badan Uji"}, "body"),
        ({"agency": "Kotabaru"}, None),
        ({"agency": "Kementerian Uji", "agency_kind": "Lembaga"}, "body"),
        ({"agency": "Kementerian Uji", "agency_kind": "-"}, "ministry"),
    ],
)
def test_the_kind_of_an_agency_is_said_or_lies_in_its_name(said, kind):
    assert import_rows.said_kind(said) == kind


def test_the_facts_of_a_row_are_those_of_an_entry():
    facts = import_rows.facts_of({**GOOD, "goals": "11,3", "impact": "Antrean hilang.", "unit": "-", "honour": "Juara"})
    assert (facts["year"], facts["sdgs"], facts["unit_name"], facts["honour"]) == (2023, [3, 11], "", "Juara")
    assert facts["sections"] == [{"title": "Dampak", "text": "Antrean hilang."}]


@pytest.mark.parametrize(
    ("cells", "headings", "mapping", "expected"),
    [
        (["a", "b"], ["Judul", "Isi"], {}, []),
        (["a", "b", "c"], ["Judul", "Isi"], {}, ["c"]),
        (["a", "b", "c"], ["Judul", "Isi", ""], {"title": 0}, ["c"]),
        (["a", "b", "c"], ["Judul", "Isi", ""], {"unit": 2}, []),
        (["a", "b", "c"], ["Judul", "", "Isi"], {}, []),
        (["a"], ["Judul", "Isi"], {}, []),
    ],
)
def test_what_stands_behind_the_last_column_of_a_sheet(cells, headings, mapping, expected):
    assert import_rows.beyond(cells, headings, mapping) == expected


@pytest.mark.parametrize(("beyond", "number"), [((), 0), (("", ""), 0), (("", "lebih", "lagi"), 1)])
def test_a_row_with_more_cells_than_headings_is_wrong(beyond, number):
    faults = import_rows.faults_of(GOOD, on=TODAY, kind="city", regions=(), beyond=beyond)
    assert len(faults) == number
    assert all("“lebih”" in fault for fault in faults)


@pytest.mark.parametrize(
    ("cells", "number", "expected"),
    [
        (["a", "b", "", ""], 2, ["a", "b"]),
        (["a", "b", "", "d", ""], 2, ["a", "b", "", "d"]),
        (["a"] * (MAX_COLUMNS + 1), MAX_COLUMNS, ["a"] * (MAX_COLUMNS + 1)),
        (["a"] * (MAX_COLUMNS + 1), MAX_COLUMNS + 1, ["a"] * MAX_COLUMNS),
    ],
)
def test_of_a_row_nothing_is_cut_unless_the_page_of_its_sheet_says_so(cells, number, expected):
    assert import_rows.kept(cells, ["Judul"] * number) == expected
