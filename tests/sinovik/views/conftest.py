"""The ministry's people and an edition being checked; a house in which every role has work; what a public reads."""

import pytest

from tests import portals, scenes
from tests.scene_fixtures import cast, crew, edition, now

__all__ = ["cast", "crew", "edition", "now"]


@pytest.fixture
def scene(request, db):
    return scenes.laid_out(request.fixturenames, entrants=4)


@pytest.fixture
def public(cast, now):
    return portals.published(now)


@pytest.fixture
def house(public, cast, crew, now):
    return portals.at_work(cast, crew, now)


@pytest.fixture
def portal(db):
    return portals.whole()
