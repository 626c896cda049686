"""Sessions and visits lie in the window, on working days, and never twice in one place."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from competitions.kinds import timetable
from competitions.kinds.settings import FieldSettings, InterviewSettings

WIB = ZoneInfo("Asia/Jakarta")


def wib(day, hour=0, minute=0, *, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=WIB)


def test_a_stage_opened_in_the_evening_has_no_session_that_morning():
    """17 November 2026 is a Tuesday; the window opens at 18.14 and closes on Sunday the 22nd."""
    found = list(InterviewSettings().slots(wib(17, 18, 14), wib(22, 18, 14)))
    assert found[0].starts_at == wib(18, 9)
    assert found[-1].ends_at == wib(20, 13)
    assert len(found) == 36


def test_a_day_with_a_pause_and_two_rooms():
    settings = InterviewSettings(
        session_minutes=45,
        first_at=time(10),
        sessions_a_day=4,
        pauses=((time(12), time(13)),),
        rooms=("A", "B"),
        days_off=(date(2026, 11, 18),),
    )
    found = list(settings.slots(wib(18), wib(20)))
    assert [(slot.room, slot.starts_at) for slot in found] == [
        (room, wib(19, hour, minute)) for hour, minute in ((10, 0), (10, 45), (13, 0), (13, 45)) for room in ("A", "B")
    ]


def test_a_window_that_closes_at_midnight_does_not_touch_the_next_day():
    assert timetable.working_days(wib(17), wib(18)) == [date(2026, 11, 17)]


def test_visits_are_made_on_the_working_days_of_the_window():
    """Monday 16 to Sunday 22 November with Wednesday off: four days."""
    settings = FieldSettings(visits_a_day=2, days_off=(date(2026, 11, 18),))
    assert [day.day for day in settings.visit_days(wib(16, 8), wib(23))] == [16, 17, 19, 20]
    assert settings.capacity(wib(16, 8), wib(23), at_most=999) == 8
    assert settings.capacity(wib(21), wib(23), at_most=999) == 0


moments = st.timedeltas(timedelta(0), timedelta(days=60)).map(lambda later: wib(1, month=1) + later)
times = st.times().map(lambda of: of.replace(microsecond=0, second=0))
spans = st.tuples(times, times).filter(lambda span: span[0] < span[1])
interviews = st.builds(
    InterviewSettings,
    session_minutes=st.integers(5, 240),
    first_at=times,
    sessions_a_day=st.integers(1, 30),
    pauses=st.lists(spans, max_size=3).map(tuple),
    rooms=st.sampled_from([("A",), ("A", "B")]),
)


@given(interviews, moments, st.timedeltas(timedelta(minutes=1), timedelta(days=20)))
def test_every_session_lies_inside_and_none_overlaps(settings, opens_at, lasts):
    found = list(settings.slots(opens_at, opens_at + lasts))
    for slot in found:
        assert opens_at <= slot.starts_at
        assert slot.ends_at <= opens_at + lasts
        assert slot.starts_at.weekday() < 5
        ends = slot.starts_at.hour * 60 + slot.starts_at.minute + settings.session_minutes
        for start, end in settings.pauses:
            assert ends <= timetable.minutes(start) or slot.starts_at.time() >= end
    for room in settings.rooms:
        mine = [slot for slot in found if slot.room == room]
        assert all(one.ends_at <= other.starts_at for one, other in pairwise(mine))
    assert settings.capacity(opens_at, opens_at + lasts, at_most=7) == min(7, len(found))
