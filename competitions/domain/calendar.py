"""Dates that move while the contest runs: extensions, each with its reason."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.domain import events, stamps
from accounts.models import Membership
from accounts.rules import Refused
from competitions import rules
from competitions.domain import lot
from competitions.models import Edition, Stage

NOT_BEGUN = {"opened_at": None, "skipped_at": None}


@transaction.atomic
def extend_registration(
    edition: Edition, closes_at: datetime, *, reason: str, seen: str | None = None, by: Membership, at: datetime
) -> Edition:
    """Close registration later; every planned stage moves by as much. Returns the edition.

    `seen` is the close that was shown, as ISO text.
    A lot whose secret is known already is promised anew. Refused once the lot is drawn or a stage has opened, without
    a reason, and for a close that is not later or already past.
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    # Locked, so that none opens while the close moves.
    stages = list(edition.stages.select_for_update(of=("self",)).order_by("position"))
    refusal = rules.registration_extension_refusal(
        edition,
        closes_at,
        has_selection_started=any(stage.opened_at for stage in stages),
        reason=reason,
        by=by,
        at=at,
    )
    if refusal:
        raise Refused(refusal)
    before = edition.closes_at
    stamps.unchanged(seen, before.isoformat(), edition)
    edition.closes_at = closes_at
    edition.save(update_fields=["closes_at"])
    _postpone(edition.stages.all(), closes_at - before)
    lot.renew(edition, by=by, at=at)
    _record("edition.registration_extended", edition, before, reason=reason, by=by, at=at)
    return edition


@transaction.atomic
def extend_stage(stage: Stage, closes_at: datetime, *, reason: str, by: Membership, at: datetime) -> Stage:
    """Let a stage run longer; the planned stages after it move by as much. Returns the stage.

    Refused unless the stage is open or has missed its window, without a reason, and for a close that is not
    later or already past.
    """
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk)
    if refusal := rules.stage_extension_refusal(stage, closes_at, reason=reason, by=by, at=at):
        raise Refused(refusal)
    before = stage.closes_at
    stage.closes_at = closes_at
    stage.save(update_fields=["closes_at"])
    later = Stage.objects.filter(edition=stage.edition_id, position__gt=stage.together[-1].position)
    _postpone(later, closes_at - before)
    _record("stage.extended", stage, before, reason=reason, by=by, at=at)
    return stage


def _postpone(stages, delay):
    """Move the windows of those that have not begun."""
    stages.filter(**NOT_BEGUN).update(opens_at=F("opens_at") + delay, closes_at=F("closes_at") + delay)


def _record(name, subject, before, *, reason, by, at):
    events.record(
        name,
        on=subject,
        by=by,
        at=at,
        before=before.isoformat(),
        after=subject.closes_at.isoformat(),
        reason=reason.strip(),
    )
