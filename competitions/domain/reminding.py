"""Reminders of an edition: which are due, and sending one, once for ever."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.domain import events, tries
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


@dataclass(frozen=True)
class DueReminder:
    """A reminder whose moment has come: of whom and what, and the words for each who is concerned.

    `told` gives, when called, pairs of a person and the words for that one, of those only who have something left.
    """

    edition: Edition
    about: Reminder.About
    told: Callable[[], Iterable]
    moment: datetime
    stage: Stage | None = None

    @property
    def sent(self):
        """The note that it was sent, if there is one."""
        return Reminding.objects.filter(edition=self.edition, stage=self.stage, about=self.about, due_at=self.moment)

    @property
    def key(self):
        """Which one it is, among the chores of its name."""
        return f"{self.edition.pk} {self.stage.pk if self.stage else '-'} {self.moment.isoformat()}"

    @property
    def called(self):
        """What people call it."""
        return f"{self.stage.name}, {self.edition.name}" if self.stage else self.edition.name


def remind_all(found: Iterable[DueReminder], *, of: Iterable[Reminder.About], at: datetime) -> int:
    """Send those that were not sent before; returns how many letters were written. One that fails holds up no other.

    `of` are all that the caller's reminders can be about: what failed and is due no more is forgotten.
    """
    unsent = [one for one in found if not one.sent.exists()]
    written = 0
    for about in of:
        own = {one.key: one for one in unsent if one.about == about}
        due = {key: one.called for key, one in own.items()}
        tries.drop(f"reminder.{about}", besides=due)
        written += sum(tries.each(f"reminder.{about}", due, lambda key, own=own: remind(own[key], at=at), at=at))
    return written


@transaction.atomic
def remind(reminder: DueReminder, *, at: datetime) -> int:
    """Write the letters of a reminder, unless it was sent meanwhile; returns how many.

    The letters and the note that they were written stand or fall together: a worker that dies leaves both or none.
    """
    reminding, is_new = Reminding.objects.get_or_create(
        edition=reminder.edition,
        stage=reminder.stage,
        about=reminder.about,
        due_at=reminder.moment,
        defaults={"sent_at": at},
    )
    people = list(reminder.told()) if is_new else []
    if people:
        slug = reminder.edition.slug
        letters.tell(f"reminder.{reminder.about}", reminder.edition, people, about=reminding, at=at)
        events.record("reminder.sent", on=reminding, by=None, at=at, edition=slug, letters=len(people))
    return len(people)
