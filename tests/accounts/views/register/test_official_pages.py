"""Official lists by their pages: handed in, the difference read, applied once; regions struck and registered again."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.domain.register import naming
from accounts.files import sheets
from accounts.models import Agency, AgencyKind, OfficialList, Region, RegionKind, Role
from tests.factories import accounts

pytestmark = pytest.mark.django_db
REASON = "Kepmendagri 300.2.2-2138 Tahun 2025"
TABLE = "Kode;Nama\r\n91.01;Kabupaten Anim Ha\r\n91.02;Kabupaten Baru\r\n"


@pytest.fixture
def secretary(client):
    office = accounts.membership(Role.SECRETARY)
    client.force_login(office.user)
    accounts.fresh(client)
    return office


@pytest.fixture
def regency():
    province = accounts.region(RegionKind.PROVINCE, code="91", name="Papua")
    return accounts.region(code="91.01", name="Kabupaten Merauke", province=province)


def markup(response):
    return response.content.decode()


def versi(page):
    return re.search(r'name="versi"\s+value="([^"]+)"', page)[1]


def send(client, content=TABLE, *, kind="regions", name="wilayah.csv", **changed):
    sent = {"kind": kind, "since": f"{timezone.localdate():%d/%m/%Y}", "reason": REASON, **changed}
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post(reverse("register_list_entering"), {**sent, "file": file}, follow=True)


def test_a_list_is_sent_its_difference_read_and_applied_once(client, secretary, regency):
    assert "Belum ada daftar resmi" in markup(client.get(reverse("register_lists")))
    page = markup(send(client))
    for said in ("Wilayah baru: 1", "Wilayah berganti nama: 1", "Instansi baru: 1", "sebelumnya Kabupaten Merauke"):
        assert said in page
    assert not Region.objects.filter(code="91.02").exists()
    listed = OfficialList.objects.get()
    address = reverse("register_list_applying", args=[listed.pk])
    page = markup(client.post(address, {"versi": versi(page)}, follow=True))
    assert "Daftar diterapkan" in page
    assert "Wilayah berganti nama: 1" in page
    assert "Terapkan" not in page
    assert Region.objects.get(code="91.01").name == "Kabupaten Anim Ha"
    assert Agency.objects.filter(name="Pemerintah Kabupaten Baru").exists()
    assert "diterapkan" in markup(client.get(reverse("register_lists")))
    assert "Daftar resmi diterapkan: wilayah.csv" in markup(client.get(reverse("register_region", args=["91.01"])))
    assert "sudah diterapkan" in markup(client.post(address, {"versi": "x"}))
    assert "Register sudah sama dengan daftar ini." in markup(send(client))


def test_what_changed_meanwhile_is_shown_again(client, secretary, regency):
    page = markup(send(client))
    naming.rename_region(regency, "Nama Lain", REASON, since=timezone.localdate(), by=secretary, at=timezone.now())
    address = reverse("register_list_applying", args=[OfficialList.objects.get().pk])
    response = client.post(address, {"versi": versi(page)})
    assert response.status_code == 409
    assert "sebelumnya Nama Lain" in markup(response)
    assert Region.objects.get(code="91.01").name == "Nama Lain"
    assert "Daftar diterapkan" in markup(client.post(address, {"versi": versi(markup(response))}, follow=True))


def test_a_doubtful_list_has_no_button(client, secretary, regency):
    page = markup(send(client, TABLE + "92.01;Kabupaten Jauh\r\n"))
    assert "Baris 4: provinsi 92 tidak ada dalam daftar maupun register" in page
    assert "Terapkan" not in page


@pytest.mark.parametrize(
    ("content", "given", "said"),
    [
        ("Nama;Alamat\r\nA;B\r\n", {}, "Baris pertama harus memuat kolom Kode dan Nama."),
        ("Nama;Alamat\r\nA;B\r\n", {"kind": "agencies"}, "Baris pertama harus memuat kolom Nama dan Jenis."),
        ("Kode;Nama\r\n", {}, "Di bawah nama kolom belum ada baris."),
        ("", {}, "Berkas ini kosong."),
        (b"%PDF-1.7\n", {}, "Berkas ini bukan tabel."),
        (TABLE + "x;Kabupaten\r\n", {}, "1 baris perlu diperbaiki. Belum ada yang disimpan."),
        (b"x" * (sheets.MAX_BYTES + 1), {}, "Berkasnya terlalu besar."),
        (TABLE + '91.03;"=HYPERLINK(""x"")"\r\n', {}, "ada rumus di baris ini; tulis isinya saja"),
        (TABLE + "91.03;#N/A\r\n", {}, "ada kesalahan rumus di baris ini, seperti #N/A; tulis isinya saja"),
        (TABLE, {"since": "31/12/2999"}, "Tanggalnya belum tiba."),
        (TABLE, {"reason": ""}, "Tulis alasannya"),
        (TABLE, {"kind": ""}, "Pilih isi daftarnya"),
    ],
    ids=[
        "columns",
        "columns-of-agencies",
        "head-alone",
        "empty",
        "pdf",
        "row",
        "large",
        "formula",
        "error",
        "day",
        "reason",
        "kind",
    ],
)
def test_what_is_no_list_gets_its_own_sentence_and_is_not_kept(client, secretary, content, given, said):
    assert said in markup(send(client, content, **given))
    assert not OfficialList.objects.exists()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_a_list_from_any_program_comes_in(client, secretary, regency, encoding):
    table = TABLE.replace("Kabupaten Baru", "Kabupaten Curaçao")
    assert "Kabupaten Curaçao" in markup(send(client, table.encode(encoding)))
    assert OfficialList.objects.get().rows[1]["name"] == "Kabupaten Curaçao"


def test_many_rows_cost_a_handful_of_queries(client, secretary, regency, django_assert_max_num_queries):
    rows = "".join(f"91.{n:02d};Kabupaten {n}\r\n" for n in range(2, 99))
    with django_assert_max_num_queries(25):
        send(client, TABLE.splitlines()[0] + "\r\n" + rows)
    with django_assert_max_num_queries(20):
        client.get(reverse("register_list", args=[OfficialList.objects.get().pk]))


def test_a_region_is_struck_and_comes_back_by_pages(client, secretary, regency):
    page = reverse("register_region", args=["91"])
    assert "Masih ada kabupaten atau kota di provinsi ini." in markup(client.get(page))
    assert client.get(reverse("register_region_closing", args=["91"])).status_code == 403
    assert client.get(reverse("register_region_reopening", args=["91.01"])).status_code == 403
    for name, values, said in (
        ("closing", {"closed_on": f"{timezone.localdate():%d/%m/%Y}"}, "Wilayah dihapus dari daftar"),
        ("reopening", {}, "Wilayah didaftarkan kembali"),
    ):
        address = reverse(f"register_region_{name}", args=["91.01"])
        sent = {"versi": versi(markup(client.get(address))), "reason": REASON, **values}
        assert said in markup(client.post(address, sent, follow=True))
    assert "Wilayah dihapus mulai" in markup(client.get(reverse("register_region", args=["91.01"])))


def test_an_auditor_reads_the_lists_and_an_agencys_admin_does_not(client, regency):
    client.force_login(accounts.membership(Role.AUDITOR).user)
    assert "Kirim daftar resmi" not in markup(client.get(reverse("register_lists")))
    assert client.get(reverse("register_list_entering")).status_code == 403
    client.force_login(accounts.membership(Role.AGENCY_ADMIN, accounts.agency(AgencyKind.MINISTRY)).user)
    assert client.get(reverse("register_lists")).status_code == 403


def test_the_register_as_it_is_downloaded_differs_in_nothing_from_itself(client, secretary, regency):
    file = client.get(reverse("register_regions"), {"q": "91", "bentuk": "csv"})
    content = b"".join(file.streaming_content) if file.streaming else file.content
    assert b"91" in content
    assert "Register sudah sama dengan daftar ini." in markup(send(client, content))
