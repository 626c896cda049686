"""What the portal could not do by itself, for those who can see to it."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Chore
from accounts.reading.outbox import LATE
from accounts.reading.waiting import Counted


def stuck(at):
    """The chores that were given up, and those that have failed for a while; the oldest first."""
    late = Q(given_up_at__isnull=False) | Q(since__lte=at - LATE)
    return Chore.objects.filter(late).order_by("since", "pk")


def for_ministry(office, at):
    """One line of the home page when something could not be done."""
    return [Counted(_("Pekerjaan portal yang gagal"), stuck(at), "since", reverse("chores"))]
