"""How a judge comes to a dossier: through the own assignment, and in no other way."""

from django.http import Http404
from django.urls import reverse

from accounts.pages.doors import offices
from accounts.rules import Refused
from judging import rules
from judging.reading.desk import desk
from judging.reading.visits import own_visits

# Whose work a judge sees, as the doors say it.
ASSIGNED = "own assignment"
VISITED = "own visit"


def assignment_or_404(request, slug, position, code, *, is_saved=False):
    """The judge's assignment; 404 where there is none, Refused with the reason where a tie closes it.

    Refused, with the way to its cover, too, where the judge has not said yet that there is no tie. Where its card
    `is_saved` alone, it comes without what only the page shows.
    """
    found = covered_or_404(request, slug, position, code, is_saved=is_saved)
    if refusal := rules.cover_refusal(found):
        raise Refused(refusal, way=reverse("judging:scorecard", args=[slug, position, code]))
    return found


def covered_or_404(request, slug, position, code, *, is_saved=False):
    """The judge's assignment as `assignment_or_404` gives it, its dossier perhaps still under its cover."""
    place = {"slug": slug, "position": position, "code": code}
    found = desk.assignment(request.user, offices(request), **place, is_saved=is_saved)
    if found is None:
        raise Http404
    return found


def visit_or_404(request, pk):
    """The verifier's visit; 404 where there is none, Refused with the reason where a tie closes it.

    Refused, with the way to its cover, too, where the verifier has not said yet that there is no tie.
    """
    found = covered_visit_or_404(request, pk)
    if refusal := rules.cover_refusal(found):
        raise Refused(refusal, way=reverse("judging:visit", args=[pk]))
    return found


def covered_visit_or_404(request, pk):
    """The verifier's visit as `visit_or_404` gives it, perhaps still under its cover."""
    found = own_visits.visit(request.user, offices(request), pk)
    if found is None:
        raise Http404
    return found
