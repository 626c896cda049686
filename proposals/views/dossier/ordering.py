"""An agency's admin says which candidates are wanted in first, and reads who has a place under the caps."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.pages import stamps
from accounts.pages.arrival import arrived
from accounts.pages.doors import for_role
from accounts.rules import Stale
from competitions.models import Edition
from proposals import rules
from proposals.domain import ordering
from proposals.forms.ordering import PREFIX, OrderForm
from proposals.views.dossier import parts


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    Role.AGENCY_ADMIN,
    sees="the candidates of an edition in the agency's order",
    of="own agency",
    when="put in order while registration is open",
)
def order(request, edition):
    """The candidates, each with its number; those above the cap, and those below."""
    found, now = get_object_or_404(Edition.objects.announced(), slug=edition), arrived(request)
    office = request.office
    placed = ordering.standing([found], office.agency_id)[found.pk]
    form = OrderForm(request.POST if request.method == "POST" else None, placed=placed)
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        try:
            ordering.put_in_order(found, form.order(), seen=stamps.seen(request), by=office, at=now)
        except Stale:
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Urutan disimpan"))
            return redirect("proposals:order", edition)
    rows = [
        {
            "placed": one,
            "status": parts.tag(one.proposal, office, now),
            "field": form[f"{PREFIX}{one.proposal.pk}"],
            "is_first": one.number == 1,
            "is_last": one.number == len(placed),
        }
        for one in placed
    ]
    context = {
        "edition": found,
        "form": form,
        "rows": rows,
        "refusal": rules.ordering_refusal(found, office=office, at=now),
        "sent": sum(one.is_sent for one in placed),
        "within": sum(one.is_within for one in placed),
        "capped_groups": found.groups.exclude(agency_cap=None).order_by("position"),
        "is_capped": found.agency_cap is not None,
        "now": now,
        "stamp": stamps.drawn(request, ordering.stamp(found.pk, office.agency_id)),
    }
    return render(request, "proposals/gate/order.html", context, status=stamps.status(request))
