"""Evidence that did not open for a judge: the secretariat looks and answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import MINISTRY
from accounts.pages.doors import ALL, for_role
from judging.domain.desk import unopened
from judging.models import UnopenedFile
from judging.views.control.stage import the_stage_alone


def reported(stage):
    """What was reported in a stage, what waits for an answer first."""
    found = UnopenedFile.objects.filter(stage=stage)
    return found.select_related("judge", "attachment__proposal", "attachment__section", "answered_by__user").order_by(
        "answered_at", "reported_at", "pk"
    )


@require_safe
@for_role(*MINISTRY, sees="evidence that judges could not open", of=ALL)
def listed(request, slug, position):
    stage = the_stage_alone(slug, position)
    return render(request, "judging/scorecards/unopened.html", {"stage": stage, "reports": reported(stage)})


@require_POST
@for_role(*MINISTRY, sees="an answer to a judge who could not open evidence", of=ALL, when="not answered yet")
def answer(request, slug, position, pk):
    found = get_object_or_404(reported(the_stage_alone(slug, position)), pk=pk)
    unopened.answer(found, request.POST.get("jawaban", ""), by=request.office, at=timezone.now())
    messages.success(request, _("Jawaban dikirim ke meja penilainya."))
    return redirect("judging:unopened", slug, position)
