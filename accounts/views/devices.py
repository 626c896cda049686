"""Where one is signed in: each browser, and signing it out from here."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.entrance import devices
from accounts.models import Role, SignIn
from accounts.pages.doors import for_role

# So many of one's own last tries to sign in.
SHOWN = 10


@require_safe
@for_role(*Role, sees="where one is signed in", of="own account")
def index(request):
    """The browsers one is signed in with, and who tried to sign in with one's address."""
    found = devices.of(request.user, at=timezone.now())
    tried = SignIn.objects.filter(user=request.user).order_by("-at", "-pk")[:SHOWN]
    here = request.session.session_key
    return render(request, "accounts/devices.html", {"devices": found, "here": here, "tried": tried})


@require_POST
@for_role(*Role, sees="a browser, signed out", of="own account")
def ending(request, pk):
    told(request, devices.sign_out(besides=request.session.session_key, by=request.office, at=timezone.now(), pk=pk))
    return redirect("devices")


@require_POST
@for_role(*Role, sees="all other browsers, signed out", of="own account")
def ending_others(request):
    told(request, devices.sign_out(besides=request.session.session_key, by=request.office, at=timezone.now()))
    return redirect("devices")


def told(request, count):
    """Say how many ended; none is no fault: they were over already."""
    sentence = ngettext("%(count)d peramban dikeluarkan", "%(count)d peramban dikeluarkan", count) % {"count": count}
    messages.success(request, sentence if count else _("Tidak ada peramban lain yang masuk"))
