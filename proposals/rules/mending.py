"""What may be done with a sent dossier that came back to be mended, by whom, and why not."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.rules import Refusal
from accounts.templatetags.moments import deadline, to_the_second
from proposals.models import Proposal, Status
from proposals.rules.refusals import ENDED
from proposals.rules.writing import MENDING_OVER, NOT_OPENED, NOT_TO_MEND, again_refusal

NOT_IN_CONTEST = Refusal("not_in_contest", _("Usulan belum diajukan, jadi tidak ada yang dapat dikembalikan."))
ALREADY_MENDED = Refusal("already_being_mended", _("Usulan ini sudah dikembalikan untuk diperbaiki."))

__all__ = ["ALREADY_MENDED", "MENDING_OVER", "NOT_IN_CONTEST", "NOT_OPENED", "NOT_TO_MEND"]


def giving_back_refusal(proposal: Proposal) -> Refusal | None:
    """Why a dossier cannot come back to be mended."""
    if proposal.status != Status.SUBMITTED:
        return ENDED.get(proposal.status, NOT_IN_CONTEST)
    return ALREADY_MENDED if proposal.is_mended else None


def handing_in_refusal(proposal: Proposal, *, office: Membership, gap: str | None, at: datetime) -> Refusal | None:
    """Why `office` may not hand a mended dossier in again; `gap` says what it lacks first."""
    until = proposal.mending_until
    if refusal := again_refusal(proposal, office=office, until=until, absent=NOT_TO_MEND):
        return refusal
    if until and at >= until:
        return over(until, at)
    return Refusal("mending_incomplete", gap) if gap else None


def over(until: datetime, at: datetime) -> Refusal:
    """That the time is over, with both moments: of its end, and of what came after it."""
    return Refusal(
        MENDING_OVER.key,
        _now("Masa perbaikan berakhir %(until)s. Permintaan Anda sampai di server %(at)s.")
        % {"until": deadline(until), "at": to_the_second(at)},
    )
