"""allauth's OpenID Connect, bent to our ways: a provider vouches for an address, the portal knows whose it is.

What a provider says is checked whole, though it came from it over TLS: signature, issuer, audience, times, nonce
(OpenID Connect Core 1.0, section 3.1.3.7). Nothing it says is kept; nobody gets an account by it.
"""

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.shortcuts import render
from django.urls import reverse

from accounts.adapter import note
from accounts.domain.entrance import second_factor
from accounts.models import SignIn, User
from accounts.rules import identity as rules

ID = "penyedia"
# Signatures with a key of the provider alone: never "none", never one made with the shared secret.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
# Two clocks may go apart by so many seconds.
LEEWAY = 60
# Without these a provider cannot be spoken to.
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


class NotProven(OAuth2Error):
    """What came does not prove that the provider said it, to us, now."""


class KnownPeople(DefaultSocialAccountAdapter):
    """Lets in whom the portal knows; a failure is a page of ours with a sentence."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def is_auto_signup_allowed(self, request, sociallogin):
        return False

    def list_apps(self, request, provider=None, client_id=None):
        """The provider of the settings, and no other."""
        return [app()] if is_offered() and provider in {None, ID, OpenIDConnectProvider.id} else []

    def get_requests_session(self):
        """Addresses are taken at their word: a redirect is no answer."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def pre_social_login(self, request, sociallogin):
        """Find whose address was verified; the nonce is the one that this browser was sent away with."""
        claims = sociallogin.claims
        if not claims.get("nonce") or claims["nonce"] != sociallogin.state.get("nonce"):
            raise ImmediateHttpResponse(page(request, rules.NOT_PROVEN))
        address = rules.verified_address(claims)
        user = User.objects.filter(email=address).first() if address else None
        if refusal := rules.identity_refusal(claims, user):
            note(request, SignIn.Outcome.REFUSED, address, SignIn.Means.PROVIDER)
            raise ImmediateHttpResponse(page(request, refusal))
        outcome = SignIn.Outcome.ASKED if second_factor.is_on(user) else SignIn.Outcome.LET_IN
        note(request, outcome, address, SignIn.Means.PROVIDER)
        sociallogin.user = user
        # What opens the person's data at the provider has done its work.
        sociallogin.token = None

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Say in our words what went wrong."""
        if error == AuthError.CANCELLED:
            refusal = rules.CANCELLED
        elif isinstance(exception, NotProven):
            refusal = rules.NOT_PROVEN
        elif exception is None and "state_id" in (extra_context or {}):
            refusal = rules.OUT_OF_DATE
        else:
            refusal = rules.NO_ANSWER
        raise ImmediateHttpResponse(page(request, refusal))


def page(request, refusal):
    """The page that says why somebody was not let in, with the way back to the sign-in."""
    answer = render(request, "account/identity_refused.html", {"refusal": refusal}, status=403)
    answer["Cache-Control"] = "no-store"
    return answer


def is_offered():
    """Whether the settings name a provider."""
    return bool(settings.OIDC_ISSUER)


def app():
    """The provider as allauth knows it."""
    return SocialApp(
        provider="openid_connect",
        provider_id=ID,
        name=settings.OIDC_NAME,
        client_id=settings.OIDC_CLIENT_ID,
        secret=settings.OIDC_CLIENT_SECRET,
        settings={"server_url": settings.OIDC_ISSUER.rstrip("/")},
    )


class Provider(OpenIDConnectProvider):
    """The provider of the settings; whoever listens in on the way back has no use for the code (PKCE, RFC 7636)."""

    pkce_enabled_default = True

    def get_oauth2_adapter(self, request):
        return ProviderTalk(request, ID)

    def get_auth_params(self):
        return {}


class ProviderTalk(OpenIDConnectOAuth2Adapter):
    """How the provider is asked, and how its answer is looked at."""

    def get_provider(self):
        return Provider(self.request, app=app())

    def get_callback_url(self, request, app):
        return settings.BASE_URL + reverse("identity_return")

    @property
    def openid_config(self):
        """What the provider says of itself, which has to fit what the settings say of it."""
        found = super().openid_config
        if not isinstance(found, dict) or not all(isinstance(found.get(name), str) for name in NEEDED):
            raise OAuth2Error("The provider does not say what it must")
        if found["issuer"] != settings.OIDC_ISSUER:
            raise NotProven("Another issuer")
        scheme = settings.OIDC_ISSUER.partition(":")[0]
        if not all(found[name].startswith(f"{scheme}:") for name in NEEDED):
            raise NotProven("An address without TLS")
        return found

    def complete_login(self, request, app, token, **kwargs):
        """What the provider said, once it is proven; claims that it left out are asked for under the same subject."""
        claims = self.proven(kwargs["response"].get("id_token"))
        if "email" not in claims and "userinfo_endpoint" in self.openid_config:
            told = self._fetch_user_info(token.token)
            if not isinstance(told, dict) or told.get("sub") != claims["sub"]:
                raise NotProven("Told about somebody else")
            claims |= {name: told.get(name) for name in ("email", "email_verified")}
        provider = self.get_provider()
        login = SocialLogin(account=SocialAccount(provider=ID, uid=claims["sub"][:191]), provider=provider)
        login.claims = claims
        return login

    def proven(self, said):
        """The claims of an ID token; NotProven unless everything about it holds."""
        try:
            header = jwt.get_unverified_header(said)
            with KnownPeople().get_requests_session() as session:
                answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            key = next(one for one in jwt.PyJWKSet.from_dict(answer.json()).keys if one.key_id == header.get("kid"))
            return jwt.decode(
                said,
                key=key.key,
                algorithms=ALGORITHMS,
                audience=settings.OIDC_CLIENT_ID,
                issuer=settings.OIDC_ISSUER,
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"], "strict_aud": False},
            )
        except (jwt.PyJWTError, StopIteration, TypeError, AttributeError) as error:
            raise NotProven(f"{error}") from error
