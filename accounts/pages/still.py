"""Public pages that stand still: drawn once, kept by each process, drawn anew when what they show has changed.

A view says on its door how long its page holds (`kept=`): until what the public reads changes, or so many seconds
of the clock besides, where it tells the time. What has changed is said by one number in the database, counted up by
triggers of the tables that such pages show (`accounts.models.printing`): it belongs to the transaction of the act. A
page that is kept costs the query for that number and nothing else; where the database does not answer, it is given as
it was.
"""

import gzip
import hashlib
import re
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from accounts.notices import Notices
from accounts.reading import printing

UNTIL_CHANGED = float("inf")
# For a page that says whether something is old.
A_DAY = 24 * 60 * 60
# For a page that tells the time: deadlines fall on full minutes.
A_MINUTE = 60
# A reader's own browser asks each time whether the page still holds, so that nobody looks at yesterday's list on the
# day of the announcement; caches in between may keep it for a minute, and for a day while the portal is away.
CACHES = "public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=86400"
# So much may the kept pages of a process weigh; those not asked for longest go first.
ROOM = 24 * 1_048_576
# An address longer than this is somebody's own, and will not be asked for again.
LONGEST_ADDRESS = 400
# Below this nothing is won by packing.
WORTH_PACKING = 500
# Where the web server finds the sheet that an answer was given from (`sinovik/serving/again.py`).
SHEET = "sinovik.sheet"
# Headers that are true of one answer alone.
OF_ONE_ANSWER = {"Content-Length", "ETag", "Content-Encoding"}
# Headers that Django leaves out where it says that nothing has changed.
OF_EVERY_ANSWER = {"Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy"}


@dataclass
class KeptPage:
    """A page as it was drawn."""

    number: int
    drawn_at: float
    holds: float
    body: bytes
    headers: dict[str, str]
    # The name of the view that drew it.
    view: str = ""
    packed: bytes = b""
    mark: str = field(init=False)
    # What went out from it, by what was asked: for whoever stands in front of Django.
    sent: dict = field(default_factory=dict)
    # Held by whoever draws what comes after it.
    drawing: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self):
        self.mark = hashlib.sha256(self.body).hexdigest()[:32]
        if len(self.body) > WORTH_PACKING:
            self.packed = gzip.compress(self.body, 6, mtime=0)

    @property
    def weight(self):
        return len(self.body) + len(self.packed)

    def is_fresh(self):
        """Whether the clock shows the same as when it was drawn."""
        return time.time() // self.holds == self.drawn_at // self.holds

    def holds_under(self, number):
        """Whether it is what would be drawn now; `number` is that of the changes until now."""
        return self.number == number and self.is_fresh()

    def answer(self, request):
        """The page for this reader: packed where the browser unpacks, empty where it has it already."""
        is_packed = bool(self.packed) and "gzip" in request.headers.get("Accept-Encoding", "")
        mark = f'"{self.mark}-gzip"' if is_packed else f'"{self.mark}"'
        answer = HttpResponse(self.packed if is_packed else self.body, headers=self.headers)
        if is_packed:
            answer["Content-Encoding"] = "gzip"
        answer["ETag"] = mark
        answer["Content-Length"] = str(len(answer.content))
        known = get_conditional_response(request, etag=mark, response=answer)
        # Whoever is told that nothing has changed may be a page of another site.
        for name in OF_EVERY_ANSWER & self.headers.keys():
            known[name] = self.headers[name]
        return known


class Shelf:
    """The sheets of one process, by address; several threads take from it and put into it."""

    def __init__(self, room):
        self.room = room
        self.weight = 0
        self.sheets = OrderedDict()
        self.lock = threading.Lock()

    def take(self, address):
        """The sheet of an address, or None."""
        with self.lock:
            if address in self.sheets:
                self.sheets.move_to_end(address)
            return self.sheets.get(address)

    def put(self, address, sheet):
        """Keep a sheet; what was not asked for longest makes room."""
        with self.lock:
            if before := self.sheets.pop(address, None):
                self.weight -= before.weight
            self.sheets[address] = sheet
            self.weight += sheet.weight
            while self.weight > self.room:
                _address, oldest = self.sheets.popitem(last=False)
                self.weight -= oldest.weight

    def clear(self):
        """Forget everything."""
        with self.lock:
            self.sheets.clear()
            self.weight = 0


SHELF = Shelf(ROOM)


class StillPages:
    """Gives a kept page before anything else is asked, and keeps those that may be."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Whoever is told something on this page reads it as it is drawn for this one reader.
        # Whoever shows a key is known before anything is given.
        if (
            request.method not in {"GET", "HEAD"}
            or Notices.cookie_name in request.COOKIES
            or request.headers.get("Authorization", "").lower().startswith("bearer ")
        ):
            return self.get_response(request)
        # Another host is refused here as everywhere.
        request.get_host()
        address = address_of(request.path, request.META.get("QUERY_STRING", ""))
        if (sheet := SHELF.take(address)) is None:
            return self.keep(request, address, self.get_response(request))
        if answer := given(request, sheet):
            return answer
        # At the moment of an announcement everybody asks for the same: one draws it, the others wait and have it.
        with sheet.drawing:
            if (drawn := SHELF.take(address)) and drawn is not sheet and (answer := given(request, drawn)):
                return answer
            return self.keep(request, address, self.get_response(request))

    def process_view(self, request, view, _args, _kwargs):
        """Ask for the number before the page is drawn: what changes meanwhile makes the sheet old at once."""
        request.kept = getattr(view, "kept", None)
        if request.kept and request.method in {"GET", "HEAD"} and not hasattr(request, "printing"):
            request.printing = printing.number()

    def keep(self, request, address, answer):
        """The answer as it goes out; kept, if it is a public page that any reader may be given."""
        number = getattr(request, "printing", None)
        if not getattr(request, "kept", None) or number is None or request.method != "GET" or not is_for_all(answer):
            return answer
        patch_vary_headers(answer, ["Accept-Encoding"])
        answer["Cache-Control"] = CACHES
        headers = {name: value for name, value in answer.headers.items() if name not in OF_ONE_ANSWER}
        sheet = KeptPage(number, time.time(), request.kept, answer.content, headers, request.resolver_match.view_name)
        if len(address) <= LONGEST_ADDRESS:
            SHELF.put(address, sheet)
            request.META[SHEET] = sheet
        return sheet.answer(request)


def given(request, sheet):
    """The answer from a sheet; None where it holds no longer."""
    request.printing = printing.number()
    if request.printing is not None and not sheet.holds_under(request.printing):
        return None
    request.drawn_by, request.META[SHEET] = sheet.view, sheet
    return sheet.answer(request)


def address_of(path, query):
    """Under what a page is kept: its path, and what its query says however the letters of that are encoded."""
    if not query or len(query) > LONGEST_ADDRESS:
        return f"{path}?{query}" if query else path
    return f"{path}?{urlencode(parse_qsl(query, keep_blank_values=True))}"


def is_for_all(answer):
    """Whether an answer is a whole page that leaves nothing with its reader and asked for nothing of theirs."""
    varies = {name.lower() for name in re.split(r",\s*", answer.headers.get("Vary", ""))}
    return (
        answer.status_code == HTTPStatus.OK
        and not answer.streaming
        and not answer.cookies
        and not varies & {"cookie", "accept-language"}
        and "no-store" not in answer.headers.get("Cache-Control", "")
    )
