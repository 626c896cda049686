"""When the contest's dates may move, and why not."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.rules import Refusal
from competitions.models import Edition, Stage
from competitions.rules.lot import LOT_ALREADY_DRAWN
from competitions.rules.planning import planning_refusal

NOTHING_TO_LENGTHEN = Refusal(
    "nothing_to_lengthen", _("Tahap ini tidak sedang berjalan. Ubah jadwalnya, bukan diperpanjang.")
)
SELECTION_STARTED = Refusal("selection_started", _("Seleksi sudah dimulai, jadi pendaftaran tidak dapat diperpanjang."))
NOT_LATER = Refusal("not_later", _("Pilih batas waktu yang lebih lambat daripada batas waktu sekarang."))
# Years that an edition can be of, and its dates lie in; a typing error is farther away.
YEARS = range(2000, 2101)
TOO_FAR = Refusal("too_far", _("Pilih batas waktu paling lambat pada tahun 2100."))
ALREADY_PAST = Refusal("already_past", _("Pilih batas waktu yang belum lewat."))


def registration_extension_refusal(
    edition: Edition,
    closes_at: datetime,
    *,
    before: datetime,
    has_selection_started: bool,
    by: Membership,
    at: datetime,
) -> Refusal | None:
    """Why registration may not be extended from `before` until `closes_at`, or None."""
    if refusal := reopening_refusal(edition, has_selection_started=has_selection_started, by=by):
        return refusal
    return extension_refusal(before, closes_at, at=at)


def reopening_refusal(edition: Edition, *, has_selection_started: bool, by: Membership) -> Refusal | None:
    """Why registration may not be extended at all, before a date is chosen, or None.

    Registration that has closed may be reopened by an extension as long as no stage has opened and the
    lot is not drawn.
    """
    if refusal := planning_refusal(by=by):
        return refusal
    if has_selection_started:
        return SELECTION_STARTED
    return LOT_ALREADY_DRAWN if edition.lot_seed else None


def stage_extension_refusal(
    stage: Stage, closes_at: datetime, *, before: datetime, by: Membership, at: datetime
) -> Refusal | None:
    """Why a stage that closes at `before` may not run until `closes_at`, or None."""
    if refusal := lengthening_refusal(stage, by=by, at=at):
        return refusal
    return extension_refusal(before, closes_at, at=at)


def lengthening_refusal(stage: Stage, *, by: Membership, at: datetime) -> Refusal | None:
    """Why a stage may not be extended at all, before a date is chosen, or None.

    It must be open, or else have missed its whole window: without more time it could never be opened.
    """
    if refusal := planning_refusal(by=by):
        return refusal
    has_missed_its_window = stage.state == stage.State.PLANNED and at >= stage.closes_at
    return None if stage.is_open or has_missed_its_window else NOTHING_TO_LENGTHEN


def extension_refusal(until_now: datetime, closes_at: datetime, *, at: datetime) -> Refusal | None:
    """Why a close may not move from `until_now` to `closes_at`, or None."""
    if closes_at <= until_now:
        return NOT_LATER
    if closes_at.year not in YEARS:
        return TOO_FAR
    return ALREADY_PAST if closes_at <= at else None
