"""Reminding writers and agency admins of what has not reached the ministry before registration closes."""

from functools import partial

from competitions.domain import reminding
from competitions.models import Edition, Reminder
from proposals import letters


def remind_writers(*, at):
    """Send the reminders of every edition that takes proposals; returns how many letters were written."""
    return reminding.remind_all(due(at=at), at=at)


def due(*, at):
    """The reminders of open editions whose moment has come."""
    open_now = Edition.objects.announced().filter(opens_at__lte=at, closes_at__gt=at)
    about = Reminder.About.DRAFTS
    for edition in open_now.prefetch_related("reminders").order_by("pk"):
        if moment := reminding.due(edition.reminders.all(), about, edition.opens_at, edition.closes_at, at=at):
            told = partial(letters.unfinished, edition, at=at)
            yield reminding.DueReminder(edition, about, told, moment)
