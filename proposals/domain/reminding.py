"""Reminding writers and agency admins of what has not reached the ministry before registration closes."""

from competitions.domain import reminding
from competitions.models import Edition, Reminder
from proposals import letters


def remind_writers(*, at):
    """Send the reminders of every edition that takes proposals; returns how many letters were written."""
    open_now = Edition.objects.announced().filter(opens_at__lte=at, closes_at__gt=at)
    written = 0
    for edition in open_now.prefetch_related("reminders").order_by("pk"):
        about = Reminder.About.DRAFTS
        moment = reminding.due(edition.reminders.all(), about, edition.opens_at, edition.closes_at, at=at)
        if moment:
            written += reminding.remind(
                edition, about, lambda edition=edition: letters.unfinished(edition, at=at), moment=moment, at=at
            )
    return written
