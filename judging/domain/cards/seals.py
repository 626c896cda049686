"""What was signed, held against what stands: a card that was changed past its judge is found.

A trigger refuses every change of a locked card. Whoever owns the tables can lift a trigger, so it is not enough: each
signed version carries a commitment, and the event of its signing has the same one in the chain, which nobody can change
without breaking it. A stage does not close over a broken seal; every hour the portal looks by itself and tells.
"""

import hashlib
import json
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from accounts.domain import events
from accounts.domain.events import canonical
from accounts.models import Event
from competitions.models import Stage
from judging import letters, rules
from judging.arithmetic import commitment
from judging.arithmetic.points import hundredths
from judging.models import CalibrationCard, CardVersion, JointMark, Mark, PanelMember, Scorecard, SealCheck, Snapshot

SIGNED = "scorecard.locked"
REOPENED = "scorecard.reopened"
JOINT = "joint_mark.proposed"
CALIBRATED = "calibration.signed"
FROZEN = "stage.closed"


@dataclass(frozen=True)
class Broken:
    """One thing that is not as it was signed: `what` is the matter with it, the proposal's number, the judge's code."""

    what: str
    proposal: str = ""
    judge: str = ""

    @property
    def sentence(self):
        return rules.broken_seal(self.what, self.proposal, self.judge)


def broken(stage):
    """Everything of a stage that is otherwise than it was signed, agreed on or frozen."""
    seats = dict(PanelMember.objects.filter(stage=stage).values_list("judge", "code"))
    joints = JointMark.objects.proposed().filter(stage=stage).select_related("proposal").order_by("proposal__code")
    return [
        *(
            Broken(
                "altered" if card.locked_at else "opened",
                card.assignment.proposal.code,
                seats.get(card.assignment.judge_id, ""),
            )
            for card in altered(stage)
        ),
        *(Broken("gone", told["proposal"]) for told in gone(stage)),
        *(Broken("joint", one.proposal.code) for one in altered_joint_marks(joints)),
        *(
            Broken("calibration", one.dossier.proposal.code, seats.get(one.judge_id, ""))
            for one in (altered_calibrations(stage) if stage.arranged.is_calibrated else ())
        ),
        *([] if is_as_frozen(stage) else [Broken("frozen")]),
    ]


def look_at_all(*, at):
    """Look at every stage that is at work or waits to be announced; safe to run twice."""
    due = Stage.objects.filter(opened_at__isnull=False, published_at=None, skipped_at=None).order_by("pk")
    for stage in due:
        if stage.needs.is_scored:
            look(stage, at=at)


@transaction.atomic
def look(stage, *, at):
    """Hold a stage's signed cards against the chain and keep what was found; what is new is told to the ministry's
    admins and to the auditors, with one event. Returns the SealCheck.
    """
    stage = Stage.objects.locked(stage.pk)
    before = SealCheck.objects.filter(stage=stage).first()
    found = [asdict(one) for one in broken(stage)]
    cards = Scorecard.objects.filter(
        assignment__stage=stage, assignment__recused_at=None, locked_at__isnull=False
    ).count()
    check, _is_new = SealCheck.objects.update_or_create(
        stage=stage, defaults={"looked_at": at, "cards": cards, "broken": found}
    )
    if [one for one in found if before is None or one not in before.broken]:
        letters.tell("seals.broken", stage, count=len(found), at=at)
        events.record("seals.broken", on=stage, by=None, at=at, count=len(found), broken=found)
    return check


def altered(stage):
    """The cards of a stage that are otherwise than their judges signed them, or open though nobody opened them."""
    cards = list(signed_once(stage))
    marks = {}
    for card, key, points, remark in Mark.objects.filter(scorecard__in=cards).values_list(
        "scorecard", "criterion__key", "points", "remark"
    ):
        marks.setdefault(card, {})[key] = {"points": points, "remark": remark}
    told = told_of(cards)
    return [card for card in cards if not stands_as_told(card, marks.get(card.pk, {}), told.get(card.pk))]


def gone(stage):
    """What the chain told of the signing of cards in the stage that are not there any more."""
    cards = Scorecard.objects.filter(pk=OuterRef("subject_id"))
    lost = Event.objects.filter(~Exists(cards), name=SIGNED, subject_type=Scorecard._meta.label_lower)
    told = {event.subject_id: event.particulars for event in lost.order_by("number")}
    return [one for one in told.values() if one.get("stage") == stage.pk]


def is_as_frozen(stage):
    """Whether what a closed stage froze is what the chain was told; True before it is closed."""
    frozen = Snapshot.objects.filter(stage=stage).first()
    if frozen is None:
        return True
    event = Event.objects.about(stage).filter(name=FROZEN).last()
    told = event.particulars["snapshot"] if event else None
    return told == frozen.sha256 == hashlib.sha256(frozen.body.encode()).hexdigest()


def altered_joint_marks(joints):
    """Those of the joint marks that are otherwise than they were agreed on."""
    about = Event.objects.filter(
        name=JOINT, subject_type=JointMark._meta.label_lower, subject_id__in=[one.pk for one in joints]
    )
    told = {event.subject_id: event.particulars["sha256"] for event in about}
    return [
        one
        for one in joints
        if told.get(one.pk) != one.sha256
        or not commitment.fits(bytes.fromhex(one.salt), one.body.encode(), one.sha256)
        or json.loads(one.body)["total"] != str(hundredths(one.total))
    ]


def calibrated(dossier, stage, marks, remark, total):
    """What a judge signs of a dossier of a calibration round, as text."""
    return canonical(
        {
            "edition": stage.edition.slug,
            "stage": stage.key,
            "proposal": dossier.proposal.code,
            "marks": marks,
            "remark": remark,
            "total": str(hundredths(total)),
        }
    )


def altered_calibrations(stage):
    """The cards of a stage's calibration round that are otherwise than their judges signed them, in order."""
    about = Event.objects.about(stage).filter(name=CALIBRATED)
    told = {event.particulars["card"]: event.particulars["sha256"] for event in about}
    cards = CalibrationCard.objects.filter(dossier__round__stage=stage).select_related("dossier__proposal", "judge")
    return [
        one
        for one in cards.order_by("dossier__position", "judge", "pk")
        if told.get(one.pk) != one.sha256
        or not commitment.fits(bytes.fromhex(one.salt), one.body.encode(), one.sha256)
        or one.body != calibrated(one.dossier, stage, one.marks, one.remark, one.total)
    ]


def signed_once(stage):
    """The cards that count and were locked once, each with the version that its number names as `signed`."""
    told = Event.objects.filter(name=SIGNED, subject_type=Scorecard._meta.label_lower, subject_id=OuterRef("pk"))
    cards = list(
        Scorecard.objects.filter(Exists(told) | Q(locked_at__isnull=False), assignment__stage=stage)
        .filter(assignment__recused_at=None)
        .select_related("assignment__proposal", "assignment__judge")
        .order_by("assignment__proposal__code", "assignment__judge", "pk")
    )
    standing = CardVersion.objects.filter(scorecard__in=cards, number=F("scorecard__number"))
    versions = {one.scorecard_id: one for one in standing}
    for card in cards:
        card.signed = versions.get(card.pk)
    return cards


def told_of(cards):
    """What the chain told last of each card's signing or opening: the event, by card."""
    about = Event.objects.filter(
        name__in=[SIGNED, REOPENED],
        subject_type=Scorecard._meta.label_lower,
        subject_id__in=[card.pk for card in cards],
    )
    return {event.subject_id: event for event in about.order_by("number")}


def stands_as_told(card, marks, event):
    """Whether a card that was signed once is what the chain told of it last: locked as it was signed, or opened."""
    is_signed = event is not None and event.name == SIGNED
    if card.locked_at is None:
        return not is_signed
    return is_as_signed(card, marks, event.particulars if is_signed else None)


def is_as_signed(card, marks, told):
    """Whether a card, its marks by criterion key, is what its version says, and that what the chain was told."""
    version = card.signed
    if version is None or told is None:
        return False
    return (
        (told["number"], told["sha256"]) == (version.number, version.sha256)
        and commitment.fits(bytes.fromhex(version.salt), version.body.encode(), version.sha256)
        and says(version.body) == says(text_of(card, marks))
    )


def says(body):
    """Of a version's text what a judge gave, and to which proposal."""
    whole = json.loads(body)
    return {name: whole[name] for name in ("proposal", "judge", "marks", "remark", "total")}


def text_of(card, marks):
    """What a card says now, as a version would keep it."""
    total = None if card.total is None else str(hundredths(card.total))
    given = {"proposal": card.assignment.proposal.code, "judge": card.assignment.judge_id}
    return canonical({**given, "marks": marks, "remark": card.remark, "total": total})
