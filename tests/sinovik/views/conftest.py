"""The ministry's people and an edition being checked; a house in which every role has work; what a public reads."""

from datetime import timedelta

import pytest

from accounts.models import AgencyKind
from competitions.kinds import StageKind
from proposals import motions as grave
from proposals.domain import publication
from proposals.domain.publication import AwardLine, EntryLine
from proposals.models import CatalogueEntry
from tests import carrying, scenes
from tests.factories import accounts, catalogue, competitions, proposals


@pytest.fixture
def scene(request, db):
    return scenes.laid_out(request.fixturenames, entrants=4)


@pytest.fixture
def now(scene):
    return scene.now


@pytest.fixture
def cast(scene):
    return scene.cast


@pytest.fixture
def crew(scene):
    return scene.crew


@pytest.fixture
def edition(scene):
    return scene.edition


@pytest.fixture
def public(cast, now):
    """Innovations of an edition run here, of the partial list of the same year and of others, some taken back."""
    edition = competitions.edition(slug="kipp-2019", name="KIPP 2019", year=2019)
    kinds = [AgencyKind.REGENCY, AgencyKind.REGENCY, AgencyKind.CITY, AgencyKind.MINISTRY, AgencyKind.PROVINCE]
    homes = [accounts.agency(kind) for kind in kinds]
    rows = catalogue.proposals(edition, [*homes, homes[0]])
    rows += catalogue.proposals(
        edition,
        homes[:2],
        category=edition.categories.order_by("-position").first(),
        group=edition.groups.order_by("-position").first(),
        sdgs=[1, 3],
    )
    outstanding = AwardLine(61, "outstanding", "Terpuji Utama")
    lines = [
        EntryLine(
            row, [catalogue.FINALIST, *([catalogue.WINNER] if place % 2 else []), *([outstanding] * (place == 3))]
        )
        for place, row in enumerate(rows)
    ]
    publication.publish_many(lines, at=competitions.CLOSES_AT)
    for year in (2019, 2018, 2018, 2017):
        catalogue.earlier_entry(year=year, province=accounts.a_province(), awards=[("finalist", "Top 99")])
    catalogue.earlier_entry(year=2018, awards=[("finalist", "Top 99"), ("top", "Top 40")], agency_kind="city")
    CatalogueEntry.objects.filter(pk=catalogue.earlier_entry(year=2018).pk).update(ended_at=now, ended_reason="Palsu.")
    return edition


@pytest.fixture
def house(public, cast, crew, now):
    """An edition half way through its desk stage, from which one has left, and two that take proposals."""
    planned = competitions.just_closed(now, slug="kipp-ukur").stages.get(kind=StageKind.DESK)
    middle = planned.opens_at + (planned.closes_at - planned.opens_at) / 2
    then = now - (middle - now)
    made = competitions.just_closed(then, slug="kipp-uji", name="KIPP Uji")
    entries = proposals.rows(made, 6)
    desk = carrying.reached(made, StageKind.DESK, crew, at=then, failing=entries[:1])
    given_out = desk.opens_at
    desk = carrying.opened(desk, crew, at=given_out)
    desk = carrying.worked(desk, crew, at=given_out, leave=7)
    left = grave.disqualify(entries[1], "Datanya dipalsukan.", by=cast.secretary, at=now)
    carrying.settle(left, by=cast.ministry_admin, at=now)
    for slug in ("kipp-satu", "kipp-dua"):
        opens = {"opens_at": now - timedelta(days=9), "closes_at": now + timedelta(days=9)}
        running = competitions.edition(slug=slug, name=slug, **opens)
        proposals.draft(running, by=cast.proposer, at=now)
        proposals.draft(running, by=cast.colleague, at=now)
    return desk
