"""The desk without a network: the own list and the next dossiers, kept in this browser for a time.

Without its script the page is a list like any other. With it, the pages that it names are kept by the browser, and what
was typed on them without a network is sent through their own small doors when there is one again.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import JUDGES
from accounts.pages import sessions
from accounts.pages.doors import for_role
from judging.domain.desk import clearing
from judging.reading.desk import carrying
from judging.views.desk.doors import ASSIGNED


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="own work, to be taken along", of=ASSIGNED, when="the stage takes marks")
def carried(request):
    now = timezone.now()
    found = carrying.of(request.user, now)
    if request.method == "POST":
        return clear(request, found, now)
    # Told to the browser, so that it knows by itself when the session is over.
    ends_at = sessions.ends_at(request.session, now)
    context = {"found": found, "at_once": carrying.AT_ONCE, "ends_at": ends_at}
    return render(request, "judging/desk/carried.html", context)


def clear(request, found, now):
    """The judge says of each ticked cover that there is no tie; these dossiers can be taken along."""
    ticked = [one for one in found.covered if str(one.pk) in request.POST.getlist("pilih")]
    for one in ticked:
        clearing.clear(one, by=request.office, at=now)
    if ticked:
        said = ngettext("%(count)s sampul dibuka.", "%(count)s sampul dibuka.", len(ticked)) % {"count": len(ticked)}
        messages.success(request, said)
    return redirect("judging:desk-carried")
