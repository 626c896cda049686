"""A unit opens its draft to the secretariat and ends that at will; every reading is on record."""

from django.db import transaction

from accounts.domain import events
from accounts.rules import refuse
from proposals import letters, rules
from proposals.models import Assistance, AssistanceReading, Proposal


@transaction.atomic
def open_up(proposal, question, *, by, at):
    """Let the secretariat read the draft, for what is asked in `question`; returns the Assistance. Raises Refused."""
    proposal = Proposal.objects.locked(proposal.pk)
    is_open = Assistance.objects.filter(proposal=proposal, ended_at=None).exists()
    refuse(rules.opening_refusal(proposal, is_open=is_open, question=question, office=by, at=at))
    opened = Assistance.objects.create(proposal=proposal, question=question.strip(), opened_at=at, opened_by=by)
    letters.tell("proposal.opened_for_help", proposal, note=opened.question, by=by, at=at)
    events.record("proposal.opened_for_help", on=proposal, by=by, at=at)
    return opened


@transaction.atomic
def end(proposal, *, by, at):
    """Shut the draft again; whoever reads it now reads no further. Raises Refused."""
    proposal = Proposal.objects.locked(proposal.pk)
    standing = Assistance.objects.filter(proposal=proposal, ended_at=None)
    refuse(rules.ending_refusal(proposal, is_open=standing.exists(), office=by))
    standing.update(ended_at=at, ended_by=by)
    events.record("proposal.help_ended", on=proposal, by=by, at=at)


@transaction.atomic
def read(assistance, *, by, at):
    """Note that somebody of the secretariat reads the draft; returns the AssistanceReading. Raises Refused."""
    assistance = Assistance.objects.select_for_update(of=("self",)).select_related("proposal").get(pk=assistance.pk)
    refuse(rules.reading_refusal(assistance, office=by))
    reading = AssistanceReading.objects.create(assistance=assistance, by=by, at=at)
    events.record("proposal.read_for_help", on=assistance.proposal, by=by, at=at)
    return reading


def reading_now(proposal, *, by, at):
    """Whether `by` began a reading of the opened draft a moment ago; one query."""
    begun = AssistanceReading.objects.filter(by=by, at__gt=at - rules.READING_LASTS, at__lte=at)
    return Assistance.objects.open().filter(proposal=proposal, readings__in=begun).exists()
