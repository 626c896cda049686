"""Before the cover: a judge says that nothing ties them to a proposal, and its dossier opens."""

from django.db import transaction
from django.utils import timezone

from accounts.domain import events
from accounts.rules import refuse
from judging import rules
from judging.domain.cards.scoring import ties_of
from judging.models import Assignment


@transaction.atomic
def clear(assignment, *, by, at):
    """The judge of an assignment says that there is no tie; said before, nothing happens."""
    assignment = Assignment.objects.locked(assignment.pk, on=timezone.localdate(at))
    refuse(
        rules.pact_refusal(has_signed=assignment.has_signed)
        or rules.reading_refusal(assignment, judge=by.user, ties=ties_of(assignment, at=at))
    )
    if assignment.cleared_at:
        return
    assignment.cleared_at = at
    assignment.save(update_fields=["cleared_at"])
    events.record("assignment.cleared", on=assignment, by=by, at=at, proposal=assignment.proposal_id)
