"""The rows of a list of earlier winners: which names columns go by, and what is wrong with a cell, by row number."""

from datetime import date

import pytest

from accounts.files.sheets import NO_ROWS
from accounts.rules import Refused
from proposals.domain.catalogue import earlier_rows
from proposals.domain.catalogue.earlier_rows import LABELS, WinnerRow

TODAY = date(2026, 11, 28)
HEAD = [str(label) for label in LABELS.values()]
GOOD = ["Layanan Terapung", "2019", "Top 45", "Pemerintah Kota Uji", "kota", "35.78", "Dinas", "Umum", "", "", ""]


def read(*rows, head=HEAD):
    return earlier_rows.read([(1, head), *enumerate(rows, start=2)], on=TODAY)


def changed(**cells):
    keys = list(LABELS)
    return [cells.get(key, cell) for key, cell in zip(keys, GOOD, strict=True)]


def test_a_row_becomes_a_value():
    assert read(GOOD) == (
        [
            WinnerRow(
                2, "Layanan Terapung", 2019, "Top 45", "Pemerintah Kota Uji", "city", "35.78", "Dinas", "Umum", "", ""
            )
        ],
        [],
    )


@pytest.mark.parametrize("column", LABELS)
def test_a_column_goes_by_each_of_its_names_in_any_case(column):
    for name in earlier_rows.COLUMNS[column]:
        head = [name.upper() if key == column else label for key, label in zip(LABELS, HEAD, strict=True)]
        lines, faults = read(GOOD, head=head)
        assert (getattr(lines[0], column), faults) == (getattr(read(GOOD)[0][0], column), [])


@pytest.mark.parametrize("column", LABELS)
def test_what_is_needed_is_needed_and_the_rest_may_be_left_out(column):
    place = list(LABELS).index(column)
    without = [cells[:place] + cells[place + 1 :] for cells in (HEAD, GOOD)]
    if column not in earlier_rows.REQUIRED:
        assert read(without[1], head=without[0])[1] == []
        return
    with pytest.raises(Refused) as caught:
        read(without[1], head=without[0])
    assert caught.value.refusal is earlier_rows.OTHER_COLUMNS


def test_a_head_alone_is_no_list():
    with pytest.raises(Refused) as caught:
        read()
    assert caught.value.refusal is NO_ROWS


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"title": ""}, "Judul belum diisi"),
        ({"agency": "-"}, "Instansi belum diisi"),
        ({"title": '=HYPERLINK("x")'}, "Judul berisi rumus; tulis isinya saja"),
        ({"source_note": "+62 21"}, "Catatan sumber berisi rumus; tulis isinya saja"),
        ({"title": "#REF!"}, "Judul berisi kesalahan rumus #REF!; tulis isinya saja"),
        ({"title": "x" * 201}, "Judul paling panjang 200 huruf"),
        ({"title": "a\x00b"}, "Judul memuat karakter yang tidak dapat disimpan"),
        ({"year": "20l9"}, "tahun “20l9” bukan tahun dari 2000 sampai 2026"),
        ({"year": "2027"}, "tahun “2027” bukan tahun dari 2000 sampai 2026"),
        ({"year": "1999"}, "tahun “1999” bukan tahun dari 2000 sampai 2026"),
        ({"year": "2019.5"}, "tahun “2019.5” bukan tahun dari 2000 sampai 2026"),
        ({"agency_kind": "dinas"}, "jenis “dinas” tidak dikenal. Tulis salah satu: kementerian, lembaga,"),
        ({"region": "Jawa"}, "kode “Jawa” tidak berbentuk 11 atau 11.01"),
        ({"source_url": "menpan"}, "alamat sumber “menpan” bukan alamat halaman web; mulai dengan https://"),
        ({"source_url": "javascript:alert(1)"}, "bukan alamat halaman web"),
    ],
)
def test_a_bad_cell_has_its_own_sentence_and_its_row(cells, sentence):
    lines, [fault] = read(GOOD, changed(**{"title": "Lain", **cells}))
    assert (len(lines), fault.number) == (1, 3)
    assert sentence in fault.sentence


@pytest.mark.parametrize(
    ("cells", "column", "value"),
    [
        ({"year": "2019.0"}, "year", 2019),
        ({"region": "3578"}, "region", "35.78"),
        ({"region": "35.1"}, "region", "35.10"),
        ({"region": "-"}, "region", ""),
        ({"unit": "-"}, "unit", ""),
        ({"agency_kind": "BUMD"}, "agency_kind", "regional_firm"),
        ({"agency_kind": "regional_firm"}, "agency_kind", "regional_firm"),
        ({"source_url": "https://menpan.go.id/site/"}, "source_url", "https://menpan.go.id/site/"),
    ],
)
def test_what_spreadsheets_make_of_a_cell_is_understood(cells, column, value):
    [line], faults = read(changed(**cells))
    assert (getattr(line, column), faults) == (value, [])


def test_the_same_award_twice_is_a_fault_and_another_award_is_not():
    lines, faults = read(GOOD, changed(award="Top 99"), changed(title="LAYANAN TERAPUNG"))
    assert [line.award for line in lines] == ["Top 45", "Top 99"]
    assert [(fault.number, fault.sentence) for fault in faults] == [(4, "sama dengan baris 2")]
