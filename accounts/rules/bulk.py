"""Why nothing is done to many things at once."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.rules.refusals import Refusal

NOTHING_CHOSEN = Refusal("nothing_chosen", _("Pilih dahulu barisnya, atau centang semua yang ditemukan."))
NOTHING_POSSIBLE = Refusal("nothing_possible", _("Tidak satu pun yang dipilih dapat dikenai tindakan ini sekarang."))
TOO_MANY = Refusal("too_many", _("Paling banyak 5.000 sekaligus. Persempit dahulu daftarnya."))
NOT_FOR_YOU = Refusal("not_for_you", _("Peran Anda tidak dapat melakukan ini."))
NOT_UNDONE = Refusal("not_undone", _("Tindakan ini belum selesai atau tidak dapat dibatalkan."))
OFFICE_OVER = Refusal("office_over", _("Peran pengaju berakhir sebelum yang ini dikerjakan."))
GONE = Refusal("gone", _("Yang dipilih ini sudah tidak ada."))
CHANGED = Refusal("changed", _("Yang ini berubah sesudah dipilih. Periksa lagi di halamannya."))
BROKEN = Refusal("broken", _("Yang ini gagal dikerjakan portal dan tidak berubah. Ulangi; bila tetap gagal, laporkan."))
WORKER_LOST = Refusal("bulk_worker_lost", _("Pengerjaannya terputus berulang kali, jadi yang ini tidak berubah."))


def beginning_refusal(*, office: Membership, roles: tuple[str, ...], count: int, most: int) -> Refusal | None:
    """Why an act on so many things may not begin."""
    if office.role not in roles:
        return NOT_FOR_YOU
    if not count:
        return NOTHING_CHOSEN
    return TOO_MANY if count > most else None


def doing_refusal(office: Membership, *, on: date) -> Refusal | None:
    """Why what was begun is not gone on with: the office under which it was asked for may have ended since."""
    return None if office.state(on) == Membership.State.CURRENT else OFFICE_OVER
