"""What every test needs."""

import os
import random

import pgtrigger
import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.test import TransactionTestCase

from sinovik.celery import app

# Test processes share one broker: each has a queue of its own, so that no worker takes another process's tasks.
app.conf.task_default_queue = "-".join(
    (
        "test",
        os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid())),
        os.environ.get("PYTEST_XDIST_WORKER", "alone"),
    )
)


def pytest_collection_modifyitems(items):
    """Where certificates cannot be rendered, their tests are reported as skipped, with what to install."""
    if settings.PDF_ENABLED:
        return
    for item in items:
        if item.get_closest_marker("pdf"):
            item.add_marker(pytest.mark.skip(reason="PDF_ENABLED=0: pasang Pango untuk mencetak sertifikat"))


@pytest.fixture(autouse=True, scope="session")
def _history_ends_with_its_test():
    """After a test with real transactions Django empties every table, which the chain of events refuses."""
    empty = TransactionTestCase._fixture_teardown

    def empty_with_history(self):
        with pgtrigger.ignore("accounts.Event:no_truncate"):
            empty(self)

    TransactionTestCase._fixture_teardown = empty_with_history
    yield
    TransactionTestCase._fixture_teardown = empty


@pytest.fixture(autouse=True, scope="session")
def _rows_without_an_order_come_in_any():
    """PostgreSQL promises no order where none was asked for; here it is never the one that happens to suit."""
    fetch = QuerySet._fetch_all

    def fetch_shuffled(self):
        is_first = self._result_cache is None
        fetch(self)
        if is_first and not self.ordered:
            random.shuffle(self._result_cache)

    QuerySet._fetch_all = fetch_shuffled
    yield
    QuerySet._fetch_all = fetch
