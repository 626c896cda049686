"""What judges of a stage gave back, with the reason, and who reads instead."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import CONTROL
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from judging.reading import returned
from judging.views.control.stage import the_stage_alone
from judging.views.control.stage_page import file_name


@require_safe
@for_role(*CONTROL, sees="work that judges of a stage gave back, with names and reasons", of=ALL)
def listed(request, slug, position):
    stage = the_stage_alone(slug, position)
    listing = lists.Listing(file_name("tugas-kembali", stage), returned.in_stage(stage), returned.COLUMNS)
    return exports.answered(request, listing) or render(
        request,
        "judging/interests/returned.html",
        {"stage": stage, "page": lists.page(request, listing.rows), "listing": listing.shown(request)},
    )
