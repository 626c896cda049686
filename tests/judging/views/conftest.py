"""An edition in each state its stages can be in, made by the acts people use."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from competitions.kinds import StageKind
from tests.factories import accounts, stages
from tests.pages import Browser


@pytest.fixture
def client():
    return Browser()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def cast(db):
    return accounts.cast()


@pytest.fixture
def edition(db, now):
    made = stages.edition(at=now, slug="kipp-uji")
    stages.entries(made, 6)
    return made


@pytest.fixture
def administrative(edition, cast, now):
    """The administrative selection, open, its checklists laid out, nothing decided."""
    return stages.opened(edition.stages.get(position=1), by=cast.ministry_admin, at=now - timedelta(hours=3))


@pytest.fixture
def desk(edition, cast, now):
    """The desk stage, open, with every scorecard but one locked."""
    before = now - timedelta(hours=3)
    stage = stages.carried(edition, StageKind.DESK, cast=cast, at=before)
    stage = stages.opened(stage, by=cast.ministry_admin, judges=stages.judges(cast), at=before)
    return stages.worked(stage, by=cast.ministry_admin, at=now - timedelta(hours=1), leave=1)


@pytest.fixture
def computed(edition, cast, now):
    """The finalists' stage, closed and computed: two places, three nominations."""
    before = now - timedelta(hours=3)
    stage = stages.carried(edition, StageKind.PANEL, cast=cast, at=before)
    stage = stages.opened(stage, by=cast.ministry_admin, judges=stages.judges(cast), at=before)
    return stages.closed(stage, by=cast.ministry_admin, at=before)


@pytest.fixture
def enter(client):
    """Sign a membership in with the password just given; returns the client."""

    def signed_in(office):
        client.force_login(office.user)
        return accounts.fresh(client)

    return signed_in


def at(name, stage, **more):
    """The address of a page of a stage."""
    return reverse(f"judging:{name}", kwargs={"slug": stage.edition.slug, "position": stage.position, **more})


def act(stage, noun):
    return at("act", stage, noun=noun)
