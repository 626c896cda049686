"""The innovations of the catalogue that a proposal comes from: searched, chosen, taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.pages import lists
from accounts.pages.doors import OWN, for_role
from accounts.rules import Refused
from competitions.models import Parents
from proposals import rules
from proposals.domain import completeness, remarks
from proposals.domain.catalogue import parents
from proposals.forms.catalogue import SearchForm
from proposals.models import CatalogueEntry
from proposals.models.record import PARENTS
from proposals.views.dossier import parts
from proposals.views.dossier.dossiers import WRITING
from proposals.views.dossier.drafts import writable

# Each shows its summary and a button.
ROWS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.UNIT, Role.AGENCY_ADMIN, sees="the innovations a proposal comes from", of=OWN, when=WRITING)
def named(request, code):
    """What is chosen, a search in the catalogue, and what may be chosen there."""
    proposal, now = writable(request, code, "parents")
    group = proposal.group
    if group is None or group.parents == Parents.NONE:
        raise Refused(rules.NOT_ASKED, way=reverse("proposals:identity", args=[proposal.code]))
    if request.method == "POST":
        return chosen(request, proposal, now)
    form = SearchForm(request.GET)
    text = form.chosen["words"]
    here = parents.of(proposal)
    is_own = Parents(group.parents).is_own
    # The whole catalogue is searched; one's own innovations are few and stand there at once.
    found = parents.offered(proposal, text) if text or is_own else CatalogueEntry.objects.none()
    following = (
        reverse("proposals:show", args=[code])
        if proposal.is_mended
        else parts.after(proposal, completeness.of(proposal), "parents", completeness.PARENTS_KEY)
    )
    return render(
        request,
        "proposals/parents.html",
        {
            "proposal": proposal,
            "named": here,
            "is_own": is_own,
            "form": form,
            "words": text,
            "page": lists.page(request, found.exclude(pk__in=[one.pk for one in here]), size=ROWS),
            "clear_url": request.path if text else "",
            "following": following,
            "remarks": [one for one in remarks.standing(proposal) if one.beside == PARENTS],
        },
    )


def chosen(request, proposal, now):
    """Name an innovation, or take one back."""
    act, slug = (
        (parents.drop, request.POST["hapus"]) if "hapus" in request.POST else (parents.name, request.POST.get("pilih"))
    )
    entry = get_object_or_404(CatalogueEntry, slug=slug)
    act(proposal, entry, by=request.office, at=now)
    messages.success(request, _("Inovasi asal dihapus") if act is parents.drop else _("Inovasi asal dipilih"))
    return redirect(reverse("proposals:parents", args=[proposal.code]))
