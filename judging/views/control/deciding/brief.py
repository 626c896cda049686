"""The one page that somebody reads before signing a decision or a publication."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import OVERSIGHT
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused
from judging import rules
from judging.circle import settling
from judging.reading import progress
from judging.reporting import brief as briefs
from judging.views.control.stage import the_stage


@require_safe
@for_role(*OVERSIGHT, sees="a decision on one page", of=ALL, when="computed")
def brief(request, slug, position):
    """Numbers, departures with their reasons, open objections and risks."""
    stage, _earlier = the_stage(slug, position)
    decision = progress.decision(stage)
    if decision is None:
        raise Refused(rules.NOT_COMPUTED)
    return render(
        request,
        "judging/stages/brief.html",
        {
            "stage": stage,
            "decision": decision,
            "brief": briefs.of(stage, decision, settling.described(decision, {})),
            "now": timezone.now(),
        },
    )
