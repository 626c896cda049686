"""When judges may be seated and released and work given out, and why not."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import MINISTRY_ONLY, REASON_MISSING, Refusal
from competitions import rules as contest
from competitions.models import Stage
from judging.rules.refusals import ALREADY_OVER, OUTSIDE_WINDOW, STAGE_NOT_OPEN

NO_PANEL = Refusal("no_panel", _("Tahap ini belum punya penilai. Tetapkan penilai dahulu."))
NOT_A_JUDGE = Refusal("not_a_judge", _("Orang ini tidak memegang peran penilai yang diperlukan tahap ini."))
WORK_GIVEN_OUT = Refusal("work_given_out", _("Daftar penilai terkunci karena tugas sudah dibagikan."))
WINDOW_TOO_SHORT = Refusal("window_too_short", _("Jadwal tahap ini terlalu pendek. Perpanjang dahulu dengan alasan."))
STILL_READING = Refusal(
    "still_reading",
    _("Masih ada lembar nilai yang belum dikunci. Pembacaan tambahan dihitung sesudah semua lembar dikunci."),
)
NO_LINE = Refusal(
    "no_line", _("Tahap ini tidak membatasi jumlah yang lanjut, jadi tidak ada batas yang perlu dibaca lagi.")
)
PANEL_TOO_SMALL = Refusal("panel_too_small", _("Susunan penilai belum cukup untuk membagi semua usulan."))


def seating_refusal(stage: Stage, *, office: Membership, work_given_out: bool) -> Refusal | None:
    """Why the list of judges may not be changed."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if stage.closed_at or stage.is_over:
        return ALREADY_OVER
    return WORK_GIVEN_OUT if work_given_out else None


def releasing_refusal(stage: Stage, *, office: Membership, reason: str) -> Refusal | None:
    """Why a judge's unfinished work may not be taken back."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if not stage.is_open:
        return STAGE_NOT_OPEN
    return None if reason.strip() else REASON_MISSING


def assigning_refusal(stage: Stage, *, office: Membership, has_panel: bool) -> Refusal | None:
    """Why work may not be given out."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if not stage.is_open:
        return STAGE_NOT_OPEN
    if stage.needs.judged_by and not has_panel:
        return NO_PANEL
    return contest.needing_refusal(stage.edition) if stage.needs.draws else None


def further_reading_refusal(
    stage: Stage, *, office: Membership, has_line: bool, owes: bool, at: datetime
) -> Refusal | None:
    """Why nobody may give out further reads; `owes` says that some card is still open."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if not stage.is_open:
        return STAGE_NOT_OPEN
    if not has_line:
        return NO_LINE
    if not stage.takes_marks(at):
        return OUTSIDE_WINDOW
    return STILL_READING if owes else None
