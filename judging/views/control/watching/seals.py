"""The seals of signed cards: when they were last looked at, and a look whenever somebody wants one."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import OVERSIGHT
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from judging.domain.cards import seals as sealing
from judging.reading import sealed
from judging.reporting import own_columns as columns


@require_safe
@for_role(*OVERSIGHT, sees="when the seals of signed cards were looked at", of=ALL)
def seals(request):
    listing = lists.Listing("segel", sealed.stages(), columns.SEALS)
    if file := exports.answered(request, listing):
        return file
    page = lists.page(request, listing.rows)
    return render(request, "judging/seals/list.html", {"page": page, "listing": listing.shown(request)})


@require_safe
@for_role(*OVERSIGHT, sees="the seals of a stage, looked at now", of=ALL, when="the stage was opened")
def of_stage(request, slug, position):
    """Hold every signed card of a stage against the chain now. Nothing is kept of it: that is the clock's."""
    stage = sealed.stages().filter(edition__slug=slug, position=position).first()
    if stage is None:
        raise Http404
    return render(request, "judging/seals/stage.html", {"stage": stage, "broken": sealing.broken(stage)})


PAGES = {"": ("seals", seals), "<slug:slug>/<int:position>/": ("seals-of-stage", of_stage)}
