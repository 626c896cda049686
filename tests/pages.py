"""Pages as a browser has them: what they say, and what a form sends along without anybody typing it."""

import re
from html import unescape

from django.test import Client

from tests.factories import accounts

TAG = re.compile(r"<[^>]+>")
HIDDEN = re.compile(r'<input type="hidden"\s+name="([^"]*)"\s+value="([^"]*)"')
FORM, ACTION = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL), re.compile(r"\baction=\"([^\"]*)\"")


def markup(response):
    """A page as it was sent, on one line however it is laid out."""
    return " ".join(response.content.decode().split())


def text_of(response):
    """What a page says: its markup without the tags."""
    return " ".join(unescape(TAG.sub(" ", markup(response))).split())


def hidden(response):
    """The hidden fields in the main part of a page by name, but for the token, which the test client does not need.

    Those of the forms that send to the page itself, where there are any: another form has its own.
    """
    main, path = response.content.decode().partition("<main")[2], response.request["PATH_INFO"]
    forms = ((ACTION.search(attributes), body) for attributes, body in FORM.findall(main))
    own = [body for action, body in forms if not action or action[1].partition("?")[0] in ("", path)]
    found = HIDDEN.findall("".join(own) or main)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def send(client, address, data, **extra):
    """Open the page at an address and send its form, filled with `data`."""
    return client.post(address, {**hidden(client.get(address)), **data}, **extra)


def visit(client, office, address, data=None):
    """Open an address, or send `data` to it, as the holder of an office who has just signed in."""
    client.force_login(office.user)
    accounts.fresh(client)
    return client.get(address) if data is None else client.post(address, data)


class Browser(Client):
    """A client that opens a page before it sends the page's form, as people do; what the test sends comes first."""

    def post(self, path, data=None, **extra):
        if data is None or (isinstance(data, dict) and "versi" not in data):
            data = {"versi": "?", **hidden(self.get(path)), **(data or {})}
        return super().post(path, data, **extra)
