"""Statements are timed on every connection, and nothing else stays on it."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.models import Agency
from accounts.pages.read_only import ReadOnlyGet
from sinovik.watching import statements
from tests.factories import accounts


@pytest.mark.django_db
def test_who_connects_while_reading_may_write_afterwards():
    """A thread's first request, or the first after its connection was given up, is mostly somebody's reading."""
    kept, connection.execute_wrappers = connection.execute_wrappers, []

    def connects(_request):
        statements.watch(connection)
        return HttpResponse(Agency.objects.count())

    try:
        ReadOnlyGet(connects)(RequestFactory().get("/"))
        assert connection.execute_wrappers == [statements.timed]
        accounts.agency()
    finally:
        connection.execute_wrappers = kept
