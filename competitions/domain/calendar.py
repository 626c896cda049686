"""Dates that move while the contest runs: extensions, each with its reason, carried by two people.

One that is moved before the close holds at once, for at most `HELD` beyond it, so that nobody stands before a closed
door while a second person is looked for. Agreed to, it is as if it had been made then; otherwise it ends there.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from accounts.domain import events
from accounts.models import Membership, Motion
from accounts.rules import Refusal, Refused
from accounts.rules.motions import carrying_refusal
from competitions import rules
from competitions.domain import announcing, lot
from competitions.models import Edition, Stage

NOT_BEGUN = {"opened_at": None, "skipped_at": None}
HELD = timedelta(hours=12)

Closing = Edition | Stage


def asked(subject: Closing, closes_at: datetime, *, is_running: bool, at: datetime) -> dict[str, str | None]:
    """What an extension needs, as JSON values: the close that stands, the new one, and until when it holds at once.

    It holds only when the running subject has not closed yet: what is closed opens again by two people.
    """
    held = min(closes_at, subject.closes_at + HELD) if is_running and at < subject.closes_at else None
    return {
        "before": subject.closes_at.isoformat(),
        "closes_at": closes_at.isoformat(),
        "held_until": held.isoformat() if held else None,
    }


def agreed_close(subject: Closing, inputs: dict[str, str | None]) -> datetime:
    """When the subject closes but for what holds without a second person."""
    return moment(inputs["before"]) if subject.closes_at == moment(inputs["held_until"]) else subject.closes_at


def moment(text: str | None) -> datetime | None:
    """A moment written as JSON."""
    return datetime.fromisoformat(text) if text else None


def hold(subject: Closing, motion: Motion) -> None:
    """Let what was asked for before the close hold at once. Part of moving it."""
    if held := moment(motion.inputs["held_until"]):
        subject.closes_at = held
        subject.save(update_fields=["closes_at"])


def let_go(subject: Closing, motion: Motion, *, at: datetime) -> None:
    """End what held without a second person: it closes when it would have, or now where that is past."""
    held = moment(motion.inputs["held_until"])
    if held and subject.closes_at == held:
        subject.closes_at = min(held, max(moment(motion.inputs["before"]), at))
        subject.save(update_fields=["closes_at"])


def described(subject: Closing, inputs: dict[str, str | None]) -> dict[str, str | None]:
    """What exactly an extension changes."""
    return {
        "edition": getattr(subject, "edition", subject).name,
        "stage": subject.name if isinstance(subject, Stage) else "",
        "before": agreed_close(subject, inputs).isoformat(),
        "after": inputs["closes_at"],
        "held_until": inputs["held_until"],
    }


def registration_refusal(
    edition: Edition, inputs: dict[str, str | None], *, office: Membership, at: datetime
) -> Refusal | None:
    """Why registration may not be extended so."""
    return rules.registration_extension_refusal(
        edition,
        moment(inputs["closes_at"]),
        before=agreed_close(edition, inputs),
        has_selection_started=edition.stages.filter(opened_at__isnull=False).exists(),
        by=office,
        at=at,
    )


def stage_refusal(stage: Stage, inputs: dict[str, str | None], *, office: Membership, at: datetime) -> Refusal | None:
    """Why a stage may not be extended so."""
    return rules.stage_extension_refusal(
        stage, moment(inputs["closes_at"]), before=agreed_close(stage, inputs), by=office, at=at
    )


@transaction.atomic
def extend_registration(edition: Edition, motion: Motion, *, by: Membership, at: datetime) -> Edition:
    """Close registration later, under a seconded motion; every planned stage moves by as much. Returns the edition.

    A lot whose secret is known already is promised anew. Refused once the lot is drawn or a stage has opened, and for
    a close that is not later or already past.
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    # Locked, so that none opens while the close moves.
    list(edition.stages.select_for_update(of=("self",)).order_by("position"))
    refusal = carrying_refusal(motion) or registration_refusal(edition, motion.inputs, office=by, at=at)
    if refusal:
        raise Refused(refusal)
    before = agreed_close(edition, motion.inputs)
    edition.closes_at = moment(motion.inputs["closes_at"])
    edition.closed_first_at = edition.closed_first_at or before
    edition.extension_reason = motion.reason
    edition.save(update_fields=["closes_at", "closed_first_at", "extension_reason"])
    _postpone(edition.stages.all(), edition.closes_at - before)
    lot.renew(edition, by=by, at=at)
    announcing.extended(edition, before, motion.reason, at=at)
    _record("edition.registration_extended", edition, before, motion, by=by, at=at)
    return edition


@transaction.atomic
def extend_stage(stage: Stage, motion: Motion, *, by: Membership, at: datetime) -> Stage:
    """Let a stage run longer, under a seconded motion; the planned stages after it move by as much. Returns the stage.

    Refused unless the stage is open or has missed its window, and for a close that is not later or already past.
    """
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk)
    refusal = carrying_refusal(motion) or stage_refusal(stage, motion.inputs, office=by, at=at)
    if refusal:
        raise Refused(refusal)
    before = agreed_close(stage, motion.inputs)
    stage.closes_at = moment(motion.inputs["closes_at"])
    stage.save(update_fields=["closes_at"])
    later = Stage.objects.filter(edition=stage.edition_id, position__gt=stage.together[-1].position)
    _postpone(later, stage.closes_at - before)
    _record("stage.extended", stage, before, motion, by=by, at=at)
    return stage


def _postpone(stages, delay):
    """Move the windows of those that have not begun."""
    stages.filter(**NOT_BEGUN).update(opens_at=F("opens_at") + delay, closes_at=F("closes_at") + delay)


def _record(name, subject, before, motion, *, by, at):
    events.record(
        name,
        on=subject,
        by=by,
        at=at,
        before=before.isoformat(),
        after=subject.closes_at.isoformat(),
        reason=motion.reason,
        motion=motion.pk,
    )
