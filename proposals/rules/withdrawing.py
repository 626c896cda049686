"""Who may ask for a sent dossier back after registration closed, and who may answer, and why not."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Membership, Role
from accounts.rules import MINISTRY_ONLY, Refusal
from proposals.models import Proposal, Status, WithdrawalRequest
from proposals.rules.ending import NOT_SUBMITTED
from proposals.rules.refusals import AGENCY_ONLY, ENDED
from proposals.rules.writing import holder_refusal

STILL_OPEN = Refusal("withdrawal_still_open", _("Pendaftaran masih terbuka. Tarik usulannya langsung, tanpa meminta."))
ALREADY_ASKED = Refusal(
    "withdrawal_already_asked", _("Penarikan usulan ini sudah diminta dan menunggu jawaban kementerian.")
)
NOT_ASKED_TO_WITHDRAW = Refusal("withdrawal_not_asked", _("Tidak ada permintaan penarikan yang menunggu jawaban."))
WITHDRAWAL_NEEDS_TWO = Refusal(
    "withdrawal_needs_two", _("Usulan ini sudah diumumkan. Penarikannya perlu diajukan dan disetujui dua orang.")
)


def asking_withdrawal_refusal(
    proposal: Proposal, *, waiting: WithdrawalRequest | None, office: Membership, at: datetime
) -> Refusal | None:
    """Why `office` may not ask; the agency's admin may, once registration is closed, one request at a time."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if proposal.status != Status.SUBMITTED:
        return ENDED.get(proposal.status, NOT_SUBMITTED)
    if office.role != Role.AGENCY_ADMIN:
        return AGENCY_ONLY
    if proposal.edition.accepts_proposals(at):
        return STILL_OPEN
    return ALREADY_ASKED if waiting else None


def dropping_withdrawal_refusal(
    proposal: Proposal, *, waiting: WithdrawalRequest | None, office: Membership
) -> Refusal | None:
    """Why `office` may not take the request back; the agency's admin may until it is answered."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if office.role != Role.AGENCY_ADMIN:
        return AGENCY_ONLY
    return waiting_refusal(proposal, waiting)


def answering_withdrawal_refusal(
    proposal: Proposal, *, waiting: WithdrawalRequest | None, office: Membership
) -> Refusal | None:
    """Why `office` may not answer the request; the ministry may."""
    return waiting_refusal(proposal, waiting) if office.role in MINISTRY else MINISTRY_ONLY


def waiting_refusal(proposal: Proposal, waiting: WithdrawalRequest | None) -> Refusal | None:
    """Why there is no request to speak of."""
    if proposal.status != Status.SUBMITTED:
        return ENDED.get(proposal.status, NOT_SUBMITTED)
    return None if waiting else NOT_ASKED_TO_WITHDRAW
