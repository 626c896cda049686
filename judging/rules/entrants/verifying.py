"""When a verdict may be given and corrected, and why not."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import MINISTRY_ONLY, REASON_MISSING, Refusal
from competitions.models import Stage
from judging.models import Decision, Finding, Verdict
from judging.rules.refusals import LEFT_THE_CONTEST, NOT_COMPUTED, OUTSIDE_WINDOW, STAGE_NOT_OPEN

ALREADY_DECIDED = Refusal("already_decided", _("Usulan ini sudah diputuskan. Gunakan koreksi bila putusannya keliru."))
NOT_AN_ENTRANT = Refusal("not_an_entrant", _("Usulan ini tidak ada di tahap ini."))
NOT_DECIDED = Refusal("not_decided", _("Usulan ini belum diputuskan."))
TOO_LATE_TO_CORRECT = Refusal(
    "too_late_to_correct", _("Putusan tidak dapat dikoreksi lagi: keputusan tahap ini sudah disetujui.")
)
FINDINGS_OPEN = Refusal("findings_open", _("Isi hasil untuk setiap syarat."))
ALREADY_ANSWERED = Refusal("rule_already_answered", _("Syarat ini sudah dijawab untuk usulan ini."))
NOT_ANSWERED = Refusal("rule_not_answered", _("Jawaban syarat ini sudah diganti atau dibatalkan."))
VERDICT_REPLACED = Refusal("verdict_replaced", _("Putusan ini sudah digantikan atau dibatalkan."))
ANOTHERS_VERDICT = Refusal(
    "anothers_verdict", _("Hanya pemberi putusan yang dapat membatalkannya. Gunakan koreksi bila putusannya keliru.")
)
TOO_LATE_TO_TAKE_BACK = Refusal(
    "too_late_to_take_back",
    _("Putusan dapat dibatalkan sampai 30 menit setelah diberikan. Sesudah itu gunakan koreksi."),
)
CORRECTION_MOVED = Refusal("correction_moved", _("Koreksi putusan ini sudah diajukan dan belum dilaksanakan."))

# A slip is noticed at once; what is seen later is a correction, which takes two people.
SECOND_THOUGHT = timedelta(minutes=30)


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


def answering_refusal(finding: Finding, *, is_met: bool, note: str) -> Refusal | None:
    """Why one rule may not be answered so for an entrant that is not decided: a person's answer is never replaced."""
    if finding.is_met is not None and (finding.machine_says is None or finding.is_met != finding.machine_says):
        return ALREADY_ANSWERED
    if finding.note.strip():
        return ALREADY_ANSWERED
    if finding.machine_says is not None and is_met != finding.machine_says and not note.strip():
        return REASON_MISSING
    return None


def finding_refusal(finding: Finding) -> Refusal | None:
    """Why a checklist with this finding on it, as it would stand, gives no verdict."""
    if finding.is_met is None:
        return FINDINGS_OPEN
    is_against = finding.machine_says is not None and finding.is_met != finding.machine_says
    return REASON_MISSING if is_against and not finding.note.strip() else None


def taking_back_refusal(
    verdict: Verdict, *, office: Membership, at: datetime, status: str, is_moved: bool
) -> Refusal | None:
    """Why a verdict may not be taken back: who gave it can for a while, as long as nothing followed from it."""
    stage = verdict.stage
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if refusal := LEFT_THE_CONTEST.get(status):
        return refusal
    if verdict.superseded_at:
        return VERDICT_REPLACED
    if not stage.is_open:
        return STAGE_NOT_OPEN
    if not stage.takes_marks(at):
        return OUTSIDE_WINDOW
    if verdict.corrects_id or verdict.decided_by.user_id != office.user_id:
        return ANOTHERS_VERDICT
    if at > verdict.decided_at + SECOND_THOUGHT:
        return TOO_LATE_TO_TAKE_BACK
    return CORRECTION_MOVED if is_moved else None
