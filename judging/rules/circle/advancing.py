"""When a stage may be opened, closed, computed, skipped and published, and why not."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import ADMIN_ONLY, REASON_MISSING, Refusal
from competitions import rules as contest
from competitions.models import Stage
from judging.models import Decision
from judging.rules.refusals import ALREADY_OVER, ALREADY_PUBLISHED, STAGE_NOT_OPEN

EARLIER_STAGE = Refusal("earlier_stage", _("Tahap sebelumnya belum diumumkan atau dilewati."))
REGISTRATION_OPEN = Refusal("registration_open", _("Pendaftaran masih dibuka. Tahap ini mulai setelah ditutup."))
ALREADY_OPENED = Refusal("already_opened", _("Tahap ini sudah pernah dibuka."))
WINDOW_PASSED = Refusal("window_passed", _("Jadwal tahap ini sudah lewat. Perpanjang dahulu dengan alasan."))
NOT_CLOSED = Refusal("not_closed", _("Tutup tahap ini dahulu."))
ALREADY_COMPUTED = Refusal("already_computed", _("Hasil tahap ini sudah dihitung dan tidak dihitung ulang."))
STILL_COMPUTING = Refusal("still_computing", _("Perhitungan sedang berjalan."))
NOT_APPROVED = Refusal("not_approved", _("Keputusan ini belum disetujui orang kedua."))
NO_DECREE = Refusal("no_decree", _("Isi nomor dan tanggal keputusan dahulu: tahap ini memberi penghargaan."))
CANNOT_BE_SKIPPED = Refusal("cannot_be_skipped", _("Tahap ini tidak dapat dilewati."))
WORK_NOT_GIVEN_OUT = Refusal("work_not_given_out", _("Bagikan tugas tahap ini dahulu."))
INFEASIBLE = Refusal(
    "infeasible", _("Komposisi tahap ini tidak dapat dipenuhi oleh pesertanya. Ubah dahulu aturannya.")
)
WORK_MISSING = Refusal("work_missing", _("Tahap ini belum dapat ditutup karena ada pekerjaan yang belum selesai."))


def opening_refusal(stage: Stage, *, office: Membership, at: datetime, earlier_are_over: bool) -> Refusal | None:
    """Why a stage may not be opened."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if stage.state != Stage.State.PLANNED:
        return ALREADY_OPENED
    if at < stage.edition.closes_at:
        return REGISTRATION_OPEN
    if not earlier_are_over:
        return EARLIER_STAGE
    return WINDOW_PASSED if at >= stage.closes_at else None


def rehearsal_refusal(stage: Stage, *, office: Membership) -> Refusal | None:
    """Why the rest of a stage's circle may not be tried on a copy."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if stage.is_over:
        return ALREADY_OVER
    if stage.state == Stage.State.PLANNED:
        return STAGE_NOT_OPEN
    return contest.needing_refusal(stage.edition) if stage.is_open and stage.needs.is_ranked else None


def closing_refusal(stage: Stage, *, office: Membership) -> Refusal | None:
    """Why a stage may not be closed; what is missing in it is the stage kind's own answer."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if not stage.is_open:
        return STAGE_NOT_OPEN
    return contest.needing_refusal(stage.edition) if stage.needs.is_ranked else None


def computing_refusal(stage: Stage, *, office: Membership, state: str | None) -> Refusal | None:
    """Why a computation may not be asked for; `state` is the last computation's, or None."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if stage.state != Stage.State.CLOSED:
        return NOT_CLOSED
    if state == "done":
        return ALREADY_COMPUTED
    return STILL_COMPUTING if state == "running" else None


def publishing_refusal(
    stage: Stage, decision: Decision | None, *, office: Membership, gives_awards: bool
) -> Refusal | None:
    """Why a stage's result may not be published."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if stage.published_at:
        return ALREADY_PUBLISHED
    if stage.state != Stage.State.CLOSED:
        return NOT_CLOSED
    if decision is None or not decision.approved_at:
        return NOT_APPROVED
    return NO_DECREE if gives_awards and not decision.decree_number else None


def skipping_refusal(stage: Stage, *, office: Membership, reason: str, earlier_are_over: bool) -> Refusal | None:
    """Why a stage may not be skipped."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if not stage.needs.can_be_skipped:
        return CANNOT_BE_SKIPPED
    if stage.is_over:
        return ALREADY_OVER
    if not earlier_are_over:
        return EARLIER_STAGE
    return None if reason.strip() else REASON_MISSING
