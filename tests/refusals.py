"""What a door says to an act that it refuses."""

import pytest
from django.db import transaction

from accounts.rules import Refused


def refused(act, *args, **given):
    """The `Refused` that an act ends in, which leaves nothing behind."""
    with pytest.raises(Refused) as caught, transaction.atomic():
        act(*args, **given)
    return caught.value


def refusal_of(act, *args, **given):
    """The rule's refusal that an act ends in."""
    return refused(act, *args, **given).refusal
