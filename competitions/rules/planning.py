"""Who may plan the contest, and why not."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.rules import Refusal

NOT_MINISTRY_ADMIN = Refusal("not_ministry_admin", _("Hanya admin kementerian yang boleh mengatur edisi dan tahapnya."))
ALREADY_ANNOUNCED = Refusal("already_announced", _("Edisi ini sudah diumumkan."))
STAGE_ALREADY_OPENED = Refusal(
    "stage_already_opened",
    _("Tahap ini sudah dibuka. Kuota, komposisi, dan waktunya tetap sejak tahap dibuka."),
)
PLAN_CANNOT_RUN = Refusal("plan_cannot_run", _("Rencana ini belum dapat dijalankan."))
WINDOW_REVERSED = Refusal("window_reversed", _("Pilih waktu selesai setelah waktu mulai."))
REASON_MISSING = Refusal("reason_missing", _("Tulis alasan perubahan jadwal. Alasan ini tercatat."))


def planning_refusal(*, by):
    """Why `by` may not plan an edition, or None."""
    return None if by.role == Role.MINISTRY_ADMIN else NOT_MINISTRY_ADMIN


def announcement_refusal(edition, *, by):
    """Why the edition may not be announced, or None."""
    if refusal := planning_refusal(by=by):
        return refusal
    return ALREADY_ANNOUNCED if edition.announced_at else None


def stage_planning_refusal(stage, *, by):
    """Why a stage's places, composition or window may not be set, or None; they are fixed once it opens."""
    if refusal := planning_refusal(by=by):
        return refusal
    return None if stage.state == stage.State.PLANNED else STAGE_ALREADY_OPENED


def window_refusal(stage, opens_at, closes_at, *, is_announced, reason, by):
    """Why a stage may not get this window, or None. A published calendar changes only with a reason."""
    if refusal := stage_planning_refusal(stage, by=by):
        return refusal
    if closes_at <= opens_at:
        return WINDOW_REVERSED
    return REASON_MISSING if is_announced and not reason.strip() else None
