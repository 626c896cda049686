"""Signing in with a provider of identities, against a real one on the loopback: who comes in, and who does not."""

import html
import re
import time

import pytest
from django.test import Client
from django.urls import reverse

from accounts.domain.entrance import second_factor
from accounts.models import Role, SignIn, User
from accounts.rules import identity as rules
from sinovik.season.sign_ins import KEY
from tests.factories import accounts
from tests.identity_server import CLIENT, KEY_ID, SECRET, IdentityServer, a_key

pytestmark = pytest.mark.django_db
ADDRESS = "sari@contoh.go.id"


@pytest.fixture
def provider(settings):
    server = IdentityServer()
    settings.OIDC_ISSUER, settings.OIDC_NAME = server.issuer, "INApas"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    settings.BASE_URL = "http://testserver"
    server.person = {"sub": "orang-1", "email": "Sari@Contoh.go.id", "email_verified": True}
    yield server
    server.close()


@pytest.fixture
def sari():
    return accounts.membership(Role.UNIT, user=accounts.person("Sari Wulandari", email=ADDRESS)).user


def sent_away(client, **sent):
    """The address of the provider to which the page leads."""
    page = client.post(reverse("identity"), sent).content.decode()
    (leads,) = re.findall(r'<a href="(http://127[^"]+)"', page)
    assert f'content="0; url={leads}"' in page
    return html.unescape(leads)


def back(client, address):
    """Press on the page to which the provider sent the browser; looking at it changes nothing."""
    address = address.removeprefix("http://testserver")
    before = SignIn.objects.count()
    assert "Masuk ke Sinovik" in client.get(address).content.decode()
    assert SignIn.objects.count() == before
    return client.post(address)


def signing_in(provider, client=None, **sent):
    client = client or Client()
    return client, back(client, provider.signed_in_at(sent_away(client, **sent)))


def is_in(client):
    return "_auth_user_id" in client.session


def refused(client, answer, refusal):
    assert not is_in(client)
    assert answer.status_code == 403
    assert str(refusal.sentence) in html.unescape(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]


def test_nothing_of_it_is_shown_where_the_settings_name_none(client):
    assert reverse("identity") not in client.get(reverse("account_login")).content.decode()
    assert client.post(reverse("identity")).status_code == 404
    assert client.get(reverse("identity_return"), {"code": "x", "state": "y"}).status_code == 404


def test_somebody_known_comes_in_and_nothing_else_is_kept(provider, sari):
    assert "Masuk dengan INApas" in Client().get(reverse("account_login")).content.decode()
    client, answer = signing_in(provider)
    assert answer.url == reverse("home")
    assert client.session["_auth_user_id"] == str(sari.pk)
    assert client.get(reverse("home")).status_code == 200
    assert SignIn.objects.get().outcome == SignIn.Outcome.LET_IN
    from allauth.socialaccount.models import SocialAccount, SocialToken

    assert (SocialAccount.objects.count(), SocialToken.objects.count(), User.objects.count()) == (0, 0, 1)


def test_the_way_on_stays_in_the_portal(provider, sari):
    assert signing_in(provider, next=reverse("devices"))[1].url == reverse("devices")
    assert signing_in(provider, next="https://jahat.example/")[1].url == reverse("home")


def test_what_the_token_leaves_out_is_asked_for(provider, sari):
    provider.alter = lambda claims: {name: claims[name] for name in claims if not name.startswith("email")}
    client, _answer = signing_in(provider)
    assert is_in(client)


def test_a_second_factor_is_asked_for_as_after_a_password(provider, sari):
    second_factor.give(User.objects.filter(pk=sari.pk), KEY)
    client, answer = signing_in(provider)
    assert answer.url == reverse("mfa_authenticate")
    assert not is_in(client)
    assert SignIn.objects.get().outcome == SignIn.Outcome.ASKED
    # What opens the person's data at the provider is kept nowhere, not in the session either.
    assert not any(token in str(dict(client.session)) for token in provider.tokens)
    assert provider.tokens
    client.post(reverse("mfa_authenticate"), {"code": second_factor.code_at(KEY, time.time())})
    assert is_in(client)


def test_who_decides_sets_one_up_before_anything_opens(provider, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    accounts.membership(Role.EVALUATOR, user=accounts.person("Sari Wulandari", email=ADDRESS))
    client, answer = signing_in(provider)
    assert answer.url == reverse("second_factor")
    assert client.get(reverse("home")).status_code == 403


def test_a_grave_act_still_asks_for_the_password(provider, sari):
    client, _answer = signing_in(provider)
    answer = client.get(reverse("second_factor_app"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("said", [False, None, "true", 1])
def test_an_address_that_is_not_verified_opens_nothing(provider, sari, said):
    provider.person["email_verified"] = said
    refused(*signing_in(provider), rules.NOT_VERIFIED)


def test_nobody_gets_an_account_by_it(provider):
    refused(*signing_in(provider), rules.NOT_KNOWN)
    assert User.objects.count() == 0
    assert SignIn.objects.get().outcome == SignIn.Outcome.REFUSED


def test_somebody_deactivated_stays_outside(provider, sari):
    User.objects.update(is_active=False)
    refused(*signing_in(provider), rules.NOT_ACTIVE)


UNPROVEN = {
    "another nonce": lambda claims: {**claims, "nonce": "lain"},
    "no nonce": lambda claims: {name: claims[name] for name in claims if name != "nonce"},
    "another issuer": lambda claims: {**claims, "iss": "https://lain.example"},
    "for somebody else": lambda claims: {**claims, "aud": "lain"},
    "over": lambda claims: {**claims, "exp": claims["exp"] - 3600},
    "not yet": lambda claims: {**claims, "iat": claims["iat"] + 3600},
    "no subject": lambda claims: {name: claims[name] for name in claims if name != "sub"},
}


@pytest.mark.parametrize("alter", UNPROVEN.values(), ids=UNPROVEN.keys())
def test_a_token_of_which_one_thing_is_wrong_opens_nothing(provider, sari, alter):
    provider.alter = alter
    refused(*signing_in(provider), rules.NOT_PROVEN)


SIGNED = {
    "with another key": lambda: (a_key(), "RS256", KEY_ID),
    "with a key that the provider does not name": lambda: (a_key(), "RS256", "lain"),
    "with the shared secret": lambda: (SECRET.ljust(32, "."), "HS256", KEY_ID),
    "with nothing": lambda: (None, "none", KEY_ID),
}


@pytest.mark.parametrize("signs_with", SIGNED.values(), ids=SIGNED.keys())
def test_a_wrong_signature_opens_nothing(provider, sari, signs_with):
    provider.signs_with = signs_with()
    refused(*signing_in(provider), rules.NOT_PROVEN)


def test_claims_of_another_subject_are_not_mixed_in(provider, sari):
    provider.alter = lambda claims: {name: claims[name] for name in claims if not name.startswith("email")}
    provider.userinfo = {"sub": "orang-2", "email": ADDRESS, "email_verified": True}
    refused(*signing_in(provider), rules.NOT_PROVEN)


@pytest.mark.parametrize("state", ["", "lain"])
def test_another_state_opens_nothing(provider, sari, state):
    client = Client()
    address = provider.signed_in_at(sent_away(client))
    refused(client, back(client, re.sub("state=[^&]*", f"state={state}", address)), rules.OUT_OF_DATE)


def test_what_began_in_another_browser_opens_nothing(provider, sari):
    refused(*((other := Client()), back(other, provider.signed_in_at(sent_away(Client())))), rules.OUT_OF_DATE)


def test_the_same_way_back_does_not_open_twice(provider, sari):
    client = Client()
    address = provider.signed_in_at(sent_away(client))
    back(client, address)
    client.logout()
    refused(client, back(client, address), rules.OUT_OF_DATE)


def test_who_turns_back_reads_so(provider, sari):
    client = Client()
    state = re.search("state=([^&]+)", sent_away(client))[1]
    answer = client.get(reverse("identity_return"), {"error": "access_denied", "state": state})
    refused(client, answer, rules.CANCELLED)


@pytest.mark.parametrize("status", [500, 404])
def test_a_provider_that_fails_is_said_before_and_after_the_way(provider, sari, status):
    client = Client()
    address = provider.signed_in_at(sent_away(client))
    provider.status = status
    refused(client, client.post(reverse("identity")), rules.NO_ANSWER)
    refused(client, back(client, address), rules.NO_ANSWER)


def test_a_provider_that_sends_elsewhere_is_not_followed(provider, sari):
    provider.redirects_to = f"{provider.issuer}/.well-known/openid-configuration?lagi"
    client = Client()
    refused(client, client.post(reverse("identity")), rules.NO_ANSWER)


def test_a_provider_that_is_away_is_said(provider, sari, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:1"
    client = Client()
    refused(client, client.post(reverse("identity")), rules.NO_ANSWER)


@pytest.mark.parametrize(
    ("documents", "refusal"),
    [
        ({"issuer": "http://lain.example"}, rules.NOT_PROVEN),
        ({"token_endpoint": "ftp://127.0.0.1/token"}, rules.NOT_PROVEN),
        ({"jwks_uri": None}, rules.NO_ANSWER),
    ],
)
def test_a_provider_that_says_something_else_of_itself_is_not_believed(provider, sari, documents, refusal):
    provider.documents = documents
    client = Client()
    refused(client, client.post(reverse("identity")), refusal)


def test_a_form_of_another_site_sends_nobody_away_or_in(provider, sari):
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse("identity")).status_code == 403
    assert client.post(f"{reverse('identity_return')}?code=x&state=y").status_code == 403
