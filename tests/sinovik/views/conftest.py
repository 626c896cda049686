"""The ministry's people and an edition being checked."""

import pytest
from django.utils import timezone

from tests.factories import accounts, stages


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def cast(db):
    return accounts.cast()


@pytest.fixture
def edition(db, now):
    made = stages.edition(at=now, slug="kipp-uji")
    stages.entries(made, 4)
    return made
