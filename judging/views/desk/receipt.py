"""The receipt of a signed card, for its judge: to read, to keep elsewhere, and to check against what counted."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import JUDGES
from accounts.pages.doors import for_role
from accounts.views import proofs
from judging.reporting import receipts
from judging.views.desk.card import card_of
from judging.views.desk.doors import ASSIGNED, assignment_or_404


@require_safe
@for_role(*JUDGES, sees="the receipt of a signed card", of=ASSIGNED, when="signed once")
def receipt(request, slug, position, code):
    found = receipt_or_none(request, slug, position, code)
    if found is None:
        return redirect("judging:scorecard", slug, position, code)
    assignment, held = found
    return render(
        request,
        "judging/scorecards/receipt.html",
        {"assignment": assignment, "stage": assignment.stage, "receipt": held, "awaited": receipts.awaited(held)},
    )


@require_safe
@for_role(*JUDGES, sees="the receipt of a signed card, as a file", of=ASSIGNED, when="signed once")
def receipt_file(request, slug, position, code):
    found = receipt_or_none(request, slug, position, code)
    if found is None:
        raise Http404
    _assignment, held = found
    version = held.version
    text = {
        "commitment": version.sha256,
        "key": version.salt,
        "sheet": version.body,
        "signed_at": version.at.isoformat(),
        "event": held.event.number,
        "chain": bytes(held.event.hash).hex(),
        "frozen": held.frozen,
        "counted": held.counted,
    }
    answer = HttpResponse(json.dumps(text, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="tanda-terima-{code.lower()}.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@for_role(*JUDGES, sees="the proof that the history holds a signature", of=ASSIGNED, when="signed once")
def receipt_proof(request, slug, position, code):
    """With the event's own text: the judge finds the card's commitment in it, and the event's hash made of it."""
    found = receipt_or_none(request, slug, position, code)
    proof = receipts.proof_of(found[1]) if found else None
    if proof is None:
        raise Http404
    answer = proofs.attached(proof, f"bukti-riwayat-{code.lower()}.json")
    answer["Cache-Control"] = "private, no-store"
    return answer


def receipt_or_none(request, slug, position, code):
    """The assignment and the receipt of its card, None where it was never signed."""
    assignment = assignment_or_404(request, slug, position, code)
    card = card_of(assignment)
    if card is None:
        return None
    card.assignment = assignment
    held = receipts.of(card)
    return (assignment, held) if held else None


PAGES = {
    "": ("receipt", receipt),
    "berkas/": ("receipt-file", receipt_file),
    "riwayat/": ("receipt-proof", receipt_proof),
}
