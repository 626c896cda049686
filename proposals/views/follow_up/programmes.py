"""A programme beside the contest, corrected; and what one of its sheets brought, taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import MINISTRY
from accounts.pages import stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from proposals import motions
from proposals.domain.catalogue import programmes, taking_back
from proposals.forms.imports import ProgrammeForm
from proposals.forms.winner_lists import TakeBackForm
from proposals.models import OtherProgramme
from proposals.reading import imports as reading
from proposals.reading import winner_lists
from proposals.views.follow_up import putting_forward


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="what the public reads of another programme", of=ALL, when="to be corrected at once")
def programme(request, pk):
    """Correct the name, the description and the link of a programme."""
    found = get_object_or_404(OtherProgramme, pk=pk)
    form = ProgrammeForm(request.POST if request.method == "POST" else None, initial=programmes.told(found))
    if form.is_bound and stamps.came_whole(request, form) and form.is_valid():
        try:
            given = {"seen": stamps.seen(request), "by": request.office, "at": timezone.now()}
            programmes.correct(found, **form.cleaned_data, **given)
        except Refused as refused:
            form.add_error("name", refused.refusal.sentence)
        except Stale as stale:
            theirs, stamp = ProgrammeForm(initial=programmes.told(stale.current)), programmes.stamp(stale.current)
            return stamps.side_by_side(request, form, theirs, stamp=stamp, title=stale.current.name)
        else:
            messages.success(request, _("Tersimpan. Katalog memakainya mulai sekarang."))
            return redirect("proposals:imports")
    context = {"programme": found, "form": form, "stamp": stamps.drawn(request, programmes.stamp(found))}
    return render(request, "proposals/imports/programme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *MINISTRY,
    fresh=True,
    sees="a sheet of another programme, to be taken back out of the catalogue",
    of=ALL,
    when="it was taken over",
)
def taking_back_of(request, pk):
    """Put before a second person that what a sheet brought is taken back."""
    found = get_object_or_404(reading.lists(), pk=pk)
    return putting_forward.put_forward(request, found, taking_back_page, act=motions.take_back, form_class=TakeBackForm)


def taking_back_page(request, found, form):
    """What would be taken back, and the form to do so, or why not."""
    context = {
        "listed": found,
        "form": form,
        "told": taking_back.described(found, {}),
        "motion": winner_lists.motion_about(found),
        "refusal": taking_back.refusal(found, office=request.office),
        "stamp": stamps.drawn(request, taking_back.stamp(found)),
        "back_url": reverse("proposals:import", args=[found.pk]),
    }
    return render(request, "proposals/imports/taking_back.html", context, status=stamps.status(request))
