"""A story told once a module: long set-ups are shared, and what a test changes is undone after it."""

import copy

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def story(request, django_db_setup, django_db_blocker):
    """What the module's own `tell()` set up. Tests ask for `told`; the module needs no database mark."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield request.module.tell()
        transaction.set_rollback(True)


@pytest.fixture
def told(story):
    """The story for one test, its objects as they were when told."""
    with transaction.atomic():
        yield copy.deepcopy(story)
        transaction.set_rollback(True)
