"""What two people did about a decision after its minutes: announced, taken off, revoked, as sheets behind the minutes.

The minutes are signed as they stood when the decision was put forward. Nothing is written into them later: whoever has
the signed copy and prints them again finds the same pages, and behind them, apart, what has become of the decision.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise

from accounts.domain import motions
from accounts.domain.motion_kinds import KINDS
from accounts.models import Motion
from competitions.models import Stage
from judging.models import Award, Objection
from proposals.models import Proposal

# The grave acts whose ground everybody in the room may read: those on the stage itself. What was said of one proposal
# is read by those whom its own kind names.
GROUNDED = ("provisional-list", "publish")
OF_PROPOSAL = ("disqualify", "let-go")


@dataclass(frozen=True)
class Afterwards:
    """One grave act after the minutes: what, about what, when, by which two, on what it rests, and its hash.

    `reason` is "" where the room does not read it.
    """

    title: str | Promise
    about: str
    at: datetime
    by: str
    second: str
    reason: str
    sha256: str


def of(stage, decision):
    """What two people did about a decision since it was put forward, in that order; [] before. One query."""
    if not decision.is_proposed:
        return []
    since = {"carried_at__gte": decision.motion.moved_at}
    found = Motion.objects.filter(about(stage, decision), **since).select_related("mover", "seconder")
    return [told(one) for one in found.order_by("carried_at", "pk")]


def about(stage, decision):
    """Which motions are about what a decision lists: its stage, its awards, objections to it, who goes on by it."""
    signed = [one["code"] for one in motions.told(decision.motion)["going_on"]]
    listed = Proposal.objects.filter(edition=stage.edition_id, code__in=signed).values("pk")
    return (
        Q(kind__in=GROUNDED, subject_type=Stage._meta.label_lower, subject_id=stage.pk)
        | Q(subject_type=Objection._meta.label_lower, subject_id__in=Objection.objects.filter(stage=stage).values("pk"))
        | Q(subject_type=Award._meta.label_lower, subject_id__in=Award.objects.filter(stage=stage).values("pk"))
        | Q(kind__in=OF_PROPOSAL, subject_type=Proposal._meta.label_lower, subject_id__in=listed)
    )


def told(motion):
    """One motion that was carried out, as it is printed."""
    return Afterwards(
        title=KINDS[motion.kind].title,
        about=called(motion),
        at=motion.carried_at,
        by=motion.mover.told_apart,
        second=motion.seconder.told_apart,
        reason=motion.reason if motion.kind in GROUNDED else "",
        sha256=motion.sha256,
    )


def called(motion):
    """What a motion is about besides the stage, and what was decided where that can be one thing or the other."""
    if motion.kind in GROUNDED:
        return ""
    outcome = motion.inputs.get("outcome")
    return f"{motion.subject_name}: {Objection.Outcome(outcome).label}" if outcome else motion.subject_name
