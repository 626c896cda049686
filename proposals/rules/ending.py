"""Who may take a dossier out of the contest, and why not."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Membership, Role
from accounts.rules import MINISTRY_ONLY, Refusal
from proposals.models import WRITABLE, Proposal, Status
from proposals.rules.refusals import AGENCY_ONLY, ENDED, UNIT_ONLY, WITH_AGENCY, WITH_UNIT
from proposals.rules.writing import holder_refusal, window_refusal

CLOSED_FOR_WITHDRAWAL = Refusal(
    "closed_for_withdrawal",
    _(
        "Pendaftaran sudah ditutup, sehingga usulan tidak dapat ditarik langsung. Minta penarikannya kepada"
        " kementerian, dengan alasannya."
    ),
)
NEEDS_TWO_PEOPLE = Refusal(
    "needs_two_people", _("Usulan ini sudah diumumkan. Diskualifikasinya perlu diajukan dan disetujui dua orang.")
)
NOT_SUBMITTED = Refusal("not_submitted", _("Usulan belum diajukan."))


def withdrawal_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not withdraw. The holder of the pen may; the admin, until the close, what was sent too."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if refusal := ENDED.get(proposal.status):
        return refusal
    if proposal.status == Status.SUBMITTED:
        if office.role != Role.AGENCY_ADMIN:
            return AGENCY_ONLY
        return None if proposal.edition.accepts_proposals(at) else CLOSED_FOR_WITHDRAWAL
    if office.role == Role.UNIT:
        return None if proposal.status in WRITABLE else WITH_AGENCY
    return None if proposal.status == Status.WITH_AGENCY else WITH_UNIT


NOT_WITHDRAWN = Refusal("not_withdrawn", _("Usulan ini tidak ditarik, jadi tidak perlu dikembalikan."))
WAS_SENT = Refusal("was_sent", _("Usulan yang pernah diajukan tidak dapat dihapus. Naskahnya disimpan sebagai bukti."))
NOT_CANCELLED = Refusal("not_cancelled", _("Batalkan draf ini dahulu, baru hapus."))


def taking_back_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not take a sent dossier back to mend it; the agency's admin may until the close."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if proposal.status != Status.SUBMITTED:
        return ENDED.get(proposal.status, NOT_SUBMITTED)
    if office.role != Role.AGENCY_ADMIN:
        return AGENCY_ONLY
    return window_refusal(proposal.edition, at)


def bringing_back_refusal(proposal: Proposal, *, left_from: str, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not bring a withdrawn dossier back; who withdrew it from there may, until the close.

    `left_from` is the status from which it was withdrawn, "" where it was not withdrawn by its own people.
    """
    if refusal := holder_refusal(proposal, office):
        return refusal
    if proposal.status == Status.DISQUALIFIED:
        return ENDED[proposal.status]
    if proposal.status != Status.WITHDRAWN or not left_from:
        return NOT_WITHDRAWN
    if left_from in WRITABLE and office.role != Role.UNIT:
        return UNIT_ONLY
    if left_from not in WRITABLE and office.role != Role.AGENCY_ADMIN:
        return AGENCY_ONLY
    return window_refusal(proposal.edition, at)


def deletion_refusal(proposal: Proposal, *, left_from: str, was_sent: bool, office: Membership) -> Refusal | None:
    """Why `office` may not put a cancelled draft out of sight; who cancelled it may, at any time."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if was_sent:
        return WAS_SENT
    if proposal.status != Status.WITHDRAWN or not left_from:
        return NOT_CANCELLED
    is_units = left_from in WRITABLE
    return None if (office.role == Role.UNIT) == is_units else (UNIT_ONLY if is_units else AGENCY_ONLY)


def disqualification_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not disqualify; the ministry may, at any time after submission."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if proposal.status == Status.SUBMITTED:
        return None
    return ENDED.get(proposal.status, NOT_SUBMITTED)
