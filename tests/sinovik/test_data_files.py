"""Whole data sets as files, and their description as a data package."""

import csv
import io
import json
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from accounts.models import Printing, Region
from accounts.pages import still
from proposals.domain.catalogue import publication
from sinovik.open_data import innovations, limits, package
from sinovik.open_data.datasets import DATASETS
from tests.factories import catalogue
from tests.sinovik.test_api import edition  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

READ = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": lambda cell: {"true": True, "false": False}[cell],
    "array": json.loads,
    "datetime": lambda cell: datetime.strptime(cell.replace("Z", "+0000"), "%Y-%m-%dT%H:%M:%S%z"),
}


def read(client, path, **headers):
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["ETag"]
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_every_file_is_what_the_package_says_of_it(client, edition, monkeypatch):  # noqa: F811
    monkeypatch.setattr(innovations, "CHUNK", 2)
    monkeypatch.setattr(package, "CHUNK", 2)
    for _each in range(3):
        catalogue.earlier_entry(title="=HYPERLINK(1); “kutip”, koma")
    said = json.loads(read(client, "/data/datapackage.json"))
    assert said["licenses"][0]["name"] == "CC-BY-4.0"
    assert datetime.fromisoformat(said["created"])
    assert {one["path"] for one in said["resources"]} == {
        f"{noun}.{form}" for noun in DATASETS for form in ("csv", "json")
    }
    for resource in said["resources"]:
        text = read(client, f"/data/{resource['path']}").decode()
        fields = {one["name"]: one for one in resource["schema"]["fields"]}
        if resource["format"] == "json":
            found = json.loads(text)
        else:
            found = list(csv.DictReader(io.StringIO(text)))
            assert not [cell for row in found for cell in row.values() if cell.startswith(("=", "+", "@"))]
        assert found
        assert [list(row) for row in found] == [list(fields)] * len(found)
        assert len({row["id"] for row in found}) == len(found)
        assert all(row[name] not in ("", None) for row in found for name, one in fields.items() if "constraints" in one)
        if resource["format"] == "csv":
            for row in found:
                for name, cell in row.items():
                    if cell:
                        READ[fields[name]["type"]](cell)


def test_a_file_holds_what_the_api_gives(client, edition):  # noqa: F811
    catalogue.earlier_entry(province=Region.objects.filter(pk="33").first())
    for noun in DATASETS:
        assert json.loads(read(client, f"/data/{noun}.json")) == client.get(f"/api/v1/{noun}/").json()["data"]


def test_a_file_is_told_from_the_one_before(client, edition):  # noqa: F811
    first = client.get("/data/inovasi.csv").headers["ETag"]
    assert client.get("/data/inovasi.csv", headers={"if-none-match": first}).status_code == 304
    publication.take_back(edition.proposals.get(), "Meniru.", at=edition.closes_at)
    assert client.get("/data/inovasi.csv", headers={"if-none-match": first}).status_code == 200


def test_a_file_that_has_not_changed_costs_nothing(client, edition, monkeypatch):  # noqa: F811
    monkeypatch.setattr(limits, "DRAWN", limits.FILE)
    monkeypatch.setattr(limits, "SECONDS", 2 * 10**9)
    mark = client.get("/data/inovasi.csv").headers["ETag"]
    for _again in range(3):
        answer = client.get("/data/inovasi.csv", headers={"if-none-match": mark})
        assert answer.status_code == 304
        assert answer.headers["ETag"] == mark
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/data/inovasi.csv").status_code == 429


def test_a_head_costs_as_much_as_an_answer_and_writes_no_rows(client, edition, monkeypatch):  # noqa: F811
    monkeypatch.setattr(limits, "DRAWN", 4)
    monkeypatch.setattr(limits, "SECONDS", 5 * 10**8)
    cache.delete(limits.key_of("127.0.0.1", now=time.time()))
    for _again in range(4):
        head = client.head("/data/inovasi.csv")
        assert head.status_code == 200
        assert head.content == b""
        assert head.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert head.headers["ETag"]
    assert client.head("/data/inovasi.csv").status_code == 429


def test_the_description_follows_the_data_and_not_the_day(client):
    Printing.objects.all().delete()
    Printing.objects.create(number=1, changed_at=datetime(2020, 3, 1, 2, tzinfo=UTC))
    first = client.get("/data/datapackage.json")
    assert first.json()["created"] == "2020-03-01T02:00:00Z"
    known = {"if-none-match": first.headers["ETag"]}
    with time_machine.travel(timezone.now() + timedelta(days=9), tick=False):
        still.SHELF.clear()
        assert client.get("/data/datapackage.json", headers=known).status_code == 304
    catalogue.earlier_entry()
    fresh = client.get("/data/datapackage.json", headers=known)
    assert fresh.status_code == 200
    assert timedelta() <= timezone.now() - datetime.fromisoformat(fresh.json()["created"]) < timedelta(hours=1)


def test_only_what_the_clock_changes_is_another_file_later(client, edition, monkeypatch):  # noqa: F811
    def marks():
        return {noun: client.get(f"/data/{noun}.csv").headers["ETag"] for noun in DATASETS}

    def later(**passed):
        moment = edition.opens_at + timedelta(**passed)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return marks()

    monkeypatch.setattr(limits, "DRAWN", 10**9)
    first = later(hours=1)
    assert later(hours=3) == first
    closed = later(days=300)
    assert {noun for noun in DATASETS if closed[noun] != first[noun]} == {"edisi", "instansi"}


def test_there_is_no_other_file(client):
    for path in ("/data/nilai.csv", "/data/inovasi.xml", "/data/kursor.json"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Tidak ada data" in answer.json()["message"]


def test_the_page_names_every_data_set_and_file_in_both_languages(client):
    for path, title in {"/data/": "Data terbuka", "/en/data/": "Open data"}.items():
        page = client.get(path).content.decode()
        assert f"<h1>{title}</h1>" in page
        for noun in DATASETS:
            assert f'href="/data/{noun}.csv" hreflang="id"' in page
            assert f'href="{path.removesuffix("data/")}api/v1/{noun}/"' in page
        assert "/data/datapackage.json" in page
