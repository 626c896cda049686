import pytest

from tests.factories import accounts, competitions


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def cast(db):
    return accounts.cast()


@pytest.fixture
def edition(db):
    return competitions.edition()
