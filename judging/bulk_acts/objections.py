"""Objections given to one person to answer, many at once; what takes that back."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.bulk_kinds import BulkKind
from accounts.models import Membership, Motion
from judging import rules
from judging.bulk_acts.things import proposal_called
from judging.domain import objections
from judging.domain.judges import held_apart
from judging.models import Objection


def things(ids, inputs):
    """Statements of the stage by their ids, in the order of the list."""
    found = Objection.objects.filter(pk__in=ids).select_related("stage__edition", "proposal", "assigned_to__user")
    return list(found.in_order())


def answerer(inputs):
    """Who is to answer."""
    return Membership.objects.select_related("user").get(pk=inputs["to"])


def assigning_refusals(things, inputs, *, office, at):
    """Why some may not be given to this person; two queries."""
    until, today, to = date.fromisoformat(inputs["answer_by"]), timezone.localdate(at), answerer(inputs)
    tied = held_apart.tied_among(to, {one.proposal_id for one in things}, at=at)
    return {
        one.pk: rules.assigning_objection_refusal(one, office=office, answer_by=until, today=today)
        or (rules.ANSWERER_TIED if one.proposal_id in tied else None)
        for one in things
    }


def assign(pk, inputs, *, key, by, at):
    """Give one to the person, who is told of all together; returns the statement."""
    found = Objection.objects.get(pk=pk, stage=inputs["stage"])
    until = date.fromisoformat(inputs["answer_by"])
    return objections.assign(found, answerer(inputs), until, is_told=False, by=by, at=at)


def said(inputs):
    """What giving them away does."""
    return [
        _("Sanggahan yang dipilih dijawab oleh %(name)s paling lambat %(day)s.")
        % {"name": inputs["to_name"], "day": date.fromisoformat(inputs["answer_by"]).strftime("%d/%m/%Y")},
        _("Petugas itu mendapat satu surat. Yang sudah ditugaskan berpindah kepadanya."),
    ]


def told(act, rows, *, by, at):
    """One letter to whoever is to answer, however many there are."""
    objections.tell_of_many(answerer(act.inputs), [row.made_id for row in rows], about=act, at=at)


def taking_back_refusals(things, inputs, *, office, at):
    """Why an assignment may not be taken back; one query."""
    moved = Motion.objects.filter(subject_type=Objection._meta.label_lower, subject_id__in=[one.pk for one in things])
    waiting = set(moved.on_its_way().values_list("subject_id", flat=True))
    return {
        one.pk: rules.unassigning_refusal(one, office=office, to=inputs["to"], is_moved=one.pk in waiting)
        for one in things
    }


def take_back(pk, inputs, *, key, by, at):
    """Nobody answers this one any more until somebody is named."""
    return objections.unassign(Objection.objects.get(pk=pk), to=inputs["to"], by=by, at=at)


KINDS = (
    BulkKind(
        "assign-objections",
        gettext_lazy("Penugasan sanggahan"),
        gettext_lazy("Tugaskan petugas"),
        things,
        assigning_refusals,
        assign,
        proposal_called,
        said=said,
        told=told,
        undo="unassign-objections",
    ),
    BulkKind(
        "unassign-objections",
        gettext_lazy("Pembatalan penugasan sanggahan"),
        gettext_lazy("Batalkan penugasan"),
        things,
        taking_back_refusals,
        take_back,
        proposal_called,
    ),
)
