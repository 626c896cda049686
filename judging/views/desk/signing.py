"""Signing a card: it is shown once more, and what was shown is what is signed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import JUDGES
from accounts.pages import stamps
from accounts.pages.doors import for_role
from accounts.rules import Refused, Stale
from judging import rules
from judging.domain.cards import scoring
from judging.reading.desk import desk
from judging.views.desk import card as cards
from judging.views.desk.doors import ASSIGNED, assignment_or_404

# So many digits of a receipt are told on the way; its page has them all.
SHOWN = 12


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="a complete card, signed", of=ASSIGNED, when="complete, the stage takes marks")
def signing(request, slug, position, code):
    assignment = assignment_or_404(request, slug, position, code)
    card, place = cards.card_of(assignment), (slug, position, code)
    if refusal := cards.refusal_of(assignment, request.user):
        if refusal is rules.LOCKED:
            return redirect("judging:scorecard", *place)
        raise Refused(refusal)
    if card is None or card.total is None:
        return redirect("judging:scorecard", *place)
    if request.method == "POST":
        try:
            signed = scoring.sign(assignment, seen=stamps.seen(request), by=request.office, at=timezone.now())
        except Stale:
            messages.warning(request, _("Lembar ini berubah di tab lain. Periksa lagi sebelum mengunci."))
            return redirect("judging:card-signing", *place)
        # Signed in another tab already, it was told there.
        version = getattr(signed, "signed", None) or signed.versions.order_by("number").last()
        receipt = version.sha256[:SHOWN]
        messages.success(
            request, _("Nilai %(code)s dikunci. Tanda terima %(receipt)s.") % {"code": code, "receipt": receipt}
        )
        if request.POST.get("langkah") == "selesai":
            return redirect("judging:scorecard", *place)
        return redirect(reverse("judging:next", args=place[:2]) + f"?setelah={code}")
    return render(
        request,
        "judging/scorecards/signing.html",
        {
            "assignment": assignment,
            "stage": assignment.stage,
            "proposal": desk.proposal_of(assignment),
            "card": card,
            "given": cards.given(cards.form_of(assignment), assignment.levels),
            "stamp": card.stamp,
        },
    )
