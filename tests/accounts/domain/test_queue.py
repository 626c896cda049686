import json
from datetime import UTC, date, datetime

import pytest
import redis
from celery import current_app
from django.conf import settings
from django.db import transaction

from accounts.domain import joining
from accounts.domain.queue import enqueue
from accounts.models import Event, Membership, Role
from tests.factories import accounts

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def waiting():
    """A function that reads what waits in the real broker: task name and arguments; the queue begins empty."""
    broker = redis.Redis.from_url(settings.REDIS_URL)
    queue = current_app.conf.task_default_queue
    broker.delete(queue)
    yield lambda: [
        (message["headers"]["task"], message["headers"]["kwargsrepr"])
        for message in map(json.loads, broker.lrange(queue, 0, -1))
    ]
    broker.delete(queue)
    broker.close()


def test_work_is_sent_only_after_the_commit(waiting):
    with transaction.atomic():
        enqueue("accounts.send_due_letters", ids=1)
        assert waiting() == []
    assert waiting() == [("accounts.send_due_letters", "{'ids': 1}")]


def test_a_broker_that_takes_nothing_does_not_undo_the_page_of_an_act_that_has_happened(waiting):
    person = accounts.person()
    with transaction.atomic():
        joining.appoint(person, Role.SECRETARY, since=date(2026, 1, 1), by=None, at=AT)
        enqueue("accounts.send_due_letters", unsendable=object())
    assert Membership.objects.exists()
    assert waiting() == []


def test_a_rolled_back_act_leaves_no_event_no_row_and_no_task(waiting):
    person = accounts.person()
    with transaction.atomic():
        joining.appoint(person, Role.SECRETARY, since=date(2026, 1, 1), by=None, at=AT)
        enqueue("accounts.send_due_letters")
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert not Membership.objects.exists()
    assert waiting() == []
