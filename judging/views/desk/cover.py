"""The cover of a dossier: what it is about and nothing that tells whose it is, until its judge has said of no tie."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import JUDGES
from accounts.pages.doors import for_role
from judging.domain.desk import clearing
from judging.reading.desk import desk
from judging.reading.visits import own_visits
from judging.views.desk.doors import ASSIGNED, VISITED, covered_or_404, covered_visit_or_404


@require_POST
@for_role(*JUDGES, sees="a dossier, opened under its cover", of=ASSIGNED, when="no tie")
def clearance(request, slug, position, code):
    clearing.clear(covered_or_404(request, slug, position, code), by=request.office, at=timezone.now())
    return redirect("judging:scorecard", slug, position, code)


def of_assignment(request, assignment):
    """The cover of a dossier that was given out to be judged."""
    place = (assignment.stage.edition.slug, assignment.stage.position, assignment.code)
    return page(
        request,
        assignment,
        clearance=reverse("judging:clearance", args=place),
        interest=reverse("judging:interest", args=place),
    )


@require_POST
@for_role(*JUDGES, sees="a visit, opened under its cover", of=VISITED, when="no tie")
def visit_clearance(request, pk):
    own = own_visits.assignment_of(covered_visit_or_404(request, pk), request.user)
    clearing.clear(own, by=request.office, at=timezone.now())
    return redirect("judging:visit", pk)


def of_visit(request, visit):
    """The cover of what is to be visited; where and when stands in the verifier's list, for the journey."""
    assignment = own_visits.assignment_of(visit, request.user)
    return page(
        request,
        assignment,
        clearance=reverse("judging:visit-clearance", args=[visit.pk]),
        interest=reverse("judging:interest", args=[visit.stage.edition.slug, visit.stage.position, assignment.code]),
    )


def page(request, work, *, clearance, interest):
    """Title, group and category; the judge opens the dossier or says what the tie is, at these addresses."""
    return render(
        request,
        "judging/scorecards/cover.html",
        {
            "work": work,
            "stage": work.stage,
            "proposal": desk.cover_of(work),
            "clearance": clearance,
            "interest": interest,
        },
    )
