"""Whether a receipt is genuine, for anybody who was shown one."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.pages.doors import public
from accounts.rules.refusals import Refused
from accounts.views import proofs
from proposals.forms.receipts import ReceiptForm
from proposals.reading import receipts


@require_safe
@public(sees="whether a receipt of submission is genuine, and still holds", of="whose hash one has")
def check(request, sha256=""):
    """By the hash that the receipt shows, or typed in; neither title nor names are told."""
    typed = sha256 or request.GET.get("sidik", "")
    form = ReceiptForm({"sidik": typed} if sha256 or "sidik" in request.GET else None)
    receipt = receipts.under(form.cleaned_data["sidik"]) if form.is_valid() else None
    shown = {"form": form, "receipt": receipt}
    try:
        shown["proof"] = receipts.proof_of(receipt.revision) if receipt else None
    except Refused as awaited:
        shown["awaited"] = awaited.refusal.sentence
    return render(request, "proposals/receipt_check.html", shown)


@require_safe
@public(sees="the proof that the history holds the act of a receipt", of="whose hash one has")
def proof(request, sha256):
    """As a file that anybody checks by the rules of RFC 6962; what the act's event says is not in it."""
    receipt = receipts.under(sha256)
    found = receipts.proof_of(receipt.revision) if receipt else None
    if found is None:
        raise Http404
    return proofs.attached(found, f"bukti-riwayat-{receipt.revision.proposal.code}-{receipt.revision.number}.json")
