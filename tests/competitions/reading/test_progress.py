"""How far an edition has come, in the words of the public pages."""

from datetime import datetime

import pytest

from competitions.models import Stage
from competitions.reading import progress
from tests.factories.competitions import WIB


@pytest.mark.parametrize(
    ("closes", "said"),
    [
        (datetime(2026, 5, 1, 0, 0, tzinfo=WIB), "sampai 30 April 2026"),
        (datetime(2026, 5, 1, 16, 0, tzinfo=WIB), "sampai 1 Mei 2026"),
    ],
)
def test_an_open_stage_ends_on_the_day_people_know(closes, said):
    opened = datetime(2026, 4, 10, 8, tzinfo=WIB)
    assert progress.when(Stage(opens_at=opened, opened_at=opened, closes_at=closes)) == said
