"""A unit writes a proposal, its agency's admin sends it back once and then sends it in."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from proposals.domain import questionnaire
from proposals.domain.draft import attachments, drafting
from proposals.models import Proposal
from tests.factories import competitions, proposals

A_FORTNIGHT = timedelta(days=14)
TITLE = "Puskesmas Terapung Pulau Luar"
FIRST = "Ringkasan"
WITH_EVIDENCE = "Latar belakang dan tujuan"


@pytest.fixture
def edition():
    now = timezone.now()
    return competitions.edition(opens_at=now - A_FORTNIGHT, closes_at=now + A_FORTNIGHT)


def test_a_unit_writes_and_its_agency_admin_sends_in(visitor, another, cast, edition):
    begins(visitor, cast)
    tells_what_the_innovation_is(visitor)
    writes_too_much_and_loses_nothing(visitor)
    adds_evidence(visitor)
    the_rest_is_written(cast)
    is_read_without_a_name(visitor)
    hands_over(visitor)
    admin = another()
    is_sent_back(admin, cast)
    mends(visitor)
    is_sent_in(admin)
    nothing_can_be_changed_any_more(visitor)


def begins(visitor, cast):
    visitor.sign_in(cast.proposer)
    visitor.follow("Usulan", within=visitor.page.get_by_role("navigation"))
    visitor.see("Belum ada usulan")
    visitor.follow("Buat usulan baru")
    visitor.press("Buat usulan")
    visitor.see_error("Isi judul inovasi")
    visitor.fill("Judul inovasi", TITLE)
    visitor.press("Buat usulan")
    visitor.see_heading(TITLE)
    visitor.see(re.compile(r"^0 dari \d+ bagian selesai$"))


def tells_what_the_innovation_is(visitor):
    visitor.follow("Identitas inovasi")
    visitor.fill("Tanggal inovasi mulai diterapkan", "32/13/2023")
    visitor.fill("Surel inovator", "sari di puskesmas")
    visitor.tick("Ya, sudah selesai")
    visitor.press("Simpan dan lanjutkan")
    visitor.see_error(
        "Tanggal ini tidak ada dalam kalender. Periksa hari dan bulannya",
        "Tulis alamat surel lengkap, misalnya nama@contoh.go.id",
    )
    expect(visitor.page.get_by_label("Surel inovator")).to_have_value("sari di puskesmas")
    visitor.fill("Tanggal inovasi mulai diterapkan", "27/3/2022")
    visitor.fill("Surel inovator", "sari@contoh.go.id")
    visitor.press("Simpan dan lanjutkan")
    visitor.see_error("Pilih kelompok", "Pilih kategori", "Isi nama inovator")
    visitor.tick("Kelompok umum")
    visitor.tick("Tidak")
    visitor.page.get_by_label("Kategori").select_option(index=1)
    visitor.tick(re.compile(r"^3\."))
    visitor.fill("Nama inovator", "Sari Wulandari")
    visitor.fill("Telepon inovator", "0812 3456 7890")
    visitor.press("Simpan dan lanjutkan")
    visitor.see_heading(FIRST)


def writes_too_much_and_loses_nothing(visitor):
    box = visitor.page.get_by_label(FIRST, exact=True)
    box.fill(proposals.text(203))
    visitor.see("Kelebihan 3 kata")
    # What is asked for stays beside what is counted.
    visitor.see(re.compile("50 sampai 200 kata"))
    visitor.tick("Ya, sudah selesai")
    visitor.press("Simpan dan lanjutkan")
    visitor.see_error("“Ringkasan” paling banyak 200 kata, sekarang 203 kata")
    visitor.see("Yang Anda tulis sudah disimpan. Bagian ini belum dihitung selesai.")
    expect(box).to_have_value(proposals.text(203))
    box.fill(proposals.text(200))
    visitor.see("Sisa 0 kata")
    visitor.press("Simpan dan lanjutkan")
    visitor.see_heading(WITH_EVIDENCE)


def adds_evidence(visitor):
    visitor.fill(WITH_EVIDENCE, proposals.text(100))
    chooser = visitor.page.get_by_label(re.compile("Tambah bukti"))
    chooser.set_input_files({"name": "laporan.pdf", "mimeType": "application/pdf", "buffer": b"PK\x03\x04 bukan pdf"})
    visitor.see("Isi berkas tidak sesuai dengan namanya. Buka di komputer Anda, lalu simpan ulang")
    chooser.set_input_files(
        {"name": "laporan.pdf", "mimeType": "application/pdf", "buffer": proposals.pdf_bytes("laporan")}
    )
    visitor.see("“laporan.pdf” terunggah.")
    visitor.tick("Ya, sudah selesai")
    visitor.press("Simpan, lanjutkan nanti")
    visitor.see(re.compile(r"^3 dari \d+ bagian selesai$"))


def the_rest_is_written(cast):
    """The other parts, through the acts, as the colleague at the next desk writes them."""
    proposal, now, by = Proposal.objects.get(title=TITLE), timezone.now(), cast.colleague
    asked = questionnaire.of(proposal.edition_id)
    for chapter in asked.chapters_for(proposal)[2:]:
        texts = {question.key: proposals.text(question.max_words) for question in chapter.questions}
        drafting.answer(proposal, chapter.section, texts, is_done=True, by=by, at=now)
        if chapter.section.needs_evidence:
            attachments.attach(proposal, proposals.file(), section=chapter.section, by=by, at=now)
    for requirement in asked.requirements_for(proposal):
        attachments.attach(proposal, proposals.file(), requirement=requirement, by=by, at=now)


def is_read_without_a_name(visitor):
    visitor.go(f"/usulan/{Proposal.objects.get(title=TITLE).code}/")
    visitor.follow("Penilaian tanpa nama")
    visitor.fill("Judul netral", TITLE)
    visitor.fill("Bagian lain yang disamarkan", "tidak ada di sini")
    visitor.press("Konfirmasi")
    visitor.see_error("“tidak ada di sini” tidak ada dalam usulan. Salin persis dari jawaban Anda.")
    visitor.fill("Bagian lain yang disamarkan", "")
    visitor.press("Konfirmasi")
    visitor.see("Judul netral dan bagian yang disamarkan dikonfirmasi")


def hands_over(visitor):
    visitor.see("laporan.pdf")
    visitor.follow("Lanjut ke penyerahan")
    visitor.press("Serahkan ke admin instansi")
    visitor.see("Usulan diserahkan ke admin instansi")
    visitor.see(re.compile("Anda dapat mengubahnya lagi bila dikembalikan"))


def is_sent_back(admin, cast):
    admin.sign_in(cast.agency_admin)
    admin.follow(re.compile("^Periksa usulan, lalu ajukan atau kembalikan"))
    admin.follow(TITLE)
    admin.follow("Kembalikan ke unit")
    admin.press("Kembalikan ke unit")
    admin.see_error("Tulis alasannya.")
    admin.fill("Apa yang perlu diperbaiki?", "Ringkasan belum menyebut hasilnya.")
    about = admin.page.locator(f"h3:text-is('{FIRST}') + details")
    about.locator("summary").click()
    about.locator("textarea").fill("Sebutkan lama antrean sesudahnya.")
    admin.press("Kembalikan ke unit")
    admin.see("Usulan dikembalikan ke unit")


def mends(visitor):
    visitor.narrow()
    visitor.go("/beranda/")
    visitor.follow(re.compile("^Perbaiki usulan yang dikembalikan"))
    visitor.follow(TITLE)
    visitor.see("Catatan admin instansi", "Ringkasan belum menyebut hasilnya.", "Sebutkan lama antrean sesudahnya.")
    visitor.follow(FIRST)
    visitor.see("Sebutkan lama antrean sesudahnya.")
    visitor.fill(FIRST, proposals.text(150))
    visitor.press("Simpan, lanjutkan nanti")
    visitor.follow("Periksa jawaban")
    visitor.follow("Lanjut ke penyerahan")
    visitor.press("Serahkan ke admin instansi")


def is_sent_in(admin):
    admin.narrow()
    admin.go("/usulan/")
    admin.follow(TITLE)
    admin.follow("Periksa jawaban")
    admin.see("Konfirmasi lagi judul netral dan bagian yang disamarkan: isi usulan berubah setelah dikonfirmasi")
    admin.go(f"/usulan/{Proposal.objects.get(title=TITLE).code}/tanpa-nama/")
    admin.press("Konfirmasi")
    admin.follow("Lanjut ke pengajuan")
    admin.press("Ajukan usulan")
    admin.see_error("Centang pernyataan sebelum mengajukan usulan.")
    admin.tick(re.compile("^Saya menyatakan isi usulan"))
    admin.press("Ajukan usulan")
    proposal = Proposal.objects.get(title=TITLE)
    admin.see_heading("Usulan diajukan")
    admin.see(proposal.code, proposal.revisions.get().sha256)


def nothing_can_be_changed_any_more(visitor):
    code = Proposal.objects.get(title=TITLE).code
    visitor.go(f"/usulan/{code}/")
    visitor.see("Usulan sudah diajukan ke kementerian dan tidak dapat diubah.")
    visitor.go(f"/usulan/{code}/bagian/ringkasan/", status=403)
    visitor.see("Usulan sudah diajukan ke kementerian dan tidak dapat diubah.")
    visitor.go(f"/usulan/{code}/identitas/", status=403)
