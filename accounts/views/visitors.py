"""A visitor confirms an address: the wish, what happens next, and the page behind the link."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import language
from accounts.adapter import visitor as network_address
from accounts.domain.entrance import visitors
from accounts.forms.visitors import VisitorForm
from accounts.pages import visitors as known
from accounts.pages.doors import public
from accounts.rules import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@public(sees="a link to confirm an address", of="own address", when="not too many at once")
@never_cache
def wish(request):
    """Ask for the letter with the link."""
    form = VisitorForm(request.POST if request.method == "POST" else None, initial={"back": request.GET.get("dari")})
    if form.is_valid():
        given = form.cleaned_data
        try:
            visitors.ask(
                given["email"],
                back=given["back"],
                visitor=network_address(request),
                language=language_of(given["back"]),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error("email", refused.refusal.sentence)
        else:
            return redirect("visitor_sent")
    return render(request, "accounts/visitors/wish.html", {"form": form, "days": visitors.KEPT.days})


def language_of(back):
    """The language of the page from which somebody came to confirm: that of its address, else the one they work in."""
    found = language.of_address(back)
    return get_language() if found == language.HOME else found


@require_safe
@public(sees="that a link was sent")
def sent(request):
    """What happens next."""
    return render(request, "accounts/visitors/sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
@public(sees="an address, confirmed", of="own address", when="whoever has the link, for a day")
@never_cache
def confirmation(request, key):
    """The page behind the link; only its button confirms, since mail servers open links by themselves."""
    try:
        address, back = visitors.read(key)
    except Refused as refused:
        return render(request, "accounts/visitors/too_old.html", {"refusal": refused.refusal})
    if request.method == "POST":
        found = visitors.confirm(address, at=timezone.now())
        messages.success(request, _("Alamat surel Anda dikonfirmasi"))
        return known.remember(redirect(back), found)
    return render(request, "accounts/visitors/confirmation.html")


@require_POST
@public(sees="that a browser is a visitor's no more", of="own browser")
def forgetting(request):
    """Leave a shared computer."""
    back = request.POST.get("back", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return known.forget(redirect(back if is_ours else "/"))
