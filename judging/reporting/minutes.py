"""What the minutes of a plenary and the annex of its decree print: what the motion says, else what stands.

The minutes stay as they were signed, and what came later stands on sheets of its own (`afterwards`); the annex and the
brief name only those who still go on.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from accounts.domain import motions
from accounts.domain.events import canonical
from accounts.domain.trail import proving
from accounts.domain.trail.proving import ProvedHead
from competitions.models import Stage
from judging import rules
from judging.domain import recap
from judging.domain.panel import composing, passing
from judging.models import Award, Choice, Decision, Standing
from judging.reporting import beliefs, standings
from judging.reporting.plenary import gap, likely, standing_of
from proposals.models import in_contest


@dataclass(frozen=True)
class PricedDeparture:
    """What was decided otherwise: who gives way to whom, why, what it costs in points and how surely it is better.

    `out` and `taken` are departures as the motion tells them, None where one stands alone.
    """

    out: dict | None
    taken: dict | None
    reason: str
    price: Decimal | None
    probability: str


@dataclass(frozen=True)
class ListDecided:
    """Of two lists of a provisional result the one that counts, in a stage that the decision stands on, and why."""

    stage: str
    counts: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Minutes:
    """The minutes of one decision; `is_draft` as long as nobody has put it before a second person.

    `gone` are the codes of those who were decided on and go on no more, or hold no award any more; `revoked` the
    awards that were taken back since.
    """

    stage: Stage
    is_draft: bool
    sha256: str
    meeting: dict | None
    held_on: date | None
    # On what the decision rests, as its mover says; "" in a draft.
    reason: str
    # The rules of composition that are broken, each as a sentence, and why; {} where all are kept.
    override: dict
    # What the meeting lacked, as a sentence, and why it was decided all the same; {} where it lacked nothing.
    without_quorum: dict
    notes: str
    going_on: list[dict]
    gone: list[str]
    revoked: list[Award]
    lists: list[ListDecided]
    departures: list[dict]
    deviations: list["PricedDeparture"]
    passings: list
    below: list
    balances: list
    total: Decimal
    machine_total: Decimal
    decree_number: str
    decree_date: date | None
    # Of the trail as it was published last before the decision was put forward; None before any was, and in a draft.
    head: ProvedHead | None

    @property
    def led_meanwhile(self):
        """Who leads while the chair has left the room, by the code of the proposal that is spoken of."""
        return rules.leading_meanwhile(self.meeting) if self.meeting else []

    @property
    def signers(self):
        """Who signs: everybody who was there, the chair first."""
        if self.meeting is None:
            return []
        there = [one for one in self.meeting["members"] if one["is_present"]]
        chair = self.meeting["chair"]
        return [
            f"{one['code']} {one['name']}{', pimpinan rapat' if one['code'] == chair else ''}"
            for one in sorted(there, key=lambda one: (one["code"] != chair, one["code"]))
        ]


def of(stage, decision, described, *, is_as_signed=True):
    """The minutes of a decision; `described` says what stands, as it would be put before a second person.

    Once it is, they print what the second person reads, with the same hash; unless they are wanted `is_as_signed`,
    without whoever was taken off the list since and without the awards that were revoked.
    """
    told = motions.told(decision.motion) if decision.is_proposed else described
    names = {award.key: award for award in stage.award_names.order_by("position")}
    found = standing_of(stage)
    choices = Choice.objects.filter(decision=decision)
    taken_back, without = revoked_of(stage)
    ended = {(award.proposal.code, award.key) for award in taken_back}
    still = set(choices.going_on().values_list("proposal__code", flat=True)) - without
    signed = {one["code"] for one in told["going_on"]}
    going_on = signed if is_as_signed else signed & still
    named = going_on | {one["code"] for one in told["departures"]} if is_as_signed else going_on
    machine = choices.filter(in_contest("proposal__") | Q(proposal__code__in=named), proposed_by_machine=True)
    return Minutes(
        stage=stage,
        is_draft=not decision.is_proposed,
        sha256=decision.motion.sha256 if decision.is_proposed else fingerprint(told),
        meeting=told.get("meeting"),
        held_on=date.fromisoformat(told["meeting"]["held_on"]) if "meeting" in told else None,
        reason=decision.motion.reason if decision.is_proposed else "",
        override=override_of(stage, decision, told),
        without_quorum=without_quorum_of(decision, told),
        notes=told.get("minutes", ""),
        going_on=[
            one | {"awards": awards_of(one, names, set() if is_as_signed else ended)}
            for one in sorted(told["going_on"], key=lambda one: (one["title"].casefold(), one["code"]))
            if one["code"] in going_on
        ],
        gone=sorted(signed - still),
        revoked=taken_back,
        lists=list(lists_decided(stage)),
        departures=told["departures"],
        deviations=list(priced(stage, told["departures"], {one.code: one for one in found.values()})),
        passings=standings.passings(passing.asked_in(stage)),
        below=passing.below(stage, [one.proposal_id for one in found.values() if one.code in going_on]),
        balances=composing.balances_of(stage, decision, going_on),
        total=sum_of(found, (one.proposal_id for one in found.values() if one.code in going_on)),
        machine_total=sum_of(found, machine.values_list("proposal", flat=True)),
        decree_number=decision.decree_number or told.get("decree_number", ""),
        decree_date=decision.decree_date or dated(told.get("decree_date")),
        head=proving.published_by(decision.motion.moved_at) if decision.is_proposed else None,
    )


def revoked_of(stage):
    """The awards of a stage that were revoked by themselves, by number; the codes of those who hold none any more."""
    awards = list(Award.objects.filter(stage=stage).select_related("proposal").order_by("number"))
    held = {one.proposal.code for one in awards if one.ended_at is None}
    return [one for one in awards if one.ended_at], {one.proposal.code for one in awards} - held


def override_of(stage, decision, told):
    """The rules of composition that a decision breaks and the reason it gives, as settled or as it is put forward."""
    if decision.override:
        return decision.override
    reason = told.get("override", "").strip()
    return {"rules": composing.broken(stage, decision), "reason": reason} if reason else {}


def without_quorum_of(decision, told):
    """What the meeting lacked and the reason that the decision gives for it, as settled or as it is put forward."""
    if decision.without_quorum:
        return decision.without_quorum
    reason = told.get("without_quorum", "").strip()
    return {"said": told["lacks"], "reason": reason} if reason and "lacks" in told else {}


def lists_decided(stage):
    """Which list counts, where people decided it: in the stage, and in those whose scores its recap joins."""
    joined = [stage.pk, *(row.source_id for row in recap.sources(stage))]
    decided = Decision.objects.filter(stage__in=joined).exclude(listing="")
    by = ("listed_by__user", "listed_by__agency", "listed_by__unit")
    for one in decided.select_related("stage", *by).order_by("stage__position"):
        yield ListDecided(
            one.stage.name, one.get_listing_display(), one.listing_reason, one.listed_by.signature, one.listed_at
        )


def priced(stage, departures, found):
    """Every exchange once, then the departures that stand alone, each with its price and how surely it is better.

    `found` are the stage's standings by code. What was put before a second person is priced as it was put.
    """
    belief = beliefs.of(stage) if departures else None
    by_code, told = {one["code"]: one for one in departures}, set()
    for one in departures:
        if one["code"] in told:
            continue
        other = by_code.get(one["exchanged_with"])
        told |= {one["code"], one["exchanged_with"]}
        out, taken = (other, one) if one["goes_on"] else (one, other)
        seats = [one and found.get(one["code"]) for one in (out, taken)]
        yield PricedDeparture(out, taken, one["reason"], gap(*seats), likely(belief, *seats))


def fingerprint(told):
    """The hash that a motion about this would carry."""
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def dated(text):
    """The date of a JSON text, None where there is none."""
    return date.fromisoformat(text) if text else None


def awards_of(one, names, ended):
    """What one who goes on receives: what everybody of its group does, and its own honours; without those `ended`."""
    return [
        award.name
        for award in names.values()
        if (one["code"], award.key) not in ended
        and (
            award.key in one["honours"]
            if award.places is not None
            else award.group is None or award.group.key == one["group_key"]
        )
    ]


def sum_of(standings: dict[int, Standing], proposals):
    """The sum of the scores of some proposals."""
    scores = [standings[pk].score for pk in proposals if pk in standings]
    return sum((score for score in scores if score is not None), Decimal(0))
