"""Who may report a visit, and why not."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.rules import Refusal
from judging.models import Visit
from judging.rules.refusals import NOT_OPEN, OUTSIDE_WINDOW

NOT_A_VERIFIER = Refusal("not_a_verifier", _("Kunjungan ini tidak ditugaskan kepada Anda."))
NO_VISIT_DATE = Refusal("no_visit_date", _("Isi tanggal kunjungan."))
ALREADY_REPORTED = Refusal("already_reported", _("Laporan kunjungan ini sudah dikirim."))


def reporting_refusal(visit: Visit, *, at: datetime) -> Refusal | None:
    """Why a visit's own verifier may not write its report now."""
    if visit.reported_at:
        return ALREADY_REPORTED
    if not visit.stage.is_open:
        return NOT_OPEN
    return None if visit.stage.takes_marks(at) else OUTSIDE_WINDOW
