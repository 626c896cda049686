"""Earlier winners by their pages: a file handed in, looked at, agreed to by another, read by everybody."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from accounts.files import sheets
from accounts.models import AgencyKind, Motion, Role
from accounts.rules import MINISTRY_ONLY
from proposals.domain.catalogue import winner_lists
from proposals.models import CatalogueEntry, WinnerList
from tests.announcing import wait_out
from tests.factories import accounts

pytestmark = pytest.mark.django_db
BASIS = "Keputusan Menteri PANRB 18 Tahun 2019"
HEAD = "Judul;Tahun;Penghargaan;Instansi;Jenis instansi\r\n"
TABLE = HEAD + "Layanan Terapung;2019;Top 45;Kementerian Uji;Kementerian\r\n"


def signed_in(client, role):
    office = accounts.membership(role)
    client.force_login(office.user)
    accounts.fresh(client)
    return office


@pytest.fixture
def secretary(client):
    return signed_in(client, Role.SECRETARY)


def markup(response):
    return response.content.decode()


def versi(page):
    return re.search(r'name="versi"\s+value="([^"]+)"', page)[1]


def send(client, content=TABLE, *, name="pemenang.csv", reason=BASIS):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post(reverse("proposals:winner_list_entering"), {"reason": reason, "file": file}, follow=True)


def proposed(client, page):
    """The list put before a second person; the answer is the page of the motion."""
    address = reverse("proposals:winner_list_proposing", args=[WinnerList.objects.latest().first().pk])
    return client.post(address, {"versi": versi(page), "reason": "Dicocokkan."}, follow=True)


def test_from_a_file_to_the_catalogue_by_two_people(client, secretary):
    accounts.agency(AgencyKind.MINISTRY, name="Kementerian Uji")
    assert "Belum ada daftar" in markup(client.get(reverse("proposals:winner_lists")))
    page = markup(send(client))
    for said in ("1 inovasi baru, 0 diperbarui; 0 sudah ada dan dibiarkan", BASIS, "Layanan Terapung", "baru"):
        assert said in page
    assert not CatalogueEntry.objects.exists()
    page = markup(proposed(client, page))
    assert "Diajukan. Admin kementerian yang lain menyetujuinya." in page
    listed, motion = WinnerList.objects.get(), Motion.objects.get()
    page = markup(client.get(reverse("proposals:winner_list", args=[listed.pk])))
    assert "Menunggu orang kedua." in page
    assert "Ajukan untuk diambil alih" not in page
    signed_in(client, Role.MINISTRY_ADMIN)
    page = markup(client.get(reverse("motion", args=[motion.pk])))
    assert "Ambil alih daftar ini ke katalog?" in page
    client.post(reverse("motion_seconding", args=[motion.pk]), {"sidik": motion.sha256})
    address = reverse("proposals:winner_list", args=[listed.pk])
    assert "Disetujui orang kedua, dilaksanakan " in markup(client.get(address))
    assert wait_out() == 1
    assert "Menunggu giliran dicatat" in markup(client.get(address))
    winner_lists.carry_on(listed.pk, clock=lambda: motion.moved_at)
    page = markup(client.get(reverse("proposals:winner_list", args=[listed.pk])))
    assert "1 inovasi di katalog dari daftar ini" in page
    assert "diambil alih" in markup(client.get(reverse("proposals:winner_lists")))
    client.logout()
    entry = CatalogueEntry.objects.get()
    page = markup(client.get(reverse("proposals:innovation", args=[entry.slug])))
    assert "Diambil alih dari tahun sebelum portal ini dipakai." in page
    assert BASIS in page
    assert "Daftar belum lengkap" not in page
    assert "Dari sebelum portal ini" in markup(client.get(reverse("proposals:catalogue")))
    assert "Diambil alih dari sebelum portal ini" in markup(client.get(reverse("proposals:statistics")))


@pytest.mark.parametrize(
    ("content", "given", "said"),
    [
        ("Nama;Alamat\r\nA;B\r\n", {}, "Baris pertama harus memuat kolom Judul, Tahun, Penghargaan, Instansi, dan"),
        (HEAD, {}, "Di bawah nama kolom belum ada baris."),
        ("", {}, "Berkas ini kosong."),
        (b"%PDF-1.7\n", {}, "Berkas ini bukan tabel."),
        (b"PK\x03\x04", {"name": "a.xlsx"}, "Berkas XLSX ini rusak atau dikunci kata sandi."),
        (b"x" * (sheets.MAX_BYTES + 1), {}, "Berkasnya terlalu besar. Paling besar 5 MB"),
        (HEAD + "a;2019;b;c;kota\r\n" * (sheets.MAX_ROWS + 1), {}, "Berkasnya lebih dari 10.000 baris."),
        (TABLE + "Lain;2091;Top 9;Kementerian Uji;Kementerian\r\n", {}, "1 baris perlu diperbaiki. Belum ada yang"),
        (TABLE + '"=A1";2019;Top 9;Kementerian Uji;Kementerian\r\n', {}, "Judul berisi rumus; tulis isinya saja"),
        (TABLE + TABLE.splitlines()[1] + "\r\n", {}, "sama dengan baris 2"),
        (TABLE, {"reason": ""}, "Tulis dasarnya"),
        (TABLE, {"reason": "x" * 301}, "Dasarnya paling panjang 300 huruf"),
    ],
    ids=["columns", "head", "empty", "pdf", "broken", "large", "long", "row", "formula", "twice", "basis", "words"],
)
def test_what_is_no_list_gets_its_own_sentence_and_is_not_kept(client, secretary, content, given, said):
    assert said in markup(send(client, content, **given))
    assert not WinnerList.objects.exists()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_a_list_from_any_program_comes_in(client, secretary, encoding):
    assert "Pondok Señor" in markup(send(client, TABLE.replace("Layanan Terapung", "Pondok Señor").encode(encoding)))
    assert WinnerList.objects.get().rows[0]["title"] == "Pondok Señor"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_example_file_comes_back_filled_in(client, secretary, form):
    answer = client.get(reverse("proposals:winner_list_template", args=[form]))
    content = b"".join(answer.streaming_content)
    row = ["Layanan Terapung", "2019", "Top 45", "Kementerian Uji", "Kementerian"]
    if form == "csv":
        text = io.StringIO(content.decode("utf-8-sig"))
        assert next(csv.reader(text, delimiter=";"))[:5] == [
            "Judul",
            "Tahun",
            "Penghargaan",
            "Instansi",
            "Jenis instansi",
        ]
        filled = content + ";".join(row).encode()
    else:
        book = load_workbook(io.BytesIO(content))
        book.active.append([row[0], 2019, *row[2:]])
        kept = io.BytesIO()
        book.save(kept)
        filled = kept.getvalue()
    assert "1 inovasi baru" in markup(send(client, filled, name=f"pemenang.{form}"))
    assert client.get(reverse("proposals:winner_list_template", args=["docx"])).status_code == 404


def test_what_is_doubtful_or_unknown_is_said_and_has_no_button(client, secretary):
    accounts.agency(AgencyKind.MINISTRY, name="Kementerian Badan Usaha Milik Negara")
    table = HEAD.strip() + ";Kode wilayah\r\n"
    table += "A;2019;Top 9;Pemkot Jauh;Kota;99.01\r\nB;2019;Top 9;Kementerian BUMN;Kementerian;\r\n"
    page = markup(send(client, table))
    assert "Baris 2: tidak ada wilayah berkode 99.01 dalam register" in page
    assert "1 instansi tidak ada di register" in page
    assert "Kementerian BUMN: terdaftar sebagai Kementerian Badan Usaha Milik Negara" in page
    assert "Ajukan untuk diambil alih" not in page


def test_what_changed_meanwhile_is_shown_again(client, secretary):
    page = markup(send(client))
    CatalogueEntry.objects.create(
        slug="a",
        year=2019,
        title="Layanan Terapung",
        agency_name="Kementerian Uji",
        agency_kind="ministry",
        source_note="x",
        published_at="2026-01-01T00:00Z",
    )
    response = proposed(client, page)
    assert response.status_code == 409
    assert "0 inovasi baru, 1 diperbarui" in markup(response)
    assert not Motion.objects.exists()
    assert "Diajukan." in markup(proposed(client, markup(response)))


def test_an_auditor_reads_and_an_agencys_admin_does_not(client, secretary):
    send(client)
    listed = WinnerList.objects.get()
    signed_in(client, Role.AUDITOR)
    page = markup(client.get(reverse("proposals:winner_list", args=[listed.pk])))
    assert "Layanan Terapung" in page
    assert "Ajukan untuk diambil alih" not in page
    assert str(MINISTRY_ONLY) not in page
    assert client.get(reverse("proposals:winner_list_entering")).status_code == 403
    signed_in(client, Role.AGENCY_ADMIN)
    assert client.get(reverse("proposals:winner_lists")).status_code == 403


def test_a_list_is_a_file_too_and_costs_the_same_at_any_length(client, secretary, django_assert_max_num_queries):
    send(client, HEAD + "".join(f"Layanan {n};2019;Top 99;Kementerian Uji;Kementerian\r\n" for n in range(300)))
    address = reverse("proposals:winner_list", args=[WinnerList.objects.get().pk])
    with django_assert_max_num_queries(25):
        client.get(address)
    answer = client.get(address, {"bentuk": "csv"})
    assert len(b"".join(answer.streaming_content).splitlines()) == 301
