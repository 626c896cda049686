"""Readings of what is blind or private: noted by the views that show it, kept once the answer is made, and listed.

A GET only reads. That it took place is written by this module alone, into a log of its own, when the view and what
holds it to reading are over.
"""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.adapter import visitor
from accounts.domain.entrance import readings
from accounts.forms.listed import ReadingsFilter
from accounts.models import Reading, Role
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from accounts.views import columns


def note(request, kind, subject, about):
    """Have a reading kept if the page comes out; `subject` is the type and the id of the thing that it shows."""
    if not hasattr(request, "readings_noted"):
        request.readings_noted = []
    request.readings_noted.append((kind, subject, str(about)))


class KeepsReadings:
    """Keeps what the view noted where its answer shows it: not where it was refused or led elsewhere."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        seen = getattr(request, "readings_noted", ())
        if seen and response.status_code in {200, 206} and request.user.is_authenticated:
            office = getattr(request, "office", None)
            role = office.role if office and office.role in Role.values else ""
            readings.keep(seen, user=request.user, office=role, visitor=visitor(request), at=timezone.now())
        return response


@require_safe
@for_role(Role.MINISTRY_ADMIN, Role.AUDITOR, sees="who read what is blind or private", of=ALL)
def index(request):
    """The latest first, narrowed by what it was and by words."""
    form = ReadingsFilter(request.GET)
    found = form.applied_to(Reading.objects.select_related("user").order_by("-at", "-pk"))
    listing = lists.Listing("pembacaan", found, columns.READINGS)
    return exports.answered(request, listing) or render(
        request, "accounts/readings.html", {"listing": listing.shown(request), **lists.shown(request, found, form)}
    )
