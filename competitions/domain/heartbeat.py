"""The heartbeat: a minute for a minute it is written down that the portal answers. What is missing is a gap."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.db import transaction

from competitions.models import Edition, ServingRun

# One beat may be late or lost; from then on it is a gap.
SILENCE = timedelta(minutes=2, seconds=30)
LAST_DAY = timedelta(days=1)
SECONDS_TO_ANSWER = 10
# What the health check asks with, too: as if it came through the proxy.
HEADERS = {"Host": "localhost", "X-Forwarded-Proto": "https"}


class Nowhere(HTTPRedirectHandler):
    """An answer that sends elsewhere is none: only the address that was set is asked."""

    def redirect_request(self, *_args: object) -> None:
        """Follow nothing; the redirect counts as an error."""


HERE = build_opener(Nowhere)


def keep(address: str, *, clock: Callable[[], datetime], is_shut: bool = False) -> None:
    """Write down that the portal answers, if it does; without an address to ask, that its machinery runs.

    One that `is_shut` to whoever wants to hand something in is as good as away: that time is a gap.
    """
    if is_shut:
        return
    if not address or answers(address):
        beat(at=clock())


def answers(address: str) -> bool:
    """Whether the web server says that it is there."""
    try:
        with HERE.open(Request(address, headers=HEADERS), timeout=SECONDS_TO_ANSWER) as answer:  # noqa: S310 - our own
            return answer.status == HTTPStatus.OK
    except (URLError, OSError):
        return False


@transaction.atomic
def beat(*, at: datetime) -> ServingRun:
    """Go on with the run that lasts, or begin a new one after a gap; safe twice."""
    run = ServingRun.objects.select_for_update().order_by("-last_at", "-pk").first()
    if run is None or at - run.last_at > SILENCE:
        return ServingRun.objects.create(began_at=at, last_at=at)
    if at > run.last_at:
        run.last_at = at
        run.save(update_fields=["last_at"])
    return run


def lost(edition: Edition, *, at: datetime) -> int:
    """How many minutes of the last day of registration the portal was not there, rounded up; one query at most.

    0 outside that day and the one after it. What was before the first beat is not known, and counts as no gap.
    """
    start, end = edition.closes_at - LAST_DAY, min(edition.closes_at, at)
    if not start <= at <= edition.closes_at + LAST_DAY:
        return 0
    # The run before the day tells since when nothing was heard.
    runs = list(ServingRun.objects.filter(last_at__gte=start - LAST_DAY).order_by("began_at", "pk"))
    stops = [*(run.began_at for run in runs[1:]), at] if runs else []
    gaps = [
        max(timedelta(), min(begun, end) - max(run.last_at, start))
        for run, begun in zip(runs, stops, strict=True)
        if begun - run.last_at > SILENCE
    ]
    return math.ceil(sum(gaps, timedelta()) / timedelta(minutes=1))
