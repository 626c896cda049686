"""Reminders of an edition: which are due, and sending one, once for ever."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction

from accounts.domain import events
from competitions import letters
from competitions.models import Edition, Reminder, Reminding, Stage

# A reminder that nobody could send for so long is left out: its words are no longer true.
LATEST = timedelta(days=1)


def due_at(reminder, opens_at: datetime, closes_at: datetime) -> datetime:
    """The moment of a reminder in a span of time: days before its end, or in the middle."""
    if reminder.days_before is None:
        return opens_at + (closes_at - opens_at) / 2
    return closes_at - timedelta(days=reminder.days_before)


def due(reminders: Iterable, about: str, opens_at: datetime, closes_at: datetime, *, at: datetime) -> datetime | None:
    """The moment of the latest reminder about something whose time has come and is not long past; None without one."""
    moments = [due_at(one, opens_at, closes_at) for one in reminders if one.about == about]
    return max((moment for moment in moments if max(opens_at, at - LATEST) < moment <= at), default=None)


@transaction.atomic
def remind(
    edition: Edition,
    about: Reminder.About,
    told: Callable[[], Iterable],
    *,
    moment: datetime,
    stage: Stage | None = None,
    at: datetime,
) -> int:
    """Write the letters of a reminder that is due, unless it was sent before; returns how many.

    `told` gives pairs of a person and the words for that one, of those only who have something left to do. The letters
    and the note that they were written stand or fall together: a worker that dies leaves both or none.
    """
    reminding, is_new = Reminding.objects.get_or_create(
        edition=edition, stage=stage, about=about, due_at=moment, defaults={"sent_at": at}
    )
    people = list(told()) if is_new else []
    if people:
        letters.tell(f"reminder.{about}", edition, people, about=reminding, at=at)
        events.record("reminder.sent", on=reminding, by=None, at=at, edition=edition.slug, letters=len(people))
    return len(people)
