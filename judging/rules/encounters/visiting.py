"""Who may plan, move, report and decide about a visit, and why not."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import MINISTRY_ONLY, REASON_MISSING, Refusal
from competitions.kinds.timetable import MINUTE
from judging.models import Visit
from judging.rules.refusals import ALREADY_OVER, LEFT_THE_CONTEST, NOT_OPEN, OUTSIDE_WINDOW, STAGE_NOT_OPEN

NOT_A_VERIFIER = Refusal("not_a_verifier", _("Kunjungan ini tidak ditugaskan kepada Anda."))
NO_VISIT_DATE = Refusal("no_visit_date", _("Isi tanggal kunjungan."))
NO_SUMMARY = Refusal("no_visit_summary", _("Tulis ringkasan kunjungan."))
ALREADY_REPORTED = Refusal("already_reported", _("Laporan kunjungan ini sudah selesai."))
ALREADY_SIGNED = Refusal(
    "already_signed", _("Laporan Anda sudah ditandatangani. Tarik tanda tangan Anda dahulu bila ada yang keliru.")
)
NOT_SIGNED = Refusal("not_signed", _("Anda belum menandatangani laporan kunjungan ini."))

VISIT_IN_FUTURE = Refusal(
    "visit_in_future", _("Tanggal kunjungan belum tiba. Isi tanggal yang sudah lewat atau hari ini.")
)
VISIT_NOT_BEGUN = Refusal(
    "visit_not_begun",
    _("Hari kunjungan ini belum tiba. Laporan diisi mulai hari itu. Minta sekretariat memindahkannya bila lebih awal."),
)
VISIT_TOO_EARLY = Refusal("visit_too_early", _("Tanggal kunjungan lebih awal daripada pembukaan tahap ini."))

VISIT_INTO_THE_PAST = Refusal("visit_into_the_past", _("Hari itu sudah lewat. Pilih hari ini atau sesudahnya."))
VISIT_OUTSIDE_THE_STAGE = Refusal(
    "visit_outside_the_stage",
    _("Hari itu di luar jadwal tahap ini. Pilih hari di dalamnya atau perpanjang tahap."),
)
VISIT_CLASHES = Refusal("visit_clashes", _("Hari itu berbenturan dengan kunjungan lain."))
ALREADY_ANNOUNCED = Refusal(
    "visit_already_announced",
    _("Instansi sudah diberi tahu hari kunjungan ini, jadi kunjungan ini tidak dapat lagi dibuat tanpa pemberitahuan."),
)

NO_DIFFERENCE = Refusal("no_difference", _("Kedua laporan tidak berbeda, jadi tidak ada yang perlu diputuskan."))
ONE_OF_THE_TWO = Refusal(
    "one_of_the_two", _("Anda sendiri memverifikasi kunjungan ini. Perbedaannya diputuskan oleh orang lain.")
)
DIFFERENCE_OPEN = Refusal("difference_open", _("Pilih hasil untuk setiap klaim yang berbeda."))


def reporting_refusal(visit: Visit, *, at: datetime, is_signed: bool = False) -> Refusal | None:
    """Why a visit's own verifier may not write a report now: it was made, or its day has not come.

    `is_signed` says that the own one is signed.
    """
    if visit.reported_at:
        return ALREADY_REPORTED
    if visit.proposal.status in LEFT_THE_CONTEST:
        return LEFT_THE_CONTEST[visit.proposal.status]
    if not visit.stage.is_open:
        return NOT_OPEN
    if not visit.stage.takes_marks(at):
        return OUTSIDE_WINDOW
    # Whoever tries an example waits for no day.
    if timezone.localdate(at) < visit.planned_on and not visit.stage.edition.is_example:
        return VISIT_NOT_BEGUN
    return ALREADY_SIGNED if is_signed else None


def visit_date_refusal(visit: Visit, visited_on: date | None, *, today: date) -> Refusal | None:
    """Why a visit may not carry this date; no date is no reason until the report is signed."""
    if visited_on is None:
        return None
    if visited_on > today:
        return VISIT_IN_FUTURE
    opened = visit.stage.opened_at
    return VISIT_TOO_EARLY if opened and visited_on < timezone.localdate(opened) else None


def arranging_refusal(visit: Visit, *, office: Membership) -> Refusal | None:
    """Why an office may not arrange anything about a visit any more: who leaves the contest is not visited."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if visit.proposal.status in LEFT_THE_CONTEST:
        return LEFT_THE_CONTEST[visit.proposal.status]
    if not visit.stage.is_open:
        return STAGE_NOT_OPEN
    return ALREADY_REPORTED if visit.reported_at else None


def visit_moving_refusal(visit: Visit, day: date, *, office: Membership, at: datetime) -> Refusal | None:
    """Why a visit may not be made on another day: never in the past, never outside the window."""
    if refusal := arranging_refusal(visit, office=office):
        return refusal
    if day < timezone.localdate(at):
        return VISIT_INTO_THE_PAST
    stage = visit.stage
    # The close is exclusive: a window that ends at midnight does not touch the next day.
    is_inside = timezone.localdate(stage.opens_at) <= day <= timezone.localdate(stage.closes_at - MINUTE)
    return None if is_inside else VISIT_OUTSIDE_THE_STAGE


def announcing_refusal(visit: Visit, *, is_announced: bool) -> Refusal | None:
    """Why a visit cannot be made known, or secret: what somebody was told, nobody takes back."""
    return ALREADY_ANNOUNCED if visit.is_announced and not is_announced else None


def visit_deciding_refusal(
    visit: Visit, *, office: Membership, verifiers: Collection[int], differs: bool
) -> Refusal | None:
    """Why an office may not decide where the reports of a visit differ; `verifiers` are the users who wrote them."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if visit.reported_at:
        return ALREADY_REPORTED
    if visit.proposal.status in LEFT_THE_CONTEST:
        return LEFT_THE_CONTEST[visit.proposal.status]
    if not visit.stage.is_open:
        return ALREADY_OVER if visit.stage.is_over else STAGE_NOT_OPEN
    if not differs:
        return NO_DIFFERENCE
    return ONE_OF_THE_TWO if office.user_id in verifiers else None


def visit_decided_refusal(outcome: str, reason: str) -> Refusal | None:
    """Why what was decided about a claim is not whole."""
    if not outcome:
        return DIFFERENCE_OPEN
    return None if reason.strip() else REASON_MISSING
