"""Further reads near the line: what they would cost and bring, given out by a click; never which proposals."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import CONTROL
from accounts.pages import stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from accounts.templatetags.numbers import number
from judging.circle import further_reading
from judging.forms.stages import FurtherReadingForm
from judging.views.control.stage import the_stage_alone


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="what further reads would bring", of=ALL, when="open, every card signed; no mark is shown")
def further(request, slug, position):
    at, stage = timezone.now(), the_stage_alone(slug, position)
    if refusal := further_reading.refusal(stage, office=request.office, at=at):
        raise Refused(refusal)
    offers = further_reading.offered(stage, at=at)
    form = FurtherReadingForm(request.POST if request.method == "POST" else None, offers=offers.each)
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        try:
            given = further_reading.give_further(stage, form.asked, seen=stamps.seen(request), by=request.office, at=at)
        except Stale:
            stamps.overtake(request, form)
        else:
            said = ngettext("%(count)s pembacaan tambahan dibagikan", "%(count)s pembacaan tambahan dibagikan", given)
            messages.success(request, said % {"count": number(given)})
            return redirect("judging:stage", slug=slug, position=position)
    return render(
        request,
        "judging/stages/further.html",
        {
            "stage": stage,
            "form": form,
            "offers": offers,
            "stamp": stamps.drawn(request, further_reading.stamp(stage)),
        },
        status=stamps.status(request),
    )
