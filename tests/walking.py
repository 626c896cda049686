"""Somebody who follows every link: the pages within reach of a person, each read once."""

import functools
from collections import Counter, deque
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.urls import resolve
from django.utils import translation

from accounts import language
from tests.reading import links

# Of pages that differ by their subject only, so many are read.
PAGES_OF_A_KIND = 3
# Somebody who opens an address asks for a page; a script does not.
A_BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def match(address):
    """What answers at an address, in the language that it is in."""
    return match_of(urlsplit(address).path)


@functools.cache
def match_of(path):
    with translation.override(language.of_address(path)):
        return resolve(path)


def view_of(address):
    """The name of the view at an address."""
    return match(address).view_name


def is_guarded(address):
    """Whether the page is not for anybody who comes."""
    return getattr(match(address).func, "door", None) != "public"


class Walk:
    """The way of one client through the portal, along the links that it `follows`; what it was answered is kept."""

    def __init__(self, client, follows, *, of_a_kind=PAGES_OF_A_KIND):
        self.client, self.follows, self.of_a_kind = client, follows, of_a_kind
        self.answers, self.kinds = {}, Counter()

    @property
    def is_signed_in(self):
        return settings.SESSION_COOKIE_NAME in self.client.cookies

    def opened(self, address):
        """The answer at an address; asked for once."""
        path = address.partition("#")[0]
        if path not in self.answers:
            answer = self.answers[path] = self.client.get(path, headers=A_BROWSER)
            if answer.streaming:
                # Read to its end, as a browser does: what makes the file runs, and puts it away.
                deque(answer.streaming_content, maxlen=0)
        return self.answers[path]

    def pages(self, *starts, reads=lambda _address: True):
        """Some pages and those within reach of them, among those it `reads`: (address, markup, links followed)."""
        waiting, seen = [*starts], set()
        while waiting:
            path = waiting.pop(0).partition("#")[0]
            view = view_of(path)
            is_one_too_many = self.kinds[view] >= self.of_a_kind and path not in starts
            if path in seen or is_one_too_many or not reads(path):
                continue
            seen.add(path)
            self.kinds[view] += 1
            response = self.opened(path)
            if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
                continue
            page = response.content.decode()
            ways = [(link, address) for link, address in links(page, path) if self.follows(address)]
            yield path, page, ways
            waiting += [address for _link, address in ways]


def few_of_a_kind(ways, few=PAGES_OF_A_KIND):
    """Of links to pages that differ by their subject only, so many."""
    kinds = Counter()
    for link, address in ways:
        kind = view_of(address), tuple(sorted(parse_qs(urlsplit(address).query)))
        kinds[kind] += 1
        if kinds[kind] <= few:
            yield link, address
