"""Who may submit a dossier, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _now

from accounts.models import Membership
from accounts.rules import Refusal
from proposals.models import Proposal
from proposals.rules.handing_over import keeping_refusal


@dataclass(frozen=True)
class Room:
    """How many more proposals an agency may submit under a cap: of the edition, or of the group named."""

    left: int
    cap: int
    group: str = ""


def submission_refusal(
    proposal: Proposal,
    *,
    office: Membership,
    gap: str | None,
    cap_left: Room | None,
    at: datetime,
) -> Refusal | None:
    """Why `office` may not submit to the ministry now.

    `gap` is the first thing still missing, as a sentence, None when nothing is; `cap_left` the room that the
    agency still has under its caps, None where there are none.
    """
    if refusal := keeping_refusal(proposal, office=office, at=at):
        return refusal
    if gap is not None:
        return Refusal(
            "incomplete",
            _now("Usulan belum lengkap. Yang masih kurang: %(first)s.") % {"first": gap.rstrip(".")},
        )
    if cap_left is None or cap_left.left > 0:
        return None
    if cap_left.group:
        said = _now("Instansi Anda sudah mengajukan %(cap)s usulan dalam kelompok %(group)s, batas kelompok ini.")
        return Refusal("cap_reached", said % {"cap": cap_left.cap, "group": cap_left.group})
    said = _now("Instansi Anda sudah mengajukan %(cap)s usulan, batas untuk edisi ini.")
    return Refusal("cap_reached", said % {"cap": cap_left.cap})
