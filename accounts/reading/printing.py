"""What kept public pages ask before they are given."""

import threading
from collections import defaultdict

from django.db import InterfaceError, OperationalError

from accounts.models import Printing


def number():
    """How many changes of what the public reads there have been; None where the database does not answer."""
    try:
        return Printing.objects.number()
    except (OperationalError, InterfaceError):
        return None


def moment():
    """When what the public reads changed last, as its transaction began; None where it never did."""
    return Printing.objects.moment()


# What was found out of all that is public, by name: the number it was found under, and what was found.
KNOWN = {}
# While one reader of a name finds out, others wait for what is found.
FINDING = defaultdict(threading.Lock)


def while_it_stands(name, now, find):
    """What `find()` gives, asked again only when what the public reads has changed; kept by each process.

    `now` is the number that was asked for before; without one nothing is kept.
    """
    if now is None:
        return find()
    then, found = KNOWN.get(name, (None, None))
    if then != now:
        with FINDING[name]:
            then, found = KNOWN.get(name, (None, None))
            if then != now:
                found = find()
                KNOWN[name] = now, found
    return found
