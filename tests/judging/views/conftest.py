"""An edition in the state that a test asks for by the name of a fixture, and the people who are at work in it."""

import pytest
from django.urls import reverse

from tests import scenes
from tests.factories import accounts
from tests.pages import Browser
from tests.scene_fixtures import cast, crew, edition, now

__all__ = ["cast", "crew", "edition", "now"]


@pytest.fixture
def client():
    return Browser()


@pytest.fixture
def scene(request, db):
    return scenes.laid_out(request.fixturenames, entrants=6)


@pytest.fixture
def stage(scene):
    """The stage of the state in question."""
    return scene.stage


administrative = before_desk = desk = computed = awarded = stage


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
