"""An edition of the demo is carried to its certificates by everybody of the README, each at a browser."""

import pytest

from tests import demo_editions
from tests.journeys.on_screen import AtScreens, OnScreen


@pytest.fixture(autouse=True)
def _a_cheap_hash(settings):
    # Twenty people sign in, and sign in again for what is grave.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.pdf
def test_a_running_edition_of_the_demo_comes_to_its_certificates(visitor, another):
    demo_editions.played(demo_editions.seeded(3), AtScreens(another), OnScreen(visitor), apart=True)
