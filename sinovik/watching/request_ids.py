"""The id of the request that is being answered, or of the task that it started: one word for lines of every process.

Imports nothing that must be set up first: the log asks here for each of its lines.
"""

import re
import secrets
from contextvars import ContextVar

# What a proxy may call a request: nothing that could end a line or fill it.
SAFE = re.compile(r"[0-9A-Za-z-]{8,64}")
CURRENT = ContextVar("request_id", default="")


def taken(said):
    """What the proxy calls a request, where that has a safe shape; a new id otherwise."""
    return said if SAFE.fullmatch(said) else secrets.token_hex(8)


def current():
    """The id of the request or task of this thread; an empty text outside of both."""
    return CURRENT.get()
