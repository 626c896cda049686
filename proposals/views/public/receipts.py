"""Whether a receipt is genuine, for anybody who was shown one."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.pages.doors import public
from proposals.forms.receipts import ReceiptForm
from proposals.reading import receipts


@require_safe
@public(sees="whether a receipt of submission is genuine, and still holds", of="whose hash one has")
def check(request, sha256=""):
    """By the hash that the receipt shows, or typed in; neither title nor names are told."""
    typed = sha256 or request.GET.get("sidik", "")
    form = ReceiptForm({"sidik": typed} if sha256 or "sidik" in request.GET else None)
    receipt = receipts.under(form.cleaned_data["sidik"]) if form.is_valid() else None
    return render(request, "proposals/receipt_check.html", {"form": form, "receipt": receipt})
