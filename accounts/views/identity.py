"""Signing in with a provider of identities: sent away by a press, let in by another one after the way back."""

import secrets

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from requests import RequestException

from accounts import identity_adapter
from accounts.pages.doors import public
from accounts.rules import identity as rules

# What a provider that says something else than it should comes to: no JSON, an answer without its headers.
BROKEN = (OAuth2Error, RequestException, KeyError, ValueError)
SET = "OIDC_ISSUER is set"


@require_POST
@public(sees="the way to a provider of identities", when=SET)
@never_cache
def going(request):
    """Send somebody to the provider. A page of ours leads there: forms of ours may lead to nobody else."""
    require_offered()
    provider = identity_adapter.ProviderTalk(request, identity_adapter.ID).get_provider()
    nonce = secrets.token_urlsafe(32)
    try:
        away = provider.redirect(
            request,
            AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            auth_params={"nonce": nonce},
            nonce=nonce,
        )
    except identity_adapter.NotProven:
        return identity_adapter.page(request, rules.NOT_PROVEN)
    except ImmediateHttpResponse as error:
        return error.response
    except BROKEN:
        return identity_adapter.page(request, rules.NO_ANSWER)
    return render(request, "account/identity_going.html", {"address": away.url, "name": settings.OIDC_NAME})


@require_http_methods(["GET", "HEAD", "POST"])
@public(sees="the way back from a provider of identities", of="own account", when=SET)
@never_cache
def returning(request):
    """Back from the provider: what it gave is looked at once the person presses, since a GET changes nothing."""
    require_offered()
    if request.method != "POST" and "error" not in request.GET and request.GET.get("code"):
        return render(request, "account/identity_returning.html", {"name": settings.OIDC_NAME})
    asking = identity_adapter.ProviderTalk(request, identity_adapter.ID)
    try:
        return OAuth2CallbackView.adapter_view(asking)(request)
    except identity_adapter.NotProven:
        return identity_adapter.page(request, rules.NOT_PROVEN)
    except BROKEN:
        return identity_adapter.page(request, rules.NO_ANSWER)


def require_offered():
    """404 where the settings name no provider."""
    if not identity_adapter.is_offered():
        raise Http404
