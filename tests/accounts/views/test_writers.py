"""An agency's admin invites the writers of its units: one by one, and from whatever spreadsheets make."""

import io
import tracemalloc
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from accounts.domain import joining, people_import, tries, writer_sheets
from accounts.domain.correspondence import letters
from accounts.domain.entrance import links
from accounts.domain.register import closing
from accounts.files import sheets, sizes
from accounts.models import Event, Letter, Membership, Role, Unit, User, WriterSheet
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
    """Hand a file in and let a worker do what it asks for; what the sender sees then."""
    content = content.encode() if isinstance(content, str) else content
    response = client.post(reverse("writer_sheet"), {"file": SimpleUploadedFile(name, content)}, follow=True)
    if not response.redirect_chain:
        return response
    for sheet in WriterSheet.objects.filter(tries=0):
        writer_sheets.carry_on(sheet.pk, clock=timezone.now)
    return client.get(response.redirect_chain[-1][0])


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
    rows += "RSUD;#N/A;c@contoh.go.id\r\n"
    page = text(send(client, rows))
    for number, sentence in (
        (5, "Unit belum diisi"),
        (6, "Nama berisi rumus; tulis isinya saja"),
        (7, "“bukan surel” bukan alamat surel yang lengkap"),
        (8, "Nama berisi kesalahan rumus #N/A; tulis isinya saja"),
    ):
        assert f'<th scope="row" class="num">{number}</th>' in page
        assert sentence in page
    assert "4 baris perlu diperbaiki. Belum ada yang disimpan." in page
    assert not writers(admin)
    assert not Unit.objects.filter(agency=admin.agency).exists()
    assert not Event.objects.exists()


def test_a_row_keeps_the_number_that_a_spreadsheet_gives_it_whatever_lines_its_cells_have(client, admin):
    lines = ["Unit;Nama;Surel", '"Puskesmas\r\nSatu";Nia;nia@contoh.go.id', ";Tanpa Unit;a@contoh.go.id"]
    page = text(send(client, "\r\n".join(lines)))
    assert '<th scope="row" class="num">3</th>' in page
    assert "1 baris perlu diperbaiki" in page


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


def hand_in(admin, rows):
    """A sheet of so many rows, four a unit, that no worker has."""
    table = "".join(f"Unit {n // 4};Penulis {n};penulis{n}@contoh.go.id\r\n" for n in range(rows))
    lines, faults = people_import.read(sheets.rows(SimpleUploadedFile("a.csv", f"Unit;Nama;Surel\r\n{table}".encode())))
    assert not faults
    return writer_sheets.hand_in(admin.agency, lines, name="a.csv", by=admin, at=timezone.now())


@pytest.mark.journey
def test_thousands_of_rows_are_taken_in_with_as_many_statements_as_few(admin, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        sheet = hand_in(admin, 2_000)
    with django_assert_max_num_queries(40):
        writer_sheets.take_in(sheet.pk, at=timezone.now())
    for _round in range(4):
        with django_assert_max_num_queries(8):
            writer_sheets.tell_some(sheet.pk, at=timezone.now())
    sheet.refresh_from_db()
    assert (sheet.state, sheet.writers, sheet.units, sheet.told) == (WriterSheet.State.DONE, 2_000, 500, 2_000)
    assert sheet.lines == []
    assert User.objects.count() == 2_001


def test_a_full_sheet_is_read_in_little_memory():
    """As many rows as a sheet may have, in a fifth of what may be held. The worker takes a few of them at a time."""
    table = "".join(f"Unit {n // 4};Penulis {n};penulis{n}@contoh.go.id\r\n" for n in range(sheets.MAX_ROWS))
    upload = SimpleUploadedFile("a.csv", f"Unit;Nama;Surel\r\n{table}".encode())
    tracemalloc.start()
    try:
        lines, faults = people_import.read(sheets.rows(upload))
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (len(lines), faults) == (sheets.MAX_ROWS, [])
    assert most < 40 * sizes.MEBIBYTE


def test_its_page_says_how_far_it_is_and_stops_asking_when_it_is_done(client, admin):
    sheet = hand_in(admin, writer_sheets.BATCH + 1)
    page, state = (reverse(name, args=[sheet.pk]) for name in ("writer_sheet_progress", "writer_sheet_state"))
    assert "Menunggu giliran dicatat" in text(client.get(page))
    # Without JavaScript a link shows the page anew.
    assert "<noscript>" in text(client.get(page))
    assert "hx-get" in text(client.get(state))
    writer_sheets.take_in(sheet.pk, at=timezone.now())
    assert "0 dari 501 undangan ditulis" in text(client.get(state))
    writer_sheets.tell_some(sheet.pk, at=timezone.now())
    assert "500 dari 501 undangan ditulis" in text(client.get(state))
    writer_sheets.carry_on(sheet.pk, clock=timezone.now)
    assert "501 penulis diundang, 126 unit baru" in text(client.get(state))
    assert "hx-get" not in text(client.get(state))
    assert "a.csv" in text(client.get(reverse("writer_sheet")))


def test_a_link_that_somebody_waits_for_overtakes_the_invitations_of_a_sheet(admin):
    sheet = hand_in(admin, 3)
    writer_sheets.carry_on(sheet.pk, clock=timezone.now)
    at = timezone.now() + timedelta(minutes=1)
    letters.store([letters.row(links.LETTER, admin.user, admin.user, at, "Tautan", "Isi", is_secret=True)])
    assert Letter.objects.due(at).first().name == links.LETTER
    assert Letter.objects.due(at).count() == 4


def test_another_agency_does_not_see_the_sheet(client, admin):
    sheet = hand_in(accounts.membership(Role.AGENCY_ADMIN), 1)
    for name in ("writer_sheet_progress", "writer_sheet_state"):
        assert client.get(reverse(name, args=[sheet.pk])).status_code == 404


def test_a_closed_unit_and_an_inactive_account_are_named_by_their_rows(client, admin):
    unit = accounts.unit(admin.agency, name="Puskesmas Satu")
    closing.close(unit, "Digabung", on=timezone.localdate(), by=admin, at=timezone.now())
    User.objects.filter(pk=accounts.person("Siti", email="siti@contoh.go.id").pk).update(is_active=False)
    page = text(send(client, TABLE))
    assert "2 baris perlu diperbaiki. Belum ada yang disimpan." in page
    assert "Unit ini sudah ditutup" in page
    assert "Akun dengan alamat ini tidak aktif" in page
    assert not WriterSheet.objects.exists()
    assert not writers(admin)


@pytest.mark.parametrize(
    ("meanwhile", "said"),
    [
        ("unit", "Unit ini sudah ditutup"),
        ("agency", "Instansi ini sudah ditutup. Orang tidak dapat diangkat di sini."),
        ("office", "Peran pengirim berakhir sebelum berkasnya diolah. Minta admin lain mengirimnya."),
        ("workers", "Berkasnya berulang kali gagal diolah. Kirim lagi, atau bagi menjadi beberapa berkas."),
    ],
)
def test_what_came_between_the_file_and_the_worker_is_said_and_nothing_is_done(client, admin, meanwhile, said):
    at = timezone.now()
    unit = accounts.unit(admin.agency, name="unit 0")
    sheet = hand_in(admin, 8)
    if meanwhile == "unit":
        closing.close(unit, "Digabung", on=timezone.localdate(), by=admin, at=at)
    elif meanwhile == "agency":
        secretary = accounts.membership(Role.SECRETARY)
        closing.close(admin.agency, "Dibubarkan", on=timezone.localdate(), by=secretary, at=at)
    elif meanwhile == "office":
        admin.since = timezone.localdate() - timedelta(days=2)
        admin.save()
        joining.dismiss(admin, until=timezone.localdate(), by=admin, at=at)
        accounts.membership(Role.AGENCY_ADMIN, admin.agency, user=admin.user, since=timezone.localdate())
    else:
        for _lost in range(tries.WORKERS):
            writer_sheets.begin(sheet.pk, at=at)
        writer_sheets.resume_unfinished(at=at + timedelta(hours=1))
    writer_sheets.carry_on(sheet.pk, clock=timezone.now)
    page = text(client.get(reverse("writer_sheet_progress", args=[sheet.pk])))
    assert said in page
    assert "Belum ada yang disimpan" in page
    sheet.refresh_from_db()
    assert (sheet.state, sheet.lines, sheet.writers) == (WriterSheet.State.FAILED, [], 0)
    assert not Membership.objects.filter(role=Role.UNIT).exists()
    assert not Letter.objects.filter(name="account.invitation").exists()
    assert not Event.objects.filter(name="writers.taken_in").exists()


def test_a_sheet_without_a_worker_is_asked_for_again_and_one_at_work_is_not(admin, django_capture_on_commit_callbacks):
    sheet = hand_in(admin, 1)
    for seconds, asked in ((30, 0), (61, 1)):
        with django_capture_on_commit_callbacks() as wishes:
            writer_sheets.resume_unfinished(at=sheet.sent_at + timedelta(seconds=seconds))
        assert len(wishes) == asked
    writer_sheets.carry_on(sheet.pk, clock=timezone.now)
    with django_capture_on_commit_callbacks() as wishes:
        writer_sheets.resume_unfinished(at=sheet.sent_at + timedelta(days=1))
    assert not wishes


def test_a_writer_from_a_file_has_the_file_and_who_sent_it_in_the_history(client, admin):
    send(client, TABLE, "penulis.csv")
    writer = User.objects.get(email="budi@contoh.go.id")
    page = text(client.get(reverse("person", args=[writer.pk])))
    assert "Diundang dari berkas penulis.csv" in page
    assert admin.user.full_name in page
