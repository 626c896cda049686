"""The lot while registration is opened again. A module of its own: each transaction is seen by the other."""

from datetime import timedelta

import pytest
from django.db import transaction

from accounts.models import Role
from competitions import motions as grave
from competitions.domain import lot
from competitions.models import Lot
from tests.beside import Beside
from tests.factories import accounts, competitions
from tests.factories.competitions import CLOSES_AT
from tests.seconding import settle


@pytest.mark.django_db(transaction=True)
def test_a_secret_is_not_revealed_while_registration_is_extended():
    edition = competitions.edition()
    admin = accounts.membership(Role.MINISTRY_ADMIN)
    promise = edition.lots.get()
    before = CLOSES_AT - timedelta(minutes=1)
    motion = grave.extend_registration(edition, CLOSES_AT + timedelta(days=7), "Banjir", by=admin, at=before)
    with transaction.atomic():
        settle(motion, at=before)
        other = Beside(lambda: lot.reveal(promise.pk, at=CLOSES_AT))
        assert other.is_held_up()
    assert other.result() is False
    assert Lot.objects.get(pk=promise.pk).revealed_at is None
