"""Who keeps heads of the trail outside this house: named and ended by the ministry, ended by themselves."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.trail import holders
from accounts.forms.holders import HolderForm
from accounts.models import HeadHolder, Role
from accounts.pages import above
from accounts.pages.doors import ALL, for_role, public
from accounts.rules import Refused, refuse
from accounts.rules import trail as rules


@require_safe
@for_role(Role.MINISTRY_ADMIN, Role.AUDITOR, sees="who keeps heads of the history elsewhere", of=ALL)
def listed(request):
    """Those who are written to, and those who were."""
    rows = HeadHolder.objects.in_order().select_related("named_by__user", "ended_by__user")
    may_act = request.office.role == Role.MINISTRY_ADMIN
    return render(request, "accounts/holders/list.html", {"holders": rows, "may_act": may_act})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.MINISTRY_ADMIN, sees="a keeper of heads, named", of=ALL, fresh=True)
def naming(request):
    """Name somebody of another house."""
    form = HolderForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            holder = holders.name(
                said["name"], said["house"], said["address"], said["rhythm"], by=request.office, at=timezone.now()
            )
        except Refused as refused:
            form.add_error("address", refused.refusal.sentence)
        else:
            messages.success(request, _("%(name)s disurati mulai hari ini") % {"name": holder.name})
            return redirect("head_holders")
    return render(request, "accounts/holders/naming.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.MINISTRY_ADMIN, sees="a keeper of heads, written to no more", of=ALL, when="once", fresh=True)
def ending(request, pk):
    """End the letters to a holder, who is told."""
    holder = get_object_or_404(HeadHolder, pk=pk)
    if request.method == "POST":
        holders.end(holder, page=above.address("heads"), by=request.office, at=timezone.now())
        messages.success(request, _("%(name)s tidak disurati lagi, dan diberi tahu") % {"name": holder.name})
        return redirect("head_holders")
    refuse(rules.holder_ending_refusal(holder, office=request.office))
    return render(request, "accounts/holders/ending.html", {"holder": holder})


@require_http_methods(["GET", "HEAD", "POST"])
@public(sees="letters with heads, wanted no more", of="own letters", when="whoever has the link")
@never_cache
def leaving(request, key):
    """The page behind the link in a letter; only its button says so."""
    try:
        holder = holders.read(key)
    except Refused as refused:
        return render(request, "accounts/courtesies/broken.html", {"refusal": refused.refusal}, status=404)
    if request.method == "POST":
        holder = holders.leave(holder, at=timezone.now())
    return render(request, "accounts/holders/leaving.html", {"is_over": holder.ended_at is not None})
