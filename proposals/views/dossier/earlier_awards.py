"""Earlier awards: what the catalogue knows under a title like this one, confirmed or denied."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pages import stamps
from accounts.pages.doors import OWN, for_role
from accounts.rules import Stale, refuse
from proposals import rules
from proposals.domain import completeness, remarks
from proposals.domain.catalogue import candidates, earlier_awards
from proposals.forms.earlier_awards import EarlierAwardsForm
from proposals.models.record import EARLIER
from proposals.views.dossier import parts
from proposals.views.dossier.dossiers import WRITERS, WRITING
from proposals.views.dossier.drafts import writable


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*WRITERS, sees="awarded innovations of a like title, confirmed or not", of=OWN, when=WRITING)
def answered(request, code):
    """What may be the same innovation, and whether it is; each good answer is kept beside one that is missing."""
    proposal, now = writable(request, code, "identity")
    offered = candidates.of(proposal)
    refuse(None if offered else rules.NOT_ASKED)
    form = EarlierAwardsForm(request.POST if request.method == "POST" else None, candidates=offered)
    is_saved = form.is_bound and stamps.came_whole(request, form)
    if is_saved:
        try:
            earlier_awards.answer(proposal, form.answers(), seen=stamps.seen(request), by=request.office, at=now)
        except Stale:
            stamps.overtake(request, form)
            is_saved = False
        if not form.errors:
            messages.success(request, _("Jawaban disimpan"))
            return redirect(onward(request, proposal))
    stands = earlier_awards.stamp(candidates.of(proposal))
    context = {
        "form": form,
        "proposal": proposal,
        "remarks": [one for one in remarks.standing(proposal) if one.beside == EARLIER],
        # What was answered well stands: the rest is answered on top of it.
        "stamp": stands if is_saved else stamps.drawn(request, stands),
    }
    return render(request, "proposals/earlier_awards.html", context, status=stamps.status(request))


def onward(request, proposal):
    """Where to go after answering: back to what is checked, or to what comes next."""
    standing = completeness.of(proposal)
    [part] = [one for one in standing.parts if one.kind == "earlier"] or [None]
    if request.GET.get("dari") == "periksa":
        return reverse("proposals:check", args=[proposal.code]) + (f"#{part.anchor}" if part else "")
    if part:
        return parts.after(proposal, standing, part.kind, part.key)
    return reverse("proposals:show", args=[proposal.code])
