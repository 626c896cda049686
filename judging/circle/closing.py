"""Closing a stage: what is missing is said, what is there is frozen."""

import hashlib

from django.db import transaction

from accounts.domain import events
from accounts.domain.events import canonical
from accounts.rules import Refused
from competitions.models import Stage
from judging import rules, stages
from judging.circle import computation
from judging.domain.cards import seals
from judging.models import Snapshot


@transaction.atomic
def close_stage(stage, *, by, at):
    """Close a stage, freeze its snapshot and ask for the computation.

    Refused, with what is missing and nothing changed, while work is missing, and while a card is otherwise than
    its judge signed it.
    """
    stage = Stage.objects.locked(stage.pk)
    if refusal := rules.closing_refusal(stage, office=by):
        raise Refused(refusal)
    if found := missing(stage):
        raise Refused(rules.WORK_MISSING, [one.sentence for one in found])
    if otherwise := seals.broken(stage):
        raise Refused(rules.CARDS_ALTERED, [one.sentence for one in otherwise])
    stage.closed_at, stage.closed_by = at, by
    stage.save(update_fields=["closed_at", "closed_by"])
    kind = stages.of(stage)
    body = canonical(
        {
            "edition": stage.edition.slug,
            "stage": stage.key,
            "labels": labels(stage),
            "sum": kind.SUM,
            **kind.freeze(stage),
        }
    )
    snapshot = Snapshot.objects.create(
        stage=stage, body=body, sha256=hashlib.sha256(body.encode()).hexdigest(), frozen_at=at
    )
    events.record("stage.closed", on=stage, by=by, at=at, snapshot=snapshot.sha256)
    computation.request(stage, by=by, at=at)
    return stage


def labels(stage):
    """What edition and stage are called, as JSON values."""
    edition = stage.edition
    return {
        "edition": {"slug": edition.slug, "name": edition.name, "year": edition.year},
        "stage": {"key": stage.key, "name": stage.name, "position": stage.position, "kind": stage.kind},
        "is_example": edition.is_example,
    }


def missing(stage):
    """What is still missing before the stage may close, each a `Missing`; none when it may."""
    return stages.of(stage).missing(stage)
