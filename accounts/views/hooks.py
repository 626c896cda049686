"""Addresses of partners that are told what was published: made, looked at, tried, gone on with, ended."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.partners import hooks
from accounts.forms.hooks import HookForm
from accounts.models import Hook, HookMessage, Role
from accounts.pages.doors import ALL, for_role
from accounts.reading import partners as reading
from accounts.rules import Refused
from accounts.rules import partners as rules

SEERS = (Role.MINISTRY_ADMIN, Role.AUDITOR)


@require_safe
@for_role(*SEERS, sees="addresses of partners that are told what was published", of=ALL)
def listed(request):
    """Every address, or those that are paused, with what each is told and how it stands."""
    only_paused = request.GET.urlencode() == reading.PAUSED
    shown = {"hooks": reading.hooks(only_paused=only_paused), "only_paused": only_paused}
    may_act = request.office.role == Role.MINISTRY_ADMIN
    return render(request, "accounts/hooks/list.html", {**shown, "may_act": may_act})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.MINISTRY_ADMIN, sees="an address of a partner, told from now on; its secret, once", of=ALL, fresh=True)
def making(request):
    """Enter an address. The page that answers is the only one that ever shows what its messages are signed with."""
    form = HookForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            hook = hooks.make(**form.cleaned_data, by=request.office, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            return render(request, "accounts/hooks/made.html", {"hook": hook, "secret": hooks.secret(hook)})
    return render(request, "accounts/hooks/making.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@for_role(*SEERS, sees="what an address of a partner was told, try by try", of=ALL)
def show(request, pk):
    """One address with the latest of what it was told."""
    hook = get_object_or_404(Hook.objects.select_related("made_by__user", "ended_by__user"), pk=pk)
    return render(
        request,
        "accounts/hooks/show.html",
        {
            "hook": hook,
            "kinds": reading.kinds_of(hook),
            "log": reading.log(hook),
            "may_act": not rules.hook_refusal(hook, office=request.office),
            "may_try": not rules.trying_refusal(hook, office=request.office),
        },
    )


@require_POST
@for_role(Role.MINISTRY_ADMIN, sees="an address of a partner, sent a test", of=ALL, when="neither paused nor ended")
def trial(request, pk):
    """Send a test; what came of it stands in the log soon."""
    hooks.test(get_object_or_404(Hook, pk=pk), by=request.office, at=timezone.now())
    messages.success(request, _("Kabar percobaan dikirim. Hasilnya tampil di sini sebentar lagi."))
    return redirect("hook", pk)


@require_POST
@for_role(Role.MINISTRY_ADMIN, sees="an address of a partner, gone on with", of=ALL, when="paused")
def resumption(request, pk):
    """Tell a paused address again."""
    hooks.go_on(get_object_or_404(Hook, pk=pk), by=request.office, at=timezone.now())
    messages.success(request, _("Kabar ke alamat ini dilanjutkan"))
    return redirect("hook", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.MINISTRY_ADMIN, sees="an address of a partner, told nothing more", of=ALL, when="once", fresh=True)
def ending(request, pk):
    """End an address for good."""
    hook = get_object_or_404(Hook, pk=pk)
    if request.method == "POST":
        hooks.end(hook, by=request.office, at=timezone.now())
        messages.success(request, _("Alamat kabar diakhiri"))
        return redirect("hooks")
    return render(request, "accounts/hooks/ending.html", {"hook": hook})


@require_POST
@for_role(Role.MINISTRY_ADMIN, sees="a message to a partner, sent again", of=ALL, when="its address is told")
def again(request, pk):
    """Tell once more, under the same key."""
    message = hooks.send_again(get_object_or_404(HookMessage, pk=pk), by=request.office, at=timezone.now())
    messages.success(request, _("Kabar dikirim lagi. Hasilnya tampil di sini sebentar lagi."))
    return redirect("hook", message.hook_id)
