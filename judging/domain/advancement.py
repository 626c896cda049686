"""Moving an edition from stage to stage: opened, closed and frozen, skipped, published."""

import hashlib

from django.db import transaction

from accounts.domain import events
from accounts.domain.events import canonical
from accounts.rules import Refused
from competitions.kinds import NEEDS, StageKind
from competitions.models import AwardName
from judging import rules, stages
from judging.domain import announcement, computation, panels, standing_in
from judging.models import Decision, Entrant, Snapshot


@transaction.atomic
def open_stage(stage, *, by, at):
    """Open a stage and let its entrants in; opened before its planned start, it starts now."""
    stage = panels.lock(stage)
    refusal = rules.opening_refusal(stage, office=by, at=at, earlier_are_over=earlier_are_over(stage))
    if refusal:
        raise Refused(refusal)
    stage.opens_at = min(stage.opens_at, at)
    stage.opened_at, stage.opened_by = at, by
    stage.save(update_fields=["opens_at", "opened_at", "opened_by"])
    entering = standing_in.proposals_entering(stage).order_by("pk")
    entrants = Entrant.objects.bulk_create(
        (Entrant(stage=stage, proposal_id=pk, entered_at=at) for pk in entering.values_list("pk", flat=True)),
        batch_size=2000,
    )
    # Rules that cannot be kept are said now, while they may still be changed; once open they are fixed.
    if NEEDS[StageKind(stage.kind)].selects and (sentences := missing(stage)):
        raise Refused(rules.INFEASIBLE, sentences)
    events.record("stage.opened", on=stage, by=by, at=at, entrants=len(entrants))
    return stage


@transaction.atomic
def close_stage(stage, *, by, at):
    """Close a stage, freeze its snapshot and ask for the computation.

    Refused, with what is missing and nothing changed, while work is missing.
    """
    stage = panels.lock(stage)
    if refusal := rules.closing_refusal(stage, office=by):
        raise Refused(refusal)
    if sentences := missing(stage):
        raise Refused(rules.WORK_MISSING, sentences)
    stage.closed_at, stage.closed_by = at, by
    stage.save(update_fields=["closed_at", "closed_by"])
    body = canonical({"stage": stage.kind, "edition": stage.edition.slug, **stages.of(stage).freeze(stage)})
    snapshot = Snapshot.objects.create(
        stage=stage, body=body, sha256=hashlib.sha256(body.encode()).hexdigest(), frozen_at=at
    )
    events.record("stage.closed", on=stage, by=by, at=at, snapshot=snapshot.sha256)
    computation.request(stage, by=by, at=at)
    return stage


def missing(stage):
    """What is still missing before the stage may close, one sentence each; none when it may."""
    return stages.of(stage).missing(stage)


@transaction.atomic
def skip(stage, reason, *, by, at):
    """Leave a stage out of a running edition; its entrants go on as they are."""
    stage = panels.lock(stage)
    refusal = rules.skipping_refusal(stage, office=by, reason=reason, earlier_are_over=earlier_are_over(stage))
    if refusal:
        raise Refused(refusal)
    stage.skipped_at, stage.skipped_by, stage.skip_reason = at, by, reason
    stage.save(update_fields=["skipped_at", "skipped_by", "skip_reason"])
    events.record("stage.skipped", on=stage, by=by, at=at, reason=reason)
    return stage


@transaction.atomic
def publish(stage, *, by, at):
    """Publish an approved decision: the announcement, the figures, and the awards of the stage."""
    stage = panels.lock(stage)
    decision = Decision.objects.filter(stage=stage).first()
    gives_awards = AwardName.objects.filter(stage=stage).exists()
    if refusal := rules.publishing_refusal(stage, decision, office=by, gives_awards=gives_awards):
        raise Refused(refusal)
    stage.published_at, stage.published_by = at, by
    stage.save(update_fields=["published_at", "published_by"])
    announced = announcement.announce(stage, decision, at=at)
    events.record("stage.published", on=stage, by=by, at=at, announced=announced, decree=decision.decree_number)
    return stage


def earlier_are_over(stage):
    """Whether every stage before this one has been published or skipped."""
    return all(other.is_over for other in stage.edition.stages.filter(position__lt=stage.position))
