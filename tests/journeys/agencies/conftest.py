from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import competitions, proposals

A_FORTNIGHT = timedelta(days=14)


@pytest.fixture
def draft(cast):
    """A draft of the unit's, in an edition that is open."""
    now = timezone.now()
    edition = competitions.edition(opens_at=now - A_FORTNIGHT, closes_at=now + A_FORTNIGHT)
    return proposals.draft(edition, by=cast.proposer, at=now)


@pytest.fixture
def address(draft):
    """The page of a section in it."""
    return f"/usulan/{draft.code}/bagian/ringkasan/"
