"""What was shown is what is signed: acts compare what their caller was shown with what stands under their lock."""

import hashlib
import json
from contextlib import contextmanager

from django.db import transaction

from accounts.rules import Stale

# The stamp of what nobody has written yet.
NOTHING = "0"


def unchanged(seen, stands, current):
    """Stop the act if the caller was shown something else than what stands.

    `seen` is the stamp the form carried, None for a caller that was shown nothing: a machine, a first save.
    """
    if seen is not None and seen != stands:
        raise Stale(current)


@contextmanager
def as_shown(subject, stamp, seen):
    """Around an act: its subject, locked, has the stamp that was `seen`, and keeps it until the act. Raises Stale.

    `stamp(subject)` says what stands of everything the act's page shows.
    """
    with transaction.atomic():
        locked = type(subject).objects.locked(subject.pk)
        unchanged(seen, stamp(locked), locked)
        yield


def fingerprint(values):
    """The stamp of facts that carry no number of their own: equal values, in JSON, give equal stamps."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
