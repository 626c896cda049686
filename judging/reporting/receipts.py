"""The receipt of a signed card: what it commits to, and whether what counted in the end is the same."""

import json
from dataclasses import dataclass

from accounts.domain.trail import proving
from accounts.models import Event
from judging.domain.cards import seals
from judging.models import CardVersion, PanelMember, Snapshot


@dataclass(frozen=True)
class Receipt:
    """What a judge holds of a signed card; `counted` is the total that the computation read, None while it has not.

    `is_as_signed` says whether the card still is what was signed; `frozen` is the fingerprint of what counted,
    as the chain has it since the stage was closed, "" before.
    """

    version: CardVersion
    event: Event
    versions: list
    is_as_signed: bool
    total: str
    counted: str | None
    frozen: str

    @property
    def is_closed(self):
        """Whether the stage is closed and what counts is frozen."""
        return bool(self.frozen)

    @property
    def is_counted(self):
        """Whether the computation read what was signed."""
        return self.counted == self.total


def of(card):
    """The receipt of a card's last signature; None where it was never signed. `card.assignment` brings its stage."""
    versions = list(card.versions.select_related("by__user").order_by("number"))
    version = next((one for one in reversed(versions) if one.act == CardVersion.Act.SIGNED), None)
    if version is None:
        return None
    event = Event.objects.about(card).filter(name=seals.SIGNED).last()
    card.signed = version
    marks = {
        key: {"points": points, "remark": remark}
        for key, points, remark in card.marks.values_list("criterion__key", "points", "remark")
    }
    snapshot = Snapshot.objects.filter(stage=card.assignment.stage_id).first()
    return Receipt(
        version=version,
        event=event,
        versions=versions,
        is_as_signed=bool(card.locked_at) and seals.is_as_signed(card, marks, event.particulars if event else None),
        total=json.loads(version.body)["total"],
        counted=counted(card, json.loads(snapshot.body)) if snapshot else None,
        frozen=snapshot.sha256 if snapshot else "",
    )


def awaited(receipt):
    """Why there is no proof of a signature yet, in a sentence; "" where there is one."""
    return proving.awaited(receipt.event)


def proof_of(receipt):
    """The proof that the trail holds the signature, with its event's own text; None where it does not come out."""
    return proving.inclusion(receipt.event, commitment=receipt.version.sha256, **proving.opened(receipt.event))


def counted(card, frozen):
    """The total of a card that a stage's snapshot holds; None where it holds none."""
    seat = PanelMember.objects.filter(stage=card.assignment.stage_id, judge=card.assignment.judge_id)
    judge, code = seat.values_list("code", flat=True).first(), card.assignment.code
    reads = (one for one in frozen.get("reads", ()) if (one["proposal"], one["judge"]) == (code, judge))
    return next((one["total"] for one in reads), None)
