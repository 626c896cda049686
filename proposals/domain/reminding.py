"""Reminding writers and agency admins of what has not reached the ministry before registration closes."""

from datetime import datetime, time
from functools import partial

from django.db import transaction
from django.utils import timezone

from accounts.domain import events
from accounts.models import Letter
from accounts.rules import refuse
from competitions import letters as letters_of_editions
from competitions.domain import reminding
from competitions.models import Edition, Reminder
from proposals import letters, rules
from proposals.models import Proposal

DRAFTS = "reminder.drafts"


def remind_writers(*, at):
    """Send the reminders of every edition that takes proposals; returns how many letters were written."""
    return reminding.remind_all(due(at=at), of=[Reminder.About.DRAFTS], at=at)


def due(*, at):
    """The reminders of open editions whose moment has come."""
    open_now = Edition.objects.announced().filter(opens_at__lte=at, closes_at__gt=at)
    about = Reminder.About.DRAFTS
    for edition in open_now.prefetch_related("reminders").order_by("pk"):
        if moment := reminding.due(edition.reminders.all(), about, edition.opens_at, edition.closes_at, at=at):
            told = partial(letters.unfinished, edition, at=at)
            yield reminding.DueReminder(edition, about, told, moment)


@transaction.atomic
def remind_unit(proposal, *, by, at):
    """The agency's admin reminds the writers of a unit of one draft, once a day; returns how many letters it took."""
    proposal = Proposal.objects.locked(proposal.pk)
    is_reminded = bool(reminded([proposal.pk], at=at))
    refuse(rules.unit_reminding_refusal(proposal, is_reminded=is_reminded, office=by, at=at))
    words = partial(letters.unfinished_words, proposal.edition, [proposal], at=at)
    people = [(person, words) for person in letters.holders(letters.unit_writers(proposal), on=timezone.localdate(at))]
    letters_of_editions.tell(DRAFTS, proposal.edition, people, about=proposal, at=begun(at))
    events.record("proposal.unit_reminded", on=proposal, by=by, at=at, letters=len(people))
    return len(people)


def reminded(proposal_ids, *, at):
    """Which of these drafts somebody was reminded of today; one query."""
    ids = {occasion_of(pk, at): pk for pk in proposal_ids}
    found = Letter.objects.filter(name=DRAFTS, occasion__in=ids).values_list("occasion", flat=True)
    return {ids[occasion] for occasion in found}


def occasion_of(proposal_id, at):
    """What one day's reminders of a draft have in common; as `accounts.domain.correspondence.letters.row` writes it."""
    return f"{Proposal._meta.label_lower} {proposal_id} {begun(at).isoformat()}"


def begun(at):
    """The moment at which a day begins where the office is."""
    return timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
