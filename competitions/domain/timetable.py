"""Where the sessions and visits of a stage fit into its window. Sums about days; no query, no clock."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.utils import timezone

from competitions.kinds import FieldSettings, InterviewSettings
from competitions.rules.lot import SATURDAY

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Slot:
    """A span of time in a room."""

    room: str
    starts_at: datetime
    ends_at: datetime


def working_days(opens_at: datetime, closes_at: datetime, days_off: Collection[date] = ()) -> list[date]:
    """The days of a window that are worked on: Monday to Friday without the days off. The close is exclusive."""
    first, last = timezone.localdate(opens_at), timezone.localdate(closes_at - MINUTE)
    every = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return [day for day in every if day.weekday() < SATURDAY and day not in days_off]


def slots(settings: InterviewSettings, opens_at: datetime, closes_at: datetime) -> Iterator[Slot]:
    """Every session that fits between the two moments, earliest first, the rooms side by side in their order."""
    length = timedelta(minutes=settings.session_minutes)
    for day in working_days(opens_at, closes_at, settings.days_off):
        for start in starts(settings):
            begins = timezone.make_aware(datetime.combine(day, start))
            if opens_at <= begins and begins + length <= closes_at:
                yield from (Slot(room, begins, begins + length) for room in settings.rooms)


def starts(settings: InterviewSettings) -> list[time]:
    """When the sessions of one day begin in each room: in a row, never into a pause nor past midnight."""
    found: list[time] = []
    length, at = settings.session_minutes, minutes(settings.first_at)
    while len(found) < settings.sessions_a_day and at + length <= 24 * 60:
        if pause := next(
            (end for start, end in settings.pauses if at < minutes(end) and minutes(start) < at + length), None
        ):
            at = minutes(pause)
        else:
            found.append(time(at // 60, at % 60))
            at += length
    return found


def minutes(of: time) -> int:
    """Minutes since midnight."""
    return of.hour * 60 + of.minute


def sessions_that_fit(settings: InterviewSettings, opens_at: datetime, closes_at: datetime, *, at_most: int) -> int:
    """How many sessions the window takes, counted no further than `at_most`."""
    return sum(1 for _slot in islice(slots(settings, opens_at, closes_at), at_most))


def visits_that_fit(settings: FieldSettings, opens_at: datetime, closes_at: datetime) -> int:
    """How many visits the window takes."""
    return len(working_days(opens_at, closes_at, settings.days_off)) * settings.visits_a_day


def visit_days(
    settings: FieldSettings, opens_at: datetime, closes_at: datetime, count: int, *, planned: Iterable[date] = ()
) -> list[date]:
    """Days for `count` more visits, always the day of the window with the fewest; fewer where no more fit."""
    busy = Counter(planned)
    days = working_days(opens_at, closes_at, settings.days_off)
    found: list[date] = []
    for _visit in range(count):
        free = [day for day in days if busy[day] < settings.visits_a_day]
        if not free:
            break
        day = min(free, key=lambda one: (busy[one], one))
        busy[day] += 1
        found.append(day)
    return sorted(found)
