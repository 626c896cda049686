"""Where somebody is signed in, and signing out from afar."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.crypto import constant_time_compare

from accounts.domain import events

# No browser that has just signed in is without its session for so long.
A_DAY = timedelta(days=1)


def of(user, *, at):
    """The browsers in which somebody is signed in, the latest first, as a list of UserSession.

    A session that is over is none, nor one of before the password was changed: it opens nothing any more.
    """
    known = {one.session_key: one for one in UserSession.objects.filter(user=user)}
    standing = Session.objects.filter(session_key__in=known, expire_date__gt=at)
    fits = user.get_session_auth_hash()
    found = [
        known[one.session_key]
        for one in standing
        if constant_time_compare(one.get_decoded().get(HASH_SESSION_KEY, ""), fits)
    ]
    return sorted(found, key=lambda one: (one.created_at, one.pk), reverse=True)


@transaction.atomic
def sign_out(*, besides, by, at, pk=None):
    """End one's own sessions but for the one with the key `besides`, or one of them alone; returns how many ended.

    One that is over already ends no second time.
    """
    own = [one for one in of(by.user, at=at) if one.session_key != besides]
    keys = [one.session_key for one in own if pk in (None, one.pk)]
    if keys:
        end(keys)
        events.record("devices.signed_out", on=by.user, by=by, at=at, count=len(keys))
    return len(keys)


def end(keys):
    """End the sessions with these keys."""
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()


def erase_over(*, at):
    """Erase sessions that are over, and what is known of their browsers a day later; safe to run twice."""
    Session.objects.filter(expire_date__lt=at).delete()
    standing = Session.objects.values("session_key")
    UserSession.objects.filter(created_at__lt=at - A_DAY).exclude(session_key__in=standing).delete()


def end_all(user, *, besides=None):
    """End every session of somebody but the one with the key `besides`."""
    end(list(UserSession.objects.filter(user=user).exclude(session_key=besides).values_list("session_key", flat=True)))
