"""What the portal found when it looked at itself, for those who watch over it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Inspection
from accounts.reading.waiting import Counted


def broken(office, at):
    """One line of the home page while the last look found something that does not hold."""
    found = Inspection.objects.all().last_broken()
    return [Counted(_("Pemeriksaan portal menemukan yang tidak benar"), found, "looked_at", reverse("inspection"))]
