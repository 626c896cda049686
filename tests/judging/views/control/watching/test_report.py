"""The reports of an edition: who took part, what came of it, who read how much; each table a file."""

import csv
from contextlib import closing
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Agency, Region
from competitions.kinds import StageKind
from competitions.models import Edition, Stage
from judging import motions as grave
from judging.models import Award, Scorecard
from judging.reporting import reports
from tests import carrying, once
from tests.factories import accounts, competitions, judging, proposals
from tests.pages import text_of
from tests.seconding import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
@once.lived_through
def announced():
    """An edition whose desk evaluation is published: (crew, edition)."""
    crew, edition, _proposals = carrying.begun(6, evaluators=4)
    carrying.finished(carrying.reached(edition, StageKind.DESK, crew), crew)
    return crew, edition


@pytest.fixture
def reader(client):
    client.force_login(accounts.membership("auditor").user)
    return client


def at(edition, query=""):
    return reverse("judging:report", args=[edition.slug]) + query


@pytest.mark.parametrize("dimension", reports.DIMENSIONS)
def test_every_part_adds_up_to_all_that_was_sent(announced, dimension):
    _crew, edition = announced
    stages = reports.published(edition)
    found = reports.parts(edition, dimension, stages)
    sent = edition.proposals.filter(submitted_at__isnull=False)
    assert sum(part.sent for part in found) == sent.count() == 6
    last = stages[-1].decision.choices.filter(goes_on=True)
    assert sum(part.last for part in found) == last.count()
    assert all(part.interval.holds(part.share) for part in found)


def test_an_agency_of_an_earlier_year_is_no_first_timer(announced):
    _crew, edition = announced
    names = {part.name for part in reports.parts(edition, "keikutsertaan", [])}
    assert names == {"pertama kali"}
    agency = edition.proposals.first().agency
    earlier = competitions.edition(year=2019)
    proposals.rows(earlier, 1)
    earlier.proposals.update(agency=agency)
    found = {part.name: part.agencies for part in reports.parts(edition, "keikutsertaan", [])}
    assert found["pernah ikut"] == 1


def test_regencies_and_cities_stand_on_a_page_of_their_own(announced, reader):
    _crew, edition = announced
    one, two, three, *_rest = edition.proposals.select_related("agency").order_by("pk")
    provinces, below = Region.objects.filter(kind="province"), Region.objects.exclude(kind="province").order_by("code")
    for proposal, region in ((one, below[0]), (two, below[0]), (three, provinces[0])):
        Agency.objects.filter(pk=proposal.agency_id).update(region=region)
    found = {part.name: part.sent for part in reports.parts(edition, reports.ALONE, [])}
    assert found[below[0].name] >= 2
    assert found["tanpa kabupaten/kota (provinsi dan nasional)"] >= 1
    page = reader.get(at(edition))
    assert below[0].name not in text_of(page)
    assert f'href="?tabel={reports.ALONE}"' in page.content.decode()
    alone = text_of(reader.get(at(edition, f"?tabel={reports.ALONE}")))
    assert below[0].name in alone
    assert "Semua tabel laporan" in alone
    file = reader.get(at(edition, f"?tabel={reports.ALONE}&bentuk=csv"))
    assert below[0].name in b"".join(file).decode()


def test_a_difference_that_chance_explains_is_none():
    def part(last, sent, overall):
        return reports.Part("x", 1, sent, (last,), overall)

    assert part(3, 6, 0.4).verdict == "sejalan"
    assert part(60, 100, 0.4).verdict == "di atas"
    assert part(10, 100, 0.4).verdict == "di bawah"
    assert reports.Part("x", 1, 4, ()).verdict == ""


def test_two_editions_stand_side_by_side():
    one, two = reports.Part("a", 1, 4, (2,)), reports.Part("b", 1, 3, (1,))
    joined = reports.beside([one], [reports.Part("a", 1, 8, (1,)), two])
    assert [(part.name, part.sent, part.other.sent) for part in joined] == [("a", 4, 8), ("b", 0, 3)]


def test_every_figure_stands_beside_the_same_one_of_the_other_edition():
    desk, panel = Stage(key="desk", name="Meja", position=2), Stage(key="panel", name="Panel", position=3)
    old_desk, finals = Stage(key="desk", name="Penilaian", position=1), Stage(key="final", name="Final", position=2)
    columns = reports.columns("kelompok", [desk, panel], Edition(name="2019"), [old_desk, finals])
    assert [str(column.label) for column in columns] == [
        "Kelompok",
        *("Instansi", "Instansi, 2019", "Diajukan", "Diajukan, 2019"),
        *("Meja", "Penilaian, 2019", "Panel", "Final, 2019"),
        *("Lanjut terakhir (%)", "Lanjut terakhir (%), 2019", "Batas bawah (%)", "Batas bawah (%), 2019"),
        *("Batas atas (%)", "Batas atas (%), 2019", "Dibanding keseluruhan", "Dibanding keseluruhan, 2019"),
    ]
    assert len({column.key for column in columns}) == len(columns)
    both, new, gone = reports.beside(
        [reports.Part("a", 2, 4, (3, 2), 0.5), reports.Part("n", 1, 1, (1, 0), 0.5)],
        [reports.Part("a", 1, 8, (4, 1), 0.125), reports.Part("b", 1, 3, (1, 0), 0.125)],
    )
    said = {part.name: [column.of(part) for column in columns[1:11]] for part in (both, new, gone)}
    assert said["a"] == [2, 1, 4, 8, 3, 4, 2, 1, 50.0, 12.5]
    assert said["n"] == [1, 0, 1, 0, 1, 0, 0, 0, 0.0, None]
    assert said["b"] == [0, 1, 0, 3, 0, 1, 0, 0, None, 0.0]


def test_the_page_and_its_files_hold_two_editions(reader, announced):
    _crew, edition = announced
    other = competitions.edition(year=2019)
    proposals.rows(other, 2)
    page = reader.get(at(edition, f"?banding={other.slug}"))
    assert f"Instansi, {other.name}" in text_of(page)
    file = reader.get(at(edition, f"?banding={other.slug}&tabel=jenis&bentuk=csv")).getvalue().decode("utf-8-sig")
    lines = list(csv.DictReader(file.splitlines(), delimiter=";"))
    assert sum(int(line[f"Diajukan, {other.name}"]) for line in lines) == 2


def test_the_page_has_every_table_and_each_is_a_file(reader, announced):
    _crew, edition = announced
    page = reader.get(at(edition))
    assert {table["key"] for table in page.context["tables"]} == {*reports.DIMENSIONS, "penilai"} - {reports.ALONE}
    text = reader.get(at(edition, "?tabel=jenis&bentuk=csv")).getvalue().decode("utf-8-sig")
    lines = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert sum(int(line["Diajukan"]) for line in lines) == 6
    assert {"Batas bawah (%)", "Batas atas (%)", "Dibanding keseluruhan"} <= lines[0].keys()
    assert "Lampiran surat keputusan" not in text_of(page)


def test_each_judge_has_a_letter_of_what_was_read(reader, announced):
    _crew, edition = announced
    card = Scorecard.objects.filter(assignment__stage__edition=edition).order_by("pk").first().assignment
    letter = reverse("judging:reading-letter", args=[edition.slug, card.judge_id])
    said = text_of(reader.get(letter))
    own = Scorecard.objects.filter(assignment__stage__edition=edition, assignment__judge=card.judge_id).count()
    assert f"menilai {own} usulan pada {edition.name}" in said
    assert card.proposal.code in said
    stranger = accounts.membership("evaluator")
    assert reader.get(reverse("judging:reading-letter", args=[edition.slug, stranger.user_id])).status_code == 404


def test_judges_read_no_reports(client, announced):
    _crew, edition = announced
    client.force_login(accounts.membership("evaluator").user)
    assert client.get(at(edition)).status_code == 403


def test_the_page_costs_the_same_at_any_size(reader, announced):
    _crew, edition = announced

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(at(edition)).status_code == 200
        return len(queries)

    cost()
    few = cost()
    judging.enter(edition.stages.get(kind=StageKind.DESK), proposals.rows(edition, 60, agencies=9))
    assert (cost(), few <= 20) == (few, True)


@pytest.fixture
def won(awarded):
    """The finalists' stage, whose awards are the last of their edition; one holds two."""
    edition = awarded.edition
    stage = edition.stages.get(kind=StageKind.PANEL)
    edition.stages.filter(position__gt=stage.position).update(
        skipped_at=stage.published_at, skipped_by=stage.published_by, skip_reason="Tidak diadakan."
    )
    first = Award.objects.filter(stage=stage).order_by("title", "pk").first()
    first.pk, first.key, first.name, first.number = None, "outstanding", "Inovasi Terpuji", "900"
    first.verification_code = "A" * 20
    first.save(force_insert=True)
    return stage


def sheet(client, edition, key):
    """A file of those who won, as its link gives it: a list of rows by heading."""
    page = client.get(at(edition))
    (link,) = [file["url"] for file in page.context["files"] if f"tabel={key}" in file["url"]]
    response = client.get(at(edition, link))
    assert f'filename="{key}-{edition.slug}-' in response["Content-Disposition"]
    with closing(load_workbook(BytesIO(response.getvalue()))) as book:
        head, *rows = book.active.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("key", "heads"),
    [
        ("lampiran-keputusan", ["Usulan", "Nomor", "Unit", "Instansi", "Kelompok", "Penghargaan"]),
        ("daftar-hadir", ["Usulan", "Unit", "Instansi", "Provinsi", "Penghargaan"]),
        ("tabel-pers", ["Usulan", "Instansi", "Jenis instansi", "Provinsi", "Kategori", "Penghargaan"]),
    ],
)
def test_the_lists_of_winners_name_every_award_that_stands_and_nobody_without_one(reader, crew, won, now, key, heads):
    held = Award.objects.filter(stage=won).order_by("title", "pk")
    both, alone = held[:2], held[2]
    rows = sheet(reader, won.edition, key)
    assert list(rows[0]) == heads
    assert [row["Usulan"] for row in rows] == [both[0].title, alone.title]
    assert [row["Penghargaan"] for row in rows] == [f"{both[0].name}; {both[1].name}", alone.name]
    assert rows[0]["Instansi"] == both[0].agency_name
    for award in (both[1], alone):
        settle(grave.revoke(award, "Data palsu.", by=crew.secretary, at=now), by=crew.admin, at=now)
    (row,) = sheet(reader, won.edition, key)
    assert (row["Usulan"], row["Penghargaan"]) == (both[0].title, both[0].name)
    carrying.disqualified(both[0].proposal, "Data palsu.", crew, at=now)
    assert sheet(reader, won.edition, key) == []


def test_there_is_no_list_of_winners_before_the_last_stage(reader, awarded):
    page = reader.get(at(awarded.edition))
    assert page.context["files"] == []
    assert "openxml" not in reader.get(at(awarded.edition, "?tabel=tabel-pers&bentuk=xlsx"))["Content-Type"]
