"""The days and hours of a window. Sums; no query, no clock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

# The first day of the weekend, as `date.weekday` counts.
SATURDAY = 5
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Slot:
    """A span of time in a room."""

    room: str
    starts_at: datetime
    ends_at: datetime


def working_days(
    opens_at: datetime, closes_at: datetime, days_off: Collection[date] = (), *, on_weekends: bool = False
) -> list[date]:
    """The days of a window that are worked on: Monday to Friday without the days off. The close is exclusive.

    With `on_weekends` Saturdays and Sundays are days like others.
    """
    first, last = timezone.localdate(opens_at), timezone.localdate(closes_at - MINUTE)
    every = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return [day for day in every if (on_weekends or day.weekday() < SATURDAY) and day not in days_off]


def minutes(of: time) -> int:
    """Minutes since midnight."""
    return of.hour * 60 + of.minute
