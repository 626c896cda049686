import pytest

from tests import once
from tests.factories import accounts, competitions


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def cast(db):
    return accounts.cast()


@pytest.fixture
def edition(db):
    return once.laid_out("edition of proposals", competitions.edition)
