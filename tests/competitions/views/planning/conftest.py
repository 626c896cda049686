"""A ministry admin at work on a draft."""

import pytest

from accounts.models import Role
from tests.competitions.views.planning.pages import DATES, enter
from tests.factories import accounts
from tests.factories.competitions import edition


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def client(admin):
    return enter(admin)


@pytest.fixture
def draft(admin):
    return edition(by=admin, announced=False, slug="kipp-2027", name="KIPP 2027", **DATES)
