"""The list of grave acts: what each one is, and how it ended."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import motions as grave
from accounts.domain import motions
from accounts.models import Role
from tests.factories import accounts
from tests.pages import markup

pytestmark = pytest.mark.django_db


@pytest.fixture
def mover():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def appointment(mover):
    """An appointment on its way."""
    return grave.appoint_admin(
        "baru@contoh.go.id", "Orang Baru", "Tambahan tenaga.", since=date(2030, 1, 1), by=mover, at=timezone.now()
    )


def test_a_finished_motion_says_what_it_was(client, mover, appointment):
    motions.withdraw(appointment, by=mover, at=timezone.now())
    client.force_login(mover.user)
    page = markup(client.get(reverse("motions")))
    assert "Tidak ada yang menunggu" in page
    assert "Pengangkatan admin kementerian" in page
    assert "ditarik pengusulnya" in page
