"""Moments as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.templatetags.moments import day, distance, moment

NINE = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Jakarta", "21 November 2026 pukul 16.00 WIB"),
        ("Asia/Makassar", "21 November 2026 pukul 17.00 WITA"),
        ("Asia/Jayapura", "21 November 2026 pukul 18.00 WIT"),
    ],
)
def test_a_moment_names_its_zone(zone, said):
    with timezone.override(zone):
        assert moment(NINE) == said


def test_a_day_is_the_readers_day():
    late = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)
    assert day(late) == "1 Januari 2027"
    assert day(date(2026, 8, 17)) == "17 Agustus 2026"
    assert moment(date(2026, 8, 17)) == "17 Agustus 2026"
    assert moment(None) == day(None) == distance(None) == ""


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(days=3), "3 hari lagi"),
        (timedelta(hours=23), "1 hari lagi"),
        (timedelta(hours=6), "6 jam lagi"),
        (timedelta(minutes=59), "59 menit lagi"),
        (timedelta(seconds=20), "sekarang"),
        (timedelta(minutes=-1), "1 menit yang lalu"),
        (timedelta(hours=-2), "2 jam yang lalu"),
        (timedelta(days=-40), "40 hari yang lalu"),
    ],
)
def test_distance_counts_days_by_the_calendar_and_hours_by_the_clock(ahead, said):
    assert distance(NINE + ahead, NINE) == said
