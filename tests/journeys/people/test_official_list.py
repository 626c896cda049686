"""The ministry brings a new regulation into the registers: a list is sent, its difference read, and applied."""

import pytest

from accounts.models import AgencyKind, Region, RegionKind
from tests.factories import accounts

TABLE = "Kode;Nama\r\n91.01;Kabupaten Anim Ha\r\n91.02;Kabupaten Baru\r\n"


@pytest.fixture
def regency():
    """A regency of a province, with its government, and one that has no agency."""
    province = accounts.region(RegionKind.PROVINCE, code="91", name="Papua")
    accounts.region(code="91.04", name="Kabupaten Lama", province=province)
    regency = accounts.region(code="91.01", name="Kabupaten Merauke", province=province)
    accounts.agency(AgencyKind.REGENCY, name="Pemerintah Kabupaten Merauke", region=regency)
    return regency


@pytest.mark.parametrize("width", [1280, 360])
def test_a_list_is_sent_read_and_applied(visitor, cast, regency, width):
    visitor.narrow(width)
    visitor.sign_in(cast.secretary)
    visitor.go("/register/wilayah/")
    visitor.follow("Daftar resmi")
    visitor.see("Belum ada daftar resmi")
    visitor.follow("Kirim daftar resmi")
    visitor.press("Kirim dan lihat perbedaannya")
    visitor.see_error("Pilih isi daftarnya", "Pilih berkasnya", "Tulis alasannya")
    sends(visitor, TABLE + "x;Kabupaten\r\n")
    visitor.see("kode “x” tidak berbentuk 11 atau 11.01")
    sends(visitor, TABLE + "92.01;Kabupaten Jauh\r\n")
    visitor.see("Baris 4: provinsi 92 tidak ada dalam daftar maupun register", "Wilayah baru: 2")
    visitor.see_none_of("Terapkan semua perubahan ini")
    visitor.go("/register/daftar-resmi/baru/")
    sends(visitor, TABLE)
    visitor.see("sebelumnya Kabupaten Merauke", "sebelumnya Pemerintah Kabupaten Merauke", "Instansi baru: 1")
    visitor.press("Terapkan semua perubahan ini")
    visitor.see("Daftar diterapkan", "Wilayah berganti nama: 1")
    visitor.go("/register/wilayah/91.01/")
    visitor.see("Daftar resmi diterapkan: wilayah.csv")
    visitor.go("/register/wilayah/91.04/")
    visitor.follow("Hapus dari daftar")
    visitor.fill("Alasan", "Dihapus undang-undang")
    visitor.press("Hapus dari daftar")
    visitor.see("Wilayah dihapus dari daftar")
    visitor.follow("Daftarkan kembali")
    visitor.fill("Alasan", "Keliru")
    visitor.press("Buka kembali")
    visitor.see("Wilayah didaftarkan kembali")
    assert Region.objects.get(code="91.02").province_id == "91"


def sends(visitor, table):
    visitor.tick("Wilayah: kolom Kode dan Nama; boleh Jenis, Penduduk, Tertinggal")
    file = {"name": "wilayah.csv", "mimeType": "text/csv", "buffer": table.encode()}
    visitor.field("Berkas").set_input_files(file)
    visitor.fill("Alasan", "Kepmendagri 300.2.2-2138 Tahun 2025")
    visitor.press("Kirim dan lihat perbedaannya")
