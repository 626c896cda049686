"""Signing in with allauth's form, which an impatient second press does not break, and the way to a new password."""

from http import HTTPStatus

from allauth.account import views
from allauth.account.internal import stagekit
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from accounts.adapter import visitor
from accounts.domain.entrance import links
from accounts.forms.sign_in import LinkForm
from accounts.pages import kept_text
from accounts.pages.doors import public
from accounts.rules import Refused
from accounts.views.second_factor import wait_for_code

form = csrf_protect(views.login)


@public(sees="the sign-in")
@csrf_exempt
def sign_in(request):
    """The form; whoever is signed in already is sent on.

    A form sent twice carries the token of before the first sign-in: it is checked only where there is something to do.
    Whose session had ended over another form finds that form again, filled in, to save it then.
    """
    waiting = kept_text.carried(request)
    if not request.user.is_authenticated:
        # Whoever comes back here from the question for a code begins again, maybe as somebody else.
        stagekit.clear_login(request)
    response = views.login(request) if request.user.is_authenticated else form(request)
    if waiting is None or not kept_text.is_from_our_page(request):
        return response
    if not request.user.is_authenticated:
        if response.status_code == HTTPStatus.FOUND:
            # The password was right, and a second factor is asked for next.
            wait_for_code(request, waiting)
        return with_what_waits(response, waiting)
    return kept_text.after_signing_in(request, waiting)


def with_what_waits(response, waiting):
    """A sign-in page that came back with an error, still carrying the other form."""
    if getattr(response, "context_data", None) is not None:
        response.context_data |= {"kept": kept_text.packed(waiting), "next": waiting["to"]}
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@public(sees="a link for a new password", of="own address")
@never_cache
def link(request):
    """Ask for a link to make a new password."""
    link_form = LinkForm(request.POST if request.method == "POST" else None)
    if link_form.is_valid():
        try:
            links.ask(link_form.cleaned_data["email"], visitor=visitor(request), at=timezone.now())
        except Refused as refused:
            link_form.add_error("email", refused.refusal.sentence)
        else:
            return redirect("account_reset_password_done")
    return render(request, "account/password_reset.html", {"form": link_form})
