"""The quality sample of a stage: drawn, and held against what counted."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import CONTROL, OVERSIGHT
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused
from judging import rules
from judging.circle import sampling
from judging.reporting import quality
from judging.views.control.stage import the_stage_alone


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *OVERSIGHT,
    sees="the quality sample of a stage; the secretariat and the admin draw it",
    of=ALL,
    when="computed, given out by lot",
)
def sample(request, slug, position):
    """What was drawn, who reads it anew, and how far it agrees; drawn, or filled up, by a press."""
    stage = the_stage_alone(slug, position)
    if request.method == "POST":
        drawn = sampling.draw(stage, by=request.office, at=timezone.now())
        messages.success(
            request, _("%(count)d usulan diundi dan dibagikan kepada pembaca lain.") % {"count": drawn.size}
        )
        return redirect("judging:quality", slug, position)
    refusal = sampling.refusal(stage, office=request.office)
    found = quality.of(stage)
    if found is None and refusal and refusal is not rules.MINISTRY_ONLY:
        raise Refused(refusal)
    listing = lists.Listing(f"sampel-mutu-{slug}-{position}", found.rows if found else (), quality.SAMPLED)
    if file := exports.answered(request, listing):
        return file
    may_draw = refusal is None and request.office.role in CONTROL and (found is None or found.open_ones)
    return render(
        request,
        "judging/reports/quality.html",
        {
            "stage": stage,
            "quality": found,
            "columns": listing.columns,
            "may_draw": may_draw,
            "size": sampling.size_of(stage) if found is None else found.open_ones,
        },
    )
