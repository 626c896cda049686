"""Pages that live while a task runs: asked for again every two seconds, and drawn anew only when something changed."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, QueryDict

# How the address of a page that asks says what it shows.
SHOWN = "terlihat"


def mark(*facts: object) -> str:
    """What a page shows, in short: the same facts give the same mark."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def unchanged(request: HttpRequest, now: str) -> HttpResponse | None:
    """The answer "nothing new" to a page that asks and shows exactly this; None where it is to be drawn.

    What is drawn leads on as if nobody had asked: its addresses do not say what was shown.
    """
    if request.GET.get(SHOWN) == now:
        return HttpResponse(status=204)
    if SHOWN in request.GET:
        query = request.GET.copy()
        del query[SHOWN]
        request.GET = QueryDict(query.urlencode())
    return None
