"""Two at work on one act at the same instant. A module of its own: each transaction is seen by the other."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.domain import bulk
from accounts.models import BulkAct, BulkRow, Event, Role
from tests.accounts.domain.test_bulk import kept, kind  # noqa: F401 - the fixture is asked for by its name
from tests.beside import Beside
from tests.factories import accounts

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_presses_at_once_are_one_act(kind):  # noqa: F811
    by = accounts.membership(Role.SECRETARY)
    ids, key, at = kept(by, "a", "b"), uuid4(), timezone.now()
    with transaction.atomic():
        first = bulk.begin("forget", ids, {}, key=key, by=by, at=at)
        late = Beside(lambda: bulk.begin("forget", ids, {}, key=key, by=by, at=at))
        assert late.is_held_up()
    assert late.result() == first
    assert BulkAct.objects.count() == 1
    assert Event.objects.filter(name="bulk.begun").count() == 1


def test_two_workers_do_each_row_once(kind):  # noqa: F811
    by = accounts.membership(Role.SECRETARY)
    act = bulk.begin("forget", kept(by, "a", "b", "c"), {}, key=uuid4(), by=by, at=timezone.now())
    with transaction.atomic():
        # One worker is at the first row; the other does not wait for it and does the rest.
        assert BulkRow.objects.filter(act=act).waiting().select_for_update().first().position == 1
        other = Beside(lambda: bulk.carry_on(act.pk, clock=timezone.now))
        assert not other.is_held_up()
        assert BulkRow.objects.filter(act=act, done_at__isnull=False).count() == 2
        assert BulkAct.objects.get().finished_at is None
    bulk.carry_on(act.pk, clock=timezone.now)
    assert BulkRow.objects.filter(act=act, done_at__isnull=False).count() == 3
    assert BulkAct.objects.get().finished_at
