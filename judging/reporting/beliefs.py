"""How sure the scores of a recap are, from its frozen snapshot: worked out once a process, since it never changes."""

import json
from functools import lru_cache

from django.utils.translation import gettext as _

from judging.arithmetic.results import recap
from judging.models import Snapshot


def of(stage):
    """The belief about the joined scores of a stage's entrants, by code; None where no recap was frozen."""
    fingerprint = Snapshot.objects.filter(stage=stage).values_list("sha256", flat=True).first()
    return frozen(fingerprint) if fingerprint else None


@lru_cache(maxsize=8)
def frozen(fingerprint):
    """The belief of one snapshot, named by its fingerprint; None where it has no reads."""
    body = json.loads(Snapshot.objects.values_list("body", flat=True).get(sha256=fingerprint))
    return recap.levels_of(body) if "readings" in body else None


def in_words(probability):
    """A probability as it may be said: in tenths, since it is not known more exactly."""
    tenths = round(probability * 10)
    if tenths < 1:
        return _("kurang dari 1 dari 10")
    return _("lebih dari 9 dari 10") if tenths > 9 else _("kira-kira %(tenths)d dari 10") % {"tenths": tenths}
