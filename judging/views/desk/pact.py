"""A judge reads the integrity pact of an edition and signs it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import JUDGES
from accounts.pages import stamps
from accounts.pages.doors import for_role
from accounts.rules import Stale
from judging.domain.judges import pacts
from judging.forms.desk import PactForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="the integrity pact, signed", of="own editions", when="always; once a wording", fresh=True)
def pact(request, slug):
    edition = get_object_or_404(pacts.concerns(request.user), slug=slug)
    form = PactForm(request.POST if request.method == "POST" else None)
    if form.is_bound and stamps.came_whole(request, form) and form.is_valid():
        try:
            pacts.sign(edition, seen=stamps.seen(request), by=request.office, at=timezone.now())
        except Stale as stale:
            edition = stale.current
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Pakta integritas %(name)s ditandatangani.") % {"name": edition.name})
            return redirect("judging:desk")
    return render(
        request,
        "judging/desk/pact.html",
        {
            "edition": edition,
            "form": form,
            "signature": pacts.signature_of(edition, request.user),
            "stamp": stamps.drawn(request, pacts.stamp(edition)),
        },
        status=stamps.status(request),
    )
