"""What a scene holds, as fixtures; a folder's own conftest says which scene (`scene`) and takes these."""

import pytest


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
