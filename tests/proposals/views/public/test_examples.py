"""What an example edition publishes is marked wherever a reader meets it; what a real one publishes is not."""

import csv
from io import StringIO

import pytest

from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import AnnouncedLine, EntryLine
from proposals.models import CatalogueEntry, Figure
from tests.factories import accounts, catalogue, competitions

AT = competitions.CLOSES_AT
TAG = '<span class="tag tag-attention">Contoh</span>'
NOTICE = "dikarang untuk peragaan"


@pytest.fixture(params=[True, False], ids=["example", "real"])
def published(request, db):
    """Two finalists of an edition, announced: (edition, whether it is an example)."""
    edition = competitions.sighted(slug="kipp-2019", name="KIPP 2019", year=2019, is_example=request.param)
    rows = catalogue.proposals(edition, [accounts.agency(), accounts.agency()])
    publication.publish_many([EntryLine(row, [catalogue.FINALIST, catalogue.WINNER]) for row in rows], at=AT)
    publication.record_figure(edition, Figure.Key.FINALISTS, innovations=2, agencies=2, at=AT)
    lines = [AnnouncedLine(row.code, row.title, row.agency.name, row.unit.name, row.group.name) for row in rows]
    stage = edition.stages.get(kind="panel")
    publication.announce(stage, title="Finalis", decree="", lines=lines, at=AT)
    return edition, request.param


@pytest.mark.parametrize(
    ("address", "tags"),
    [
        ("/inovasi/", 2),
        ("/inovasi/{slug}/", 1),
        ("/pengumuman/kipp-2019/{panel}/", 2),
        ("/statistik/", 1),
        ("/statistik/2019/", 0),
        ("/kompetisi/", 1),
        ("/kompetisi/kipp-2019/", 0),
        ("/kompetisi/kipp-2019/undian/", 1),
    ],
)
def test_a_page_marks_what_is_an_example(client, published, address, tags):
    edition, is_example = published
    place = {
        "slug": CatalogueEntry.objects.order_by("pk").first().slug,
        "panel": edition.stages.get(kind="panel").position,
    }
    page = client.get(address.format(**place)).content.decode()
    assert page.count(TAG) == (tags if is_example else 0)
    if address not in ("/kompetisi/", "/kompetisi/kipp-2019/undian/"):
        assert (NOTICE in page) == is_example


def test_the_front_page_counts_the_examples(client, published):
    _edition, is_example = published
    page = client.get("/").content.decode()
    assert ("2 inovasi di antaranya contoh" in page) == is_example
    # Beside the edition and on each of the two cards.
    assert page.count(TAG) == (3 if is_example else 0)


def test_every_line_of_the_file_says_so(client, published):
    _edition, is_example = published
    lines = list(csv.DictReader(StringIO(client.get("/statistik/2019.csv").content.decode("utf-8-sig")), delimiter=";"))
    assert {line["keterangan"] for line in lines} == {"contoh, bukan hasil sebenarnya" if is_example else ""}
