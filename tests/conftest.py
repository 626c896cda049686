"""What every test needs."""

import pgtrigger
import pytest
from django.test import TransactionTestCase


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
