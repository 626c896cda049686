"""Readers who have all signed discuss a proposal, and may agree on one mark; their own cards stay as they are."""

import json
import secrets
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.domain import events, stamps
from accounts.rules import Refused, refuse
from judging import letters, rules
from judging.arithmetic import commitment
from judging.arithmetic.points import hundredths
from judging.domain.cards import scoring, seals
from judging.domain.cards.scoring import Given
from judging.models import Assent, Assignment, DiscussionEntry, JointMark, Scorecard


@dataclass(frozen=True)
class Readers:
    """How many read a proposal in a stage, and how many of them have not signed."""

    number: int
    unsigned: int


def readers(stage_id, proposal_id):
    """Who reads a proposal in a stage, counted; one query."""
    own = Assignment.objects.standing().filter(stage=stage_id, proposal=proposal_id)
    signed = list(own.values_list("scorecard__locked_at", flat=True))
    return Readers(len(signed), signed.count(None))


@transaction.atomic
def say(assignment, text, *, by, at):
    """Add to the discussion of a proposal; sent twice in a row, it is said once."""
    assignment, _readers = opened(assignment, by=by, at=at)
    if not text.strip():
        raise Refused(rules.NOTHING_SAID)
    last = thread(assignment.stage_id, assignment.proposal_id).last()
    if last and (last.text, last.said_by.user_id) == (text.strip(), by.user_id):
        return last
    said = DiscussionEntry.objects.create(
        stage=assignment.stage, proposal=assignment.proposal, text=text.strip(), said_at=at, said_by=by
    )
    tell_others(said, assignment, by=by, at=at)
    events.record("discussion.said", on=said, by=by, at=at, proposal=assignment.proposal_id)
    return said


@transaction.atomic
def propose(assignment, points: Mapping[str, int], reason, *, seen=None, by, at):
    """Put joint marks to the other readers; one's own assent goes with them, and what was proposed before is replaced.

    `points` are those of every criterion. Raises Refused, Stale, and ValueError for marks the rubric does not know.
    """
    assignment, _readers = opened(assignment, by=by, at=at)
    stands = on_the_table(assignment.stage_id, assignment.proposal_id)
    refuse(rules.JOINT_MARK_AGREED if stands and is_agreed(stands) else None)
    if not reason.strip():
        raise Refused(rules.REASON_MISSING)
    stamps.unchanged(seen, stamp(stands), stands)
    criteria = {one.key: one for one in assignment.stage.rubric.criteria.all()}
    given = {key: Given(value) for key, value in sorted(points.items())}
    scoring.check_marks(given, criteria, assignment.points_allowed)
    total = scoring.total_of(given, criteria)
    if stands:
        end(stands, by=by, at=at)
    body = events.canonical(
        {
            "edition": assignment.stage.edition.slug,
            "stage": assignment.stage.key,
            "proposal": assignment.proposal.code,
            "points": dict(sorted(points.items())),
            "reason": reason.strip(),
            "total": str(hundredths(total)),
        }
    )
    key = secrets.token_bytes(commitment.KEY_BYTES)
    joint = JointMark.objects.create(
        stage=assignment.stage,
        proposal=assignment.proposal,
        body=body,
        total=total,
        reason=reason.strip(),
        salt=key.hex(),
        sha256=commitment.commitment(key, body.encode()),
        proposed_at=at,
        proposed_by=by,
    )
    give_assent(joint, assignment, by=by, at=at)
    tell_others(joint, assignment, is_joint=True, by=by, at=at)
    # Marks stay out of the chain, as those of the cards do.
    events.record(seals.JOINT, on=joint, by=by, at=at, proposal=assignment.proposal_id, sha256=joint.sha256)
    return joint


@transaction.atomic
def assent(assignment, *, seen, by, at):
    """Assent to the joint mark on the table, as it was shown: once every reader has, it counts."""
    assignment, _readers = opened(assignment, by=by, at=at)
    joint = on_the_table(assignment.stage_id, assignment.proposal_id)
    if joint is None:
        raise Refused(rules.NO_JOINT_MARK)
    stamps.unchanged(seen, stamp(joint), joint)
    if Assent.holding().filter(joint_mark=joint, scorecard__assignment=assignment).exists():
        raise Refused(rules.ASSENTED_ALREADY)
    give_assent(joint, assignment, by=by, at=at)
    events.record("joint_mark.assented", on=joint, by=by, at=at, proposal=assignment.proposal_id)
    return joint


@transaction.atomic
def withdraw(assignment, *, seen=None, by, at):
    """Take the joint mark off the table, whoever of the readers put it there, until all have assented."""
    assignment, _readers = opened(assignment, by=by, at=at)
    joint = on_the_table(assignment.stage_id, assignment.proposal_id)
    if joint is None:
        raise Refused(rules.NO_JOINT_MARK)
    stamps.unchanged(seen, stamp(joint), joint)
    refuse(rules.JOINT_MARK_AGREED if is_agreed(joint) else None)
    end(joint, by=by, at=at)
    events.record("joint_mark.withdrawn", on=joint, by=by, at=at, proposal=assignment.proposal_id)
    return joint


def opened(assignment, *, by, at):
    """The assignment locked with its stage, and the readers of its proposal; Refused where nothing may be said now."""
    assignment = Assignment.objects.locked(assignment.pk, on=timezone.localdate(at))
    refuse(
        rules.pact_refusal(has_signed=assignment.has_signed)
        or rules.reading_refusal(assignment, judge=by.user, ties=scoring.ties_of(assignment, at=at))
        or rules.cover_refusal(assignment)
    )
    found = readers(assignment.stage_id, assignment.proposal_id)
    refuse(rules.speaking_refusal(assignment.stage, readers=found.number, unsigned=found.unsigned, at=at))
    return assignment, found


def tell_others(what, assignment, *, is_joint=False, by, at):
    """Write to the other readers that one of them has spoken; part of the transaction of an act."""
    stage, proposal = assignment.stage, assignment.proposal
    letters.tell("discussion.said", stage, about=what, proposal=proposal, is_joint=is_joint, by=by, at=at)


def give_assent(joint, assignment, *, by, at):
    """The assent of the reader who holds this assignment; part of the transaction of an act."""
    card = Scorecard.objects.get(assignment=assignment)
    Assent.objects.create(joint_mark=joint, scorecard=card, number=card.number, given_at=at, given_by=by)


def end(joint, *, by, at):
    """Take a joint mark off the table; part of the transaction of an act."""
    joint.ended_at, joint.ended_by = at, by
    joint.save(update_fields=["ended_at", "ended_by"])


def thread(stage_id, proposal_id):
    """What was said of a proposal, in order."""
    said = DiscussionEntry.objects.filter(stage=stage_id, proposal=proposal_id)
    return said.select_related("said_by__user").order_by("said_at", "pk")


def on_the_table(stage_id, proposal_id):
    """The joint mark that lies before the readers of a proposal, or None."""
    found = JointMark.objects.proposed().filter(stage=stage_id, proposal=proposal_id)
    return found.select_related("proposed_by__user").first()


def points_of(joint):
    """The points of a joint mark, by criterion key."""
    return json.loads(joint.body)["points"]


def stamp(joint):
    """What a form drawn beside this joint mark carries."""
    return str(joint.pk) if joint else stamps.NOTHING


def is_agreed(joint):
    """Whether every reader of today has assented on the card that stands."""
    return not missing_assents(joint).exists()


def missing_assents(joint):
    """The assignments whose judges have not assented to a joint mark."""
    held = Assent.holding().filter(joint_mark=joint).values("scorecard")
    own = Assignment.objects.standing().filter(stage=joint.stage_id, proposal=joint.proposal_id)
    return own.filter(Q(scorecard=None) | ~Q(scorecard__in=held))


def agreed(stage):
    """The joint marks that count in a stage, by the id of their proposal: those to which all readers have assented."""
    held = defaultdict(set)
    for joint, card in Assent.holding().filter(joint_mark__stage=stage).values_list("joint_mark", "scorecard"):
        held[joint].add(card)
    cards = defaultdict(set)
    own = Assignment.objects.standing().filter(stage=stage)
    for proposal, card in own.values_list("proposal_id", "scorecard"):
        cards[proposal].add(card)
    on_tables = JointMark.objects.proposed().filter(stage=stage).select_related("proposal").order_by("proposal__code")
    return {one.proposal_id: one for one in on_tables if cards[one.proposal_id] == held[one.pk]}
