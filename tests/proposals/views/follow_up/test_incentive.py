"""The list of winners for the regional incentive: its columns are data."""

import csv
from datetime import date

import pytest
from django.urls import reverse

from accounts.models import Event
from proposals.models import CatalogueAward, IncentiveColumn
from tests.factories import accounts, catalogue
from tests.pages import Browser, hidden, text_of

pytestmark = pytest.mark.django_db
TOP = (("top", "Terpuji"),)


@pytest.fixture
def web(cast):
    web = Browser()
    web.force_login(cast.secretary.user)
    return web


@pytest.fixture
def entry():
    agency = accounts.agency()
    found = catalogue.earlier_entry(
        awards=TOP, agency=agency, agency_name=agency.name, title="=HYPERLINK(1)", group_name="Umum"
    )
    CatalogueAward.objects.update(decree="Nomor 18 Tahun 2018", decree_date=date(2018, 9, 3))
    return found


def rows(response):
    return list(csv.reader(response.getvalue().decode("utf-8-sig").splitlines(), delimiter=";"))


def test_the_file_has_the_columns_that_are_asked_for(web, entry):
    assert "3 September 2018" in text_of(web.get(reverse("proposals:incentive")))
    head, row = rows(web.get(reverse("proposals:incentive"), {"bentuk": "csv", "tahun": 2018}))
    assert head[:4] == ["Kode wilayah", "Nama wilayah", "Instansi", "Jenis instansi"]
    said = dict(zip(head, row, strict=True))
    assert said["Kode wilayah"] == entry.agency.region_id
    assert said["Judul inovasi"] == "'=HYPERLINK(1)"
    assert (said["Nomor keputusan"], said["Tanggal keputusan"]) == ("Nomor 18 Tahun 2018", "03/09/2018")
    assert (said["Penghargaan"], said["Tahun"]) == ("Terpuji", "2018")


def test_finalists_ministries_examples_and_what_was_taken_back_are_not_in_it(web, entry):
    catalogue.earlier_entry(title="Finalis")
    catalogue.earlier_entry(awards=TOP, title="Kementerian", agency_kind="ministry")
    catalogue.earlier_entry(awards=TOP, title="Contoh", is_example=True)
    catalogue.earlier_entry(awards=TOP, title="Dicabut", ended_at="2020-01-01T00:00Z", ended_reason="Keliru")
    assert len(rows(web.get(reverse("proposals:incentive"), {"bentuk": "csv", "tahun": 2018}))) == 2
    assert "1 penghargaan tahun 2018" in text_of(web.get(reverse("proposals:incentive"), {"tahun": 2017}))


def test_the_ministry_sets_the_columns(web, entry):
    page = reverse("proposals:incentive_columns")
    after = web.post(
        page,
        {"urutan-year": "1", "judul-year": "Thn", "urutan-agency": "2", "judul-agency": "Pemda", "judul-title": "x"},
        follow=True,
    )
    assert "Kolom disimpan" in text_of(after)
    assert rows(web.get(reverse("proposals:incentive"), {"bentuk": "csv", "tahun": 2018})) == [
        ["Thn", "Pemda"],
        ["2018", entry.agency_name],
    ]
    assert Event.objects.filter(name="incentive.columns_set").count() == 1


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"urutan-year": "1", "judul-year": "A", "urutan-agency": "1", "judul-agency": "B"}, "dipakai dua kolom"),
        ({"urutan-year": "1", "judul-year": ""}, "Isi judul kolomnya"),
        ({"urutan-year": "satu", "judul-year": "A"}, "Tulis urutan 1 sampai"),
        ({"judul-year": "A"}, "Pilih sedikitnya satu kolom"),
    ],
)
def test_columns_that_make_no_table_are_refused(web, sent, sentence):
    page = web.post(reverse("proposals:incentive_columns"), sent)
    assert sentence in text_of(page)
    assert not IncentiveColumn.objects.exists()


def test_columns_set_meanwhile_are_not_overwritten(web):
    page = reverse("proposals:incentive_columns")
    stamp = hidden(web.get(page))["versi"]
    sent = {"urutan-year": "1", "judul-year": "Tahun", "utuh": "1", "versi": stamp}
    web.post(page, sent)
    late = web.post(page, {**sent, "judul-year": "Lain"})
    assert late.status_code == 409
    assert IncentiveColumn.objects.get().heading == "Tahun"
