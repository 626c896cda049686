"""A partner's key: given, shown once, found again by what is shown, taken back."""

import hashlib
import secrets
from datetime import timedelta

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone
from redis.exceptions import RedisError

from accounts.domain import events
from accounts.models import PartnerKey
from accounts.rules import Refused, refuse
from accounts.rules import partners as rules

# Looked for by programs that watch over secrets; it says whose key it is.
BEGINNING = "sinovik_"
# 32 bytes are as many as nobody guesses.
BYTES = 32
# So long it is known when a key was used last.
KNOWN = timedelta(days=400)


@transaction.atomic
def give(partner, purpose, *, reads, editions, until, by, at):
    """A key for a partner; returns the row and the key itself, which nobody is told again. Raises Refused.

    `reads`: nouns of data sets; `editions`: names in addresses, none for all; `until`: the first day without it.
    """
    on, partner = timezone.localdate(at), " ".join(partner.split())
    has_key = PartnerKey.objects.standing().filter(partner__iexact=partner).exists()
    refuse(rules.giving_refusal(reads, until=until, on=on, has_key=has_key, office=by))
    secret = BEGINNING + secrets.token_urlsafe(BYTES)
    try:
        # Two who give at the same moment both saw none: the table takes one.
        with transaction.atomic():
            key = PartnerKey.objects.create(
                partner=partner,
                purpose=purpose.strip(),
                digest=digest(secret),
                reads=sorted(reads),
                editions=sorted(editions),
                since=on,
                until=until,
                given_at=at,
                given_by=by,
            )
    except IntegrityError as twice:
        raise Refused(rules.HAS_A_KEY) from twice
    told = {"partner": partner, "reads": key.reads, "editions": key.editions, "until": f"{until:%Y-%m-%d}"}
    events.record("partner_key.given", on=key, by=by, at=at, purpose=key.purpose, **told)
    return key, secret


@transaction.atomic
def revoke(key, reason, *, by, at):
    """Take a key back: from now on it opens nothing. Raises Refused."""
    key = PartnerKey.objects.locked(key.pk)
    refuse(rules.revoking_refusal(key, reason, office=by))
    key.revoked_at, key.revoked_by, key.revoke_reason = at, by, reason.strip()
    key.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
    events.record("partner_key.revoked", on=key, by=by, at=at, partner=key.partner, reason=key.revoke_reason)
    return key


def digest(secret):
    """By what a key is found: it is random and long, so that no slower hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def found(secret):
    """The key that was shown, whatever became of it; None where nobody was given such a one."""
    return PartnerKey.objects.filter(digest=digest(secret)).first()


def note(key, *, at):
    """Note that a key was used. Reading writes nothing to the tables, so the cache knows it."""
    try:
        cache.set(key_of(key), at, timeout=KNOWN.total_seconds())
    except RedisError:
        return


def last_uses(keys):
    """When each key was used last, by its id; nothing of those where nobody did, or nobody knows."""
    names = {key_of(one): one.pk for one in keys}
    try:
        return {names[name]: at for name, at in cache.get_many(names).items()}
    except RedisError:
        return {}


def key_of(key):
    """Under what the last use of a key is kept."""
    return f"partner-key:{key.pk}"
