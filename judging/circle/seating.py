"""Seating the judges of a stage."""

from django.db import transaction

from accounts.domain import events
from accounts.rules import Refused, refuse
from competitions.models import Stage
from judging import rules
from judging.domain.judges import inviting
from judging.models import Assignment, Judge, PanelMember


@transaction.atomic
def seat(stage, judge, *, at_most=None, categories=(), by, at):
    """Put a judge who agreed on a stage's panel, with the employer of the office of that day; returns the member.

    Without `at_most` the judge reads as much as the register says.
    """
    stage = Stage.objects.locked(stage.pk)
    if refusal := rules.seating_refusal(stage, office=by, work_given_out=is_complete(stage)):
        raise Refused(refusal)
    office = inviting.judging_office(stage, judge, at=at)
    if office is None:
        raise Refused(rules.NOT_A_JUDGE)
    if standing := PanelMember.objects.filter(stage=stage, judge=judge).first():
        return standing
    refuse(rules.consent_refusal(inviting.last_to(stage, judge)))
    entry = Judge.objects.filter(user=judge).first()
    member = PanelMember.objects.create(
        stage=stage,
        judge=judge,
        agency_id=office.agency_id,
        code=next_code(stage),
        at_most=at_most or (entry.capacity if entry else None),
        categories=list(categories),
        seated_at=at,
    )
    events.record("panel.seated", on=stage, by=by, at=at, judge=judge.pk, code=member.code)
    return member


def is_complete(stage):
    """Whether the list is closed to newcomers: work was given out and nobody has given any of it back.

    Once a judge has, somebody new may be needed to take that work, or the stage could never close.
    """
    work = Assignment.objects.filter(stage=stage)
    return work.exists() and not work.filter(recused_at__isnull=False).exists()


@transaction.atomic
def seat_all(stage, judges, *, at_most=None, categories=(), by, at):
    """Put several judges on a panel, all or none; returns the members."""
    return [seat(stage, judge, at_most=at_most, categories=categories, by=by, at=at) for judge in judges]


def next_code(stage):
    """The code after the highest one in use; a judge who left leaves a gap behind, not a duplicate."""
    used = PanelMember.objects.filter(stage=stage).values_list("code", flat=True)
    return f"J{max((int(code[1:]) for code in used), default=0) + 1:02d}"


@transaction.atomic
def unseat(member, *, by, at):
    """Take a judge off a panel before work has been given out."""
    stage = Stage.objects.locked(member.stage.pk)
    given_out = Assignment.objects.filter(stage=stage).exists()
    if refusal := rules.seating_refusal(stage, office=by, work_given_out=given_out):
        raise Refused(refusal)
    events.record("panel.unseated", on=stage, by=by, at=at, judge=member.judge_id, code=member.code)
    member.delete()
