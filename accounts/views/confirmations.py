"""Once a year offices are confirmed by whoever stands above them: one, some, or all that are shown."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.domain import confirming
from accounts.models import MINISTRY
from accounts.pages import bulk, exports, lists
from accounts.pages.doors import for_role
from accounts.reading import confirmations as reading
from accounts.rules import Refused
from accounts.views import columns

# The ids of the rows that a page showed, and the button that takes them all.
SHOWN, ALL_SHOWN = "baris", "semua"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="offices, confirmed for a year", of="roles one appoints", when="asked; never one's own")
def index(request):
    """What waits for the reader, the nearest last day first."""
    at = timezone.now()
    rows = reading.to_confirm(request.office, at=at)
    if request.method == "POST":
        return confirmed(request, rows, at=at)
    listing = lists.Listing("konfirmasi-peran", rows, columns.CONFIRMATIONS)
    return exports.answered(request, listing) or render(
        request, "accounts/people/confirmations.html", {"page": lists.page(request, rows)}
    )


def confirmed(request, rows, *, at):
    """Confirm what was chosen; what somebody else has answered meanwhile is passed over, and said."""
    name = SHOWN if request.POST.get(bulk.STEP) == ALL_SHOWN else bulk.BOXES
    wanted = bulk.asked(request, name)
    done = sum(is_confirmed(question, by=request.office, at=at) for question in rows.filter(pk__in=wanted))
    if not wanted:
        messages.error(request, _("Pilih dahulu peran yang dikonfirmasi"))
    elif done:
        messages.success(
            request, ngettext("%(count)d peran dikonfirmasi", "%(count)d peran dikonfirmasi", done) % {"count": done}
        )
    if gone := len(wanted) - done:
        sentence = ngettext(
            "%(count)d peran sudah dijawab atau berakhir", "%(count)d peran sudah dijawab atau berakhir", gone
        )
        messages.info(request, sentence % {"count": gone})
    return redirect("confirmations")


def is_confirmed(question, *, by, at):
    """Confirm one office; False where it was answered or ended in the same moment."""
    try:
        confirming.confirm(question, by=by, at=at)
    except Refused:
        return False
    return True
