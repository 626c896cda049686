"""Pages that live while a task runs: asked for again every two seconds, and drawn anew only when something changed."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse

# How the address of a page that asks says what it shows.
SHOWN = "terlihat"


def mark(*facts: object) -> str:
    """What a page shows, in short: the same facts give the same mark."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def unchanged(request: HttpRequest, now: str) -> HttpResponse | None:
    """The answer "nothing new" to a page that asks and shows exactly this; None where it is to be drawn."""
    return HttpResponse(status=204) if request.GET.get(SHOWN) == now else None
