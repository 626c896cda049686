"""Who may hand a dossier on or send it back, and why not."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import Refusal
from proposals.models import WRITABLE, Proposal
from proposals.rules.refusals import AGENCY_ONLY, UNIT_ONLY
from proposals.rules.writing import holder_refusal, window_refusal, writing_refusal


def handover_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not hand over to its agency's admin. Gaps are no hindrance: the admin helps."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if office.role != Role.UNIT:
        return UNIT_ONLY
    return writing_refusal(proposal, office=office, at=at)


NO_UNIT = Refusal("no_unit", _("Usulan ini dibuat instansi sendiri, jadi tidak ada unit yang menerimanya kembali."))


def return_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not send the proposal back to its unit."""
    if refusal := keeping_refusal(proposal, office=office, at=at):
        return refusal
    return None if proposal.unit_id else NO_UNIT


NOT_WITH_UNIT = Refusal("not_with_unit", _("Usulan ini tidak sedang di unit, jadi tidak ada yang perlu diingatkan."))
REMINDED_TODAY = Refusal("reminded_today", _("Unit usulan ini sudah diingatkan hari ini."))


def unit_reminding_refusal(
    proposal: Proposal, *, is_reminded: bool, office: Membership, at: datetime
) -> Refusal | None:
    """Why `office` may not remind the unit that holds a draft; the agency's admin may, once a day."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if office.role != Role.AGENCY_ADMIN:
        return AGENCY_ONLY
    if proposal.status not in WRITABLE or proposal.unit_id is None:
        return NOT_WITH_UNIT
    return window_refusal(proposal.edition, at) or (REMINDED_TODAY if is_reminded else None)


def keeping_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why the proposal is not in the hands of `office` as its agency's admin."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if office.role != Role.AGENCY_ADMIN:
        return AGENCY_ONLY
    return writing_refusal(proposal, office=office, at=at)
