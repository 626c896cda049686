"""Seating the judges of a stage, giving out its work, and taking a dossier back from a judge with a tie."""

from django.db import transaction

from accounts.domain import events
from accounts.models import Membership
from accounts.rules import Refused
from competitions.kinds import NEEDS
from competitions.models import Stage
from judging import letters, rules, stages
from judging.domain.allocation import Infeasible
from judging.models import Assignment, Interest, PanelMember


@transaction.atomic
def seat(stage, judge, *, at_most=None, by, at):
    """Put a judge on a stage's panel, with the employer of the judge's current membership; returns the member."""
    stage = lock(stage)
    given_out = Assignment.objects.filter(stage=stage).exists()
    if refusal := rules.seating_refusal(stage, office=by, work_given_out=given_out):
        raise Refused(refusal)
    office = (
        Membership.objects.filter(user=judge, role__in=NEEDS[stage.kind].judged_by)
        .current(at.date())
        .order_by("pk")
        .first()
    )
    if office is None:
        raise Refused(rules.NOT_A_JUDGE)
    member, created = PanelMember.objects.get_or_create(
        stage=stage,
        judge=judge,
        defaults={
            "agency_id": office.agency_id,
            "code": f"J{PanelMember.objects.filter(stage=stage).count() + 1:02d}",
            "at_most": at_most,
            "seated_at": at,
        },
    )
    if created:
        events.record("panel.seated", on=stage, by=by, at=at, judge=judge.pk, code=member.code)
    return member


@transaction.atomic
def unseat(member, *, by, at):
    """Take a judge off a panel before work has been given out."""
    stage = lock(member.stage)
    given_out = Assignment.objects.filter(stage=stage).exists()
    if refusal := rules.seating_refusal(stage, office=by, work_given_out=given_out):
        raise Refused(refusal)
    events.record("panel.unseated", on=stage, by=by, at=at, judge=member.judge_id, code=member.code)
    member.delete()


@transaction.atomic
def give_out(stage, *, by, at):
    """Give out the stage's work; run again, it fills what recusals left open.

    Refused, with what is missing and nothing changed, when the panel cannot read everything.
    """
    stage = lock(stage)
    has_panel = PanelMember.objects.filter(stage=stage).exists()
    if refusal := rules.assigning_refusal(stage, office=by, has_panel=has_panel):
        raise Refused(refusal)
    before = Assignment.objects.filter(stage=stage).count()
    try:
        stages.of(stage).assign(stage, at=at)
    except Infeasible as lack:
        raise Refused(rules.PANEL_TOO_SMALL, lack.reasons) from lack
    given = Assignment.objects.filter(stage=stage).count() - before
    events.record("stage.work_given_out", on=stage, by=by, at=at, assignments=given)
    if given:
        letters.post_work(stage, at=at)


@transaction.atomic
def recuse(assignment, reason, *, by, at):
    """A judge declares a tie to a proposal: its dossiers close for good and every assignment goes back."""
    if not reason.strip():
        raise Refused(rules.NEEDS_REASON)
    if assignment.judge_id != by.user_id:
        raise Refused(rules.NOT_ASSIGNED)
    Interest.objects.get_or_create(
        proposal_id=assignment.proposal_id,
        judge_id=assignment.judge_id,
        defaults={"reason": reason, "declared_at": at},
    )
    Assignment.objects.filter(
        proposal_id=assignment.proposal_id,
        judge_id=assignment.judge_id,
        recused_at=None,
        scorecard__locked_at=None,
    ).update(recused_at=at, recusal_reason=reason)
    events.record("assignment.recused", on=assignment, by=by, at=at, proposal=assignment.proposal_id)


def lock(stage):
    """The stage with its edition, its row locked until the transaction ends."""
    return Stage.objects.select_for_update(of=("self",)).select_related("edition", "rubric").get(pk=stage.pk)
