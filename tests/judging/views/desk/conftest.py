"""A judge at the desk."""

import pytest

from competitions.kinds import StageKind
from tests.factories import accounts, judging
from tests.pages import Browser


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(client):
    """A blind desk stage with three dossiers, its judge signed in: (stage, office, assignments)."""
    stage, office, assignments = judging.desk(3)
    client.force_login(office.user)
    accounts.fresh(client)
    return stage, office, assignments


@pytest.fixture
def trip(client):
    """A field stage with two visits, its verifier signed in: (stage, office, visit)."""
    stage, office, _assignments = judging.desk(2, kind=StageKind.FIELD)
    client.force_login(office.user)
    return stage, office, stage.visits.order_by("planned_on", "pk").first()


@pytest.fixture
def pair(trip):
    """The same with a second verifier: both signed in, each in a browser of their own, and the visit."""
    stage, office, visit = trip
    other = judging.second(stage, list(stage.assignments.all()))
    browsers = [Browser(), Browser()]
    for browser, each in zip(browsers, (office, other), strict=True):
        browser.force_login(each.user)
    return (*browsers, visit)
