"""Pages of floors above that pages below lead to: the roof says where they lie when it starts.

A floor names addresses of its own and of the floors below; these few are promised to it under names of its own.
"""

from django.urls import reverse

# By what the page is to whoever leads there.
PROMISED: dict[str, str] = {}


def promise(addresses):
    """The roof names its addresses."""
    PROMISED.update(addresses)


def address(page, *args):
    """Where a promised page lies."""
    return reverse(PROMISED[page], args=args)
