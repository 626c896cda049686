"""Where somebody is signed in, and signing out from afar."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.domain import events


def of(user, *, at):
    """The browsers in which somebody is signed in, the latest first: sessions that are not over."""
    session = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    return UserSession.objects.filter(Exists(session), user=user).order_by("-created_at", "-pk")


@transaction.atomic
def sign_out(user, *, besides, at, pk=None):
    """End the sessions of a person but for the one with the key `besides`, or one alone; returns how many ended.

    One that is over already ends no second time.
    """
    ending = of(user, at=at).exclude(session_key=besides)
    if pk is not None:
        ending = ending.filter(pk=pk)
    keys = list(ending.values_list("session_key", flat=True))
    if keys:
        Session.objects.filter(session_key__in=keys).delete()
        UserSession.objects.filter(session_key__in=keys).delete()
        events.record("devices.signed_out", on=user, by=None, at=at, count=len(keys))
    return len(keys)
