"""The file for the national catalogue: its columns are data, and it says what became of each innovation."""

import csv
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from proposals.domain.follow_up import check_ins
from proposals.models import JippnasColumn, Replication
from proposals.reading.public import jippnas
from tests.factories import accounts, catalogue
from tests.pages import Browser, text_of

pytestmark = pytest.mark.django_db
SECTIONS = [
    {"title": "Latar belakang dan tujuan", "text": "Antrean panjang."},
    {"title": "Strategi keberlanjutan", "text": "Ada peraturan."},
]


def signed_in(office):
    web = Browser()
    web.force_login(office.user)
    return web


@pytest.fixture
def web(cast):
    return signed_in(cast.secretary)


@pytest.fixture
def entry(cast):
    agency = cast.agency_admin.agency
    return catalogue.earlier_entry(
        awards=(("finalist", "Top 99"), ("top", "Top 45")),
        agency=agency,
        agency_name=agency.name,
        title="=HYPERLINK(1)",
        sdgs=[3, 16],
        sections=SECTIONS,
    )


def line(web, **query):
    answer = web.get(reverse("proposals:jippnas"), {"bentuk": "csv", "tahun": 2018, **query})
    head, row = csv.reader(answer.getvalue().decode("utf-8-sig").splitlines(), delimiter=";")
    return dict(zip(head, row, strict=True))


def test_it_holds_the_known_fields_of_an_innovation(web, entry):
    said = line(web)
    assert [name.casefold() for name in said] == [str(source.label).casefold() for source in JippnasColumn.Source]
    assert said["Judul inovasi"] == "'=HYPERLINK(1)"
    assert said["Nomor registrasi"] == entry.slug
    assert set(said["Penghargaan"].split("; ")) == {"Top 99", "Top 45"}
    assert said["Latar belakang dan tujuan"] == "Antrean panjang."
    assert said["Strategi keberlanjutan"] == "Ada peraturan."
    assert said["Kebaruan"] == ""
    assert said["Tujuan pembangunan berkelanjutan"].startswith("3 ")
    assert "; 16 " in said["Tujuan pembangunan berkelanjutan"]
    assert said["Alamat halaman"].endswith(reverse("proposals:innovation", args=[entry.slug]))
    assert (said["Status keberlanjutan"], said["Berlanjut (ya atau tidak)"]) == ("", "")


def test_what_became_of_it_comes_from_the_last_answer_and_its_replications(web, cast, entry):
    now = timezone.now()
    survey = check_ins.ask(now.year, due_on=timezone.localdate(now) + timedelta(days=30), by=cast.secretary, at=now)
    survey.check_ins.update(
        state="stopped",
        reach="replicated",
        replications=4,
        note="Aplikasinya diganti.",
        answered_at=now,
        answered_name="Sari",
        evidence_url="https://contoh.go.id/antre",
    )
    Replication.objects.create(
        entry=entry, agency=accounts.agency(), purpose="Antre", asked_at=now, asked_by=cast.stranger_admin
    )
    said = line(web)
    assert (said["Status keberlanjutan"], said["Berlanjut (ya atau tidak)"]) == ("berhenti", "tidak")
    assert said["Alasan keberlanjutan"] == "Aplikasinya diganti."
    assert (said["Jumlah replikasi"], said["Jumlah minat"], said["Jumlah kesepakatan"]) == ("4", "1", "0")
    assert said["Tautan bukti"] == "https://contoh.go.id/antre"
    assert said["Pemutakhiran terakhir"] == f"{timezone.localdate(now):%d/%m/%Y}"


def test_numbers_and_days_are_real_ones_in_a_spreadsheet(web, entry):
    answer = web.get(reverse("proposals:jippnas"), {"bentuk": "xlsx", "tahun": 2018})
    sheet = openpyxl.load_workbook(BytesIO(answer.getvalue())).active
    head, row = list(sheet.iter_rows(values_only=True))
    said = dict(zip(head, row, strict=True))
    assert said["Jumlah minat"] == 0
    assert isinstance(said["Tanggal terbit"], date)


def test_examples_and_what_was_taken_back_are_not_in_it(web, entry):
    catalogue.earlier_entry(title="Contoh", is_example=True)
    catalogue.earlier_entry(title="Dicabut", ended_at="2020-01-01T00:00Z", ended_reason="Keliru")
    catalogue.earlier_entry(title="Finalis lain")
    assert [one.title for one in jippnas.entries(2018).order_by("title")] == ["=HYPERLINK(1)", "Finalis lain"]


def test_the_ministry_sets_the_columns_and_the_incentives_stay_theirs(web, entry):
    page = reverse("proposals:jippnas_columns")
    sent = {"urutan-title": "2", "judul-title": "Nama", "urutan-registration": "1", "judul-registration": "NRI"}
    everything = {f"urutan-{source}": "" for source in JippnasColumn.Source}
    assert "Kolom disimpan" in text_of(web.post(page, {**everything, **sent}, follow=True))
    assert list(line(web)) == ["NRI", "Nama"]
    assert Event.objects.filter(name="jippnas.columns_set").count() == 1
    assert "Kode wilayah" in text_of(web.get(reverse("proposals:incentive_columns")))


def test_its_page_costs_the_same_at_any_length(web, entry, django_assert_max_num_queries):
    for number in range(12):
        catalogue.earlier_entry(title=f"Inovasi {number}")
    with django_assert_max_num_queries(14):
        assert web.get(reverse("proposals:jippnas")).status_code == 200


def test_who_reads_it(cast, entry):
    for office, status in ((cast.agency_admin, 403), (cast.judge, 403), (cast.secretary, 200)):
        assert signed_in(office).get(reverse("proposals:jippnas")).status_code == status
