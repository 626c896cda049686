"""A judge at the desk."""

import pytest

from tests.factories import accounts, judging


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
