"""The lot while registration is opened again. A module of its own: each transaction is seen by the other."""

from datetime import timedelta

import pytest
from django.db import transaction

from accounts.models import Role
from competitions.domain import calendar, lot
from competitions.models import Lot
from tests.beside import Beside
from tests.factories import accounts, competitions
from tests.factories.competitions import CLOSES_AT


@pytest.mark.django_db(transaction=True)
def test_a_secret_is_not_revealed_while_registration_is_extended():
    edition = competitions.edition()
    admin = accounts.membership(Role.MINISTRY_ADMIN)
    promise = edition.lots.get()
    before = CLOSES_AT - timedelta(minutes=1)
    with transaction.atomic():
        calendar.extend_registration(edition, CLOSES_AT + timedelta(days=7), reason="Banjir", by=admin, at=before)
        other = Beside(lambda: lot.reveal(promise.pk, at=CLOSES_AT))
        assert other.is_held_up()
    assert other.result() is False
    assert Lot.objects.get(pk=promise.pk).revealed_at is None
