"""When a verdict may be given and corrected, and why not."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import MINISTRY_ONLY, REASON_MISSING, Refusal
from competitions.models import Stage
from judging.models import Decision, Verdict
from judging.rules.refusals import LEFT_THE_CONTEST, NOT_COMPUTED, OUTSIDE_WINDOW, STAGE_NOT_OPEN

ALREADY_DECIDED = Refusal("already_decided", _("Usulan ini sudah diputuskan. Gunakan koreksi bila putusannya keliru."))
NOT_AN_ENTRANT = Refusal("not_an_entrant", _("Usulan ini tidak ada di tahap ini."))
NOT_DECIDED = Refusal("not_decided", _("Usulan ini belum diputuskan."))
TOO_LATE_TO_CORRECT = Refusal(
    "too_late_to_correct", _("Putusan tidak dapat dikoreksi lagi: keputusan tahap ini sudah disetujui.")
)
FINDINGS_OPEN = Refusal("findings_open", _("Isi hasil untuk setiap syarat."))


def verdict_refusal(
    stage: Stage, *, office: Membership, at: datetime, status: str, verdict: Verdict | None
) -> Refusal | None:
    """Why a proposal, whose status is given, may not be decided in the administrative selection."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if refusal := LEFT_THE_CONTEST.get(status):
        return refusal
    if not stage.is_open:
        return STAGE_NOT_OPEN
    if not stage.takes_marks(at):
        return OUTSIDE_WINDOW
    return ALREADY_DECIDED if verdict else None


def correction_refusal(
    stage: Stage,
    *,
    office: Membership,
    status: str,
    verdict: Verdict | None,
    decision: Decision | None,
    reason: str,
) -> Refusal | None:
    """Why a verdict may not be corrected: possible until the stage's decision has been put forward."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if refusal := LEFT_THE_CONTEST.get(status):
        return refusal
    if verdict is None:
        return NOT_DECIDED
    if stage.is_over or (decision is not None and decision.proposed_at):
        return TOO_LATE_TO_CORRECT
    # Between the close and the result a correction would be in neither the snapshot nor the decision.
    if stage.closed_at and decision is None:
        return NOT_COMPUTED
    return None if reason.strip() else REASON_MISSING
