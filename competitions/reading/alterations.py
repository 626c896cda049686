"""What was altered after an edition was announced: the lines of its public page."""

from dataclasses import dataclass
from datetime import datetime

from accounts.domain import motions
from accounts.models import Motion
from competitions.domain.planning.altering import ALTERATION


@dataclass(frozen=True)
class Alteration:
    """One alteration that two people carried: when, why, and what differs."""

    at: datetime
    reason: str
    changes: list[dict]


def alterations(edition):
    """Every alteration of an announced edition, the latest first; one query."""
    carried = Motion.objects.about(edition).filter(kind=ALTERATION, carried_at__isnull=False)
    return [Alteration(motion.carried_at, motion.reason, motions.told(motion)["changes"]) for motion in carried]
