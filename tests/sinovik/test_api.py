"""Open data over HTTP: what pages show and nothing else, page by page, and a sentence for whatever cannot be read."""

import json
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from competitions.kinds import StageKind
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import AnnouncedLine, EntryLine
from proposals.models import CatalogueEntry
from sinovik import api
from sinovik.open_data import limits
from sinovik.open_data.datasets import DATASETS, FOR_PARTNERS
from tests.factories import accounts, catalogue, competitions

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    edition = competitions.sighted(slug="kipp-uji", name="KIPP Uji", is_example=True)
    [row] = catalogue.proposals(edition, [accounts.agency(name="Kota Uji")], title="Antrean Daring")
    publication.publish_many([EntryLine(row, [catalogue.WINNER])], at=edition.closes_at)
    line = AnnouncedLine(row.code, "Antrean Daring", "Kota Uji", "Dinas Uji", "Umum", ["Top 45"])
    publication.announce(
        competitions.stage(edition, StageKind.FINAL),
        title="Top 45",
        decree="Nomor 18",
        lines=[line],
        at=edition.closes_at,
    )
    return edition


def read(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    return answer.json()


@pytest.mark.parametrize("noun", DATASETS)
def test_every_data_set_is_given_in_its_shape(client, edition, noun):
    catalogue.earlier_entry()
    found = read(client, f"/api/v1/{noun}/")
    assert found["data"]
    assert found["total"] == len(found["data"])
    assert found["next"] is None
    ids = [one["id"] for one in found["data"]]
    assert len(set(ids)) == len(ids)
    assert {tuple(one) for one in found["data"]} == {tuple(DATASETS[noun].shape.model_fields)}


def test_a_winner_is_marked_as_an_example_and_leads_to_its_page(client, edition):
    [line] = read(client, "/api/v1/pengumuman/?edisi=kipp-uji")["data"]
    assert line["is_example"] is True
    assert (line["list_state"], line["list_title"], line["decree"]) == ("final", "Top 45", "Nomor 18")
    assert line["code"] == ""
    story = read(client, f"/api/v1/inovasi/{line['entry']}/")
    assert story["title"] == line["title"] == "Antrean Daring"
    assert story["award_keys"] == ["top"]
    assert client.get(story["url"].removeprefix(settings.BASE_URL)).status_code == 200


def test_what_the_public_reads_in_numbers_is_in_numbers_here_too(client, edition):
    edition.stages.filter(kind=StageKind.FINAL).update(is_blind=True)
    [line] = read(client, "/api/v1/pengumuman/")["data"]
    assert line["title"] == line["code"] != ""
    assert (line["agency"], line["unit"], line["entry"]) == ("", "", "")
    assert read(client, "/api/v1/inovasi/")["total"] == 0
    read(client, "/api/v1/inovasi/antrean-daring-2026/", 404)


def test_a_plan_that_is_not_announced_is_in_no_data(client, edition):
    competitions.edition(announced=False, slug="kipp-rahasia", name="Rahasia")
    for noun in DATASETS:
        assert "ahasia" not in json.dumps(read(client, f"/api/v1/{noun}/"))
    assert "Edisi itu tidak ada" in read(client, "/api/v1/aturan/?edisi=kipp-rahasia", 400)["message"]


def test_pages_hang_together_and_every_row_comes_once(client, edition, monkeypatch):
    monkeypatch.setattr(api, "PAGE", 3)
    for year in (2017, 2018, 2018, 2018, 2018, 2017):
        catalogue.earlier_entry(year=year, title="Judul yang sama")
    for noun in ("inovasi", "statistik"):
        path, seen = f"/api/v1/{noun}/", []
        while path:
            page = read(client, path)
            seen += [one["id"] for one in page["data"]]
            path = (page["next"] or "").removeprefix(settings.BASE_URL)
        assert len(seen) == len(set(seen)) == page["total"]
    shown = CatalogueEntry.objects.counted().latest_first().values_list("slug", flat=True)
    assert [one["id"] for one in read(client, "/api/v1/inovasi/")["data"]] == list(shown[:3])


def pages_of(client, path):
    while path:
        page = read(client, path)
        yield page
        path = (page["next"] or "").removeprefix(settings.BASE_URL)


@pytest.mark.parametrize("noun", DATASETS)
def test_the_pages_of_a_data_set_are_its_file_cut_in_pieces(client, edition, monkeypatch, noun):
    monkeypatch.setattr(api, "PAGE", 3)
    for year in (2016, 2017, 2018, 2018, 2018, 2018):
        entry = catalogue.earlier_entry(year=year, title="Judul yang sama")
        CatalogueEntry.objects.filter(pk=entry.pk).update(sdgs=[3, 17, 99])
    competitions.sighted(slug="kipp-lain", name="KIPP Lain", year=2025)
    pages = list(pages_of(client, f"/api/v1/{noun}/"))
    rows = [one for page in pages for one in page["data"]]
    assert rows == json.loads(b"".join(client.get(f"/data/{noun}.json").streaming_content))
    assert {page["total"] for page in pages} == {len(rows)}
    assert [len(page["data"]) for page in pages[:-1]] == [3] * (len(pages) - 1)


@pytest.mark.parametrize("noun", ["jippnas", "statistik", "inovasi", "instansi"])
def test_a_page_costs_the_same_however_much_there_is(client, edition, monkeypatch, noun):
    monkeypatch.setattr(api, "PAGE", 2)
    for year in (2016, 2017):
        catalogue.earlier_entry(year=year)
    with CaptureQueriesContext(connection) as few:
        read(client, f"/api/v1/{noun}/")
    for year in (2010, 2011, 2012, 2013, 2014, 2015):
        catalogue.earlier_entry(year=year)
    with CaptureQueriesContext(connection) as many:
        read(client, f"/api/v1/{noun}/")
    assert len(many) == len(few)


def test_rules_of_other_editions_are_not_drawn_for_a_page(client, edition, monkeypatch):
    monkeypatch.setattr(api, "PAGE", 2)
    counts = []
    for year in (2021, 2022, 2023):
        competitions.sighted(slug=f"kipp-{year}", name="KIPP Lain", year=year)
        with CaptureQueriesContext(connection) as asked:
            read(client, "/api/v1/aturan/")
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_a_cursor_is_written_in_one_way_and_kept_once(client, edition, monkeypatch):
    monkeypatch.setattr(api, "PAGE", 1)
    catalogue.earlier_entry()
    query = read(client, "/api/v1/inovasi/")["next"].partition("?")[2]
    cursor = query.removeprefix("kursor=")
    assert read(client, f"/api/v1/inovasi/?{query}")["data"]
    for odd in (f"{cursor}!", f"{cursor}%3D", f"!{cursor}", f"{cursor}%20", f"{cursor}\n"):
        with CaptureQueriesContext(connection) as asked:
            assert "Kursor" in read(client, f"/api/v1/inovasi/?{urlencode({'kursor': odd})}", 400)["message"]
        assert not [one for one in asked if "catalogueaward" in one["sql"]]
    assert "lebih dari sekali" in read(client, f"/api/v1/inovasi/?{query}&{query}", 400)["message"]
    encoded = "".join(f"%{ord(letter):02X}" for letter in cursor)
    with CaptureQueriesContext(connection) as asked:
        assert read(client, f"/api/v1/inovasi/?kursor={encoded}")["data"]
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kursor=bukan", "Kursor ini tidak dikenal"),
        ("kursor=%00%FF", "Kursor ini tidak dikenal"),
        ("kursor=" + "A" * 5000, "Kursor ini tidak dikenal"),
        ("kursor=YQBi", "Kursor ini tidak dikenal"),
        ("page=10000", "“page” tidak dikenal di sini"),
        ("cari=" + "a" * 10_000, "paling banyak 100 huruf"),
        ("cari=a%00b", "huruf dan angka saja"),
        ("tahun=empat", "Pilih tahun dari daftar"),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_sentence(client, edition, query, said):
    assert said in read(client, f"/api/v1/inovasi/?{query}", 400)["message"]


@pytest.mark.parametrize("words", ["%", "_", "*", "'; DROP TABLE", "\\", "zz & yy | !xx", "🌱", '"'])
def test_signs_are_words_that_nothing_holds(client, edition, words):
    assert read(client, f"/api/v1/inovasi/?{urlencode({'cari': words})}")["total"] == 0


def test_other_bad_addresses_have_a_sentence_too(client, edition):
    assert "Kursor" in read(client, "/api/v1/edisi/?kursor=eA", 400)["message"]
    assert "empat angka" in read(client, "/api/v1/statistik/?tahun=٢٠١٩", 400)["message"]
    assert "Tidak ada data" in read(client, "/api/v1/nilai/", 404)["message"]
    assert "There is no data" in read(client, "/en/api/v1/nilai/", 404)["message"]
    assert "Tidak ada data" in read(client, "/api/v1/inovasi/tidak-ada/", 404)["message"]


def test_data_is_read_and_never_sent(client):
    refused = client.post("/api/v1/edisi/")
    assert refused.status_code == 405
    assert "hanya dapat dibaca" in refused.json()["message"]
    asked = client.options("/api/v1/edisi/", headers={"origin": "https://contoh.go.id"})
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert client.head("/api/v1/edisi/").status_code == 200


def test_what_has_not_changed_is_not_given_again_until_it_does(client, edition):
    first = client.get("/api/v1/inovasi/")
    again = client.get("/api/v1/inovasi/", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    publication.take_back(edition.proposals.get(), "Meniru.", at=edition.closes_at)
    assert client.get("/api/v1/inovasi/", headers={"if-none-match": first.headers["ETag"]}).json()["total"] == 0


def test_only_what_is_drawn_counts_towards_the_limit(client, edition, monkeypatch):
    monkeypatch.setattr(limits, "DRAWN", 2)
    monkeypatch.setattr(limits, "SECONDS", 10**9)
    assert client.get("/api/v1/edisi/").status_code == 200
    for _again in range(3):
        assert client.get("/api/v1/edisi/").status_code == 200
    assert client.get("/api/v1/tahap/").status_code == 200
    refused = client.get("/api/v1/aturan/")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "Coba lagi setelah" in refused.json()["message"]


def test_the_description_names_every_data_set_and_every_field(client):
    said = read(client, "/api/v1/openapi.json")
    nouns = (*DATASETS, *FOR_PARTNERS)
    assert set(said["paths"]) == {f"/api/v1/{noun}/" for noun in nouns} | {"/api/v1/inovasi/{slug}/"}
    fields = [one for shape in said["components"]["schemas"].values() for one in shape["properties"].values()]
    assert all(one["description"] for one in fields)
    english = read(client, "/en/api/v1/openapi.json")
    assert set(english["paths"]) >= {"/en/api/v1/edisi/"}
    assert english["components"]["schemas"]["OpenEdition"]["properties"]["theme"]["description"] == "theme"
