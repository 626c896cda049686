"""A sent dossier is asked back after registration closed: the agency asks, the ministry answers."""

from django.db import transaction

from accounts.domain import events
from accounts.models.asked_often import asked_often
from accounts.rules import REASON_MISSING, Refused, refuse
from proposals import letters, rules
from proposals.domain import lifecycle
from proposals.domain.catalogue import publication
from proposals.models import Proposal, WithdrawalRequest


def waiting(proposal):
    """The request about a dossier that wants an answer, or None; one query."""
    return WithdrawalRequest.objects.waiting().filter(proposal=proposal).first()


def last(proposal):
    """The latest request about a dossier with who asked, or None; one query."""
    return next(iter(latest(proposal.pk)), None)


@asked_often
def latest(proposal):
    """The latest request about a dossier, with who asked; at most one."""
    found = WithdrawalRequest.objects.filter(proposal=proposal)
    return found.select_related("asked_by__user", "asked_by__agency", "asked_by__unit").order_by("-pk")[:1]


@transaction.atomic
def ask(proposal, reason, *, by, at):
    """The agency's admin asks the ministry to let the dossier go; both sides are told. Returns the request."""
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.asking_withdrawal_refusal(proposal, waiting=waiting(proposal), office=by, at=at))
    request = WithdrawalRequest.objects.create(proposal=proposal, reason=with_reason(reason), asked_at=at, asked_by=by)
    return tell("proposal.withdrawal_asked", request, proposal, note=request.reason, by=by, at=at)


@transaction.atomic
def drop(proposal, *, by, at):
    """The agency's admin takes the request back before it is answered; the dossier stays. Returns the request."""
    proposal = Proposal.objects.locked(proposal.pk)
    request = waiting(proposal)
    refuse(rules.dropping_withdrawal_refusal(proposal, waiting=request, office=by))
    request.dropped_at, request.dropped_by = at, by
    request.save(update_fields=["dropped_at", "dropped_by"])
    return tell("proposal.withdrawal_dropped", request, proposal, by=by, at=at)


@transaction.atomic
def decline(proposal, reason, *, by, at):
    """The ministry keeps the dossier in the contest, saying why. Returns the request."""
    proposal = Proposal.objects.locked(proposal.pk)
    request = waiting(proposal)
    refuse(rules.answering_withdrawal_refusal(proposal, waiting=request, office=by))
    request.declined_at, request.declined_by, request.decline_reason = at, by, with_reason(reason)
    request.save(update_fields=["declined_at", "declined_by", "decline_reason"])
    return tell("proposal.withdrawal_declined", request, proposal, note=request.decline_reason, by=by, at=at)


@transaction.atomic
def accept(proposal, *, motion=None, by, at):
    """The ministry lets the dossier go; what was announced is taken back, with the agency's reason.

    Raises Refused without a seconded `motion` where the public has read of the proposal already.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    request = waiting(proposal)
    refuse(rules.answering_withdrawal_refusal(proposal, waiting=request, office=by))
    if publication.is_announced(proposal):
        refuse(None if motion and motion.is_carried else rules.WITHDRAWAL_NEEDS_TWO)
        publication.take_back(proposal, request.reason, at=at)
    request.accepted_at, request.accepted_by = at, by
    request.save(update_fields=["accepted_at", "accepted_by"])
    particulars = {"request": request.pk, **({"motion": motion.pk} if motion else {})}
    return lifecycle.finish("let_go", proposal, note=request.reason, by=by, at=at, **particulars)


def described(proposal, inputs):
    """What exactly letting a dossier go means, as JSON values: the dossier, its awards, and what was asked."""
    request = waiting(proposal)
    return {
        **lifecycle.described_ending(proposal, inputs),
        "asked": request.pk if request else None,
        "reason": request.reason if request else "",
    }


def with_reason(text):
    """The reason, tidied; refused where there is none."""
    if not text.strip():
        raise Refused(REASON_MISSING)
    return text.strip()


def tell(name, request, proposal, *, note="", by, at):
    """Letters and the event of one step of a request; returns the request."""
    letters.tell(name, proposal, note=note, by=by, at=at)
    events.record(name, on=proposal, by=by, at=at, request=request.pk, note=note)
    return request
