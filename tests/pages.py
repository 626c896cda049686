"""Pages as a browser has them: what a form sends along without anybody typing it."""

import re
from html import unescape

HIDDEN = re.compile(r'<input type="hidden"\s+name="([^"]*)"\s+value="([^"]*)"')


def hidden(response):
    """The hidden fields of a page by name, but for the token, which the test client does not need."""
    found = HIDDEN.findall(response.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def send(client, address, data, **extra):
    """Open the page at an address and send its form, filled with `data`."""
    return client.post(address, {**hidden(client.get(address)), **data}, **extra)
