"""A draft while registration is open, and its proposer at its pages."""

import pytest
from django.urls import reverse

from tests.factories import proposals
from tests.factories.competitions import DURING
from tests.pages import send


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING, tick=False)


@pytest.fixture
def draft(cast, edition):
    return proposals.draft(edition, by=cast.proposer)


@pytest.fixture
def visit(client, cast):
    """Open or post a page of a proposal as the proposer."""
    client.force_login(cast.proposer.user)

    def open_page(name, proposal, *key, data=None, query="", follow=False):
        address = reverse(f"proposals:{name}", args=[proposal.code, *key]) + query
        return client.get(address) if data is None else send(client, address, data, follow=follow)

    return open_page
