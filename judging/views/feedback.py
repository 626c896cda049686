"""Feedback as applicants read it, once the result is announced."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.pages import exports, lists
from accounts.pages.doors import OWN, for_role
from judging.reporting import feedback

SENT = "approved, the result announced"


@require_safe
@for_role(Role.UNIT, Role.AGENCY_ADMIN, sees="feedback on own proposals", of=OWN, when=SENT)
def listed(request):
    listing = lists.Listing("umpan-balik", feedback.of_office(request.office), feedback.OF_OFFICE)
    return exports.answered(request, listing) or render(
        request, "judging/feedback/own.html", {"page": lists.page(request, listing.rows)}
    )


@require_safe
@for_role(Role.UNIT, Role.AGENCY_ADMIN, sees="the feedback on one own proposal", of=OWN, when=SENT)
def show(request, pk):
    found = get_object_or_404(feedback.of_office(request.office), pk=pk)
    return render(request, "judging/feedback/show.html", {"found": found, "stage": found.stage})
