"""The dry run of a stage: what would come of it, without anything written or sent."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.pages.doors import ALL, for_role
from accounts.rules import refuse
from judging import rules
from judging.circle import dry_run
from judging.domain import rehearsed
from judging.views.control.stage import the_stage


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    Role.MINISTRY_ADMIN,
    fresh=True,
    sees="a stage tried on a copy: who would go on, which letters would be written",
    of=ALL,
    when="open or closed, not published; results only once no work is missing",
)
def rehearsal(request, slug, position):
    """Ask for it, or try it; it is compared with the person's last one, of this page or of an earlier visit."""
    stage, _earlier = the_stage(slug, position)
    refuse(rules.rehearsal_refusal(stage, office=request.office))
    run, before = None, rehearsed.last(stage, request.user)
    if request.method == "POST":
        last = request.POST.get("terakhir") or before.key
        run = dry_run.rehearse(stage, last=last, by=request.office, clock=timezone.now)
        if run.is_whole:
            rehearsed.keep(stage, request.user, run.key, at=timezone.now())
    return render(request, "judging/stages/rehearsal.html", {"stage": stage, "run": run, "before": before})
