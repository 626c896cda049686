"""Laying interview sessions out in the stage's window."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from judging.domain import standing_in
from judging.models import Session

# Twenty minutes a finalist, from 09.00, twelve a day, as the ministry's own schedules have it.
LENGTH = timedelta(minutes=20)
FIRST = time(9)
A_DAY = 12
ROOM = "Ruang 1"


def lay_out(stage):
    """Give every entrant without a session one: working days of the window, one room, in order of number."""
    taken = set(Session.objects.filter(stage=stage).values_list("proposal_id", flat=True))
    waiting = [entrant.proposal_id for entrant in standing_in.entrants(stage) if entrant.proposal_id not in taken]
    slots = free_slots(stage, len(waiting))
    Session.objects.bulk_create(
        Session(stage=stage, proposal_id=proposal, room=ROOM, starts_at=start, ends_at=start + LENGTH)
        for proposal, start in zip(waiting, slots, strict=True)
    )


def free_slots(stage, count):
    """The first `count` starts that no session of the stage has, on working days from the window's first day."""
    used = set(Session.objects.filter(stage=stage, room=ROOM).values_list("starts_at", flat=True))
    day = timezone.localdate(stage.opens_at)
    slots = []
    while len(slots) < count:
        if day.weekday() < 5:
            first = timezone.make_aware(datetime.combine(day, FIRST))
            slots.extend(start for index in range(A_DAY) if (start := first + index * LENGTH) not in used)
        day += timedelta(days=1)
    return slots[:count]
