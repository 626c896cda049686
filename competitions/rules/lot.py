"""When an edition's lot may be promised and drawn, and by whom."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import Refusal
from competitions.kinds.timetable import SATURDAY
from competitions.models import Edition, Lot

NOT_THE_MINISTRY = Refusal("not_the_ministry", _("Undian dilakukan oleh sekretariat dan admin kementerian."))
LOT_TOO_LATE = Refusal("lot_too_late", _("Janji undian hanya dapat dibuat sebelum pendaftaran ditutup."))
SECRET_BROUGHT = Refusal("secret_brought", _("Angka rahasia undian dibuat portal. Hanya edisi contoh membawa sendiri."))
NO_LOT = Refusal("no_lot", _("Edisi ini belum punya janji undian. Janji itu dibuat saat edisi diumumkan."))
LOT_TOO_EARLY = Refusal("lot_too_early", _("Undian hanya dapat dilakukan setelah pendaftaran ditutup."))
LOT_ALREADY_DRAWN = Refusal("lot_already_drawn", _("Undian edisi ini sudah dilakukan dan tidak dapat diubah lagi."))
LOT_NOT_DRAWN = Refusal(
    "lot_not_drawn",
    _("Undian edisi ini belum dilakukan. Dua orang mengetik angka umumnya dahulu di halaman Undian, ruang kendali."),
)
VALUE_MALFORMED = Refusal("value_malformed", _("Ketik angka dengan dua desimal, misalnya 7.234,56."))
VALUE_DAY_TOO_EARLY = Refusal(
    "value_day_too_early", _("Angka itu harus dari hari sesudah pendaftaran ditutup: sebelumnya angka itu sudah ada.")
)
VALUE_DAY_NO_TRADING = Refusal("value_day_no_trading", _("Bursa tutup pada hari Sabtu dan Minggu."))
VALUE_DAY_UNEXPLAINED = Refusal(
    "value_day_unexplained",
    _("Tanggal itu bukan hari kerja pertama sesudah pendaftaran ditutup. Tulis mengapa bursa tutup pada hari itu."),
)
VALUE_DAY_IN_FUTURE = Refusal("value_day_in_future", _("Tanggal angka umum belum tiba."))
FOUND_NOWHERE = Refusal("found_nowhere", _("Tulis di mana Anda membaca angka itu."))
VALUES_DIFFER = Refusal(
    "values_differ",
    _(
        "Yang Anda ketik berbeda dari yang diketik orang pertama. Periksa lagi sumbernya; bila orang pertama yang "
        "keliru, ia dapat mengetik ulang."
    ),
)


def committing_refusal(edition: Edition, *, brings_secret: bool, by: Membership, at: datetime) -> Refusal | None:
    """Why no lot may be promised now; one made after the close, or with a secret somebody brought, could be chosen."""
    if by.role != Role.MINISTRY_ADMIN:
        return NOT_THE_MINISTRY
    if brings_secret and not edition.is_example:
        return SECRET_BROUGHT
    return LOT_TOO_LATE if at >= edition.closes_at else None


def typing_refusal(edition: Edition, lot: Lot | None, *, by: Membership, at: datetime) -> Refusal | None:
    """Why `by` may not type the public value, before one is typed."""
    if by.role not in (Role.MINISTRY_ADMIN, Role.SECRETARY):
        return NOT_THE_MINISTRY
    if edition.lot_seed:
        return LOT_ALREADY_DRAWN
    if at < edition.closes_at:
        return LOT_TOO_EARLY
    return NO_LOT if lot is None else None


def value_refusal(
    edition: Edition, *, value: str | None, day: date, reason: str, found_at: str, expected: date, today: date
) -> Refusal | None:
    """Why what was typed cannot be the public value; `value` None is not a number with two decimals.

    Of another day than the `expected` one only with the `reason` why the exchange was closed: nobody picks a day.
    """
    if value is None:
        return VALUE_MALFORMED
    if day <= edition.last_day:
        return VALUE_DAY_TOO_EARLY
    if not is_weekday(day):
        return VALUE_DAY_NO_TRADING
    if day > today:
        return VALUE_DAY_IN_FUTURE
    if day != expected and not reason.strip():
        return VALUE_DAY_UNEXPLAINED
    return None if found_at.strip() else FOUND_NOWHERE


def is_weekday(day: date) -> bool:
    """Whether an exchange may be open on this day at all."""
    return day.weekday() < SATURDAY


def needing_refusal(edition: Edition) -> Refusal | None:
    """Why work that needs the lot cannot go on."""
    return None if edition.lot_seed else LOT_NOT_DRAWN
