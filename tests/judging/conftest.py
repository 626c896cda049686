"""A story told once a module: long set-ups are shared, and what a test changes is undone after it."""

import copy

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def story(request, django_db_setup, django_db_blocker):
    """What the module's own `tell()` set up, inside one transaction around all tests of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield request.module.tell()
        transaction.set_rollback(True)


@pytest.fixture
def told(story, db):
    """The story for one test (each is a savepoint in it), its objects as they were when told."""
    return copy.deepcopy(story)
