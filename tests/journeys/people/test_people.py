"""An agency asks to join, its admin invites writers from a spreadsheet, and the ministry keeps its people."""

import re

import pytest
from django.utils import timezone

from accounts.models import Membership, Role
from tests.factories import accounts
from tests.factories.proposals import pdf_bytes


@pytest.fixture
def agency():
    return accounts.agency(name="Pemerintah Kota Harapan")


@pytest.mark.parametrize("width", [1280, 360])
def test_an_agency_joins_and_invites_its_writers(visitor, another, cast, agency, width, worker):
    visitor.narrow(width)
    visitor.go("/akun/masuk/")
    visitor.follow("Daftarkan instansi")
    visitor.fill("Nama instansi", "harapan")
    visitor.press("Cari")
    visitor.follow("Pemerintah Kota Harapan")
    visitor.press("Kirim permohonan")
    visitor.see_error("Isi nama lengkap", "Isi jabatan Anda", "Isi nomor telepon", "Pilih berkas untuk diunggah")
    visitor.fill("Nama lengkap", "Nia Sari")
    visitor.fill("Jabatan", "Kepala Bagian Organisasi")
    visitor.fill("Alamat surel", "nia@harapan.go.id")
    visitor.fill("Telepon", "0274 123")
    letter = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes()}
    visitor.field("Surat penunjukan dari pimpinan instansi").set_input_files(letter)
    visitor.press("Kirim permohonan")
    visitor.see_heading("Permohonan terkirim")

    secretary = another()
    secretary.narrow(width)
    secretary.sign_in(cast.secretary)
    secretary.follow("Permohonan instansi")
    secretary.follow("Pemerintah Kota Harapan")
    secretary.see("Nia Sari (nia@harapan.go.id)", "0274 123")
    secretary.press("Terima")
    secretary.see("Permohonan Pemerintah Kota Harapan diterima")
    secretary.follow("Pemerintah Kota Harapan")
    assert Membership.objects.get(agency=agency).role == Role.AGENCY_ADMIN

    writers = another()
    writers.narrow(width)
    writers.sign_in(cast.agency_admin)
    writers.go("/instansi/orang/")
    writers.follow("Undang banyak penulis dari berkas")
    sends(writers, "Unit;Nama;Surel\r\nRSUD Harapan;Budi;bukan\r\n")
    writers.see("“bukan” bukan alamat surel yang lengkap")
    sends(writers, "Unit;Nama;Surel\r\nRSUD Harapan;Budi;budi@contoh.go.id\r\n")
    with worker():
        # The page renews itself until it is done; a quick worker was done before the page came.
        writers.see("1 penulis diundang, 1 unit baru; 0 baris sudah tercatat sebelumnya")
    writers.arrive()
    writers.follow("Lihat orang di instansi Anda")
    writers.follow("Budi (budi@contoh.go.id)")
    writers.follow("Akhiri Penulis usulan, RSUD Harapan")
    writers.fill("Alasan", "Mutasi")
    writers.press("Akhiri peran")
    writers.see(re.compile("^Peran berakhir "))
    writers.go("/instansi/orang/undangan/")


def sends(visitor, table):
    file = {"name": "penulis.csv", "mimeType": "text/csv", "buffer": table.encode()}
    visitor.field("Berkas").set_input_files(file)
    visitor.press("Kirim berkas")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_ministry_appoints_extends_and_replaces(visitor, another, cast, width):
    visitor.narrow(width)
    visitor.sign_in(cast.ministry_admin)
    visitor.go("/orang/")
    visitor.follow("Angkat orang")
    visitor.tick("Admin kementerian")
    visitor.press("Angkat")
    visitor.see_error("Isi alamat surel", "Isi nama lengkap", "Tulis alasannya")
    visitor.fill("Alamat surel", "baru@contoh.go.id")
    visitor.fill("Nama lengkap", "Nia Baru")
    visitor.fill("Alasan", "Tambahan")
    visitor.press("Angkat")
    visitor.see("Diajukan", "Nia Baru (baru@contoh.go.id)")
    visitor.go("/orang/?q=laksmi&status=berlaku")
    visitor.follow(cast.judge.user.told_apart)
    visitor.follow("Perpanjang Evaluator")
    visitor.fill("Berakhir", f"31/12/{timezone.localdate().year + 1}")
    visitor.press("Simpan tanggal")
    visitor.see("Peran diperpanjang", "Diperpanjang: Evaluator")
    visitor.follow("Ganti Evaluator")
    visitor.fill("Alamat surel", "ganti@contoh.go.id")
    visitor.fill("Nama lengkap", "Tono")
    visitor.fill("Alasan", "Sakit")
    visitor.press("Ganti pemegang peran")
    visitor.see("Tono (ganti@contoh.go.id) menggantikan")
