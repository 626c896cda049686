"""Sheets of other programmes by their pages: handed in, columns named, mended, agreed to, read by everybody."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from accounts.files import sheets
from accounts.models import Motion, Role
from accounts.rules import MINISTRY_ONLY
from proposals.domain.catalogue import winner_lists
from proposals.models import CatalogueEntry, OtherProgramme, WinnerList
from proposals.reading import imports as reading
from proposals.reading.public import statistics
from proposals.rules import imports as rules
from tests.announcing import wait_out
from tests.proposals.domain.catalogue.test_imports import handed_in, judged, read, row, taken_over, winner, worked_on
from tests.proposals.views.follow_up.test_winner_lists import markup, signed_in, versi

pytestmark = pytest.mark.django_db
HEAD = ["No", "Nama Inovasi", "Tahun", "Nama Pemda", "Penghargaan"]
ROWS = [
    ["1", "Layanan Terapung", "2023", "Pemerintah Kota Uji", "Terinovatif"],
    ["2", "Antre Cepat", "dua ribu", "Pemerintah Kota Uji", ""],
    ["3", "Layanan “Terapung”", "2023", "Pemerintah Kota Uji", ""],
    ["4", "Kapal Sehat Keliling", "2023", "Pemerintah Kota Uji", ""],
]


def as_csv(*rows, code="utf-8-sig"):
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([["Rekap Inovasi Daerah, Tahun 2023"], [], HEAD, *rows])
    return text.getvalue().encode(code)


def as_xlsx(*rows):
    book = Workbook()
    sheet = book.active
    sheet.append(["Rekap Inovasi Daerah"])
    sheet.merge_cells("A1:E1")
    for one in ([], HEAD, *rows):
        sheet.append(one)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def send(client, content, *, name="iga.csv", **said):
    values = {"programme": "", "named": "IGA", "reason": "Surat Kemendagri", **said}
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("proposals:import_entering"), {**values, "file": file}, follow=True)


def chosen(page):
    """The columns as the form offers them."""
    return {name: str(field.initial or "") for name, field in page.context["form"].fields.items()}


def map_columns(client, page, **changed):
    listed = WinnerList.objects.latest().first()
    address = reverse("proposals:import_mapping", args=[listed.pk])
    answer = client.post(address, {**chosen(page), "versi": page.context["stamp"], **changed}, follow=True)
    if not answer.redirect_chain:
        return answer
    # A worker reads it meanwhile.
    assert "menunggu giliran dibaca" in markup(answer)
    worked_on(listed)
    return client.get(answer.redirect_chain[-1][0])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_csv(*ROWS), "iga.csv"),
        (as_csv(*ROWS, code="cp1252"), "iga.csv"),
        (as_xlsx(*ROWS), "iga.xlsx"),
    ],
)
def test_from_the_file_of_other_software_to_the_catalogue_by_two_people(client, content, name):
    winner("Kapal Sehat")
    signed_in(client, Role.SECRETARY)
    page = send(client, content, name=name)
    assert "Pasangkan kolom" in markup(page)
    assert {key: value for key, value in chosen(page).items() if value} == {
        "kolom-title": "1",
        "kolom-year": "2",
        "kolom-agency": "3",
        "kolom-honour": "4",
    }
    page = map_columns(client, page)
    said = markup(page)
    for text in ("tahun “dua ribu” bukan tahun dari", "sama dengan baris 4", "mirip “Kapal Sehat” (2019)"):
        assert text in said
    listed = WinnerList.objects.get()
    assert [(outcome.value, number) for outcome, number in page.context["tallies"]] == [
        ("good", 1),
        ("bad", 1),
        ("twice", 1),
        ("alike", 1),
    ]
    address = reverse("proposals:import_proposing", args=[listed.pk])
    client.post(address, {"versi": versi(said), "reason": "Dicocokkan."})
    motion = Motion.objects.get()
    assert "Menunggu orang kedua." in markup(client.get(reverse("proposals:import", args=[listed.pk])))
    assert CatalogueEntry.objects.count() == 1
    signed_in(client, Role.MINISTRY_ADMIN)
    page = markup(client.get(reverse("motion", args=[motion.pk])))
    assert "1 perlu diperbaiki, 1 ganda dalam berkas, 0 sudah ada, 1 mirip dengan yang ada" in page
    client.post(reverse("motion_seconding", args=[motion.pk]), {"sidik": motion.sha256})
    assert wait_out() == 1
    state = markup(client.get(reverse("proposals:winner_list_state", args=[listed.pk])))
    assert "Menunggu giliran dicatat" in state
    assert '<progress max="1"' in state
    winner_lists.carry_on(listed.pk, clock=lambda: motion.moved_at)
    assert "1 inovasi di katalog dari daftar ini" in markup(client.get(reverse("proposals:import", args=[listed.pk])))
    assert listed.name in markup(client.get(reverse("proposals:imports")))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_wrong_is_mended_in_a_file_of_its_own_and_sent_again(client, form):
    winner("Kapal Sehat")
    signed_in(client, Role.SECRETARY)
    map_columns(client, send(client, as_csv(*ROWS) if form == "csv" else as_xlsx(*ROWS)))
    listed = WinnerList.objects.get()
    answer = client.get(reverse("proposals:import_mending", args=[listed.pk, form]))
    content = b"".join(answer.streaming_content)
    if form == "csv":
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    else:
        cells = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        table = [["" if one is None else str(one) for one in line] for line in cells]
    head, *rows = table
    assert head == ["Bukan duplikat", "Baris semula", "Yang perlu diperbaiki", *HEAD]
    assert [line[3:] for line in rows] == [ROWS[1], ROWS[3]]
    assert rows[0][:3] == ["", "5", "tahun “dua ribu” bukan tahun dari 2000 sampai " + rows[0][2].split()[-1]]
    rows[0][5], rows[1][0] = "2022", "ya"
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([head, *rows])
    page = map_columns(client, send(client, text.getvalue().encode(), named="iga"))
    assert [(outcome.value, number) for outcome, number in page.context["tallies"]] == [("good", 2)]
    assert OtherProgramme.objects.count() == 1


def test_a_file_that_was_mended_in_part_comes_again_and_grows_by_nothing():
    head = ["Bukan duplikat", "Baris semula", "Yang perlu diperbaiki", "Judul", "Tahun", "Instansi"]
    mapping = {"is_other": 0, "title": 3, "year": 4, "agency": 5}
    listed = judged(["", "9", "salah", "Kapal", "x", "Kementerian Uji"], head=head, mapping=mapping)
    heads, lines = reading.to_mend(listed)
    assert heads == ["Baris semula", "Yang perlu diperbaiki", "Bukan duplikat", "Judul", "Tahun", "Instansi"]
    [line] = lines
    assert (line[0], line[2:]) == (4, ["", "Kapal", "x", "Kementerian Uji"])


@pytest.mark.parametrize(("number", "is_cut"), [(sheets.MAX_COLUMNS, False), (sheets.MAX_COLUMNS + 2, True)])
def test_of_a_wide_file_nothing_that_is_used_is_lost_on_its_way_through_the_mending(client, number, is_cut):
    head = [f"Lain {place}" for place in range(number)]
    head[:2], head[sheets.MAX_COLUMNS - 1] = ["Judul", "Tahun"], "Instansi"
    line = ["isi"] * number
    line[:2], line[sheets.MAX_COLUMNS - 1] = ["Kapal", "x"], "Kementerian Uji"
    signed_in(client, Role.SECRETARY)
    page = send(client, "\r\n".join(";".join(one) for one in (head, line)).encode())
    said = "Hanya 50 kolom pertama berkas ini yang dibaca"
    assert (said in markup(page)) is is_cut
    assert "Lain 50" not in markup(page)
    page = map_columns(client, page)
    assert (said in markup(page)) is is_cut
    heads, lines = reading.to_mend(WinnerList.objects.get())
    assert heads == ["Bukan duplikat", "Baris semula", "Yang perlu diperbaiki", "Judul", "Tahun", "Instansi"]
    assert [told[3:] for told in lines] == [["Kapal", "x", "Kementerian Uji"]]


def test_who_may_not_put_it_forward_is_offered_nothing_and_no_row_is_hashed_for_them(client):
    listed = handed_in(row())
    address = reverse("proposals:import", args=[listed.pk])
    found = {}
    for role in (Role.AUDITOR, Role.SECRETARY):
        signed_in(client, role)
        found[role] = "Pasangkan kolom" in markup(client.get(address))
    assert found == {Role.AUDITOR: False, Role.SECRETARY: True}
    read(listed)
    for role in (Role.AUDITOR, Role.SECRETARY):
        signed_in(client, role)
        with CaptureQueriesContext(connection) as asked:
            page = markup(client.get(address))
        statements = " ".join(query["sql"] for query in asked)
        found[role] = "Ajukan untuk diambil alih" in page, "string_agg" in statements
        assert str(MINISTRY_ONLY) not in page
        for long in ("words", "summary", "sections"):
            assert f'"proposals_catalogueentry"."{long}"' not in statements
    assert found == {Role.AUDITOR: (False, False), Role.SECRETARY: (True, True)}


def test_the_same_file_twice_is_said_and_kept_once(client):
    signed_in(client, Role.SECRETARY)
    send(client, as_csv(*ROWS))
    page = markup(send(client, as_csv(*ROWS), named="iga"))
    assert str(rules.SENT_ALREADY) in page
    assert WinnerList.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said", "sentence"),
    [
        (b"", {}, "Berkas ini kosong"),
        (as_csv(), {}, "Di bawah nama kolom belum ada baris."),
        (b"\x00\x01", {}, "Berkas ini bukan tabel"),
        (as_csv(*ROWS), {"reason": ""}, "Tulis dasarnya"),
        (as_csv(*ROWS), {"named": ""}, "Pilih program dari daftar, atau tulis nama yang baru"),
        (b"x" * (sheets.LARGE.size + 1), {}, "Paling besar 30 MB"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(client, content, said, sentence):
    signed_in(client, Role.SECRETARY)
    assert sentence in markup(send(client, content, **said))
    assert not WinnerList.objects.exists()
    assert not OtherProgramme.objects.exists()


def test_columns_that_do_not_do_are_refused_on_their_page(client):
    signed_in(client, Role.SECRETARY)
    page = send(client, as_csv(*ROWS))
    for changed, sentence in (
        ({"kolom-title": ""}, "Pilih kolomnya"),
        ({"kolom-year": ""}, str(rules.YEAR_MISSING)),
        ({"kolom-unit": "1"}, str(rules.COLUMN_TWICE)),
        ({"tahun": "1800"}, "Tulis tahun dari 2000"),
    ):
        assert sentence in markup(map_columns(client, page, **changed))
    assert WinnerList.objects.get().mapping == {}
    assert "Kolomnya belum dipasangkan" in markup(
        client.get(reverse("proposals:import", args=[WinnerList.objects.get().pk]))
    )


def test_rows_are_narrowed_by_what_became_of_them(client):
    listed = judged(row(), row("Lain", year="x"))
    signed_in(client, Role.AUDITOR)
    address = reverse("proposals:import", args=[listed.pk])
    page = markup(client.get(address, {"hasil": "bad"}))
    assert "Lain" in page
    assert "Layanan Terapung" not in page
    assert "Ajukan untuk diambil alih" not in page
    assert "Tidak ada baris dengan hasil ini" in markup(client.get(address, {"hasil": "known"}))


def test_what_changed_meanwhile_is_shown_again(client):
    listed = judged(row())
    signed_in(client, Role.SECRETARY)
    page = markup(client.get(reverse("proposals:import", args=[listed.pk])))
    WinnerList.objects.filter(pk=listed.pk).update(reason="Surat lain")
    address = reverse("proposals:import_proposing", args=[listed.pk])
    answer = client.post(address, {"versi": versi(page), "reason": "Dicocokkan."})
    assert answer.status_code == 409
    assert not Motion.objects.exists()


@pytest.mark.parametrize("name", ["imports", "import_entering"])
def test_it_is_the_ministrys(client, name):
    signed_in(client, Role.AGENCY_ADMIN)
    assert client.get(reverse(f"proposals:{name}")).status_code == 403


def test_the_public_finds_the_programme_and_counts_no_winner(client):
    winner("Kapal Sehat")
    taken_over(judged(row()))
    address = reverse("proposals:catalogue")
    programme = OtherProgramme.objects.get()
    page = markup(client.get(address))
    assert "Layanan Terapung" not in page
    assert "inovasi dari program lain: IGA" in page
    for asked, number in (("semua", 2), (f"program-{programme.pk}", 1)):
        page = client.get(address, {"sumber": asked})
        assert "Layanan Terapung" in markup(page)
        assert page.context["page"].paginator.count == number
    entry = CatalogueEntry.objects.get(programme=programme)
    page = markup(client.get(reverse("proposals:innovation", args=[entry.slug])))
    assert "Dari program IGA, bukan pemenang KIPP. Penghargaan dari programnya: Terinovatif." in page
    assert "Surat Kemendagri" in page
    assert "Layanan Terapung" not in markup(client.get(reverse("front")))
    assert [line.year for line in statistics.years()] == [2019]
