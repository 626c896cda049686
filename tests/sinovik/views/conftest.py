"""The ministry's people and an edition being checked."""

import pytest

from tests import scenes


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
