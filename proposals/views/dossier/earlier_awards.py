"""Earlier awards: what the catalogue knows under a title like this one, confirmed or denied."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.domain.stamps import fingerprint
from accounts.pages import stamps
from accounts.pages.doors import OWN, for_role
from accounts.rules import refuse
from proposals import rules
from proposals.domain import completeness
from proposals.domain.catalogue import candidates, earlier_awards
from proposals.forms.earlier_awards import EarlierAwardsForm
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
    if form.is_bound and stamps.came_whole(request, form):
        earlier_awards.answer(proposal, form.answers(), by=request.office, at=now)
        if not form.errors:
            messages.success(request, _("Jawaban disimpan"))
            standing = completeness.of(proposal)
            if any(part.kind == "earlier" for part in standing.parts):
                return redirect(parts.after(proposal, standing, "earlier", completeness.EARLIER_KEY))
            return redirect("proposals:show", code)
    stamp = fingerprint([[one.entry, one.is_own] for one in offered])
    context = {"form": form, "proposal": proposal, "stamp": stamps.drawn(request, stamp)}
    return render(request, "proposals/earlier_awards.html", context)
