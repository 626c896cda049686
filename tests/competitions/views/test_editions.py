"""The public rules of an edition."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from accounts.models import Role
from competitions.kinds import StageKind
from competitions.models import Stage
from proposals.domain.catalogue import publication
from tests.factories import accounts, competitions

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return competitions.edition(slug="kipp-uji", name="KIPP Uji", theme="Melayani semua", agency_cap=10)


@pytest.fixture
def content(client, edition):
    return client.get("/kompetisi/kipp-uji/").content.decode()


def test_every_rule_is_public(edition, content):
    shown = [
        edition.theme,
        edition.legal_basis,
        "2 Februari 2026 pukul 08.00 WIB",
        "Rabu, 1 April 2026, 16.00 WIB (17.00 WITA, 18.00 WIT)",
    ]
    shown += edition.groups.values_list("name", flat=True)
    shown += edition.categories.values_list("name", flat=True)
    shown += edition.sections.values_list("title", flat=True)
    shown += edition.requirements.values_list("name", flat=True)
    shown += edition.entry_checks.values_list("statement", flat=True)
    shown += edition.stages.values_list("name", flat=True)
    for text in [
        *shown,
        "paling banyak mengajukan 10 usulan",
        edition.lots.get().commitment,
        "30%",
        "150 sampai 600 kata",
    ]:
        assert text in content


def test_an_edition_not_announced_is_nowhere(client):
    competitions.edition(slug="rahasia", name="Edisi rahasia", announced=False)
    assert client.get("/kompetisi/rahasia/").status_code == 404
    assert "Edisi rahasia" not in client.get("/kompetisi/").content.decode()
    assert client.get("/kompetisi/tidak-ada/").status_code == 404


@pytest.mark.parametrize(
    ("days", "label"),
    [(-1, "Akan dibuka"), (1, "Menerima usulan"), (90, "Sedang dinilai")],
)
def test_the_list_says_where_an_edition_stands(client, edition, days, label):
    with time_machine.travel(edition.opens_at + timedelta(days=days), tick=False):
        assert label in client.get("/kompetisi/").content.decode()


def test_an_edition_whose_stages_are_over_is_finished(client, edition):
    by = accounts.membership(Role.MINISTRY_ADMIN)
    at = edition.closes_at
    Stage.objects.filter(edition=edition).update(
        opened_at=at, opened_by=by, closed_at=at, closed_by=by, published_at=at, published_by=by
    )
    with time_machine.travel(at + timedelta(days=200), tick=False):
        assert "Seluruh tahap selesai" in client.get("/kompetisi/kipp-uji/").content.decode()


def test_a_published_stage_links_to_its_list(client, edition):
    stage = competitions.stage(edition, StageKind.PANEL)
    publication.announce(stage, title="Finalis", decree="", lines=[], at=edition.closes_at)
    assert f'href="/pengumuman/kipp-uji/{stage.position}/"' in client.get("/kompetisi/kipp-uji/").content.decode()


def test_a_skipped_stage_says_why(client, edition):
    stage = competitions.stage(edition, StageKind.FIELD)
    by = accounts.membership(Role.MINISTRY_ADMIN)
    Stage.objects.filter(pk=stage.pk).update(skipped_at=edition.closes_at, skipped_by=by, skip_reason="Pandemi")
    content = client.get("/kompetisi/kipp-uji/").content.decode()
    assert "Tahap ini dilewati: Pandemi" in content


def test_no_edition_yet(client):
    assert "Belum ada edisi yang diumumkan" in client.get("/kompetisi/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_editions(client, django_assert_num_queries, count):
    for _ in range(count):
        competitions.edition()
    with django_assert_num_queries(3):
        client.get("/kompetisi/")


def test_one_edition_costs_as_many_queries_as_it_has_tables(client, edition, django_assert_num_queries):
    # And what was altered since it was announced, and which timetables are open.
    with django_assert_num_queries(18):
        client.get(f"/kompetisi/{edition.slug}/")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", "Bila nilai sama, yang menentukan kriteria Signifikansi, lalu undian."),
        ("id", "Bila nilai sama, yang menentukan nilai substansi, lalu undian."),
        ("id", "yang menentukan nilai yang digabung, yang paling akhir dahulu, lalu undian."),
        ("en", 'decides is the criterion <span lang="id">Signifikansi</span>, then the lot.'),
    ],
)
def test_the_public_reads_what_decides_between_equal_scores(client, edition, language, said):
    with translation.override(language):
        address = reverse("competitions:edition", args=[edition.slug])
    assert said in " ".join(client.get(address).content.decode().split())
