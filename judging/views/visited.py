"""A unit's and an agency's own field visits, as far as they may know of them beforehand."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.pages import exports, lists
from accounts.pages.doors import OWN, for_role
from judging.letters import calendars
from judging.reading.visits import visits
from judging.reporting import own_columns
from judging.views.control.timetables.sessions import as_calendar
from judging.views.participants import PARTICIPANTS

KNOWN = "announced, or made already"


@require_safe
@for_role(*PARTICIPANTS, sees="field visits", of=OWN, when=KNOWN)
def listed(request):
    listing = lists.Listing("kunjungan", visits.of_participant(request.office), own_columns.VISITS_MADE)
    return exports.answered(request, listing) or render(
        request,
        "judging/visits/mine.html",
        {"page": lists.page(request, listing.rows.prefetch_related("claims__section"))},
    )


@require_safe
@for_role(*PARTICIPANTS, sees="own field visits for a calendar", of=OWN, when=KNOWN)
def calendar(request):
    """Every visit that the office may know of; those that are off are said to be cancelled."""
    return as_calendar(calendars.of_visits(visits.of_participant(request.office)), "kunjungan-lapangan")
