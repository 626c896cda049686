"""What was signed, held against what stands: a card that was changed past its judge is found.

A trigger refuses every change of a locked card. Whoever owns the tables can lift a trigger, so it is not enough: each
signed version carries a commitment, and the event of its signing has the same one in the chain, which nobody can change
without breaking it.
"""

import json

from accounts.domain.events import canonical
from accounts.models import Event
from judging.arithmetic import commitment
from judging.arithmetic.points import thousandths
from judging.models import JointMark, Mark, Scorecard

SIGNED = "scorecard.locked"
JOINT = "joint_mark.proposed"


def altered(stage):
    """The locked cards of a stage that are otherwise than their judges signed them, in order, with what names them."""
    cards = list(locked(stage))
    marks = {}
    for card, key, points, remark in Mark.objects.filter(scorecard__in=cards).values_list(
        "scorecard", "criterion__key", "points", "remark"
    ):
        marks.setdefault(card, {})[key] = {"points": points, "remark": remark}
    told = told_of(cards)
    return [card for card in cards if not is_as_signed(card, marks.get(card.pk, {}), told.get(card.pk))]


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
        or json.loads(one.body)["total"] != str(thousandths(one.total))
    ]


def locked(stage):
    """The locked cards that count, each with the version that its number names as `signed`."""
    cards = (
        Scorecard.objects.filter(assignment__stage=stage, assignment__recused_at=None, locked_at__isnull=False)
        .select_related("assignment__proposal", "assignment__judge")
        .prefetch_related("versions")
        .order_by("assignment__proposal__code", "assignment__judge", "pk")
    )
    for card in cards:
        card.signed = next((one for one in card.versions.all() if one.number == card.number), None)
        yield card


def told_of(cards):
    """What the chain tells of the last signing of each card: its number and commitment, by card."""
    about = Event.objects.filter(
        name=SIGNED, subject_type=Scorecard._meta.label_lower, subject_id__in=[card.pk for card in cards]
    )
    return {event.subject_id: event.particulars for event in about.order_by("number")}


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
    """Of a version's text what a judge gave."""
    return {name: part for name, part in json.loads(body).items() if name in ("marks", "remark", "total")}


def text_of(card, marks):
    """What a card says now, as a version would keep it."""
    total = None if card.total is None else str(thousandths(card.total))
    return canonical({"marks": marks, "remark": card.remark, "total": total})
