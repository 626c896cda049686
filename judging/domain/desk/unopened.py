"""Evidence that does not open: a judge says so by one press, the secretariat answers."""

from django.db import transaction
from django.utils import timezone

from accounts.domain import events
from accounts.rules import Refused, refuse
from judging import rules
from judging.domain.cards.scoring import ties_of
from judging.models import Assignment, UnopenedFile


@transaction.atomic
def report(assignment, attachment, *, by, at):
    """The judge of an assignment says that a file of its dossier does not open; said before, nothing happens."""
    assignment = Assignment.objects.locked(assignment.pk, on=timezone.localdate(at))
    refuse(
        rules.pact_refusal(has_signed=assignment.has_signed)
        or rules.reading_refusal(assignment, judge=by.user, ties=ties_of(assignment, at=at))
        or rules.cover_refusal(assignment)
    )
    return note(assignment.stage, attachment, by=by, at=at)


def note(stage, attachment, *, by, at):
    """Keep that a file did not open, once a judge and stage; part of the transaction of an act that may read it."""
    said, is_new = UnopenedFile.objects.get_or_create(
        stage=stage, judge_id=by.user_id, attachment=attachment, defaults={"reported_at": at}
    )
    if is_new:
        events.record("evidence.reported", on=said, by=by, at=at, proposal=attachment.proposal_id, file=attachment.pk)
    return said


@transaction.atomic
def answer(said, text, *, by, at):
    """The secretariat answers a report once; the judge reads it beside the file."""
    if not text.strip():
        raise Refused(rules.REASON_MISSING)
    said = UnopenedFile.objects.select_for_update(of=("self",)).get(pk=said.pk)
    if said.answered_at:
        raise Refused(rules.UNOPENED_ANSWERED)
    said.answer, said.answered_at, said.answered_by = text.strip(), at, by
    said.save(update_fields=["answer", "answered_at", "answered_by"])
    events.record("evidence.answered", on=said, by=by, at=at)
    return said
