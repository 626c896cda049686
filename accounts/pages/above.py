"""Pages of floors above that pages below lead to: the roof says where they lie when it starts.

A floor names addresses of its own and of the floors below; these few are promised to it under names of its own.
"""

from django.urls import reverse

from accounts.pages import addresses

# By what the page is to whoever leads there.
PROMISED: dict[str, str] = {}


def promise(names):
    """The roof names its addresses."""
    PROMISED.update(names)


def address(page, *args):
    """Where a promised page lies."""
    if addresses.is_plain(args):
        return addresses.of(PROMISED[page], *args)
    return reverse(PROMISED[page], args=args)
