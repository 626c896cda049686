"""Giving out a stage's work, and taking it back from a judge with a tie or without the time."""

from contextlib import suppress

from django.db import transaction

from accounts.domain import events, stamps
from accounts.rules import Refused
from competitions.models import Stage
from judging import letters, rules, stages
from judging.arithmetic.allocation.allocation import Infeasible
from judging.circle.stamp import of as of_the_stage
from judging.domain.desk import replacing
from judging.domain.desk.giving_back import give_back, running, tell_secretariat
from judging.domain.judges import pacts
from judging.models import Assignment, Interest, PanelMember
from judging.rules import sums


@transaction.atomic
def give_out(stage, *, by, at):
    """Give out the stage's work; run again, it fills what recusals left open.

    Refused, with what is missing and nothing changed, when the panel cannot read everything.
    """
    stage = Stage.objects.locked(stage.pk)
    has_panel = PanelMember.objects.filter(stage=stage).exists()
    if refusal := rules.assigning_refusal(stage, office=by, has_panel=has_panel):
        raise Refused(refusal)
    before = Assignment.objects.filter(stage=stage).count()
    try:
        stages.of(stage).assign(stage, at=at)
    except Infeasible as lack:
        raise Refused(rules.PANEL_TOO_SMALL, [sums.sentence(one.as_json()) for one in lack.lacks]) from lack
    given = Assignment.objects.filter(stage=stage).count() - before
    letters.tell("stage.work_given_out", stage, at=at)
    events.record("stage.work_given_out", on=stage, by=by, at=at, assignments=given)


def stamp(stage, *, at):
    """What the page before giving out showed: the stage, and the draw where one can be made."""
    draw = stages.of(stage).DRAW
    try:
        drawn = draw(stage, at=at).fingerprint if draw else ""
    except Infeasible:
        drawn = ""
    return stamps.fingerprint([of_the_stage(stage), drawn])


@transaction.atomic
def recuse(assignment, reason, *, kind=Interest.Kind.OTHER, by, at):
    """A judge declares a tie to a proposal: its dossiers close for good and its work goes to somebody else at once.

    What stages that have closed computed stays as it was; in those still running even a locked card no longer
    counts. Declared again, nothing happens.
    """
    if not reason.strip():
        raise Refused(rules.REASON_MISSING)
    if assignment.judge_id != by.user_id:
        raise Refused(rules.NOT_ASSIGNED)
    pacts.refuse_unsigned(assignment.stage.edition, by.user)
    _interest, is_new = Interest.objects.get_or_create(
        proposal_id=assignment.proposal_id,
        judge_id=assignment.judge_id,
        defaults={"kind": kind, "reason": reason.strip(), "declared_at": at},
    )
    if not is_new:
        return
    held = running(assignment.judge_id).filter(proposal=assignment.proposal_id)
    replaced = [replace(one, by=by, at=at) for one in give_back(held, reason.strip(), at=at)]
    events.record(
        "assignment.recused", on=assignment, by=by, at=at, proposal=assignment.proposal_id, replaced=sum(replaced)
    )


def replace_later(assignment_id, *, at):
    """Somebody else for work that was given back for a tie that was found, once that is committed; twice is once."""
    with transaction.atomic():
        assignment = Assignment.objects.select_related("stage__edition").get(pk=assignment_id)
        stage = Stage.objects.locked(assignment.stage_id)
        if assignment.recused_at and stage.is_open and not is_replaced(assignment):
            is_found = replace(assignment, by=None, at=at)
            events.record("assignment.replaced", on=assignment, by=None, at=at, is_found=is_found)


def is_replaced(assignment):
    """Whether somebody was given the proposal of returned work after it came back; where readers are drawn, whether it
    has as many as it had.
    """
    if stages.of(assignment.stage).DRAW:
        return not replacing.is_short(assignment.stage, assignment.proposal_id)
    later = Assignment.objects.standing().filter(stage=assignment.stage_id, proposal=assignment.proposal_id)
    return later.filter(assigned_at__gte=assignment.recused_at).exists()


def replace(assignment, *, by, at):
    """Give returned work to somebody else by the same allocation, and tell that judge alone; returns whether it could.

    A proposal that was read once more than the others keeps that reader too.
    Part of the transaction that takes it back; the stage is locked. Where nobody can take it the secretariat is told.
    """
    stage, proposal = assignment.stage, assignment.proposal_id
    if not stage.needs.selects:
        with suppress(Infeasible), transaction.atomic():
            stages.of(stage).assign(stage, at=at, only=proposal)
    readers = replacing.readers_of(stage, proposal)
    is_found = at in readers.since
    # What every proposal has was given out above, as far as it could be.
    if not is_found and stages.of(stage).DRAW and (stage.readers_each or 1) <= readers.standing < readers.due:
        with suppress(Infeasible), transaction.atomic():
            replacing.give_one_more(stage, assignment.proposal.code, at=at)
            is_found = True
    if is_found:
        letters.tell("stage.work_given_out", stage, about=assignment, at=at)
        return True
    tell_secretariat(assignment, by=by, at=at)
    return False


@transaction.atomic
def release(member, reason, *, by, at):
    """Take the unfinished work of a judge who cannot do it back, with the reason; what is locked stands.

    The judge gets nothing more in this stage; giving out again, after seating somebody new if needed, fills
    what was left open.
    """
    stage = Stage.objects.locked(member.stage.pk)
    if refusal := rules.releasing_refusal(stage, office=by, reason=reason):
        raise Refused(refusal)
    own = Assignment.objects.standing().filter(stage=stage, judge=member.judge_id)
    work = stages.of(stage).WORK
    unfinished = own.exclude(work.of_judge) if work and work.of_judge else own
    released = len(give_back(unfinished.select_related("stage__edition"), reason.strip(), at=at))
    member.at_most = own.count()
    member.save(update_fields=["at_most"])
    letters.tell("panel.released", stage, about=member, judge=member.judge_id, count=released, by=by, at=at)
    letters.tell(
        "panel.judge_released", stage, about=member, judge=member.judge_id, count=released, signed=own.count(), at=at
    )
    events.record("panel.released", on=stage, by=by, at=at, code=member.code, assignments=released, reason=reason)
    return released
