"""Saying whether an innovation that holds a top award is the one that a proposal speaks of."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import events
from accounts.domain.stamps import fingerprint, unchanged
from accounts.rules import Refusal, Refused, refuse
from proposals import rules
from proposals.domain.catalogue import candidates
from proposals.domain.draft import drafting
from proposals.models import EarlierAward, Proposal

NOT_OFFERED = Refusal(
    "earlier_award_not_offered", _("Judulnya tidak lagi mirip dengan inovasi ini. Muat ulang halaman ini.")
)


def stamp(offered):
    """The stamp of what is offered and what has been answered."""
    return fingerprint([[one.entry, one.is_own] for one in offered])


@transaction.atomic
def answer(proposal, answers: Mapping[int, bool], *, seen=None, by, at):
    """Say of candidates, by the key of their entries, whether each is this innovation; what was said before goes.

    `seen` is the stamp of what the answerer was shown. Raises Refused where the identity may not be written, and for an
    entry that is not offered; Stale where something else stands by now.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.writing_refusal(proposal, office=by, at=at, part="identity"))
    stands = candidates.of(proposal)
    unchanged(seen, stamp(stands), stands)
    offered = {one.entry: one for one in stands}
    if not answers.keys() <= offered.keys():
        raise Refused(NOT_OFFERED)
    changed = {pk: is_own for pk, is_own in answers.items() if offered[pk].is_own != is_own}
    if not changed:
        return proposal
    for pk, is_own in changed.items():
        EarlierAward.objects.update_or_create(
            proposal=proposal,
            entry_id=pk,
            defaults={
                "is_own": is_own,
                "likeness": offered[pk].percent,
                "title_then": proposal.title,
                "answered_at": at,
                "answered_by": by,
            },
        )
    drafting.touch(proposal, at)
    said = [
        {"entry": pk, "title": offered[pk].title, "is_own": is_own, "likeness": offered[pk].percent}
        for pk, is_own in sorted(changed.items())
    ]
    events.record("proposal.earlier_awards_answered", on=proposal, by=by, at=at, answers=said, title=proposal.title)
    return proposal
