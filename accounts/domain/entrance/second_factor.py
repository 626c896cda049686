"""A code or a key of a device beside the password: set up, asked for, taken away.

Codes are those of RFC 6238 (TOTP): six digits, a new one every 30 seconds. Each is taken once.
"""

import logging
from functools import partial

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain import events
from accounts.domain.correspondence import letters
from accounts.domain.entrance import attempts, devices
from accounts.domain.watching import admins
from accounts.models import Attempt, User
from accounts.models.membership import FACTORS
from accounts.rules import NO_SECOND_FACTOR, OWN_SECOND_FACTOR, refuse

LOG = logging.getLogger(__name__)
# Seconds that a code lasts.
STEP = 30
# A clock may go wrong by so many steps.
TOLERANCE = 1


def is_on(user):
    """Whether a code or a key is asked for when this person signs in."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def of(user):
    """What somebody has set up, the oldest first: a list of Authenticator, without the spare codes."""
    return list(Authenticator.objects.filter(user=user, type__in=FACTORS).order_by("created_at", "pk"))


def spare_codes(user):
    """The spare codes that are left, as texts; an empty list where there are none."""
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    try:
        return RecoveryCodes(found).get_unused_codes() if found else []
    except InvalidToken:
        return []


def code_at(secret, moment):
    """The code of a key at a moment (seconds since 1970)."""
    return format_hotp_value(hotp_value(secret, int(moment) // STEP))


def matching_step(secret, code, at):
    """Which step's code this is, of those near the moment `at`; None where it is no code of this key."""
    if not secret:
        return None
    now = int(at.timestamp()) // STEP
    for step in range(now - TOLERANCE, now + TOLERANCE + 1):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return step
    return None


@transaction.atomic
def take(user, code, *, at):
    """The Authenticator whose code this is, used up; None where it is nobody's, or was taken before."""
    for one in Authenticator.objects.select_for_update().filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN):
        if one.type == Authenticator.Type.RECOVERY_CODES:
            if spare_code_fits(one, code):
                return one
            continue
        step = matching_step(secret_of(one), code, at)
        if step is not None and step > one.data.get("last_step", 0):
            one.data["last_step"] = step
            one.save(update_fields=["data"])
            return one
    return None


def was_right(user, code, *, at):
    """Whether this is a code of the person's app near the moment `at`, taken before or not."""
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return found is not None and matching_step(secret_of(found), code, at) is not None


def secret_of(one):
    """The key of an app; an empty text where it was sealed with a SECRET_KEY that nobody named."""
    try:
        return decrypt(one.data["secret"])
    except InvalidToken:
        LOG.exception("The second factor of user %s was sealed with another SECRET_KEY", one.user_id)
        return ""


def spare_code_fits(one, code):
    """Whether this is a spare code that is left; it is used up."""
    try:
        return RecoveryCodes(one).validate_code(code)
    except InvalidToken:
        LOG.exception("The spare codes of user %s were sealed with another SECRET_KEY", one.user_id)
        return False


@transaction.atomic
def add_app(secret, code, *, here, by, at):
    """Ask for the codes of an app from now on; returns the Authenticator, or None where the code is not the key's.

    An app that was there before is replaced. Spare codes are made unless there are some. All other sessions of the
    person end but the one with the key `here`: they were begun with a password alone.
    """
    step = matching_step(secret, code, at)
    if step is None:
        return None
    user = User.objects.locked(by.user_id)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    added = TOTP.activate(user, secret).instance
    added.data["last_step"] = step
    added.save(update_fields=["data"])
    return noted(added, here=here, by=by, at=at)


@transaction.atomic
def add_key(name, credential, *, here, by, at):
    """Ask for a key of a device from now on; `credential` is what the device answered. Returns the Authenticator."""
    user = User.objects.locked(by.user_id)
    return noted(WebAuthn.add(user, name, credential).instance, here=here, by=by, at=at)


def noted(added, *, here, by, at):
    """What follows when one was set up: spare codes, unless there are some, sessions, letter, event. Returns it."""
    RecoveryCodes.activate(added.user)
    devices.end_all(added.user, besides=here)
    attempts.forget(added.user.email, Attempt.Kind.CODE)
    tell(added.user, _("pengaman baru dipasang"), at=at)
    events.record("second_factor.added", on=by.user, by=by, at=at, sort=added.type)
    return added


def tell(user, change, *, at):
    """Write to somebody that their second factor is another one, whoever did it."""
    words = {"perubahan": change, "tautan": settings.BASE_URL + reverse("second_factor")}
    letters.write("account.factor_changed", to=[user], words=lambda: words, about=user, at=at)


@transaction.atomic
def renew_spare_codes(*, by, at):
    """Make new spare codes; those of before open nothing any more."""
    user = User.objects.locked(by.user_id)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    tell(user, _("kode cadangan dibuat baru"), at=at)
    events.record("second_factor.spare_codes", on=by.user, by=by, at=at)


@transaction.atomic
def remove(pk, *, by, at):
    """Take away one's own app or key; with the last one the spare codes go, too. Returns how many went (0 or 1)."""
    user = User.objects.locked(by.user_id)
    gone = Authenticator.objects.filter(user=user, pk=pk, type__in=FACTORS).first()
    if gone is None:
        return 0
    gone.delete()
    if not is_on(user):
        Authenticator.objects.filter(user=user).delete()
    tell(user, _("satu pengaman dihapus"), at=at)
    events.record("second_factor.removed", on=by.user, by=by, at=at, sort=gone.type)
    return 1


@transaction.atomic
def release(user, reason, *, by, at):
    """Take away what somebody has lost, end their sessions, and write to them; two people have agreed to it."""
    user = taken_away(user)
    words = released_words(reason.strip())
    letters.write("account.factor_released", to=[user], words=lambda: words, about=user, at=at)
    events.record("second_factor.released", on=user, by=by, at=at, reason=reason)


@transaction.atomic
def release_on_server(user, reason, *, by, at):
    """The same where there is no second person: another one of the ministry stands for it, and all admins are told."""
    refuse(OWN_SECOND_FACTOR if by.user_id == user.pk else None)
    user = taken_away(user)
    told = admins(at=at).exclude(pk=user.pk)
    words = partial(released_on_server_words, user, reason.strip(), by)
    letters.write("account.factor_released_on_server", to=[user, *told], words=words, about=user, at=at)
    events.record("second_factor.released_on_server", on=user, by=by, at=at, reason=reason)


def taken_away(user):
    """The person, locked, without a second factor and signed out everywhere."""
    user = User.objects.locked(user.pk)
    refuse(None if is_on(user) else NO_SECOND_FACTOR)
    Authenticator.objects.filter(user=user).delete()
    devices.end_all(user)
    attempts.forget(user.email, Attempt.Kind.CODE)
    return user


def released_on_server_words(user, reason, by):
    """What those are told who could have agreed to it, and whose second factor it was."""
    page = settings.BASE_URL + reverse("account_login")
    return {"akun": user.email, "pelaku": by.user.told_apart, "alasan": reason, "tautan": page}


def released_words(reason):
    """What somebody is told whose second factors were taken away."""
    return {"alasan": reason, "tautan": settings.BASE_URL + reverse("account_login")}


def next_code(user, *, at):
    """The first code near the moment `at` that lets the person in; an empty text where there is none.

    For the demo, which shows it: nobody else knows the key of somebody's app.
    """
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if found is None:
        return ""
    now = int(at.timestamp()) // STEP
    first = max(now - TOLERANCE, found.data.get("last_step", 0) + 1)
    secret = secret_of(found)
    return code_at(secret, first * STEP) if secret and first <= now + TOLERANCE else ""


def give(users, secret):
    """Give people who are made up the same app for codes; who has one keeps it. One statement for all."""
    with_one = Authenticator.objects.filter(type__in=FACTORS).values("user")
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret)})
        for user in users.exclude(pk__in=with_one)
    )
