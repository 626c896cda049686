"""When the contest's dates may move, and why not."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import Refusal
from competitions.rules.lot import LOT_ALREADY_DRAWN
from competitions.rules.planning import REASON_MISSING, planning_refusal

STAGE_NOT_OPEN = Refusal("stage_not_open", _("Tahap ini tidak sedang berjalan. Ubah jadwalnya, bukan diperpanjang."))
SELECTION_STARTED = Refusal("selection_started", _("Seleksi sudah dimulai, jadi pendaftaran tidak dapat diperpanjang."))
NOT_LATER = Refusal("not_later", _("Pilih batas waktu yang lebih lambat daripada batas waktu sekarang."))
ALREADY_PAST = Refusal("already_past", _("Pilih batas waktu yang belum lewat."))


def registration_extension_refusal(edition, closes_at, *, has_selection_started, reason, by, at):
    """Why registration may not be extended until `closes_at`, or None.

    Registration that has closed may be reopened by an extension as long as no stage has opened and the
    lot is not drawn.
    """
    if refusal := planning_refusal(by=by):
        return refusal
    if has_selection_started:
        return SELECTION_STARTED
    if edition.lot_seed:
        return LOT_ALREADY_DRAWN
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
