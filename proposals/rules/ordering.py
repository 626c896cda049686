"""In which order an agency sends its candidates, and who has a place under its caps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import Refusal
from competitions.models import Edition
from proposals.models import Proposal, Status
from proposals.rules.refusals import AGENCY_ONLY
from proposals.rules.writing import window_refusal

FOREIGN_CANDIDATE = Refusal("foreign_candidate", _("Urutkan usulan instansi Anda sendiri dalam edisi ini."))


@dataclass(frozen=True)
class Placed:
    """One candidate in its order: whether it is in the contest already, or has a place if it is sent in this order."""

    proposal: Proposal
    number: int
    is_within: bool

    @property
    def is_sent(self) -> bool:
        return self.proposal.status == Status.SUBMITTED


def ordering_refusal(edition: Edition, *, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not put the candidates of its agency in order; None if it may."""
    return AGENCY_ONLY if office.role != Role.AGENCY_ADMIN else window_refusal(edition, at)


def in_order(proposals: Sequence[Any], order: Sequence[int]) -> list[Any]:
    """The proposals as they were put in order; those that were not come after, the first begun first."""
    places = {pk: place for place, pk in enumerate(order)}
    return sorted(proposals, key=lambda one: (places.get(one.pk, len(places)), one.number))


def placed(proposals: Sequence[Proposal], cap: int | None, group_caps: Mapping[int, int]) -> list[Placed]:
    """Who has a place, in this order: what was sent holds its own, the rest take what is left, one after the other.

    `cap` is the edition's, `group_caps` those of groups by key; None and absent: no cap.
    """
    used: Counter[int | None] = Counter()
    for one in proposals:
        if one.status == Status.SUBMITTED:
            used.update([None, one.group_id] if one.group_id else [None])
    found = []
    for number, one in enumerate(proposals, start=1):
        is_within = one.status == Status.SUBMITTED
        if not is_within:
            limits = [(None, cap), (one.group_id, group_caps.get(one.group_id) if one.group_id else None)]
            is_within = all(limit is None or used[of] < limit for of, limit in limits)
            if is_within:
                used.update([None, one.group_id] if one.group_id else [None])
        found.append(Placed(one, number, is_within))
    return found
