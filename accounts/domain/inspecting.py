"""Keeping what the portal found when it looked at itself, and telling who watches over it."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.domain import chain, events
from accounts.domain.correspondence import letters
from accounts.models import Event, Inspection, Membership, Role, User

LETTER = "inspection.broken"


def cut():
    """The numbers of events that an earlier look saw and that are not there as they were: a chain that was shortened
    or written anew is whole in itself.
    """
    seen = Inspection.objects.order_by("-pk").exclude(events=0).values_list("events", "head").first()
    if seen is None:
        return []
    number, head = seen
    event = Event.objects.filter(number=number).first()
    return [] if event and bytes(event.hash).hex() == head else [number]


@transaction.atomic
def keep(broken, *, page, at):
    """Keep a look at what must hold; returns the Inspection.

    `broken` says what did not hold: by key, how often, and the first few names of what breaks it. What the look before
    did not find is told to the ministry's admins and the auditors, with one event; `page` is where they
    read it.
    """
    before = Inspection.objects.order_by("-pk").first()
    number, head = chain.head()
    inspection = Inspection.objects.create(looked_at=at, events=number, head=head, broken=broken)
    if has_more(broken, before.broken if before else {}):
        words = partial(broken_words, len(broken), page)
        letters.write(LETTER, to=guardians(at=at), words=words, about=inspection, at=at)
        events.record(LETTER, on=inspection, by=None, at=at, count=len(broken), broken=broken)
    return inspection


def broken_words(count, page):
    """What those are told who watch over the portal."""
    found = ngettext("%(count)d hal", "%(count)d hal", count) % {"count": count}
    return {"temuan": found, "tautan": settings.BASE_URL + page}


def has_more(broken, before):
    """Whether something does not hold that held at the look before, or is broken by more, or by something else."""
    return any(
        key not in before or found["count"] > before[key]["count"] or set(found["names"]) - set(before[key]["names"])
        for key, found in broken.items()
    )


def guardians(*, at):
    """The ministry's admins and the auditors of the day: who is told that something is not as it must be."""
    offices = Membership.objects.current(timezone.localdate(at)).filter(role__in=[Role.MINISTRY_ADMIN, Role.AUDITOR])
    return User.objects.filter(pk__in=offices.values("user"), is_active=True).order_by("pk")
