"""Who may submit a dossier, and why not."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _now

from accounts.models import Membership
from accounts.rules import Refusal
from proposals.models import Proposal
from proposals.rules.handing_over import return_refusal


def submission_refusal(
    proposal: Proposal,
    *,
    office: Membership,
    gap: str | None,
    cap_left: int | None,
    at: datetime,
) -> Refusal | None:
    """Why `office` may not submit to the ministry now.

    `gap` is the first thing still missing, as a sentence, None when nothing is; `cap_left` how many more the
    agency may submit in this edition, None where the edition sets no cap.
    """
    if refusal := return_refusal(proposal, office=office, at=at):
        return refusal
    if gap is not None:
        return Refusal(
            "incomplete",
            _now("Usulan belum lengkap. Yang masih kurang: %(first)s.") % {"first": gap.rstrip(".")},
        )
    if cap_left is not None and cap_left <= 0:
        return Refusal(
            "cap_reached",
            _now("Instansi Anda sudah mengajukan %(cap)s usulan, batas untuk edisi ini.")
            % {"cap": proposal.edition.agency_cap},
        )
    return None
