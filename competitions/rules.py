"""Who may plan the contest and when its dates may move; why not, as values. Pure: no query, no clock."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.rules import Refusal

NOT_MINISTRY_ADMIN = Refusal("not_ministry_admin", _("Hanya admin kementerian yang boleh mengatur edisi dan tahapnya."))
ALREADY_ANNOUNCED = Refusal("already_announced", _("Edisi ini sudah diumumkan."))
NOT_ANNOUNCED = Refusal("not_announced", _("Edisi ini belum diumumkan."))
REGISTRATION_NOT_OPEN = Refusal("registration_not_open", _("Pendaftaran edisi ini belum dibuka."))
REGISTRATION_CLOSED = Refusal("registration_closed", _("Pendaftaran edisi ini sudah ditutup."))
STAGE_ALREADY_OPENED = Refusal(
    "stage_already_opened",
    _("Tahap ini sudah dibuka. Kuota, komposisi, dan waktunya tetap sejak tahap dibuka."),
)
STAGE_NOT_OPEN = Refusal("stage_not_open", _("Tahap ini tidak sedang berjalan. Ubah jadwalnya, bukan diperpanjang."))
SELECTION_STARTED = Refusal("selection_started", _("Seleksi sudah dimulai, jadi pendaftaran tidak dapat diperpanjang."))
NOT_LATER = Refusal("not_later", _("Pilih batas waktu yang lebih lambat daripada batas waktu sekarang."))
ALREADY_PAST = Refusal("already_past", _("Pilih batas waktu yang belum lewat."))
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


def registration_refusal(edition, *, at):
    """Why no proposal may be written or sent at the moment `at`, or None; agrees with `accepts_proposals`."""
    if edition.announced_at is None:
        return NOT_ANNOUNCED
    if at < edition.opens_at:
        return REGISTRATION_NOT_OPEN
    return REGISTRATION_CLOSED if at >= edition.closes_at else None


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


def registration_extension_refusal(edition, closes_at, *, has_selection_started, reason, by, at):
    """Why registration may not be extended until `closes_at`, or None.

    Registration that has closed may be reopened by an extension as long as no stage has opened.
    """
    if refusal := planning_refusal(by=by):
        return refusal
    if has_selection_started:
        return SELECTION_STARTED
    return extension_refusal(edition.closes_at, closes_at, reason=reason, at=at)


def stage_extension_refusal(stage, closes_at, *, reason, by, at):
    """Why a stage may not run until `closes_at`, or None."""
    if refusal := lengthening_refusal(stage, by=by, at=at):
        return refusal
    return extension_refusal(stage.closes_at, closes_at, reason=reason, at=at)


def lengthening_refusal(stage, *, by, at):
    """Why a stage may not be extended at all, before a date is chosen, or None.

    It must be open, or else have missed its whole window: without more time it could never be opened.
    """
    if refusal := planning_refusal(by=by):
        return refusal
    has_missed_its_window = stage.state == stage.State.PLANNED and at >= stage.closes_at
    return None if stage.is_open or has_missed_its_window else STAGE_NOT_OPEN


def extension_refusal(until_now, closes_at, *, reason, at):
    """Why a close may not move from `until_now` to `closes_at`, or None."""
    if closes_at <= until_now:
        return NOT_LATER
    if closes_at <= at:
        return ALREADY_PAST
    return None if reason.strip() else REASON_MISSING
