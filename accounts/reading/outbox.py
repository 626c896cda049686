"""Letters that did not arrive, for the people who can do something about it."""

from datetime import timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Letter
from accounts.reading.waiting import Waiting

# A letter that waits longer than this is shown though it is still tried.
LATE = timedelta(hours=1)
# What was given up longer ago is past help.
SHOWN = timedelta(days=30)


def undelivered(at):
    """The letters given up lately and those that still wait although they are old, latest first."""
    late = Q(next_try_at__isnull=False, written_at__lt=at - LATE)
    given_up = Q(given_up_at__gt=at - SHOWN)
    return Letter.objects.filter(late | given_up).select_related("recipient").order_by("-written_at", "-pk")


def for_ministry(office, at):
    """One line of the home page when letters did not arrive; one query."""
    found = undelivered(at).order_by().aggregate(number=Count("pk"), since=Min("written_at"))
    if not found["number"]:
        return []
    return [Waiting(_("Surat yang tidak sampai"), found["number"], reverse("letters"), found["since"], None)]
