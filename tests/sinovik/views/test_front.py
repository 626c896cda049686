"""The front page, the pages about the portal, and the language of every public page."""

import re
from datetime import timedelta

import pytest
import time_machine

from competitions.kinds import StageKind
from proposals.domain.catalogue import earlier_years, publication
from proposals.domain.catalogue.publication import EntryLine
from tests.factories import accounts, catalogue, competitions

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/inovasi/", "/kompetisi/", "/statistik/", "/tentang/", "/aksesibilitas/"]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_open_on_an_empty_portal(client, address):
    assert client.get(address).status_code == 200


def test_the_front_page_leads_to_edition_winners_and_announcement(client):
    edition = competitions.sighted(slug="kipp-uji", name="KIPP Uji")
    [row] = catalogue.proposals(edition, [accounts.agency()], title="Antrean Daring")
    publication.publish_many([EntryLine(row, [catalogue.FINALIST, catalogue.WINNER])], at=edition.closes_at)
    stage = competitions.stage(edition, StageKind.PANEL)
    publication.announce(stage, title="Penetapan finalis", decree="", lines=[], at=edition.closes_at)
    page = client.get("/").content.decode()
    for address in ("/kompetisi/kipp-uji/", "/inovasi/antrean-daring-2026/", f"/pengumuman/kipp-uji/{stage.position}/"):
        assert f'href="{address}"' in page
    assert "Antrean Daring" in page


def test_the_edition_that_takes_proposals_comes_first(client):
    over = competitions.sighted(name="Edisi lama", year=2027)
    competitions.sighted(
        name="Edisi terbuka",
        year=2026,
        opens_at=over.closes_at + timedelta(days=1),
        closes_at=over.closes_at + timedelta(days=30),
    )
    with time_machine.travel(over.closes_at + timedelta(days=2), tick=False):
        assert client.get("/").context["edition"].name == "Edisi terbuka"


def test_a_partial_list_in_the_figures_is_said(client):
    earlier_years.load(at=competitions.DURING)
    assert "daftar yang belum lengkap" in client.get("/").content.decode()


def test_an_extension_is_said_on_the_front_page_until_registration_closes(client):
    edition = competitions.sighted()
    type(edition).objects.update(
        closed_first_at=edition.closes_at - timedelta(days=2), extension_reason="Jaringan terputus."
    )
    with time_machine.travel(edition.closes_at - timedelta(days=1), tick=False):
        page = client.get("/").content.decode()
    assert "Pendaftaran diperpanjang sampai" in page
    assert "Alasannya: Jaringan terputus." in page
    with time_machine.travel(edition.closes_at, tick=False):
        assert "Pendaftaran diperpanjang" not in client.get("/").content.decode()


@pytest.mark.parametrize("count", [3, 300])
def test_the_front_page_costs_the_same_at_any_size(client, django_assert_num_queries, count):
    edition = competitions.sighted()
    rows = catalogue.proposals(edition, [accounts.agency()] * count)
    publication.publish_many([EntryLine(row, [catalogue.WINNER]) for row in rows], at=edition.closes_at)
    with django_assert_num_queries(7):
        client.get("/")


@pytest.mark.parametrize("address", PUBLIC)
def test_every_link_of_a_public_page_leads_somewhere(client, address):
    edition = competitions.sighted()
    rows = catalogue.proposals(edition, [accounts.agency()])
    publication.publish_many([EntryLine(row, [catalogue.WINNER]) for row in rows], at=edition.closes_at)
    earlier_years.load(at=edition.closes_at)
    page = client.get(address).content.decode()
    links = {link for link in re.findall(r'href="(/[^"#]*)"', page) if not link.startswith("/static/")}
    assert links
    for link in sorted(links):
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_the_switch_does_not_lead_off_the_site(client):
    answer = client.post("/bahasa/", {"language": "en", "next": "https://contoh.com/"})
    assert "contoh.com" not in answer.url
