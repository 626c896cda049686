"""The public catalogue and announced lists, as a visitor meets them."""

import re

import pytest
from django.urls import reverse

from accounts.models import AgencyKind, RegionKind
from competitions.kinds import StageKind
from proposals.domain.catalogue import earlier_years, publication
from proposals.domain.catalogue.publication import AnnouncedLine, EntryLine
from tests.factories import accounts, catalogue, competitions

pytestmark = pytest.mark.django_db
AT = competitions.CLOSES_AT
CATALOGUE = "/inovasi/"
BAD_QUERIES = [
    "tahun=abc",
    "tahun=-1",
    "tahun=99999999999999999999",
    "page=-1",
    "page=abc",
    "page=9999",
    "halaman=-1",
    "jenis=kerajaan",
    "provinsi=%27",
    "kategori=tidak-ada",
    "penghargaan=../..",
    "cari=%00",
    "cari=" + "a" * 500,
    "cari=%25_%5C",
    "cari=%3Cscript%3Ealert(1)%3C/script%3E",
    "tahun=2018&tahun=abc",
]


@pytest.fixture
def edition():
    return competitions.sighted()


def publish(edition, agencies, **overrides):
    rows = catalogue.proposals(edition, agencies, **overrides)
    return publication.publish_many([EntryLine(row, [catalogue.FINALIST]) for row in rows], at=AT)


def announced(edition, count, *, awards=("Top 99",)):
    stage = competitions.stage(edition, StageKind.PANEL)
    lines = [
        AnnouncedLine(f"uji-{number}", f"Inovasi {number:04}", f"Instansi {number % 7}", "Dinas", "Umum", awards)
        for number in range(count)
    ]
    publication.announce(stage, title="Penetapan finalis", decree="Nomor 47", lines=lines, at=AT)
    return reverse("proposals:announcement", args=[edition.slug, stage.position])


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_bad_parameters_still_give_a_page(client, query):
    earlier_years.load(at=AT)
    assert client.get(f"{CATALOGUE}?{query}").status_code == 200


def test_an_unknown_choice_is_named_and_ignored(client):
    catalogue.earlier_entry(title="Posyandu Prakonsepsi")
    page = client.get(f"{CATALOGUE}?tahun=abc").content.decode()
    assert "Pilih tahun dari daftar" in page
    assert "Posyandu Prakonsepsi" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cari=posyandu", {"Posyandu Prakonsepsi"}),
        ("cari=PRAKONSEPSI+banggai", {"Posyandu Prakonsepsi"}),
        ("cari=prakonsepsy", {"Posyandu Prakonsepsi"}),
        ("cari=surabaya", {"Satu Pintu"}),
        ("tahun=2019", {"Posyandu Prakonsepsi"}),
        ("jenis=city", {"Satu Pintu"}),
        ("provinsi=72", {"Posyandu Prakonsepsi"}),
        ("kategori=Kesehatan", {"Posyandu Prakonsepsi"}),
        ("penghargaan=top", {"Satu Pintu"}),
        ("penghargaan=top&tahun=2019", set()),
        ("cari=tidak-ada-yang-begini", set()),
    ],
)
def test_search_and_filters(client, query, found):
    province = accounts.region(RegionKind.PROVINCE, code="72", name="Sulawesi Tengah")
    catalogue.earlier_entry(
        title="Posyandu Prakonsepsi",
        agency_name="Pemerintah Kabupaten Banggai",
        year=2019,
        province=province,
        category_name="Kesehatan",
    )
    catalogue.earlier_entry(
        title="Satu Pintu",
        agency_name="Pemerintah Kota Surabaya",
        agency_kind="city",
        awards=[("top", "Top 9")],
        year=2014,
    )
    page = client.get(f"{CATALOGUE}?{query}")
    assert {entry.title for entry in page.context["page"]} == found
    assert f"{len(found)} inovasi" in page.content.decode()


def test_each_choice_says_how_many_it_leads_to_and_those_that_lead_nowhere_are_gone(client):
    catalogue.earlier_entry(title="Layanan satu", year=2018, category_name="Kesehatan")
    catalogue.earlier_entry(title="Melayani dua", year=2019, category_name="Kesehatan")
    catalogue.earlier_entry(title="Bank sampah", year=2019, category_name="Lingkungan")
    form = client.get(f"{CATALOGUE}?cari=dilayani&tahun=2019").context["form"]
    # A year can be changed for another, so its choices count without it; all others count under it.
    assert [label for _value, label in form.fields["year"].choices] == ["Semua tahun", "2019 (1)", "2018 (1)"]
    assert [label for _value, label in form.fields["category"].choices] == ["Semua kategori", "Kesehatan (1)"]
    page = client.get(f"{CATALOGUE}?cari=dilayani&tahun=2019").content.decode()
    assert "Inovasi: “dilayani”, 2019" in page
    # What was published since counts at once.
    catalogue.earlier_entry(title="Layanan tiga", year=2019, category_name="Lingkungan")
    form = client.get(f"{CATALOGUE}?cari=dilayani&tahun=2019").context["form"]
    assert [label for _value, label in form.fields["category"].choices][1:] == ["Kesehatan (1)", "Lingkungan (1)"]


def test_a_list_is_ordered_as_asked(client):
    for title, year in (("“Zamrud”", 2019), ("Antrean", 2018)):
        catalogue.earlier_entry(title=title, year=year)

    def order(query):
        return [entry.title for entry in client.get(f"{CATALOGUE}?{query}").context["page"]]

    assert order("") == order("sort=terbaru") == order("sort=ngawur") == ["“Zamrud”", "Antrean"]
    assert order("sort=judul") == order("sort=terlama") == ["Antrean", "“Zamrud”"]


def test_what_was_probably_meant_is_offered(client):
    catalogue.earlier_entry(title="Posyandu Prakonsepsi")
    page = client.get(f"{CATALOGUE}?cari=prakonsebsi&page=2").content.decode()
    assert "Tidak ada inovasi yang memuat semua kata itu" in page
    assert '<a href="?cari=prakonsepsi" lang="id">prakonsepsi</a>' in page


def test_a_search_of_ten_thousand_letters_is_answered_in_words(client):
    catalogue.earlier_entry()
    answer = client.get(CATALOGUE, {"cari": "a" * 10_000})
    assert answer.status_code == 200
    assert "Kata kunci paling banyak 100 huruf" in answer.content.decode()


def test_page_ten_thousand_is_the_last_one(client):
    for _ in range(30):
        catalogue.earlier_entry()
    assert client.get(f"{CATALOGUE}?page=10000").context["page"].number == 2


def test_the_catalogue_is_paged_and_keeps_its_filters(client):
    for _ in range(30):
        catalogue.earlier_entry(year=2018)
    page = client.get(f"{CATALOGUE}?tahun=2018&page=2")
    content = page.content.decode()
    assert len(page.context["page"]) == 6
    assert "?tahun=2018&amp;page=1" in content
    assert "halaman 2" in content


def test_the_partial_list_is_labelled_in_the_catalogue_and_on_its_page(client):
    entry = catalogue.earlier_entry(source_note="Ejaan sesuai sumber")
    for address in (CATALOGUE, f"{CATALOGUE}{entry.slug}/"):
        assert "Daftar belum lengkap" in client.get(address).content.decode()
    page = client.get(f"{CATALOGUE}{entry.slug}/").content.decode()
    assert entry.source_url in page
    assert "Ejaan sesuai sumber" in page


def test_what_was_published_here_is_not_labelled_partial(client, edition):
    [entry] = publish(edition, [accounts.agency()])
    assert "Daftar belum lengkap" not in client.get(CATALOGUE).content.decode()
    assert "Daftar belum lengkap" not in client.get(f"{CATALOGUE}{entry.slug}/").content.decode()


def test_an_innovation_shows_what_was_published(client, edition):
    [entry] = publish(edition, [accounts.agency(AgencyKind.CITY)], sdgs=[3])
    entry.summary = "Ringkas saja."
    entry.sections = [{"title": "Kebaruan", "text": "Paragraf <b>satu</b>.\n\nParagraf dua."}]
    entry.save()
    page = client.get(f"{CATALOGUE}{entry.slug}/").content.decode()
    for text in (
        entry.title,
        entry.agency_name,
        entry.unit_name,
        "Ringkas saja.",
        "Kebaruan",
        "<p>Paragraf dua.</p>",
        "&lt;b&gt;satu&lt;/b&gt;",
        "3. Kehidupan sehat dan sejahtera",
        "Top 99",
        "Nomor 47 Tahun 2026",
        f"Hubungi {entry.agency_name}",
    ):
        assert text in page


@pytest.mark.parametrize(
    "address",
    ["/inovasi/tidak-ada/", "/pengumuman/tidak-ada/3/", "/pengumuman/x/99999999999999999999/", "/inovasi/%00/"],
)
def test_unknown_addresses_are_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_list_of_an_edition_not_announced_is_not_found(client):
    edition = competitions.sighted(announced=False)
    assert client.get(announced(edition, 1)).status_code == 404


def test_an_announcement_is_alphabetical_searchable_and_paged(client, edition):
    address = announced(edition, 220)
    first = client.get(address)
    assert [line["title"] for line in first.context["page"]] == [f"Inovasi {number:04}" for number in range(100)]
    assert "Urutannya tidak menunjukkan nilai" in first.content.decode()
    assert len(client.get(f"{address}?page=3").context["page"]) == 20
    assert len(client.get(f"{address}?cari=inovasi+0007").context["page"]) == 1
    assert "Lihat seluruh daftar" in client.get(f"{address}?cari=zzz").content.decode()


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_bad_parameters_of_an_announcement_still_give_a_page(client, edition, query):
    assert client.get(f"{announced(edition, 3)}?{query}").status_code == 200


@pytest.mark.parametrize("count", [3, 300])
def test_public_lists_cost_the_same_at_any_size(client, edition, django_assert_num_queries, count):
    agencies = [accounts.agency(AgencyKind.CITY) for _ in range(3)]
    [entry, *_] = publish(edition, agencies * (count // 3))
    address = announced(edition, count)
    with django_assert_num_queries(9):
        client.get(CATALOGUE)
    with django_assert_num_queries(5):
        client.get(f"{CATALOGUE}?cari=inovasi&tahun=2026&penghargaan=finalist")
    with django_assert_num_queries(5):
        client.get(f"{CATALOGUE}{entry.slug}/")
    with django_assert_num_queries(2):
        client.get(address)


def test_no_public_page_speaks_of_scores_or_ranks(client, edition):
    [entry] = publish(edition, [accounts.agency()])
    address = announced(edition, 3)
    for page in (CATALOGUE, f"{CATALOGUE}{entry.slug}/", address, "/statistik/", "/statistik/2026/"):
        content = client.get(page).content.decode().lower().replace("urutannya tidak menunjukkan nilai", "")
        for word in ("peringkat", "skor", "nilai", "rank", "score"):
            assert word not in content, f"{page} says {word}"


def test_lists_of_different_things_have_different_titles(client):
    catalogue.earlier_entry(title="Antrean Daring", year=2018, agency_kind="city")
    titles = {
        "": "Inovasi",
        "?tahun=2018": "Inovasi: 2018",
        "?cari=antrean&tahun=2018&jenis=city": "Inovasi: “antrean”, 2018, Kota",
        "?tahun=1066": "Inovasi",
    }
    for query, title in titles.items():
        page = client.get(f"/inovasi/{query}").content.decode()
        shown = " ".join(re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1].split())
        assert shown.removeprefix("Kesalahan: ") == f"{title} – Sinovik", query


def test_the_notice_of_the_partial_list_names_the_years_that_it_holds(client):
    catalogue.earlier_entry(year=2016)
    assert "Daftar tahun 2016 tidak lengkap" in " ".join(client.get(CATALOGUE).content.decode().split())
    catalogue.earlier_entry(year=2021)
    for address in (CATALOGUE, reverse("proposals:statistics")):
        page = " ".join(client.get(address).content.decode().split())
        assert "Daftar tahun 2016 sampai 2021 tidak lengkap" in page
