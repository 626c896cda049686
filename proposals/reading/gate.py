"""The drafts of an agency as its admin sees them: how complete, how old, how long there is still time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from proposals import rules
from proposals.domain import completeness, questionnaire, submission
from proposals.models import Proposal


@dataclass(frozen=True)
class GateRow:
    """One draft with what its list shows; `gap` is the first thing it lacks, None where it lacks nothing."""

    proposal: Proposal
    done: int
    needed: int
    gap: str | None
    days_old: int
    # None once registration has closed at the moment `at`.
    closes_at: datetime | None
    at: datetime

    @property
    def pk(self) -> int:
        return self.proposal.pk


def rows(proposals: list[Proposal], *, at: datetime) -> list[GateRow]:
    """The rows of proposals loaded with their places; five queries for those of one edition."""
    asked = {edition: questionnaire.of(edition) for edition in {one.edition_id for one in proposals}}
    contents = completeness.contents([one.pk for one in proposals])
    return [row(one, completeness.judge(one, asked[one.edition_id], contents[one.pk]), at) for one in proposals]


def row(proposal: Proposal, standing: completeness.Completeness, at: datetime) -> GateRow:
    """One row of the list."""
    return GateRow(
        proposal=proposal,
        done=len(standing.done),
        needed=len(standing.needed),
        gap=standing.first_gap,
        days_old=(timezone.localdate(at) - timezone.localdate(proposal.created_at)).days,
        closes_at=proposal.edition.closes_at if proposal.edition.closes_at > at else None,
        at=at,
    )


def submission_refusals(proposals, *, office, at):
    """Why some of these would not be submitted, one after the other, by key: the caps count those before.

    The same rule that each is held against when it is done; six queries for those of one edition.
    """
    used = used_places(office.agency_id, {one.edition_id for one in proposals})
    found = {}
    for one in rows(proposals, at=at):
        proposal = one.proposal
        of_all, of_group = (proposal.edition_id, None), (proposal.edition_id, proposal.group_id)
        found[one.pk] = rules.submission_refusal(
            proposal,
            office=office,
            gap=one.gap,
            cap_left=submission.narrowest(proposal, of_all=used[of_all], of_group=used[of_group]),
            at=at,
        )
        if found[one.pk] is None:
            used.update([of_all, of_group])
    return found


def used_places(agency_id, editions):
    """How many of an agency's are in the contest, by edition and by edition with group; one query."""
    counted = (
        Proposal.objects.filter(agency=agency_id, edition__in=editions)
        .in_contest()
        .values_list("edition", "group")
        .annotate(number=Count("pk"))
        .order_by("edition", "group")
    )
    used = Counter()
    for edition, group, number in counted:
        used[edition, None] += number
        used[edition, group] += number
    return used
