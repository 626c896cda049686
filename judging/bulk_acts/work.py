"""Work given to a judge where one is wanted, and moved from one judge to another; what takes both back."""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.bulk_kinds import BulkKind
from accounts.rules import refuse
from judging import letters, stages
from judging.bulk_acts.things import entrants, proposal_called, stage_of
from judging.domain import calling_off
from judging.domain.desk import handing
from judging.models import Assignment, Entrant, PanelMember
from judging.rules.desk import handing as handing_rules


def member_of(pk, stage):
    """A judge of a stage, by the id of the seat."""
    return PanelMember.objects.select_related("judge", "agency").get(pk=pk, stage=stage)


def work_of(stage):
    """The work of a stage's kind, or None."""
    return stages.of(stage).WORK


def giving_refusals(things, inputs, *, office, at):
    """Why some of the entrants may not be given to the judge."""
    stage, proposals = stage_of(inputs), [one.proposal for one in things]
    work, member = work_of(stage), member_of(inputs["to"], stage)
    if refusal := handing.stage_refusal(stage, work, office=office):
        return {one.pk: refusal for one in things}
    wanting = Entrant.objects.standing(stage).filter(work.short, proposal__in=proposals)
    short = set(wanting.values_list("proposal_id", flat=True))
    hands = handing.hands(stage, member, proposals, at=at, short=short)
    return {one.pk: handing_rules.giving_refusal(hands[one.proposal_id]) for one in things}


def give(pk, inputs, *, key, by, at):
    """Give one entrant to the judge; returns the assignment."""
    entrant = Entrant.objects.select_related("stage__edition", "proposal").get(pk=pk, stage=inputs["stage"])
    member = member_of(inputs["to"], entrant.stage)
    return handing.give(entrant.stage, work_of(entrant.stage), entrant.proposal, member, by=by, at=at)


def give_said(inputs):
    """What giving does."""
    return [
        _("Usulan yang kurang penilai diberikan kepada %(name)s.") % {"name": inputs["to_name"]},
        _("Penilai itu mendapat satu surat. Pembagian dapat dibatalkan selama ia belum mulai."),
    ]


def told_of_work(act, rows, *, by, at):
    """One letter to each judge who got something, however much it is, and to each who had it before."""
    made = list(Assignment.objects.standing().filter(pk__in=[row.made_id for row in rows]))
    if judges := {one.judge_id for one in made}:
        letters.tell("assignment.given", stage_of(act.inputs), judges=judges, at=at)
    let_go(handing.before_the_move(made).values(), act, at=at)


def told_of_return(act, rows, *, by, at):
    """One letter to the judge from whom something was taken back."""
    let_go(Assignment.objects.filter(pk__in=[row.subject_id for row in rows]), act, at=at)


def told_of_move_back(act, rows, *, by, at):
    """The same, and one letter to each judge who has it again."""
    told_of_return(act, rows, by=by, at=at)
    back = Assignment.objects.standing().filter(pk__in=[row.made_id for row in rows])
    if judges := set(back.values_list("judge_id", flat=True)):
        letters.tell("assignment.given", stage_of(act.inputs), judges=judges, at=at)


def let_go(gone, act, *, at):
    """Calendars of the judges who held this lose it; nothing where a judge holds it again."""
    stage = stage_of(act.inputs)
    gone = [one for one in gone if one.recused_at]
    for one in gone:
        one.stage = stage
    calling_off.let_go(gone, at=at)


def assignments(ids, inputs):
    """The assignments of these ids, by the number of their proposal."""
    found = Assignment.objects.filter(pk__in=ids).select_related("stage__edition", "proposal__agency__region")
    return list(found.select_related("proposal__category", "judge").order_by("proposal__number", "pk"))


def back_refusals(things, inputs, *, office, at):
    """Why what was given or moved by hand may not be taken back."""
    stage = stage_of(inputs)
    if refusal := handing.stage_refusal(stage, work_of(stage), office=office):
        return {one.pk: refusal for one in things}
    begun = handing.begun(things)
    return {
        one.pk: handing_rules.taking_back_refusal(one, status=one.proposal.status, is_begun=one.pk in begun)
        for one in things
    }


def give_back(pk, inputs, *, key, by, at):
    """Take back what was given."""
    assignment = Assignment.objects.get(pk=pk)
    return handing.take_back(assignment, work_of(stage_of(inputs)), by=by, at=at)


def held_by(inputs, stage, proposals):
    """The standing work of the judge that things are moved from, by proposal; two queries."""
    judge = member_of(inputs["from"], stage).judge_id
    found = Assignment.objects.filter(stage=stage, judge=judge, recused_at=None, proposal__in=proposals)
    return {one.proposal_id: one for one in found.select_related("proposal").order_by("pk")}


def moving_refusals(things, inputs, *, office, at):
    """Why the work on some of the entrants may not be moved from one judge to the other."""
    stage, proposals = stage_of(inputs), [one.proposal for one in things]
    work, to = work_of(stage), member_of(inputs["to"], stage)
    if refusal := handing.stage_refusal(stage, work, office=office):
        return {one.pk: refusal for one in things}
    held = held_by(inputs, stage, proposals)
    done = handing.finished(held.values(), work)
    leaving = {one.judge_id for one in held.values()}
    hands = handing.hands(stage, to, [one for one in proposals if one.pk in held], at=at, leaving=leaving)

    def refusal(entrant):
        own = held.get(entrant.proposal_id)
        if own is None:
            return handing_rules.NOT_HELD
        return handing_rules.moving_refusal(
            own, hands[own.proposal_id], to=to.judge_id, is_locked=own.pk in done, reason=inputs["reason"]
        )

    return {one.pk: refusal(one) for one in things}


@transaction.atomic
def move(pk, inputs, *, key, by, at):
    """Move the work on one entrant; returns the new assignment."""
    entrant = Entrant.objects.select_related("stage__edition", "proposal").get(pk=pk, stage=inputs["stage"])
    stage = entrant.stage
    own = held_by(inputs, stage, [entrant.proposal]).get(entrant.proposal_id)
    refuse(handing_rules.NOT_HELD if own is None else None)
    to = member_of(inputs["to"], stage)
    return handing.move(own, work_of(stage), to, inputs["reason"], by=by, at=at)


def move_said(inputs):
    """What moving does."""
    return [
        _("Tugas dipindahkan dari %(was)s kepada %(name)s.") % {"was": inputs["from_name"], "name": inputs["to_name"]},
        _("Yang sudah dikunci tetap. Nilai yang baru dimulai tidak ikut pindah dan tidak dihitung."),
        _("Penerimanya mendapat satu surat. Pemindahan dapat dibatalkan selama ia belum mulai."),
    ]


def moving_back_refusals(things, inputs, *, office, at):
    """Why some of what was moved may not go back to the judge who had it."""
    refusals = back_refusals(things, inputs, office=office, at=at)
    before = handing.before_the_move(things)
    stage, by_judge = stage_of(inputs), defaultdict(list)
    for one in things:
        if refusals[one.pk] is None and one.pk not in before:
            refusals[one.pk] = handing_rules.NOT_HELD
        elif refusals[one.pk] is None:
            by_judge[before[one.pk].judge_id].append(one)
    members = PanelMember.objects.filter(stage=stage, judge__in=by_judge).select_related("judge", "agency")
    for member in members.order_by("pk"):
        own = by_judge[member.judge_id]
        hands = handing.hands(stage, member, [one.proposal for one in own], at=at, leaving={own[0].judge_id})
        refusals |= {one.pk: handing_rules.judge_refusal(hands[one.proposal_id]) for one in own}
    return refusals


def move_back(pk, inputs, *, key, by, at):
    """Give one piece back to the judge who had it."""
    return handing.move_back(Assignment.objects.get(pk=pk), work_of(stage_of(inputs)), by=by, at=at)


KINDS = (
    BulkKind(
        "give",
        gettext_lazy("Penugasan penilai"),
        gettext_lazy("Tugaskan penilai"),
        entrants,
        giving_refusals,
        give,
        proposal_called,
        said=give_said,
        told=told_of_work,
        undo="give-back",
    ),
    BulkKind(
        "give-back",
        gettext_lazy("Pembatalan penugasan"),
        gettext_lazy("Batalkan penugasan"),
        assignments,
        back_refusals,
        give_back,
        proposal_called,
        told=told_of_return,
    ),
    BulkKind(
        "move",
        gettext_lazy("Pemindahan tugas"),
        gettext_lazy("Pindahkan ke penilai lain"),
        entrants,
        moving_refusals,
        move,
        proposal_called,
        said=move_said,
        told=told_of_work,
        undo="move-back",
    ),
    BulkKind(
        "move-back",
        gettext_lazy("Pembatalan pemindahan"),
        gettext_lazy("Kembalikan ke penilai semula"),
        assignments,
        moving_back_refusals,
        move_back,
        proposal_called,
        told=told_of_move_back,
    ),
)
