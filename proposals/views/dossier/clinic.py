"""The clinic for those who write for the first time."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.pages.arrival import arrived
from accounts.pages.doors import for_role
from competitions.models import Edition
from proposals.reading import clinic
from proposals.views.dossier.dossiers import WRITERS, editions_to_enter


@require_safe
@for_role(*WRITERS, sees="what makes a proposal good", of="the public catalogue")
def show(request):
    """What judges look for, what fails, and what won."""
    now = arrived(request)
    context = {
        "weighted": clinic.weighted(now),
        "winners": clinic.winners(),
        "extended": Edition.objects.extended(now),
        "may_begin": editions_to_enter(request.office, now).exists(),
    }
    return render(request, "proposals/clinic.html", context)
