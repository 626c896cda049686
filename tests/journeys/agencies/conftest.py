from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import competitions, proposals

A_FORTNIGHT = timedelta(days=14)


@pytest.fixture
def address(cast):
    """The page of a section in a draft of the unit's, in an edition that is open."""
    now = timezone.now()
    edition = competitions.edition(opens_at=now - A_FORTNIGHT, closes_at=now + A_FORTNIGHT)
    return f"/usulan/{proposals.draft(edition, by=cast.proposer, at=now).code}/bagian/ringkasan/"
