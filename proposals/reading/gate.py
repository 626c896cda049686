"""The drafts of an agency as its admin sees them: how complete, how old, how long there is still time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from proposals import rules
from proposals.domain import completeness, contents, ordering, questionnaire, reminding, submission
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
    # Where it stands among the agency's candidates, None for what is none.
    place: rules.Placed | None

    @property
    def pk(self) -> int:
        return self.proposal.pk

    @property
    def is_complete(self) -> bool:
        return self.gap is None

    @property
    def share(self) -> float:
        """How much of it is done, from 0 to 1."""
        return self.done / self.needed if self.needed else 1.0


def rows(proposals: list[Proposal], *, at: datetime) -> list[GateRow]:
    """The rows of one agency's proposals loaded with their places; seven queries for those of one edition."""
    asked = {edition: questionnaire.of(edition) for edition in {one.edition_id for one in proposals}}
    found = contents.contents([one.pk for one in proposals])
    places = places_of(proposals)
    return [
        row(one, completeness.judge(one, asked[one.edition_id], found[one.pk]), places.get(one.pk), at)
        for one in proposals
    ]


def places_of(proposals: list[Proposal]) -> dict[int, rules.Placed]:
    """Where those that are candidates stand in their agency's order; two queries."""
    if not proposals:
        return {}
    editions = {one.edition_id: one.edition for one in proposals}
    placed = ordering.standing(list(editions.values()), proposals[0].agency_id)
    return {one.proposal.pk: one for found in placed.values() for one in found}


def row(proposal: Proposal, standing: completeness.Completeness, place: rules.Placed | None, at: datetime) -> GateRow:
    """One row of the list."""
    return GateRow(
        proposal=proposal,
        done=len(standing.done),
        needed=len(standing.needed),
        gap=standing.first_gap,
        days_old=(timezone.localdate(at) - timezone.localdate(proposal.created_at)).days,
        closes_at=proposal.edition.closes_at if proposal.edition.closes_at > at else None,
        at=at,
        place=place,
    )


def submission_refusals(proposals, *, office, at):
    """Why some of these would not be submitted, one after the other, by key: the caps count those before.

    The same rule that each is held against when it is done; eight queries for those of one edition.
    """
    return refusals_of(rows(proposals, at=at), office=office, at=at)


def may_submit(found, *, office, at):
    """Whether any of these rows can be submitted now; one query where any is whole and in the office's hands."""
    ready = [
        row for row in found if row.is_complete and rules.keeping_refusal(row.proposal, office=office, at=at) is None
    ]
    return bool(ready) and None in refusals_of(ready, office=office, at=at).values()


def may_remind(found, *, office, at):
    """Whether the unit of any of these rows can be reminded now; one query where any is with its unit."""
    with_units = [
        row.pk
        for row in found
        if rules.unit_reminding_refusal(row.proposal, is_reminded=False, office=office, at=at) is None
    ]
    return bool(set(with_units) - reminding.reminded(with_units, at=at)) if with_units else False


def refusals_of(found, *, office, at):
    """Why some of these rows would not be submitted, by key; one query."""
    used = used_places(office.agency_id, {row.proposal.edition_id for row in found})
    refusals = {}
    for one in found:
        proposal = one.proposal
        of_all, of_group = (proposal.edition_id, None), (proposal.edition_id, proposal.group_id)
        refusals[one.pk] = rules.submission_refusal(
            proposal,
            office=office,
            gap=one.gap,
            cap_left=submission.narrowest(proposal, of_all=used[of_all], of_group=used[of_group]),
            at=at,
        )
        if refusals[one.pk] is None:
            used.update([of_all, of_group])
    return refusals


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
