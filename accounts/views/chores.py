"""What the portal does by itself and could not do: shown to people, who have it tried again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.domain import tries
from accounts.forms.listed import ChoresFilter
from accounts.models import MINISTRY, Chore
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from accounts.reading.chores import stuck
from accounts.views import columns


@require_safe
@for_role(*MINISTRY, sees="what the portal could not do by itself", of=ALL)
def index(request, kinds):
    """What failed, since when, why, and when it is tried again. `kinds`: what people call each; the roof knows."""
    form = ChoresFilter(request.GET, kinds=kinds)
    found = form.applied_to(stuck(timezone.now()))

    def again_of(chore):
        drawn = {"chore": chore, "kind": kinds.get(chore.name, chore.name)}
        return render_to_string("accounts/chore_again.html", drawn, request=request)

    listing = lists.Listing("pekerjaan", found, columns.chores(kinds, again_of))
    return exports.answered(request, listing) or render(
        request, "accounts/chores.html", {"listing": listing.shown(request), **lists.shown(request, found, form)}
    )


@require_POST
@for_role(*MINISTRY, sees="what the portal could not do, tried again", of=ALL)
def again(request, pk):
    """Have it tried again at once. Done or undone meanwhile, there is nothing left to try."""
    if chore := Chore.objects.filter(pk=pk).first():
        tries.try_again(chore, by=request.office, at=timezone.now())
    messages.success(request, _("Dicoba lagi dalam satu menit"))
    return redirect("chores")
