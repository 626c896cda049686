"""Which proposals the readers of a stage differ on, for those who see to it that they are discussed; never a mark."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import CONTROL
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from accounts.rules import refuse
from judging import rules
from judging.reporting import disagreements
from judging.views.control.stage import the_stage_alone
from judging.views.control.stage_page import file_name


@require_safe
@for_role(
    *CONTROL, sees="proposals that readers differ on", of=ALL, when="discussed, every card signed; no mark is shown"
)
def listed(request, slug, position):
    stage = the_stage_alone(slug, position)
    refuse(rules.disagreements_refusal(stage, office=request.office, owes=disagreements.owes(stage)))
    listing = lists.Listing(file_name("pembahasan", stage), disagreements.lines(stage), disagreements.OF_STAGE)
    if file := exports.answered(request, listing):
        return file
    page = lists.page(request, listing.rows)
    return render(request, "judging/discussions/stage.html", {"stage": stage, "page": page})
