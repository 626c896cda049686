"""Who may mark, and why not."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import Refusal
from competitions.models import Stage
from judging.models import Assignment
from judging.rules.cards.calibrating import calibration_refusal
from judging.rules.desk.reading import reading_refusal
from judging.rules.judges.ties import Ties
from judging.rules.refusals import NOT_OPEN, OUTSIDE_WINDOW

LOCKED = Refusal("locked", _("Lembar nilai ini sudah dikunci. Buka kuncinya dahulu bila perlu diubah."))
REASON_OF_MARK_MISSING = Refusal(
    "reason_of_mark_missing", _("Tulis alasan pendapat Anda dahulu. Tanpa alasan lembar ini tidak dapat dikunci.")
)
INCOMPLETE = Refusal("card_incomplete", _("Lembar nilai ini belum lengkap. Isi semua kriteria, lalu kunci."))
CARDS_ALTERED = Refusal(
    "cards_altered",
    _("Ada lembar nilai yang tidak sama dengan yang dikunci penilainya. Penilainya perlu membuka dan mengunci lagi."),
)
NOT_YET_SET = Refusal("session_not_set", _("Sesi usulan ini belum dijadwalkan, jadi nilainya belum dapat diisi."))
NOT_YET_HEARD = Refusal(
    "not_yet_heard",
    _("Sesi usulan ini belum dimulai. Nilai dapat diisi begitu sesinya dimulai."),
)
NOT_LOCKED = Refusal("not_locked", _("Lembar nilai ini belum dikunci."))


# What is the matter with a card, or a joint mark, that is not as it was signed; each with the proposal's number and,
# of a card, the judge's code.
BROKEN_SEALS = {
    "altered": _("Lembar nilai %(proposal)s dari penilai %(judge)s berubah setelah dikunci."),
    "opened": _("Lembar nilai %(proposal)s dari penilai %(judge)s terbuka lagi tanpa persetujuan."),
    "gone": _("Lembar nilai %(proposal)s yang sudah dikunci tidak ada lagi."),
    "calibration": _("Lembar kalibrasi %(proposal)s dari penilai %(judge)s berubah setelah dikunci."),
    "joint": _("Nilai bersama %(proposal)s berubah setelah disepakati."),
    "frozen": _("Data yang dibekukan saat tahap ditutup tidak sama dengan yang tercatat di riwayat."),
}


def broken_seal(what: str, proposal: str, judge: str) -> str:
    """What is not as it was signed, one sentence."""
    return str(BROKEN_SEALS[what]) % {"proposal": proposal, "judge": judge}


def scoring_refusal(
    assignment: Assignment,
    *,
    judge: User,
    at: datetime,
    ties: Ties,
    session_at: datetime | None = None,
    has_calibrated: bool = True,
    locked: bool = False,
) -> Refusal | None:
    """Why this judge, who has these ties today, may not record marks now; `session_at` is when the entrant is heard.

    `has_calibrated` says that the stage's calibration round, if it has one, is over.
    """
    if refusal := reading_refusal(assignment, judge=judge, ties=ties):
        return refusal
    if not assignment.stage.is_open:
        return NOT_OPEN
    if not assignment.stage.takes_marks(at):
        return OUTSIDE_WINDOW
    if locked:
        return LOCKED
    return calibration_refusal(assignment.stage, has_calibrated=has_calibrated) or unheard_refusal(
        assignment.stage, session_at=session_at, at=at
    )


def unheard_refusal(stage: Stage, *, session_at: datetime | None, at: datetime) -> Refusal | None:
    """Why an entrant may not be marked yet, where entrants are heard: its session has not begun, or was never set.

    Whoever tries an example waits for nobody.
    """
    if not stage.arranged.hearing_rooms or stage.edition.is_example:
        return None
    if session_at is None:
        return NOT_YET_SET
    return NOT_YET_HEARD if at < session_at else None
