"""How an entry of the log is written: one line, whatever somebody put into it, and whose request it was.

    2026-11-29T08:35:03.120+00:00 WARNING django.request: Forbidden: /x/ [GET 403 user=12 from=203.0.113.7 request=9f0c]

What belongs to an entry, such as where in the code a fault came up, follows it, each line of it set in by two blanks.
"""

import logging
from datetime import UTC, datetime

from sinovik.watching import request_ids

SET_IN = "\n  "


class LogLine(logging.Formatter):
    """Writes entries in UTC; nothing that a visitor sends begins a line of its own."""

    def __init__(self):
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatTime(self, record, datefmt=None):  # noqa: N802 - its name in the library
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def formatMessage(self, record):  # noqa: N802 - as above
        record.message = on_one_line(record.message) + whose(record)
        return super().formatMessage(record)

    def format(self, record):
        first, *rest = super().format(record).splitlines()
        return SET_IN.join([first, *rest])


def on_one_line(text):
    """A text in which no sign ends the line or moves the pen."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def whose(record):
    """Which request an entry is about and who sent it, as far as that is known without asking the database.

    Of any other entry: the request or task that was being worked on.
    """
    request = getattr(record, "request", None)
    if not hasattr(request, "META"):
        return f" [request={request_ids.current()}]" if request_ids.current() else ""
    # The log is set up before there are models.
    from accounts.adapter import visitor

    person = getattr(request, "_cached_user", None)
    said = {
        "user": getattr(person, "pk", None),
        "from": visitor(request),
        "request": getattr(request, "watched_as", ""),
    }
    known = [f"{name}={value}" for name, value in said.items() if value]
    status = getattr(record, "status_code", "")
    return on_one_line(f" [{' '.join(filter(None, [request.method, str(status), *known]))}]")
