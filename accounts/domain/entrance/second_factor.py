"""A code or a key of a device beside the password: set up, asked for, taken away.

Codes are those of RFC 6238 (TOTP): six digits, a new one every 30 seconds. Each is taken once.
"""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.domain import events
from accounts.domain.correspondence import letters
from accounts.domain.entrance import devices
from accounts.models import User
from accounts.models.membership import FACTORS
from accounts.rules import NO_SECOND_FACTOR, refuse

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
    return RecoveryCodes(found).get_unused_codes() if found else []


def code_at(secret, moment):
    """The code of a key at a moment (seconds since 1970)."""
    return format_hotp_value(hotp_value(secret, int(moment) // STEP))


def matching_step(secret, code, at):
    """Which step's code this is, of those near the moment `at`; None where it is no code of this key."""
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
            if RecoveryCodes(one).validate_code(code):
                return one
            continue
        step = matching_step(decrypt(one.data["secret"]), code, at)
        if step is not None and step > one.data.get("last_step", 0):
            one.data["last_step"] = step
            one.save(update_fields=["data"])
            return one
    return None


@transaction.atomic
def add_app(secret, code, *, by, at):
    """Ask for the codes of an app from now on; returns the Authenticator, or None where the code is not the key's.

    An app that was there before is replaced. Spare codes are made unless there are some.
    """
    step = matching_step(secret, code, at)
    if step is None:
        return None
    user = User.objects.locked(by.user_id)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    added = TOTP.activate(user, secret).instance
    added.data["last_step"] = step
    added.save(update_fields=["data"])
    return noted(added, by=by, at=at)


@transaction.atomic
def add_key(name, binding, *, by, at):
    """Ask for a key of a device from now on; `binding` is what was read from its answer. Returns the Authenticator."""
    user = User.objects.locked(by.user_id)
    return noted(WebAuthn.add(user, name, binding).instance, by=by, at=at)


def noted(added, *, by, at):
    """What follows when one was set up: spare codes, unless there are some, and the event. Returns it."""
    RecoveryCodes.activate(added.user)
    events.record("second_factor.added", on=by.user, by=by, at=at, sort=added.type)
    return added


@transaction.atomic
def renew_spare_codes(*, by, at):
    """Make new spare codes; those of before open nothing any more."""
    user = User.objects.locked(by.user_id)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
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
    events.record("second_factor.removed", on=by.user, by=by, at=at, sort=gone.type)
    return 1


@transaction.atomic
def release(user, reason, *, by, at):
    """Take away what somebody has lost, end their sessions, and write to them; two people have agreed to it."""
    user = User.objects.locked(user.pk)
    refuse(None if is_on(user) else NO_SECOND_FACTOR)
    Authenticator.objects.filter(user=user).delete()
    devices.end_all(user)
    words = released_words(reason.strip())
    letters.write("account.factor_released", to=[user], words=lambda: words, about=user, at=at)
    events.record("second_factor.released", on=user, by=by, at=at, reason=reason)


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
    return code_at(decrypt(found.data["secret"]), first * STEP) if first <= now + TOLERANCE else ""


def give(users, secret):
    """Give people who are made up the same app for codes; who has one keeps it. One statement for all."""
    with_one = Authenticator.objects.filter(type__in=FACTORS).values("user")
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret)})
        for user in users.exclude(pk__in=with_one)
    )
