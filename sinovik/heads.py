"""Heads of the trail to those who keep them elsewhere: by the clock, and whenever something was announced."""

from django.urls import reverse

from accounts.domain.trail import holders
from accounts.models import Inspection
from sinovik.invariants import TRAIL

# The acts behind which every holder is written to: a list or a result went out.
PUBLICATIONS = ("stage.listed", "stage.published")


def send_due(*, at):
    """Write to every holder whose time has come; returns how many. Safe to run twice.

    Of a trail that did not hold when it was looked at last nobody gets a head: it would vouch for what was bent.
    """
    last = Inspection.objects.order_by("-pk").first()
    if last and TRAIL & last.broken.keys():
        return 0
    return holders.tell_due(publications=PUBLICATIONS, page=reverse("heads"), at=at)
