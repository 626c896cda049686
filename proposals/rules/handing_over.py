"""Who may hand a dossier on or send it back, and why not."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import Refusal
from proposals.models import Proposal
from proposals.rules.refusals import AGENCY_ONLY, UNIT_ONLY
from proposals.rules.writing import holder_refusal, writing_refusal


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


def keeping_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why the proposal is not in the hands of `office` as its agency's admin."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if office.role != Role.AGENCY_ADMIN:
        return AGENCY_ONLY
    return writing_refusal(proposal, office=office, at=at)
