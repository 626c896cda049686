"""When a request came: the moment at which its headers were complete, by the clock of the server that took it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

# Where our own web server writes it down, in seconds since 1970; no header of a visitor gets there.
STAMP = "sinovik.arrived"
# How the proxy in front of it says so, in milliseconds; it replaces what a visitor claims.
OF_THE_PROXY = "HTTP_X_REQUEST_START"
# What takes longer than this has been given up by every server on the way.
LONGEST = timedelta(minutes=15)


def arrived(request: HttpRequest) -> datetime:
    """The moment that counts for a deadline: long texts and slow lines take nothing from their sender.

    Never the visitor's word: the proxy's where there is one, else the web server's, else now.
    """
    now = timezone.now()
    at = told(request)
    return at if at and now - LONGEST <= at <= now else now


def counting(begun_at: datetime, at: datetime) -> datetime:
    """The moment that counts for what began to come at `begun_at` and ended with a request of `at`.

    Sent in many requests it counts as if it had been one, for as long as one may take.
    """
    return begun_at if timedelta(0) <= at - begun_at <= LONGEST else at


def told(request: HttpRequest) -> datetime | None:
    """What the server that took the request wrote down, or None."""
    claim = request.META.get(OF_THE_PROXY, "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else ""
    if claim.isascii() and claim.isdecimal() and len(claim) <= 15:
        return moment_of(int(claim) / 1000)
    stamp = request.META.get(STAMP)
    return moment_of(stamp) if isinstance(stamp, float) else None


def moment_of(seconds: float) -> datetime:
    """So many seconds after the beginning of 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
