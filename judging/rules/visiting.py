"""Who may report a visit, and why not."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.rules import Refusal
from judging.models import Visit
from judging.rules.refusals import NOT_OPEN, OUTSIDE_WINDOW

NOT_A_VERIFIER = Refusal("not_a_verifier", _("Kunjungan ini tidak ditugaskan kepada Anda."))
NO_VISIT_DATE = Refusal("no_visit_date", _("Isi tanggal kunjungan."))
ALREADY_REPORTED = Refusal("already_reported", _("Laporan kunjungan ini sudah dikirim."))


VISIT_IN_FUTURE = Refusal(
    "visit_in_future", _("Tanggal kunjungan belum tiba. Isi tanggal yang sudah lewat atau hari ini.")
)
VISIT_TOO_EARLY = Refusal("visit_too_early", _("Tanggal kunjungan lebih awal daripada pembukaan tahap ini."))


def reporting_refusal(visit: Visit, *, at: datetime) -> Refusal | None:
    """Why a visit's own verifier may not write its report now."""
    if visit.reported_at:
        return ALREADY_REPORTED
    if not visit.stage.is_open:
        return NOT_OPEN
    return None if visit.stage.takes_marks(at) else OUTSIDE_WINDOW


def visit_date_refusal(visit: Visit, visited_on: date | None, *, today: date) -> Refusal | None:
    """Why a visit may not carry this date; no date is no reason until the report is sent."""
    if visited_on is None:
        return None
    if visited_on > today:
        return VISIT_IN_FUTURE
    opened = visit.stage.opened_at
    return VISIT_TOO_EARLY if opened and visited_on < timezone.localdate(opened) else None
