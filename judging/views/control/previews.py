"""What judges and winners will see, on invented data, before an edition is announced. Nothing here can be sent."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import MINISTRY
from accounts.pages.doors import ALL, for_role
from competitions.domain import planning
from competitions.models import Criterion, Edition
from judging.forms.scorecard import ScorecardForm


@require_safe
@for_role(*MINISTRY, sees="a scorecard on invented data", of=ALL)
def scorecard(request, slug, rubric):
    """The scorecard of a rubric as its judges will see it, filled in at random."""
    edition = get_object_or_404(Edition, slug=slug)
    planned = {one.key: one for one in planning.plan_of(edition).blueprint.rubrics}.get(rubric)
    if planned is None:
        raise Http404
    return render(
        request,
        "judging/scorecards/preview.html",
        {"edition": edition, "rubric": planned, "form": form_of(planned), "levels": planned.levels},
    )


def form_of(rubric):
    """The card of a planned rubric, of which no row need exist."""
    criteria = [
        Criterion(pk=index, key=one.key, name=one.name, description=one.description, weight=one.weight)
        for index, one in enumerate(rubric.criteria, start=1)
    ]
    levels = [
        {
            "points": level.points,
            "name": level.name,
            "anchor": level.anchor,
            "descriptors": [
                {"criterion": index, "text": told.text}
                for index, one in enumerate(rubric.criteria, start=1)
                for told in one.descriptors
                if told.points == level.points
            ],
        }
        for level in rubric.levels
    ]
    return ScorecardForm(criteria=criteria, levels=levels)
