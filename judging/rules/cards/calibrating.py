"""Who may set, mark and open a calibration round, and why not."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import MINISTRY_ONLY, Refusal
from competitions.models import Stage
from judging.models import CalibrationRound
from judging.rules.circle.advancing import WORK_NOT_GIVEN_OUT
from judging.rules.refusals import ALREADY_OVER, STAGE_NOT_OPEN

# How many dossiers a round has: enough to tell a habit from an accident, few enough for two days.
FEWEST, MOST = 8, 10

NO_CALIBRATION = Refusal("no_calibration", _("Tahap ini tidak punya putaran kalibrasi."))
NOT_CALIBRATED = Refusal(
    "not_calibrated", _("Putaran kalibrasi belum selesai. Nilai tahap ini dapat diisi setelah nilainya dibuka.")
)
ROUND_SET = Refusal("round_set", _("Putaran kalibrasi tahap ini sudah ditetapkan."))
ROUND_SIZE = Refusal("round_size", _("Pilih 8 sampai 10 usulan."))
NOT_OF_AN_EARLIER_EDITION = Refusal(
    "not_of_an_earlier_edition", _("Hanya usulan dari edisi lalu yang sudah diumumkan dapat dipakai.")
)
ENTERED_AGAIN = Refusal(
    "entered_again", _("Usulan yang inovasinya ikut lagi dalam edisi ini tidak dipakai untuk kalibrasi.")
)
ALREADY_MARKING = Refusal(
    "already_marking", _("Penilaian tahap ini sudah mulai, jadi kalibrasi tidak ditetapkan lagi.")
)
REVEALED = Refusal("round_revealed", _("Nilai putaran ini sudah dibuka, jadi tidak diisi lagi."))
NOT_REVEALED = Refusal("round_not_revealed", _("Nilai putaran ini belum dibuka."))
CALIBRATED_ALREADY = Refusal("calibrated_already", _("Anda sudah mengunci nilai usulan ini."))
NOT_IN_THE_ROUND = Refusal("not_in_the_round", _("Anda bukan penilai tahap ini."))
NOBODY_MARKED = Refusal("nobody_marked", _("Belum ada penilai yang mengunci semua usulan kalibrasi."))


def setting_refusal(
    stage: Stage, *, office: Membership, has_round: bool, has_work: bool, has_marks: bool
) -> Refusal | None:
    """Why the dossiers of a round may not be chosen now."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if not stage.arranged.is_calibrated:
        return NO_CALIBRATION
    if stage.closed_at or stage.is_over:
        return ALREADY_OVER
    if not stage.is_open:
        return STAGE_NOT_OPEN
    if has_round:
        return ROUND_SET
    if has_marks:
        return ALREADY_MARKING
    # The desk leads to a round from the work of its stage.
    return None if has_work else WORK_NOT_GIVEN_OUT


def chosen_refusal(
    chosen: Collection[int], *, of_earlier: Collection[int], is_entered_again: bool = False
) -> Refusal | None:
    """Why these dossiers make no round; `of_earlier` are those of them from editions that are over, whose innovations
    are not in this one: `is_entered_again` says that one of the others is.
    """
    if not FEWEST <= len(set(chosen)) <= MOST:
        return ROUND_SIZE
    if set(chosen) <= set(of_earlier):
        return None
    return ENTERED_AGAIN if is_entered_again else NOT_OF_AN_EARLIER_EDITION


def calibrating_refusal(found: CalibrationRound, *, has_signed: bool) -> Refusal | None:
    """Why a judge may not mark a dossier of a round; `has_signed` says that the own card of it is signed."""
    if found.stage.closed_at or found.stage.is_over:
        return ALREADY_OVER
    if found.revealed_at:
        return REVEALED
    return CALIBRATED_ALREADY if has_signed else None


def revealing_refusal(found: CalibrationRound, *, office: Membership, is_anybody_done: bool) -> Refusal | None:
    """Why the marks of a round may not be opened; one judge at least has marked all of it."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if found.revealed_at:
        return REVEALED
    return None if is_anybody_done else NOBODY_MARKED


def calibration_refusal(stage: Stage, *, has_calibrated: bool) -> Refusal | None:
    """Why the own dossiers of a stage may not be marked yet."""
    return NOT_CALIBRATED if stage.arranged.is_calibrated and not has_calibrated else None
