"""What judges of a stage gave back, with the reason, and who reads instead."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import CONTROL
from accounts.pages import lists
from accounts.pages.doors import ALL, for_role
from judging.models import Interest
from judging.reading import returned
from judging.views.control.stage import the_stage_alone


@require_safe
@for_role(*CONTROL, sees="work that judges of a stage gave back, with names and reasons", of=ALL)
def listed(request, slug, position):
    stage = the_stage_alone(slug, position)
    page = lists.page(request, returned.in_stage(stage))
    kinds = dict(Interest.Kind.choices)
    rows = [(one, kinds.get(one.kind, "")) for one in page]
    return render(request, "judging/interests/returned.html", {"stage": stage, "page": page, "rows": rows})
