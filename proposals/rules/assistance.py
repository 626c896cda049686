"""Who may open a draft to the secretariat, read it there, and end that; and why not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import Refusal
from proposals.models import Assistance, Proposal
from proposals.models.proposal import UNSENT
from proposals.rules.writing import NOT_YOURS, holder_refusal, sent_refusal, window_refusal

ALREADY_OPEN = Refusal("already_open_for_help", _("Draf ini sudah dibuka untuk sekretariat."))
NOT_OPEN = Refusal("not_open_for_help", _("Draf ini tidak dibuka untuk sekretariat."))
SECRETARIAT_ONLY = Refusal("help_by_secretariat", _("Hanya sekretariat dapat membaca draf yang dibuka untuknya."))
QUESTION_MISSING = Refusal("question_missing", _("Tulis apa yang ingin Anda tanyakan."))
# One press of the button is one reading, so long.
READING_LASTS = timedelta(minutes=30)


def opening_refusal(
    proposal: Proposal, *, is_open: bool, question: str, office: Membership, at: datetime
) -> Refusal | None:
    """Why `office` may not open the draft to the secretariat; who would write the dossier may, until the close."""
    if refusal := holder_refusal(proposal, office) or (NOT_YOURS if office.unit_id != proposal.unit_id else None):
        return refusal
    if proposal.status not in UNSENT:
        return sent_refusal(proposal.status)
    if refusal := window_refusal(proposal.edition, at):
        return refusal
    if is_open:
        return ALREADY_OPEN
    return None if question.strip() else QUESTION_MISSING


def ending_refusal(proposal: Proposal, *, is_open: bool, office: Membership) -> Refusal | None:
    """Why `office` may not end it; whose dossier it is may, at any time."""
    return holder_refusal(proposal, office) or (None if is_open else NOT_OPEN)


def reading_refusal(assistance: Assistance, *, office: Membership) -> Refusal | None:
    """Why `office` may not read the draft; reads the dossier's status. The secretariat may, while it is open."""
    if office.role != Role.SECRETARY:
        return SECRETARIAT_ONLY
    return None if assistance.ended_at is None and assistance.proposal.status in UNSENT else NOT_OPEN
