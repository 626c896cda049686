"""Opening a stage, or leaving it out."""

from django.db import transaction

from accounts.domain import events
from accounts.rules import Refused
from accounts.rules.motions import carrying_refusal
from competitions.models import Stage
from judging import letters, rules
from judging.circle import closing
from judging.models import Choice, Entrant
from proposals.domain import masking
from proposals.models import Proposal


@transaction.atomic
def open_stage(stage, *, by, at):
    """Open a stage and let its entrants in; opened before its planned start, it starts now."""
    stage = Stage.objects.locked(stage.pk)
    refusal = rules.opening_refusal(stage, office=by, at=at, earlier_are_over=earlier_are_over(stage))
    if refusal:
        raise Refused(refusal)
    stage.opens_at = min(stage.opens_at, at)
    stage.opened_at, stage.opened_by = at, by
    stage.save(update_fields=["opens_at", "opened_at", "opened_by"])
    entering = proposals_entering(stage).order_by("pk")
    entrants = Entrant.objects.bulk_create(
        (Entrant(stage=stage, proposal_id=pk, entered_at=at) for pk in entering.values_list("pk", flat=True)),
        batch_size=2000,
    )
    if stage.is_blind:
        masking.make_missing([one.proposal_id for one in entrants], at=at)
    # Rules that cannot be kept are said now, while they may still be changed; once open they are fixed.
    if stage.needs.selects and (found := closing.missing(stage)):
        raise Refused(rules.INFEASIBLE, [one.sentence for one in found])
    events.record("stage.opened", on=stage, by=by, at=at, entrants=len(entrants))
    return stage


def described_skip(stage, inputs):
    """What exactly leaving a stage out decides: which stage, and which comes next with how many entrants."""
    following = letters.stage_after(stage)
    return {
        "edition": stage.edition.slug,
        "stage": stage.name,
        "following": following.name if following else "",
        "entering": proposals_entering(stage).count(),
    }


def skip_refusal(stage, inputs, *, office, at):
    """Why a stage may not be left out now; the reason stands with the motion."""
    return rules.skipping_refusal(stage, office=office, reason="-", earlier_are_over=earlier_are_over(stage))


@transaction.atomic
def skip(stage, motion, *, by, at):
    """Leave a stage out of a running edition, under a seconded motion; its entrants go on as they are."""
    stage = Stage.objects.locked(stage.pk)
    refusal = carrying_refusal(motion) or rules.skipping_refusal(
        stage, office=by, reason=motion.reason, earlier_are_over=earlier_are_over(stage)
    )
    if refusal:
        raise Refused(refusal)
    stage.skipped_at, stage.skipped_by, stage.skip_reason = at, by, motion.reason
    stage.save(update_fields=["skipped_at", "skipped_by", "skip_reason"])
    letters.tell("stage.skipped", stage, proposals=proposals_entering(stage), at=at)
    events.record("stage.skipped", on=stage, by=by, at=at, reason=motion.reason, motion=motion.pk)
    return stage


def earlier_are_over(stage):
    """Whether every stage before this one has been published or skipped."""
    return all(other.is_over for other in stage.earlier)


def proposals_entering(stage):
    """The proposals that enter a stage: those the last published stage before it sent on.

    Before the first stage that is every submitted proposal of the edition; of stages that ran together, those all of
    them sent on. A proposal withdrawn or disqualified since then does not enter.
    """
    in_contest = Proposal.objects.filter(edition=stage.edition_id).in_contest()
    last = stage.earlier.filter(published_at__isnull=False).order_by("-position").first()
    for source in last.together if last else ():
        if source.published_at:
            sent_on = Choice.objects.filter(decision__stage=source).going_on()
            in_contest = in_contest.filter(pk__in=sent_on.values("proposal"))
    return in_contest
