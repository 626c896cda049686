"""The grave acts of planning: announcing an edition, and altering one that is announced."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.domain import motions
from accounts.domain.motion_kinds import MotionKind
from accounts.rules import Refused
from competitions import rules
from competitions.domain import difference, plan_file, planning
from competitions.domain.parts import PARTS
from competitions.domain.planning.altering import ALTERATION
from competitions.models import Edition


def address(edition):
    """The plan of an edition, where both acts begin."""
    return reverse("competitions:plan", args=[edition.slug])


def edition_of(edition):
    """What the letter about a motion says of its edition."""
    return edition.slug, edition.name


def described_announcement(edition, inputs):
    """The whole plan that everybody will see."""
    return {"edition": edition.slug, "plan": plan_file.unstructured(planning.plan_of(edition))}


def announcement_refusal(edition, inputs, *, office, at):
    """Why the edition may not be announced now, or None; every reason why its plan could not run."""
    if refusal := rules.announcement_refusal(edition, by=office, at=at):
        return refusal
    if said := planning.announcement_reasons(edition):
        raise Refused(rules.PLAN_CANNOT_RUN, said)
    return None


def altered(edition, inputs):
    """The part that is altered, its new value, and what differs from the plan that stands."""
    stands, part = planning.plan_of(edition), PARTS[inputs["part"]]
    value = plan_file.structured(inputs["value"], part.shape)
    wanted = part.write(stands, value)
    return part, value, stands, wanted, difference.between(stands, wanted)


def described_alteration(edition, inputs):
    """Which part changes, and each change with what stands before and after."""
    part, _value, _stands, _wanted, changes = altered(edition, inputs)
    return {"edition": edition.slug, "part": part.key, "changes": [vars(change) for change in changes]}


def alteration_refusal(edition, inputs, *, office, at):
    """Why the plan may not be altered so, or None; every reason, sentence by sentence."""
    if refusal := rules.altering_refusal(edition, is_seconded=True, by=office):
        return refusal
    _part, _value, stands, wanted, changes = altered(edition, inputs)
    if not changes:
        return rules.NOTHING_CHANGES
    if said := planning.alteration_reasons(edition, stands, wanted, changes, at=at):
        raise Refused(rules.PLAN_CANNOT_RUN, said)
    return None


def carry_alteration(edition, motion, *, by, at):
    """Put the new value in."""
    part, value, *_rest = altered(edition, motion.inputs)
    planning.alter(edition, part.key, value, motion=motion, by=by, at=at)


ANNOUNCE = MotionKind(
    name="announce-edition",
    title=_("Pengumuman edisi"),
    question=_("Setujui pengumuman edisi ini?"),
    subjects=Edition.objects.all,
    locked=Edition.objects.locked,
    describe=described_announcement,
    refusal=announcement_refusal,
    carry=lambda edition, motion, *, by, at: planning.announce(edition, by=by, at=at),
    address=address,
    template="competitions/motions/announce.html",
    edition=edition_of,
    until=lambda edition, inputs: edition.opens_at,
)
ALTER = MotionKind(
    name=ALTERATION,
    title=_("Perubahan aturan edisi"),
    question=_("Setujui perubahan ini?"),
    subjects=Edition.objects.announced,
    locked=Edition.objects.locked,
    describe=described_alteration,
    refusal=alteration_refusal,
    carry=carry_alteration,
    address=address,
    template="competitions/motions/alter.html",
    edition=edition_of,
    needs_reason=True,
)
KINDS = (ANNOUNCE, ALTER)


def announce(edition, *, by, at):
    """Put the announcement of an edition before a second person; returns the Motion."""
    return motions.move(ANNOUNCE, edition, by=by, at=at)


def alter(edition, part, value, reason, *, by, at):
    """Put an alteration of an announced edition before a second person; returns the Motion."""
    inputs = {"part": part, "value": plan_file.unstructured(value)}
    return motions.move(ALTER, edition, reason=reason, inputs=inputs, by=by, at=at)
