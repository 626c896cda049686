"""Keys of partners: who reads with one, given and shown once, taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.partners import keys
from accounts.forms.partners import KeyRevocationForm, PartnerKeyForm
from accounts.models import PartnerKey, Role
from accounts.pages.doors import ALL, for_role
from accounts.reading import partners as reading
from accounts.rules import Refused, refuse
from accounts.rules import partners as rules
from competitions.models import Edition
from sinovik.open_data.datasets import DATASETS, FOR_PARTNERS
from sinovik.open_data.rows import whole


def datasets():
    """What a key may open, by noun: what only partners read first."""
    return {one.noun: one.title for one in (*FOR_PARTNERS.values(), *DATASETS.values())}


@require_safe
@for_role(Role.MINISTRY_ADMIN, Role.AUDITOR, sees="keys of partners, and when each was used last", of=ALL)
def listed(request):
    """Every key ever given, with what it opens."""
    called, names = datasets(), Edition.objects.names()
    lines = [
        {
            "line": line,
            "reads": [called.get(noun, noun) for noun in line.key.reads],
            "editions": [names.get(slug, slug) for slug in line.key.editions],
        }
        for line in reading.listed(on=timezone.localdate())
    ]
    may_give = request.office.role == Role.MINISTRY_ADMIN
    return render(request, "partners/list.html", {"lines": lines, "may_give": may_give})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.MINISTRY_ADMIN, sees="a key for a partner, given and shown once", of=ALL, fresh=True)
def giving(request):
    """Give a key. The page that answers is the only one that ever shows it."""
    editions = list(Edition.objects.names().items())
    form = PartnerKeyForm(
        request.POST if request.method == "POST" else None, datasets=list(datasets().items()), editions=editions
    )
    if form.is_valid():
        try:
            key, secret = keys.give(**form.given, by=request.office, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            example = whole(reverse(f"api_{key.reads[0]}"))
            return render(request, "partners/given.html", {"key": key, "secret": secret, "example": example})
    return render(request, "partners/giving.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.MINISTRY_ADMIN, sees="a partner's key, taken back", of=ALL, when="once", fresh=True)
def revocation(request, pk):
    """Take a key back, with a reason."""
    key = get_object_or_404(PartnerKey, pk=pk)
    refuse(rules.revocation_refusal(key, office=request.office))
    form = KeyRevocationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        keys.revoke(key, form.cleaned_data["reason"], by=request.office, at=timezone.now())
        messages.success(request, _("Kunci %(partner)s dicabut") % {"partner": key.partner})
        return redirect("partner_keys")
    return render(request, "partners/revocation.html", {"form": form, "key": key})
