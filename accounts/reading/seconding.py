"""Grave acts that wait for a second person, for those who can be that person."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.motions import KINDS
from accounts.models import Motion
from accounts.reading.waiting import Waiting


def for_ministry(office, at):
    """One line of the home page when a motion waits for somebody of this office; never for its mover. One query."""
    kinds = [kind.name for kind in KINDS.values() if office.role in kind.roles]
    waiting = Motion.objects.on_its_way().filter(kind__in=kinds, seconded_at=None).exclude(mover=office.user_id)
    found = waiting.exclude(authors__user=office.user_id).aggregate(number=Count("pk"), since=Min("moved_at"))
    if not found["number"]:
        return []
    return [Waiting(_("Pengajuan menunggu orang kedua"), found["number"], reverse("motions"), found["since"], None)]
