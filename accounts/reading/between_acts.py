"""What was counted stays true until somebody acts: every act is one event, and events are linked one after the other.

The hash of the last event says how far the portal has come. Writing an event holds a lock until the act is over
(`accounts.models.event`), so that whoever finds the same hash again knows that no act has ended since. What changes
without an event, as typing does, is not for here.
"""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from django.conf import settings

from accounts.models import Event
from accounts.models.asked_often import asked_often

# So many questions are kept by each process; those counted longest ago go first.
ROOM = 400
KEPT = OrderedDict()
ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Remembered:
    """What was found, after which act and when by the clock of the process."""

    act: bytes
    at: float
    found: object


def while_nobody_acts(question, find):
    """What `find()` gives, asked again only when somebody has acted; kept by each process under `question`, a tuple.

    `find` reads what only acts change, and what it gives is changed by nobody. It is asked again after
    `COUNTS_KEPT_SECONDS` too (0: each time). Not for the middle of an act, whose event is still to come.
    """
    if not settings.COUNTS_KEPT_SECONDS:
        return find()
    # Asked before the counting: what is counted may be newer than its name, never older.
    act, now = last_act(), time.monotonic()
    with ONE_AT_A_TIME:
        answer = KEPT.get(question)
    if answer is None or answer.act != act or now - answer.at > settings.COUNTS_KEPT_SECONDS:
        answer = Remembered(act, now, find())
        with ONE_AT_A_TIME:
            KEPT[question] = answer
            KEPT.move_to_end(question)
            while len(KEPT) > ROOM:
                KEPT.popitem(last=False)
    return answer.found


def with_counts(question, counted, plain, names):
    """Rows with what was counted of them: those of `counted()`; while nobody acts those of `plain()` with what is kept.

    Both give the same rows of a model, `counted` with the attributes `names`, which only acts change.
    """
    own, told = [], {}

    def count():
        nonlocal own, told
        own = list(counted())
        told = {row.pk: {name: getattr(row, name) for name in names} for row in own}
        return told

    kept = while_nobody_acts(question, count)
    if kept is told:
        return own
    rows = list(plain())
    if any(row.pk not in kept for row in rows):
        # One has come since it was asked who acted last.
        return list(counted())
    for row in rows:
        vars(row).update(kept[row.pk])
    return rows


def last_act() -> bytes:
    """The hash of the last event; empty before the first."""
    return next((bytes(event.hash) for event in latest()), b"")


@asked_often
def latest():
    """The last event, alone."""
    return Event.objects.only("hash").order_by("-number")[:1]
