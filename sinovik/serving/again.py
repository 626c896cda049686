"""In front of Django: whoever asks what another has just asked gets what that one got, while the page stands.

Django decides everything once: which host is ours, what a page is packed in, what is new to a browser, which headers go
with it. Its answer is kept with the sheet that it was given from (`accounts/pages/still.py`), under all that the
question said; here only whether that sheet still holds is looked at, by the same number. Every other question goes on
to Django, also where the database does not answer.
"""

import time

from accounts.notices import Notices
from accounts.pages import still
from accounts.reading import printing
from sinovik.watching import shared, visits

# Whoever sends one of these is told something of their own.
OF_ONE_READER = ("HTTP_AUTHORIZATION", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE")
# What Django looks at before a kept page is given: which portal was asked for, and over which line.
OF_THE_LINE = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "SCRIPT_NAME")
# In how many ways one page is asked for: hosts, packed or not, known or not.
WAYS = 32


class SameAnswers:
    """A WSGI application in front of ours."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if not is_anybodys(environ):
            return self.application(environ, start_response)
        sheet = still.SHELF.take(still.address_of(environ["PATH_INFO"], environ.get("QUERY_STRING", "")))
        if sheet is None or (asked := question(environ, sheet)) not in sheet.sent:
            return self.remembered(environ, start_response)
        began = time.monotonic()
        if not sheet.holds_under(printing.number()):
            return self.remembered(environ, start_response)
        status, headers, body = sheet.sent[asked]
        start_response(status, [*headers, (visits.HEADER, visits.name_of(environ))])
        shared.numbers().answered(sheet.view, environ["REQUEST_METHOD"], int(status[:3]), time.monotonic() - began)
        return [body]

    def remembered(self, environ, start_response):
        """Django's answer; kept, if it was given from a sheet."""
        told = []

        def start(status, headers, exc_info=None):
            told[:] = status, headers
            return start_response(status, headers, exc_info)

        answer = self.application(environ, start)
        sheet = environ.get(still.SHEET)
        if sheet and len(sheet.sent) < WAYS:
            status, headers = told
            kept = [(name, value) for name, value in headers if name != visits.HEADER]
            sheet.sent[question(environ, sheet)] = status, kept, answer.content
        return answer


def is_anybodys(environ):
    """Whether whoever asks so may be told what others are told."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and not any(name in environ for name in OF_ONE_READER)
        and Notices.cookie_name not in environ.get("HTTP_COOKIE", "")
    )


def question(environ, sheet):
    """All that decides what a reader of a sheet gets."""
    known = environ.get("HTTP_IF_NONE_MATCH", "")
    return (
        *(environ.get(name) for name in OF_THE_LINE),
        environ["PATH_INFO"],
        environ.get("QUERY_STRING", ""),
        "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""),
        # A mark of another sheet says nothing here.
        known if "*" in known or sheet.mark in known else "",
    )
