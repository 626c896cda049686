"""Who may take a dossier out of the contest, and why not."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Membership, Role
from accounts.rules import MINISTRY_ONLY, Refusal
from proposals.models import WRITABLE, Proposal, Status
from proposals.rules.refusals import AGENCY_ONLY, ENDED, WITH_AGENCY, WITH_UNIT
from proposals.rules.writing import holder_refusal

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


def disqualification_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not disqualify; the ministry may, at any time after submission."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if proposal.status == Status.SUBMITTED:
        return None
    return ENDED.get(proposal.status, NOT_SUBMITTED)
