"""Heads of the trail: what anybody may keep, and whether the trail still holds what somebody kept."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.domain.trail import proving
from accounts.models import TreeHead
from accounts.pages import still
from accounts.pages.doors import public
from accounts.views import proofs
from sinovik.forms import KeptHeadForm

# A month of nights.
SHOWN = 31


@public(sees="the last hashes of the history", when="looked at", kept=still.UNTIL_CHANGED)
def heads(request):
    """What anybody may keep, to prove later that history was not written anew; nothing of what it holds."""
    kept = TreeHead.objects.order_by("-size")[:SHOWN]
    return render(request, "heads/list.html", {"heads": kept, "form": KeptHeadForm()})


@require_safe
@public(sees="whether the history still holds a head that was kept", of="whose head one has")
def examination(request):
    """By a head that was typed in: in words what became of it, and the way to the proof."""
    form = KeptHeadForm(request.GET if "sidik" in request.GET else None)
    standing = proving.standing(*form.cleaned_data["sidik"]) if form.is_valid() else None
    return render(request, "heads/examination.html", {"form": form, "standing": standing})


@require_safe
@public(sees="the proof that the history still holds a head", of="whose head one has", when="it does")
def proof(request, size, sha256):
    """The same as a file that anybody checks by the rules of RFC 6962."""
    head = proving.parsed(f"{size}:{sha256}")
    standing = proving.standing(*head) if head else None
    if standing is None or not standing.is_held:
        raise Http404
    return proofs.attached(standing.proof, f"bukti-riwayat-{standing.size}-{standing.now.size}.json")
