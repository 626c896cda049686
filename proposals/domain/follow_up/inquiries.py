"""Citizens ask how an innovation can be done elsewhere; its owner answers. Nobody is shown an address."""

from django.db import IntegrityError, transaction

from accounts.domain import events
from accounts.domain.entrance import attempts
from accounts.domain.queue import enqueue
from accounts.models import Attempt
from accounts.rules import REASON_MISSING, Refused, refuse
from proposals import rules
from proposals.domain.follow_up import telling
from proposals.models import CatalogueEntry, Inquiry


def ask(entry, *, locality, text, visitor, network, at):
    """A confirmed visitor asks the owner of an innovation; one question at a time about each. Too many are refused."""
    # Counted before and apart from what is written: tries at the same moment see each other.
    attempts.begin(Attempt.Kind.INQUIRY, visitor.mailbox, network, at=at)
    try:
        return written(entry, locality=locality, text=text, visitor=visitor, at=at)
    except IntegrityError as twice:
        raise Refused(rules.INQUIRY_WAITS) from twice


@transaction.atomic
def written(entry, *, locality, text, visitor, at):
    """Write the question down, and tell the admins of the owner; where there are none, the secretariat."""
    entry = CatalogueEntry.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    waits = Inquiry.objects.waiting().filter(entry=entry, visitor=visitor).exists()
    refuse(rules.inquiry_refusal(entry, is_confirmed=True, waits=waits))
    inquiry = Inquiry.objects.create(
        entry=entry, visitor=visitor, locality=" ".join(locality.split()), text=text.strip(), asked_at=at
    )
    if telling.admins_of(entry.agency_id, at=at).exists():
        telling.asked("inquiry.asked", inquiry, telling.admins_of(entry.agency_id, at=at), at=at)
    else:
        telling.asked("inquiry.unowned", inquiry, telling.secretariat(at=at), at=at)
    enqueue("accounts.send_due_letters")
    events.record("inquiry.asked", on=inquiry, by=None, at=at, entry=entry.slug)
    return inquiry


@transaction.atomic
def answer(inquiry, text, *, by, at):
    """The owner, or the ministry in its place, answers; the visitor gets a letter as long as the address is kept."""
    inquiry = Inquiry.objects.locked(inquiry.pk)
    refuse(rules.inquiry_answer_refusal(inquiry, office=by))
    refuse(None if text.strip() else REASON_MISSING)
    inquiry.answer, inquiry.answered_at, inquiry.answered_by = text.strip(), at, by
    inquiry.save(update_fields=["answer", "answered_at", "answered_by"])
    if inquiry.visitor.address:
        telling.answered(inquiry, inquiry.visitor.address, at=at)
        enqueue("accounts.send_due_letters")
    events.record("inquiry.answered", on=inquiry, by=by, at=at)
    return inquiry
