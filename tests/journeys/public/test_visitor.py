"""A visitor finds an innovation, reads what the contest publishes, and checks a certificate."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.domain import reference
from competitions.kinds import StageKind
from judging.models import Award
from proposals.domain.catalogue import earlier_years
from proposals.models import CatalogueEntry
from tests import carrying
from tests.factories import competitions, proposals
from tests.journeys.conftest import DESKTOP, PHONE

SURABAYA = "GRMS (Government Resource Management System)"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def width(request):
    return request.param


@pytest.fixture
def edition(crew):
    """Its finalists are announced; real winners of earlier years stand beside them."""
    now = timezone.now()
    reference.load()
    earlier_years.load(at=now)
    edition = competitions.just_closed(now)
    proposals.rows(edition, 5)
    carrying.reached(edition, StageKind.INTERVIEW, crew, at=now)
    return edition


def test_a_visitor_finds_an_innovation_reads_the_figures_and_checks_a_certificate(visitor, edition):
    finds_an_innovation(visitor)
    reads_statistics_an_edition_and_an_announcement(visitor, edition)
    switches_to_english_and_back(visitor)
    checks_a_certificate(visitor)


def finds_an_innovation(visitor):
    visitor.go("/")
    visitor.see("Daftar belum lengkap", "Inovasi yang meraih penghargaan")
    visitor.follow("Cari inovasi")
    years = CatalogueEntry.objects.partial_years()
    visitor.see(f"Daftar tahun {years['first']} sampai {years['last']} tidak lengkap")
    visitor.fill("Kata kunci", "resource management")
    visitor.press("Cari")
    visitor.see("1 inovasi")
    assert visitor.page.url.endswith("/inovasi/?cari=resource+management")
    visitor.follow("Tampilkan semua")
    visitor.choose("Tahun", "2014")
    visitor.choose("Jenis instansi", "Kota")
    visitor.press("Cari")
    visitor.follow(SURABAYA)
    visitor.see_heading(re.compile(re.escape(SURABAYA)))
    visitor.see("Daftar belum lengkap", "Pemerintah Kota Surabaya", "Baca sumbernya")
    visitor.follow("Semua inovasi")
    visitor.fill("Kata kunci", "tidak akan pernah ada")
    visitor.press("Cari")
    visitor.see("Tidak ada inovasi yang cocok")
    visitor.follow("Lihat semua inovasi")


def reads_statistics_an_edition_and_an_announcement(visitor, edition):
    visitor.go("/statistik/")
    visitor.see("Daftar belum lengkap", "Edisi di portal ini")
    visitor.follow("2014")
    visitor.see_heading(re.compile("2014"))
    visitor.go("/kompetisi/")
    visitor.follow(edition.name)
    visitor.see("Syarat administrasi", "Tahap penilaian")
    visitor.go("/")
    visitor.follow(re.compile("finalis|Top 99|Penetapan"), within=visitor.page.get_by_role("region", name="Pengumuman"))
    visitor.see("Disusun menurut abjad judul. Urutannya tidak menunjukkan nilai.")
    titles = [text.split("\n")[0] for text in visitor.page.locator("tbody th").all_inner_texts()]
    assert titles == sorted(titles)
    assert titles
    visitor.fill("Kata kunci", titles[-1])
    visitor.press("Cari")
    visitor.see("Tampilkan semua")
    expect(visitor.row(titles[-1])).to_be_visible()
    visitor.fill("Kata kunci", "tidak akan pernah ada")
    visitor.press("Cari")
    visitor.see("Tidak ada judul, instansi, atau unit yang cocok")


def switches_to_english_and_back(visitor):
    visitor.go("/inovasi/?tahun=2014")
    visitor.follow("English")
    assert visitor.page.url.endswith("/en/inovasi/?tahun=2014")
    visitor.see_heading("Innovations")
    visitor.see("Incomplete list")
    visitor.go("/en/")
    visitor.follow(re.compile("Indonesia$"))
    visitor.see_heading("Inovasi yang memperbaiki pelayanan publik")


def checks_a_certificate(visitor):
    award = Award.objects.order_by("pk").first()
    code = award.verification_code
    visitor.go("/verifikasi/")
    visitor.fill("Kode verifikasi", f"{code[:4].lower()}-{code[4:12]} {code[12:]}")
    visitor.press("Periksa")
    visitor.see("Kode ini tercatat untuk penghargaan berikut", award.title, award.number)
    visitor.fill("Kode verifikasi", "A" * 20)
    visitor.press("Periksa")
    visitor.see("Kode ini tidak tercatat")
    visitor.fill("Kode verifikasi", "12345")
    visitor.press("Periksa")
    visitor.see_error("Kode verifikasi terdiri atas 20 huruf dan angka 2 sampai 7")
