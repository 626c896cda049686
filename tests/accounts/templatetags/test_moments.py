"""Moments as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from accounts.templatetags.moments import day, deadline, distance, last_day, left, moment, since

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
        (timedelta(hours=24), "1 hari lagi"),
        (timedelta(hours=23), "23 jam lagi"),
        (timedelta(hours=6), "6 jam lagi"),
        (timedelta(minutes=59), "59 menit lagi"),
        (timedelta(seconds=20), "sekarang"),
        (timedelta(hours=11, minutes=59), "12 jam lagi"),
        (timedelta(minutes=119), "119 menit lagi"),
        (timedelta(days=60), "60 hari lagi"),
        (timedelta(days=61), ""),
        (timedelta(days=-2856), ""),
        (timedelta(minutes=-1), "1 menit yang lalu"),
        (timedelta(hours=-2), "2 jam yang lalu"),
        (timedelta(days=-40), "40 hari yang lalu"),
    ],
)
def test_distance_counts_days_by_the_calendar_and_hours_by_the_clock(ahead, said):
    assert distance(NINE + ahead, NINE) == said


MIDNIGHT = datetime(2026, 12, 17, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (MIDNIGHT, "Kamis, 17 Desember 2026, 23.59 WIB (00.59 WITA, 01.59 WIT tanggal 18)"),
        (MIDNIGHT - timedelta(minutes=90), "Kamis, 17 Desember 2026, 22.30 WIB (23.30 WITA, 00.30 WIT tanggal 18)"),
        (MIDNIGHT + timedelta(hours=16), "Jumat, 18 Desember 2026, 16.00 WIB (17.00 WITA, 18.00 WIT)"),
        (None, ""),
    ],
)
def test_a_deadline_belongs_to_the_day_people_know(at, said):
    assert deadline(at) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (MIDNIGHT, "17 Desember 2026"),
        (MIDNIGHT - timedelta(minutes=90), "17 Desember 2026"),
        (MIDNIGHT + timedelta(hours=16), "18 Desember 2026"),
        (None, ""),
    ],
)
def test_the_last_day_of_a_deadline_is_the_one_people_know(at, said):
    assert last_day(at) == said


def test_a_deadline_in_another_zone_and_language():
    with timezone.override("Asia/Jayapura"):
        assert deadline(MIDNIGHT - timedelta(minutes=30)) == (
            "Jumat, 18 Desember 2026, 01.30 WIT (23.30 WIB tanggal 17, 00.30 WITA)"
        )
    with translation.override("en"):
        assert deadline(MIDNIGHT) == "Thursday, 17 December 2026, 23.59 WIB (00.59 WITA, 01.59 WIT on the 18th)"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(hours=15), "15 jam lagi"),
        (timedelta(hours=11, minutes=59), "12 jam lagi"),
        (timedelta(hours=24), "24 jam lagi"),
        (timedelta(days=7, hours=15), "7 hari lagi"),
        (timedelta(days=60, hours=15), "60 hari lagi"),
        (timedelta(days=62), ""),
    ],
)
def test_what_is_left_counts_to_the_day_that_is_named(before, said):
    """At nine in the morning of the 17th fifteen hours are left; a week before it is seven days."""
    now = MIDNIGHT - before
    assert left(MIDNIGHT, now) == said
    assert deadline(MIDNIGHT, now) == deadline(MIDNIGHT) + (f", {said}" if said else "")


def test_a_deadline_that_has_passed_leaves_nothing():
    assert deadline(MIDNIGHT, MIDNIGHT) == deadline(MIDNIGHT)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(minutes=3), "hari ini"),
        (timedelta(days=3), "18 November 2026, 3 hari yang lalu"),
        (timedelta(days=2933), "10 November 2018"),
    ],
)
def test_since_when_something_waits(ago, said):
    assert since(NINE - ago, NINE) == said
