"""The second factor: shown, set up and taken away; and the page between password and portal that asks for it."""

import base64
import secrets

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.internal import stagekit
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa_views
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as key_views
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.core.signing import BadSignature, TimestampSigner
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import motions
from accounts.domain.entrance import second_factor
from accounts.forms.second_factor import AppForm, FactorReleaseForm, NewKeyForm
from accounts.models import MINISTRY, Role, SignIn, User
from accounts.pages import above, kept_text
from accounts.pages.doors import ALL, for_role, lacks_second_factor, offices, public, signed_in_lately
from accounts.rules import NO_SECOND_FACTOR, Refused, refuse

OWN = "own account"
# Where the session keeps a form that waits for its writer until the code is right.
WAITING = "waiting_form"
# Seconds in which an app is set up: its key is on the page, sealed.
SETTING_UP = 60 * 60


@require_safe
@for_role(*Role, sees="the second factor", of=OWN, secured=False)
def index(request):
    """What is asked for beside the password, and what could be."""
    user, found = request.user, second_factor.of(request.user)
    return render(
        request,
        "accounts/second_factor/index.html",
        {
            "factors": [(one, called(one)) for one in found],
            "has_app": any(one.type == Authenticator.Type.TOTP for one in found),
            "spare_codes": len(second_factor.spare_codes(user)),
            "is_missing": lacks_second_factor(request, offices(request)),
        },
    )


def called(one):
    """What an app or a key is called on the page."""
    return one.wrap().name if one.type == Authenticator.Type.WEBAUTHN else _("Aplikasi kode")


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*Role, sees="an app for codes, set up", of=OWN, fresh=True, secured=False)
def app(request):
    """Show the key of a new app and take its first code, which lasts no longer than giving the password takes."""
    require_lately(request)
    form = AppForm(request.POST if request.method == "POST" else None)
    secret = opened(request)
    if form.is_valid():
        given = {"here": request.session.session_key, "by": request.office, "at": timezone.now()}
        if second_factor.add_app(secret, form.cleaned_data["code"], **given):
            messages.success(request, _("Aplikasi kode terpasang. Mulai sekarang kodenya diminta saat Anda masuk."))
            return redirect("second_factor_spare")
        form.add_error("code", _("Kode tidak cocok. Periksa jam ponsel Anda, lalu isi kode yang sekarang tampil."))
    address = get_adapter().build_totp_url(request.user, secret)
    shown = {
        "form": form,
        "picture": mark_safe(get_adapter().build_totp_svg(address).partition("?>")[2]),  # noqa: S308 - drawn by segno
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "sealed": signer(request).sign(get_adapter().encrypt(secret)),
        "address": address,
    }
    return render(request, "accounts/second_factor/app.html", shown, status=422 if form.errors else 200)


def require_lately(request):
    """Ask for the password before what is secret is shown, unless it was given lately."""
    if not signed_in_lately(request):
        raise ReauthenticationRequired


def signer(request):
    """Seals the key of a new app for the one person it was made for."""
    return TimestampSigner(salt=f"second factor of {request.user.pk}")


def opened(request):
    """The key that the page was drawn with; a new one where there was none, or it is too old."""
    try:
        return get_adapter().decrypt(signer(request).unsign(request.POST.get("sealed", ""), max_age=SETTING_UP))
    except BadSignature:
        return base64.b32encode(secrets.token_bytes(20)).decode()


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*Role, sees="a key of a device, set up", of=OWN, fresh=True, secured=False)
def key(request):
    """Ask the device for a new key, and keep it."""
    form = NewKeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data["name"], form.cleaned_data["credential"]
        had_spare = bool(second_factor.spare_codes(request.user))
        here = request.session.session_key
        second_factor.add_key(*given, here=here, by=request.office, at=timezone.now())
        messages.success(request, _("Kunci sandi terpasang"))
        return redirect("second_factor" if had_spare else "second_factor_spare")
    options = auth.begin_registration(request.user, passwordless=True)
    shown = {"form": form, "options": options}
    return render(request, "accounts/second_factor/key.html", shown, status=422 if form.errors else 200)


@require_POST
@for_role(*Role, sees="an app or a key, taken away", of=OWN, fresh=True, secured=False)
def removal(request, pk):
    """Take away an app or a key of one's own; one that is gone already is no fault."""
    second_factor.remove(pk, by=request.office, at=timezone.now())
    messages.success(request, _("Pengaman dihapus"))
    return redirect("second_factor")


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*Role, sees="spare codes", of=OWN, fresh=True, secured=False)
def spare(request):
    """The spare codes that are left, to whom gave the password lately; new ones on demand."""
    require_lately(request)
    if request.method == "POST":
        second_factor.renew_spare_codes(by=request.office, at=timezone.now())
        messages.success(request, _("Kode cadangan dibuat baru. Yang lama tidak berlaku lagi."))
        return redirect("second_factor_spare")
    return render(request, "accounts/second_factor/spare.html", {"codes": second_factor.spare_codes(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="a second factor, released", of=ALL, when="there is one: two persons", fresh=True)
def release(request, pk):
    """Put before a second person that somebody's second factors go, who lost them."""
    person, at = get_object_or_404(User, pk=pk), timezone.now()
    refuse(None if second_factor.is_on(person) else NO_SECOND_FACTOR)
    form = FactorReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            motion = motions.release_factor(person, form.cleaned_data["reason"], by=request.office, at=at)
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            messages.success(request, _("Pelepasan diajukan. Orang kedua membaca dan menyetujuinya."))
            return redirect("motion", motion.pk)
    shown = {"person": person, "form": form}
    return render(request, "accounts/second_factor/release.html", shown, status=422 if form.errors else 200)


@public(sees="the sign-in by the key of a device alone")
@csrf_protect
def key_alone(request):
    """What the browser needs to ask a device for its key, and what the device answered.

    A form that waited for its writer comes back afterwards; where the key does not fit it goes on waiting.
    """
    was_in, waiting = request.user.is_authenticated, kept_text.carried(request)
    response = key_views.login_webauthn(request)
    if request.user.is_authenticated and not was_in:
        get_account_adapter(request).note(SignIn.Outcome.LET_IN, request.user.email, SignIn.Means.KEY)
    if waiting is None or not kept_text.is_from_our_page(request):
        return response
    if request.user.is_authenticated:
        return kept_text.after_signing_in(request, waiting)
    return kept_text.sign_in_page(request, waiting)


question = csrf_protect(mfa_views.authenticate)


@public(sees="a code or key, asked for", of=OWN, when="after the password")
@csrf_exempt
def asked(request):
    """The page between password and portal; a form that waited for its writer comes back afterwards.

    A second press carries the token of before the first: it is checked only where there is something to do.
    """
    response = redirect(above.address("home")) if request.user.is_authenticated else question(request)
    waiting = request.session.get(WAITING) if request.user.is_authenticated else None
    if waiting and waiting["of"] == request.user.pk:
        return kept_text.after_signing_in(request, waiting["form"])
    return response


def wait_for_code(request, form):
    """Keep a form until the code of whoever gave the password is right: a code is asked for on a page of its own."""
    login = stagekit.unstash_login(request, peek=True)
    if login and login.user:
        request.session[WAITING] = {"of": login.user.pk, "form": form}
