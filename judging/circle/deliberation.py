"""Deciding on the standings: the machine proposes, people decide, a second person approves."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from accounts.domain import events
from accounts.rules import Refused
from competitions.kinds import StageKind
from competitions.models import AwardName, Stage
from judging import rules
from judging.domain import standing_in
from judging.models import Choice, Decision


def draft(stage, proposed, *, at):
    """Lay the machine's proposal, who goes on by proposal id, out as a decision that people may change.

    Part of writing a result.
    """
    decision = Decision.objects.create(stage=stage, drafted_at=at)
    Choice.objects.bulk_create(
        (
            Choice(decision=decision, proposal_id=proposal, proposed_by_machine=goes_on, goes_on=goes_on)
            for proposal, goes_on in proposed.items()
        ),
        batch_size=1000,
    )
    return decision


@transaction.atomic
def choose(stage, proposal, *, goes_on, reason="", by, at):
    """Decide one proposal; a departure from the machine's proposal needs a reason."""
    decision = locked_decision(stage)
    if refusal := rules.deliberation_refusal(decision, office=by):
        raise Refused(refusal)
    # There a choice follows the verdict, which a correction changes together with its findings.
    if stage.kind == StageKind.ADMINISTRATIVE:
        raise Refused(rules.ALREADY_DECIDED)
    choice = Choice.objects.get(decision=decision, proposal=proposal)
    departs = goes_on != choice.proposed_by_machine
    if departs and not reason.strip():
        raise Refused(rules.NEEDS_REASON)
    choice.goes_on, choice.reason = goes_on, reason if departs else ""
    if not goes_on:
        choice.honours = []
    choice.save(update_fields=["goes_on", "reason", "honours"])
    events.record(
        "choice.made",
        on=stage,
        by=by,
        at=at,
        proposal=choice.proposal_id,
        goes_on=goes_on,
        reason=choice.reason,
    )
    return choice


@transaction.atomic
def honour(stage, proposal, keys, *, by, at):
    """Name the special awards of one proposal that goes on, within the places of each award."""
    decision = locked_decision(stage)
    if refusal := rules.deliberation_refusal(decision, office=by):
        raise Refused(refusal)
    special = {award.key: award.places for award in AwardName.objects.filter(stage=stage).exclude(places=None)}
    choice = Choice.objects.get(decision=decision, proposal=proposal)
    if not choice.goes_on or not set(keys) <= special.keys():
        raise Refused(rules.NO_AWARDS)
    others = Choice.objects.filter(decision=decision).exclude(pk=choice.pk).values_list("honours", flat=True)
    given = Counter(key for honours in others for key in honours)
    if any(given[key] + 1 > special[key] for key in keys):
        raise Refused(rules.TOO_MANY_PLACES)
    choice.honours = sorted(set(keys))
    choice.save(update_fields=["honours"])
    events.record("choice.honoured", on=stage, by=by, at=at, proposal=choice.proposal_id, honours=choice.honours)
    return choice


@transaction.atomic
def propose(stage, *, minutes="", decree_number="", decree_date=None, by, at):
    """Put the decision forward for approval; refused while a group has more going on than places."""
    decision = locked_decision(stage)
    if refusal := rules.proposing_refusal(decision, office=by):
        raise Refused(refusal)
    if refusal := rules.decree_date_refusal(decision.stage, decree_date, today=timezone.localdate(at)):
        raise Refused(refusal)
    chosen = Counter(
        Choice.objects.filter(decision=decision, goes_on=True).values_list("proposal__group__key", flat=True)
    )
    if any(chosen[group] > places for group, places in standing_in.quotas(stage).items()):
        raise Refused(rules.TOO_MANY_PLACES)
    decision.minutes = minutes
    if decree_number and decree_date:
        decision.decree_number, decision.decree_date = decree_number, decree_date
    decision.proposed_at, decision.proposed_by, decision.proposer = at, by, by.user
    decision.declined_reason = ""
    decision.save()
    departures = Choice.objects.filter(decision=decision).exclude(reason="").count()
    events.record("decision.proposed", on=stage, by=by, at=at, going_on=chosen.total(), departures=departures)
    return decision


@transaction.atomic
def decree(stage, number, date, *, by, at):
    """Write down the decree that gives the stage's awards; it may be signed after the approval."""
    decision = locked_decision(stage)
    gives_awards = AwardName.objects.filter(stage=stage).exists()
    stage.refresh_from_db(fields=["published_at"])
    if refusal := rules.decree_refusal(stage, decision, office=by, gives_awards=gives_awards):
        raise Refused(refusal)
    if not number.strip():
        raise Refused(rules.NO_DECREE)
    if refusal := rules.decree_date_refusal(decision.stage, date, today=timezone.localdate(at)):
        raise Refused(refusal)
    decision.decree_number, decision.decree_date = number.strip(), date
    decision.save(update_fields=["decree_number", "decree_date"])
    events.record("decision.decreed", on=stage, by=by, at=at, number=decision.decree_number, date=date.isoformat())
    return decision


@transaction.atomic
def approve(stage, *, by, at):
    """Approve a proposed decision; never by the person who proposed it."""
    decision = locked_decision(stage)
    if refusal := rules.approving_refusal(decision, office=by):
        raise Refused(refusal)
    decision.approved_at, decision.approved_by, decision.approver = at, by, by.user
    decision.save()
    events.record("decision.approved", on=stage, by=by, at=at)
    return decision


@transaction.atomic
def decline(stage, reason, *, by, at):
    """Send a proposed decision back with a reason, so that it can be changed."""
    decision = locked_decision(stage)
    if refusal := rules.approving_refusal(decision, office=by):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused(rules.NEEDS_REASON)
    decision.proposed_at = decision.proposed_by = decision.proposer = None
    decision.declined_reason = reason
    decision.save()
    events.record("decision.declined", on=stage, by=by, at=at, reason=reason)
    return decision


def locked_decision(stage):
    """The stage's decision, its stage locked; None before anything was computed."""
    Stage.objects.locked(stage.pk)
    return Decision.objects.filter(stage=stage).select_related("stage").first()
