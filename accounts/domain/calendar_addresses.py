"""A person's secret calendar address: made, renewed, revoked, found again by what it says."""

from datetime import timedelta

from django.core import signing
from django.core.cache import cache
from django.db import transaction
from redis.exceptions import RedisError

from accounts.domain import events
from accounts.models import CalendarAddress, User

SIGNER = signing.Signer(salt="accounts.calendar_address", sep=".")
# So long it is known when, and from how many networks, an address was read.
KNOWN = timedelta(days=30)


def standing(user):
    """The address that a person's programs read now, or None."""
    return CalendarAddress.objects.filter(user=user, revoked_at=None).first()


def secret(address):
    """What stands in the address: the row, signed. The tables alone do not tell it."""
    return SIGNER.sign(str(address.pk))


def found(key):
    """The address that a secret stands for, of a person who may sign in; None where it was revoked or invented."""
    try:
        pk = int(SIGNER.unsign(key))
    except (signing.BadSignature, ValueError):
        return None
    return CalendarAddress.objects.filter(pk=pk, revoked_at=None, user__is_active=True).select_related("user").first()


@transaction.atomic
def renew(*, by, at):
    """A new address; the one before leads nowhere from now on."""
    user = User.objects.select_for_update(no_key=True).get(pk=by.user_id)
    before = revoked(user, at=at)
    address = CalendarAddress.objects.create(user=user, made_at=at)
    events.record("calendar_address.made", on=address, by=by, at=at, is_renewed=bool(before))
    return address


@transaction.atomic
def revoke(*, by, at):
    """The address leads nowhere from now on; revoked already, nothing happens."""
    user = User.objects.select_for_update(no_key=True).get(pk=by.user_id)
    if address := revoked(user, at=at):
        events.record("calendar_address.revoked", on=address, by=by, at=at)


def revoked(user, *, at):
    """End the address that stands, and return it; None where there was none."""
    if address := standing(user):
        address.revoked_at = at
        address.save(update_fields=["revoked_at"])
    return address


def note(address, network, *, at):
    """Note that an address was read from a network. Reading writes nothing to the tables, so the cache knows it."""
    try:
        seen = cache.get(key_of(address)) or {}
        fresh = {where: moment for where, moment in seen.items() if at - moment < KNOWN}
        cache.set(key_of(address), {**fresh, network: at}, timeout=KNOWN.total_seconds())
    except RedisError:
        return


def readings(address):
    """(when an address was read last, from how many networks lately); (None, 0) where nobody did, or nobody knows."""
    try:
        seen = cache.get(key_of(address)) or {}
    except RedisError:
        seen = {}
    return max(seen.values(), default=None), len(seen)


def key_of(address):
    """Under what the readings of an address are kept."""
    return f"calendar-address:{address.pk}"
