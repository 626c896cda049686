"""What becomes of winners: an agency answers by a link without an account, and another one copies what won."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Letter
from proposals.domain.follow_up import check_ins
from proposals.models import CheckIn, Replication
from tests.factories import catalogue
from tests.factories.proposals import pdf_bytes
from tests.journeys.conftest import DESKTOP, PHONE

TOP = (("top", "Top 45"),)


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def width(request):
    return request.param


def uploaded(visitor, label, name):
    visitor.page.get_by_label(label).set_input_files(
        {"name": name, "mimeType": "application/pdf", "buffer": pdf_bytes("bukti")}
    )


def test_an_agency_without_an_account_answers_by_a_link(visitor, another, cast):
    entry = catalogue.earlier_entry(awards=TOP, title="Antre & Antar")
    now = timezone.now()
    check_ins.ask(now.year, due_on=timezone.localdate(now) + timedelta(days=30), by=cast.secretary, at=now)
    secretary = another()
    secretary.sign_in(cast.secretary)
    secretary.go("/pemutakhiran/")
    secretary.follow(str(now.year))
    secretary.follow("Antre & Antar")
    secretary.press("Kirim tautan")
    secretary.see_error("Isi alamat surel")
    secretary.fill("Alamat surel", "sari@contoh.id")
    secretary.press("Kirim tautan")

    visitor.go(re.search(r"https?://[^/]+(/\S+)", Letter.objects.get(name="check_in.link").body)[1])
    visitor.see_heading(re.compile("Antre & Antar"))
    visitor.press("Simpan jawaban")
    visitor.see_error("Isi nama dan jabatan Anda")
    visitor.tick("Berhenti")
    visitor.tick("Hanya di tempat asalnya")
    visitor.fill("Nama dan jabatan Anda", "Sari, Kepala Bagian")
    visitor.press("Simpan jawaban")
    visitor.see_error("Tulis mengapa inovasinya terhenti atau berhenti")
    visitor.page.get_by_label("Keterangan").fill("Aplikasinya diganti.")
    visitor.press("Simpan jawaban")
    visitor.see_heading("Terima kasih, jawaban Anda tersimpan")
    assert CheckIn.objects.get().state == "stopped"

    visitor.go(f"/inovasi/{entry.slug}/")
    visitor.see(re.compile("Aplikasinya diganti"))
    visitor.see_none_of("Sari, Kepala Bagian")
    secretary.go("/jippnas/")
    secretary.see("Antre & Antar", "berhenti")


def test_a_winner_is_copied_from_interest_to_certificate(visitor, another, cast):
    entry = catalogue.earlier_entry(awards=TOP, agency=cast.agency_admin.agency, title="Antre & Antar")
    copier, owner = another(), another()
    copier.sign_in(cast.stranger_admin)
    copier.go(f"/inovasi/{entry.slug}/")
    copier.follow("Sampaikan minat replikasi")
    copier.page.get_by_label("Masalah apa yang ingin Anda jawab?").fill("Antrean panjang.")
    copier.press("Sampaikan minat")
    copier.see("Minat Anda disampaikan")
    page = f"/replikasi/{Replication.objects.get().pk}/"

    owner.sign_in(cast.agency_admin)
    owner.go(page)
    owner.follow("Sepakati")
    owner.page.get_by_label("Apa yang disepakati").fill("Didampingi dua hari.")
    owner.page.locator("form[method=post] .btn-primary").last.focus()
    with owner.page.expect_navigation():
        owner.page.keyboard.press("Enter")
    owner.arrive()

    copier.go(page)
    copier.follow("Laporkan penerapan")
    copier.page.get_by_label("Nama inovasi di tempat Anda").fill("Antre Singkat")
    copier.page.get_by_label(re.compile("sejak", re.IGNORECASE)).fill("1/3/2020")
    copier.page.get_by_label("Hasilnya sejauh ini").fill("Tunggu 15 menit.")
    uploaded(copier, re.compile("Bukti penerapan"), "laporan.pdf")
    copier.page.locator("form[method=post] .btn-primary").last.focus()
    with copier.page.expect_navigation():
        copier.page.keyboard.press("Enter")
    copier.arrive()

    visitor.sign_in(cast.secretary)
    visitor.go(page)
    visitor.press("Sahkan replikasi")
    row = Replication.objects.get()
    assert row.step == Replication.Step.CERTIFIED
    visitor.see(row.number)
    copier.go(page)
    with copier.page.expect_download() as download:
        copier.page.get_by_role("link", name=row.number).click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
