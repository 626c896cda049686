"""Who may ask the owner of an innovation, and who may answer; and why not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Membership, Role
from accounts.rules import Refusal
from proposals.models import CatalogueEntry, Inquiry
from proposals.rules.replication import EXAMPLE_ENTRY, TAKEN_FROM_CATALOGUE

VISITOR_NOT_CONFIRMED = Refusal("visitor_not_confirmed", _("Konfirmasi dahulu alamat surel Anda."))
INQUIRY_WAITS = Refusal("inquiry_waits", _("Permintaan Anda atas inovasi ini sudah terkirim dan menunggu jawaban."))
INQUIRY_ANSWERED = Refusal("inquiry_answered", _("Permintaan ini sudah dijawab."))
INQUIRY_OF_OWNER = Refusal("inquiry_of_owner", _("Dijawab oleh admin instansi pemilik inovasi, atau sekretariat."))


def inquiry_refusal(entry: CatalogueEntry, *, is_confirmed: bool, waits: bool) -> Refusal | None:
    """Why a visitor may not ask about an innovation."""
    if entry.is_example:
        return EXAMPLE_ENTRY
    if entry.ended_at:
        return TAKEN_FROM_CATALOGUE
    if not is_confirmed:
        return VISITOR_NOT_CONFIRMED
    return INQUIRY_WAITS if waits else None


def inquiry_answer_refusal(inquiry: Inquiry, *, office: Membership) -> Refusal | None:
    """Why this office may not answer: the owner's admin may, and the ministry in the owner's place."""
    is_owner = office.role == Role.AGENCY_ADMIN and office.agency_id == inquiry.entry.agency_id
    if not (is_owner or office.role in MINISTRY):
        return INQUIRY_OF_OWNER
    return INQUIRY_ANSWERED if inquiry.answered_at else None
