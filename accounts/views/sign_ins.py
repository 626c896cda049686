"""Every try to sign in, for those who watch over the portal."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.forms.listed import SignInsFilter
from accounts.models import Role, SignIn
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from accounts.views import columns


@require_safe
@for_role(Role.MINISTRY_ADMIN, Role.AUDITOR, sees="who signed in and who did not", of=ALL)
def index(request):
    """The latest first, narrowed by what came of it and by words."""
    form = SignInsFilter(request.GET)
    found = form.applied_to(SignIn.objects.select_related("user").order_by("-at", "-pk"))
    listing = lists.Listing("masuk", found, columns.SIGN_INS)
    return exports.answered(request, listing) or render(
        request, "accounts/sign_ins.html", {"listing": listing.shown(request), **lists.shown(request, found, form)}
    )
