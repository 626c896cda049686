"""A decision is put forward, looked at, and settled by a motion; its decree may follow."""

from collections import Counter
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import events
from accounts.domain.motion_kinds import Check
from accounts.rules import Refused, refuse
from accounts.templatetags.numbers import number
from competitions.domain import composition
from competitions.models import AwardName
from judging import rules
from judging.circle import deliberation
from judging.domain.panel import composing, passing, plenary, proceedings
from judging.models import Choice


def proposing_refusal(decision, inputs, *, office, at):
    """Why a decision may not be put forward now, the places of each group counted; `inputs` name its decree."""
    return rules.proposing_refusal(decision, office=office) or settling_refusal(decision, inputs, office=office, at=at)


def settling_refusal(decision, inputs, *, office, at):
    """Why what a decision says may not be settled: its decree's date, its meeting, the places, the composition."""
    notes = deliberation.notes_of(decision)
    if refusal := next(hindrances(decision, inputs, notes=notes, at=at), None):
        return refusal
    broken = composing.broken(decision.stage, decision)
    if broken and not inputs.get("override", "").strip():
        raise Refused(rules.OVERRIDE_MISSING, [rules.OVERRIDE_MISSING.sentence, *broken])
    return None


def hindrances(decision, inputs, *, notes, at):
    """Everything for which a decision may not be settled besides its composition, one refusal after the other.

    `notes` are those of the computation.
    """
    signed_on = date.fromisoformat(inputs["decree_date"]) if inputs.get("decree_date") else None
    if refusal := rules.decree_date_refusal(decision.stage, signed_on, today=timezone.localdate(at)):
        yield refusal
    if plenary.open_in(plenary.of(decision)):
        yield rules.VOTE_OPEN
    if refusal := rules.undecided_list_refusal(decision, notes=notes):
        yield refusal
    chosen = Counter(Choice.objects.filter(decision=decision).going_on().values_list("proposal__group__key", flat=True))
    if any(chosen[group] > places for group, places in composition.places(decision.stage).items()):
        yield rules.TOO_MANY_PLACES
    if refusal := rules.meeting_refusal(
        is_held=plenary.is_held(decision.stage),
        is_on_record=plenary.of(decision) is not None,
        is_quorate=plenary.is_quorate(decision),
        reason=inputs.get("without_quorum", ""),
    ):
        yield refusal


def checks(decision, inputs):
    """What a machine can look at before people decide: the meeting, every place and rule, every passing score."""
    return [
        *met(decision),
        *(
            Check(_("%(rule)s: sekarang %(now)s") % {"rule": one.rule, "now": one.now}, one.is_kept)
            for one in composing.balances(decision.stage, decision)
        ),
        *(
            Check(
                _("%(code)s di bawah nilai minimum %(stage)s: %(score)s dari %(minimum)s")
                % {
                    "code": one.code,
                    "stage": one.stage,
                    "score": number(one.score, 2),
                    "minimum": number(one.minimum, 2),
                },
                False,
            )
            for one in passing.below_going_on(decision.stage, decision)
        ),
    ]


def met(decision):
    """Whether the meeting of a stage that is decided in one is on record, with its quorum."""
    if not plenary.is_held(decision.stage):
        return []
    said = proceedings.told(decision)
    if said is None:
        return [Check(_("Kehadiran rapat pleno belum dicatat: berita acara menyebutnya tidak dicatat"), False)]
    values = {"present": said["quorum"]["present"], "members": said["quorum"]["members"]}
    return [
        Check(_("Kehadiran rapat pleno tercatat"), True),
        Check(_("Kuorum rapat pleno: %(present)s dari %(members)s hadir") % values, said["quorum"]["is_reached"]),
    ]


def described(decision, inputs):
    """What exactly a decision decides, as JSON values: who goes on with which honours, and every departure."""
    choices = (
        Choice.objects.filter(decision=decision)
        .standing()
        .select_related("proposal__agency", "proposal__group", "partner")
        .order_by("proposal__code")
    )
    return {
        "edition": decision.stage.edition.slug,
        "stage": decision.stage.name,
        "going_on": [
            {
                "code": one.proposal.code,
                "title": one.proposal.title,
                "agency": one.proposal.agency_name,
                "group": one.proposal.group.name,
                "group_key": one.proposal.group.key,
                "honours": one.honours,
            }
            for one in choices
            if one.goes_on
        ],
        "departures": [
            {
                "code": one.proposal.code,
                "title": one.proposal.title,
                "agency": one.proposal.agency_name,
                "goes_on": one.goes_on,
                "reason": one.reason,
                "exchanged_with": one.partner.code if one.partner else "",
            }
            for one in choices
            if one.reason
        ],
        "broken": composing.broken(decision.stage, decision),
        **({"listing": {"counts": decision.listing, "reason": decision.listing_reason}} if decision.listing else {}),
        **({"meeting": meeting} if (meeting := proceedings.told(decision)) else {}),
        **({"lacks": lacks} if (lacks := plenary.lacking(decision)) else {}),
        **inputs,
    }


def settle(decision, motion, *, by, at):
    """Write an approved decision down with its minutes and, where it is signed already, its decree."""
    refuse(settling_refusal(decision, motion.inputs, office=by, at=at))
    decision.minutes = motion.inputs.get("minutes", "")
    if number := motion.inputs.get("decree_number"):
        decision.decree_number, decision.decree_date = number, date.fromisoformat(motion.inputs["decree_date"])
    broken = composing.broken(decision.stage, decision)
    decision.override = {"rules": broken, "reason": motion.inputs["override"]} if broken else {}
    decision.without_quorum = plenary.without_quorum(decision, motion.inputs.get("without_quorum", ""))
    decision.save(update_fields=["minutes", "decree_number", "decree_date", "override", "without_quorum"])
    lacks = {"lacks": decision.without_quorum["said"]} if decision.without_quorum else {}
    events.record("decision.approved", on=decision.stage, by=by, at=at, broken=broken, **lacks)


@transaction.atomic
def decree(stage, number, signed_on, *, by, at):
    """Write down the decree that gives the stage's awards; it may be signed after the approval."""
    decision = plenary.locked_decision(stage)
    gives_awards = AwardName.objects.filter(stage=stage).exists()
    stage.refresh_from_db(fields=["published_at"])
    if refusal := rules.decree_refusal(stage, decision, office=by, gives_awards=gives_awards):
        raise Refused(refusal)
    if not number.strip():
        raise Refused(rules.NO_DECREE)
    if refusal := rules.decree_date_refusal(decision.stage, signed_on, today=timezone.localdate(at)):
        raise Refused(refusal)
    decision.decree_number, decision.decree_date = number.strip(), signed_on
    decision.save(update_fields=["decree_number", "decree_date"])
    events.record("decision.decreed", on=stage, by=by, at=at, number=decision.decree_number, date=signed_on.isoformat())
    return decision
