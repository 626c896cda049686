"""How what is public is found by machines: addresses, news, and what pages say of themselves."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from proposals import motions
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import AnnouncedLine, EntryLine
from sinovik import static_site
from sinovik.views import finding
from tests.factories import accounts, catalogue, competitions
from tests.proposals.domain.catalogue.test_imports import judged, row, taken_over
from tests.seconding import settle

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def edition():
    edition = competitions.sighted(slug="kipp-uji", name="KIPP Uji & Coba", theme="Melayani semua")
    [row] = catalogue.proposals(edition, [accounts.agency(name="Kota Uji")], title="Antrean <Daring>")
    publication.publish_many([EntryLine(row, [catalogue.FINALIST])], at=edition.closes_at)
    stage = competitions.stage(edition, StageKind.PANEL)
    line = AnnouncedLine(row.code, "Antrean Daring", "Kota Uji", "Dinas Uji", "Umum", ["Top 99"])
    publication.announce(stage, title="Penetapan finalis", decree="Nomor 47", lines=[line], at=edition.closes_at)
    return edition


def places(client, path):
    answer = client.get(path)
    assert answer.headers["Content-Type"] == finding.XML
    assert answer.headers["ETag"]
    found = ET.fromstring(answer.content).iter(f"{SITEMAP}loc")
    return [one.text.removeprefix(settings.BASE_URL) for one in found]


def test_robots_are_told_where_the_lists_are_and_the_lists_name_every_page(client, edition):
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in client.get("/robots.txt").content.decode()
    lists = places(client, "/sitemap.xml")
    assert lists == ["/sitemap/1.xml", "/sitemap/2.xml"]
    found = [place for one in lists for place in places(client, one)]
    assert {"/", "/en/", "/inovasi/", "/kompetisi/kipp-uji/", "/en/pengumuman/kipp-uji/3/", "/statistik/2026/"} <= set(
        found
    )
    assert "/en/inovasi/antrean-daring-2026/" in found
    assert len(found) == len(set(found))
    for place in found:
        assert client.get(place).status_code == 200, place


def test_a_draft_edition_and_an_innovation_taken_back_are_on_no_list(client, edition):
    competitions.edition(announced=False, slug="kipp-rahasia")
    publication.take_back(edition.proposals.get(), "Meniru.", at=edition.closes_at)
    found = places(client, "/sitemap/1.xml")
    assert not [place for place in found if "rahasia" in place]
    assert client.get("/sitemap/2.xml").status_code == 404
    assert client.get("/sitemap/99999999.xml").status_code == 404


def test_a_long_catalogue_has_several_lists(client, monkeypatch):
    monkeypatch.setattr(finding, "ADDRESSES", 2)
    entries = [catalogue.earlier_entry() for _ in range(3)]
    lists = places(client, "/sitemap.xml")
    assert lists == ["/sitemap/1.xml", "/sitemap/2.xml", "/sitemap/3.xml"]
    found = {place for one in lists[1:] for place in places(client, one)}
    assert {f"/inovasi/{entry.slug}/" for entry in entries} <= found


def test_news_are_the_announcements_in_the_language_of_the_address(client, edition):
    for path, language in {"/kabar.atom": "id", "/en/kabar.atom": "en"}.items():
        answer = client.get(path)
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        feed = ET.fromstring(answer.content)
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        [entry] = feed.iter(f"{ATOM}entry")
        assert entry.find(f"{ATOM}title").text == "KIPP Uji & Coba: Penetapan finalis"
        assert entry.find(f"{ATOM}id").text.endswith("/pengumuman/kipp-uji/3/")
        link = entry.find(f"{ATOM}link").get("href").removeprefix(settings.BASE_URL)
        assert client.get(link).status_code == 200


def test_what_another_programme_sent_is_found_everywhere_until_it_is_taken_back(client, edition, tmp_path):
    """Addresses, news, data and files say the same of it as its page."""
    listed = taken_over(judged(row("Layanan Terapung")))
    [entry] = listed.entries.all()
    page = f"/inovasi/{entry.slug}/"

    def found():
        told = client.get("/api/v1/inovasi/").json()
        site = static_site.StaticSite(tmp_path)
        site.write()
        return {
            "addresses": page in places(client, "/sitemap/2.xml"),
            "news": "IGA: 1 inovasi masuk katalog" in client.get("/kabar.atom").content.decode(),
            "programs": [one["programme"] for one in told["data"] if one["id"] == entry.slug] == ["IGA"],
            "total": told["total"],
            "data": entry.slug in b"".join(client.get("/data/inovasi.csv")).decode(),
            "files": (tmp_path / page.strip("/") / "index.html").exists(),
            "page": client.get(page).status_code,
        }

    everywhere = dict.fromkeys(("addresses", "news", "programs", "data", "files"), True)
    assert found() == {**everywhere, "total": 2, "page": 200}
    # Whoever names the source gets that alone.
    assert client.get("/api/v1/inovasi/?sumber=semua").json()["total"] == 2
    assert client.get("/api/v1/inovasi/?sumber=tidak-ada").status_code == 400
    settle(
        motions.take_back(listed, "Salah kirim", by=accounts.membership(Role.SECRETARY), at=timezone.now()),
        at=timezone.now(),
    )
    assert found() == {**dict.fromkeys(everywhere, False), "total": 1, "page": 410}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/inovasi/antrean-daring-2026/", "Antrean &lt;Daring&gt;"),
        ("/kompetisi/kipp-uji/", "Melayani semua"),
        ("/pengumuman/kipp-uji/3/", "daftar 1 inovasi"),
        ("/statistik/2026/", "2026 dalam angka"),
    ],
)
def test_a_page_says_of_itself_what_it_is_about(client, edition, path, said):
    page = " ".join(client.get(path).content.decode().split())
    [description] = re.findall(r'<meta name="description" content="([^"]*)"', page)
    assert said in description
    assert f'<meta property="og:url" content="{settings.BASE_URL}{path}">' in page
    assert page.count("og:title") == 1
    assert page.count("og:image") == 1
    assert '<link rel="alternate" type="application/atom+xml"' in page


def test_an_innovation_is_told_to_machines_as_to_people(client, edition):
    page = client.get("/inovasi/antrean-daring-2026/").content.decode()
    told = dict(re.findall(r'<meta itemprop="(\w+)" content="([^"]*)"', page))
    assert told["award"] == "Top 99"
    assert told["name"] == "Kota Uji"
    assert 'itemtype="https://schema.org/CreativeWork"' in page
