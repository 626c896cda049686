"""Saying whether an innovation that holds a top award is the one that a proposal speaks of."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import events
from accounts.rules import Refusal, Refused, refuse
from proposals import rules
from proposals.domain.catalogue import candidates
from proposals.domain.draft import drafting
from proposals.models import EarlierAward, Proposal

NOT_OFFERED = Refusal("earlier_award_not_offered", _("Inovasi ini tidak mirip lagi. Muat ulang halaman ini."))


@transaction.atomic
def answer(proposal, answers: Mapping[int, bool], *, by, at):
    """Say of candidates, by the key of their entries, whether each is this innovation; what was said before goes.

    Raises Refused where the identity may not be written, and for an entry that is not offered.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.writing_refusal(proposal, office=by, at=at, part="identity"))
    offered = {one.entry: one for one in candidates.of(proposal)}
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
