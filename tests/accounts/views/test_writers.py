"""An agency's admin invites the writers of its units: one by one, and from whatever spreadsheets make."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from accounts.domain import people_import
from accounts.files import sheets
from accounts.models import Event, Letter, Membership, Role, Unit, User
from tests.factories import accounts

pytestmark = pytest.mark.django_db
TABLE = "Unit;Nama;Surel\r\nPuskesmas Satu;Budi Café;budi@contoh.go.id\r\nRSUD Dua;Siti;siti@contoh.go.id\r\n"


@pytest.fixture
def admin(client):
    office = accounts.membership(Role.AGENCY_ADMIN)
    client.force_login(office.user)
    return office


def text(response):
    return response.content.decode()


def send(client, content, name="penulis.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(reverse("writer_sheet"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def workbook(*rows):
    book, kept = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


def writers(admin):
    return set(
        Membership.objects.filter(agency=admin.agency, role=Role.UNIT).values_list(
            "unit__name", "user__full_name", "user__email"
        )
    )


EXPECTED = {("Puskesmas Satu", "Budi Café", "budi@contoh.go.id"), ("RSUD Dua", "Siti", "siti@contoh.go.id")}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (TABLE.encode(), "a.csv"),
        (TABLE.replace(";", ",").encode("utf-8-sig"), "a.csv"),
        (TABLE.encode("cp1252"), "a.csv"),
        (TABLE.replace(";", "\t").encode("utf-16"), "a.txt"),
        (TABLE.replace("\r\n", "\r\n;;\r\n").replace("budi@", "  BUDI@").encode(), "a.csv"),
        (workbook(*(line.split(";") for line in TABLE.splitlines())), "a.xlsx"),
        (TABLE.replace("Unit;", "No;UNIT;").replace("\r\nP", "\r\n1;P").replace("\r\nR", "\r\n2;R").encode(), "a.csv"),
    ],
    ids=["semicolons", "commas-bom", "windows-1252", "utf-16", "blanks-capitals", "xlsx", "more-columns"],
)
def test_a_table_from_any_program_comes_in(client, admin, content, name):
    page = text(send(client, content, name))
    assert "2 penulis diundang, 2 unit baru; 0 baris sudah tercatat sebelumnya" in page
    assert writers(admin) == EXPECTED
    assert Letter.objects.filter(name="account.invitation", is_secret=True).count() == 2
    [event] = Event.objects.all()
    assert (event.name, event.particulars["count"], len(event.particulars["rows"])) == ("writers.taken_in", 2, 2)


def test_one_bad_row_keeps_everything_out_and_each_is_named_by_its_number(client, admin):
    rows = TABLE + "\r\n;Tanpa Unit;a@contoh.go.id\r\nRSUD;=1+1;b@contoh.go.id\r\nRSUD;C;bukan surel\r\n"
    page = text(send(client, rows))
    for number, sentence in (
        (5, "Unit belum diisi"),
        (6, "Nama berisi rumus; tulis isinya saja"),
        (7, "“bukan surel” bukan alamat surel yang lengkap"),
    ):
        assert f'<th scope="row" class="num">{number}</th>' in page
        assert sentence in page
    assert "3 baris perlu diperbaiki. Belum ada yang disimpan." in page
    assert not writers(admin)
    assert not Unit.objects.filter(agency=admin.agency).exists()
    assert not Event.objects.exists()


def test_the_corrected_file_may_be_sent_again(client, admin):
    send(client, TABLE)
    more = TABLE.replace("budi@", "BUDI@") + "rsud dua;Tono;tono@contoh.go.id\r\n"
    page = text(send(client, more))
    assert "1 penulis diundang, 0 unit baru; 2 baris sudah tercatat sebelumnya" in page
    assert len(writers(admin)) == 3
    assert Unit.objects.filter(agency=admin.agency).count() == 2


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "Berkas ini kosong."),
        (b"\r\n;;\r\n", "a.csv", "Berkas ini kosong."),
        ("Nama;Alamat\r\nA;B\r\n", "a.csv", "Baris pertama harus memuat kolom Unit, Nama, dan Surel."),
        ("Unit;Nama;Surel\r\n", "a.csv", "Di bawah nama kolom belum ada baris."),
        (b"x" * (sheets.MAX_BYTES + 1), "a.csv", "Berkasnya terlalu besar."),
        (b"%PDF-1.7\n", "a.csv", "Berkas ini bukan tabel."),
        (b"Unit;Nama\x00;Surel", "a.csv", "Berkas ini bukan tabel."),
        (b"PK\x03\x04rusak", "a.xlsx", "Berkas XLSX ini rusak"),
        ("Unit;Nama;Surel\r\n" + "A;B;c@contoh.go.id\r\n" * 10_001, "a.csv", "Berkasnya lebih dari 10.000 baris."),
    ],
    ids=["empty", "blank", "columns", "head-alone", "big", "pdf", "zeros", "broken", "rows"],
)
def test_what_is_no_table_of_writers_gets_its_own_sentence(client, admin, content, name, said):
    assert said in text(send(client, content, name))
    assert not writers(admin)


def test_a_formula_in_a_workbook_is_refused_with_its_row(client, admin):
    page = text(
        send(client, workbook(["Unit", "Nama", "Surel"], ["RSUD", '=HYPERLINK("x")', "a@contoh.go.id"]), "a.xlsx")
    )
    assert "Nama berisi rumus; tulis isinya saja" in page
    assert not writers(admin)


def test_no_file_is_asked_for(client, admin):
    assert "Pilih berkasnya" in text(client.post(reverse("writer_sheet"), {}))


def test_one_writer_is_invited_to_a_new_unit_and_to_one_that_is_there(client, admin):
    today = f"{timezone.localdate():%d/%m/%Y}"
    for name, unit in (("satu", "Puskesmas Baru"), ("dua", "puskesmas  baru")):
        sent = {"email": f"{name}@contoh.go.id", "full_name": name, "unit": unit, "since": today}
        assert "diundang" in text(client.post(reverse("writer_invitation"), sent, follow=True))
    assert [unit.name for unit in Unit.objects.filter(agency=admin.agency)] == ["Puskesmas Baru"]
    assert len(writers(admin)) == 2


def test_only_an_agencys_admin_invites_writers(client):
    client.force_login(accounts.membership(Role.SECRETARY).user)
    for name in ("agency_people", "writer_invitation", "writer_sheet"):
        assert client.get(reverse(name)).status_code == 403


def test_thousands_of_rows_come_in_with_as_many_statements_as_few(admin, django_assert_max_num_queries):
    rows = "".join(f"Unit {n // 4};Penulis {n};penulis{n}@contoh.go.id\r\n" for n in range(2_000))
    upload = SimpleUploadedFile("a.csv", ("Unit;Nama;Surel\r\n" + rows).encode())
    lines, faults = people_import.read(sheets.rows(upload))
    assert not faults
    with django_assert_max_num_queries(40):
        done = people_import.take_in(admin.agency, lines, file="a.csv", by=admin, at=timezone.now())
    assert (done.writers, done.units) == (2_000, 500)
    assert User.objects.count() == 2_001


def test_a_writer_from_a_file_has_the_file_and_who_sent_it_in_the_history(client, admin):
    send(client, TABLE, "penulis.csv")
    writer = User.objects.get(email="budi@contoh.go.id")
    page = text(client.get(reverse("person", args=[writer.pk])))
    assert "Diundang dari berkas penulis.csv" in page
    assert admin.user.full_name in page
