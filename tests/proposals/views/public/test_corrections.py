"""What changed after it was published is on one page: once, with its date and its reason."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import AgencyKind
from competitions.kinds import StageKind
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import AnnouncedLine
from proposals.reading.public import corrections
from tests.factories import accounts, catalogue, competitions

pytestmark = pytest.mark.django_db
AT = competitions.CLOSES_AT + timedelta(days=60)
LATER, LATEST = AT + timedelta(days=30), AT + timedelta(days=40)
PAGE = reverse("proposals:public_corrections")


@pytest.fixture
def edition():
    return competitions.sighted()


@pytest.fixture
def two(edition):
    agency = accounts.agency(AgencyKind.CITY, name="Pemerintah Kota Bogor")
    return catalogue.proposals(edition, [agency, agency], title="Antrean Daring")


def line(proposal):
    return AnnouncedLine(
        title=proposal.title,
        agency=proposal.agency.name,
        unit=proposal.unit.name,
        group=proposal.group.name,
        code=proposal.code,
    )


def listed(stage, proposals, *, at=AT, **more):
    return publication.announce(
        stage, title=f"Daftar {stage.name}", decree="", lines=map(line, proposals), at=at, **more
    )


def read(client, path=PAGE):
    return client.get(path).content.decode()


def test_before_anything_changed_the_page_says_so(client, edition, two):
    listed(edition.stages.get(kind=StageKind.PANEL), two)
    assert "Belum ada koreksi" in read(client)


def test_who_left_the_final_list_is_named_with_the_reason_in_both_languages(client, edition, two):
    stage = edition.stages.get(kind=StageKind.PANEL)
    listed(stage, two, objections_until=LATER)
    listed(stage, two[:1], at=LATER, reasons={two[1].code: ("Layanannya tutup.", "The service has closed.")})
    page = read(client)
    assert "Tidak lagi dalam daftar akhir" in page
    assert two[1].title in page
    assert "Layanannya tutup." in page
    assert "The service has closed." in read(client, f"/en{PAGE}")
    (one,) = corrections.latest_first()
    assert (one.what, one.at) == ("left", LATER)


def test_what_was_taken_back_from_two_lists_stands_once_and_the_latest_first(client, edition, two):
    for kind in (StageKind.DESK, StageKind.PANEL):
        listed(edition.stages.get(kind=kind), two)
    publication.take_back(two[0], "Datanya dipalsukan.", at=LATER)
    publication.take_back(two[1], "Ditarik pengusulnya.", at=LATEST)
    assert [(one.title, one.reason) for one in corrections.latest_first()] == [
        (two[1].title, "Ditarik pengusulnya."),
        (two[0].title, "Datanya dipalsukan."),
    ]
    assert read(client).count("Datanya dipalsukan.") == 1


def test_while_judges_read_without_names_numbers_stand_for_them_and_no_reason(client, two, edition):
    stage = edition.stages.get(kind=StageKind.DESK)
    listed(stage, two)
    publication.take_back(two[0], "Datanya dipalsukan di Bogor.", at=LATER)
    edition.stages.filter(kind=StageKind.PANEL).update(is_blind=True)
    page = read(client)
    assert two[0].code in page
    for hidden in (two[0].title, "Bogor", "dipalsukan"):
        assert hidden not in page


def test_it_is_a_file_too_and_costs_the_same_for_many(client, edition, two, django_assert_num_queries):
    listed(edition.stages.get(kind=StageKind.PANEL), two)
    publication.take_back(two[0], "Datanya dipalsukan.", at=LATER)
    lines = b"".join(client.get(PAGE, {"bentuk": "csv"}).streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert "Datanya dipalsukan." in lines[1]
    with django_assert_num_queries(3):
        corrections.latest_first()


def test_about_leads_to_it(client):
    assert f'href="{PAGE}"' in read(client, reverse("about"))
