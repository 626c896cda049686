"""Why writers of a spreadsheet are not taken in, by row or as a whole."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.rules import joining
from accounts.rules.refusals import Refusal

UNIT_CLOSED = Refusal("sheet_unit_closed", _("Unit ini sudah ditutup. Tulis unit lain, atau buka kembali unitnya"))
PERSON_INACTIVE = Refusal("sheet_person_inactive", _("Akun dengan alamat ini tidak aktif. Tulis alamat lain"))
AGENCY_CLOSED = Refusal("sheet_agency_closed", _("Instansi ini sudah ditutup. Orang tidak dapat diangkat di sini."))
SENDER_ENDED = Refusal(
    "sheet_sender_ended", _("Peran pengirim berakhir sebelum berkasnya diolah. Minta admin lain mengirimnya.")
)
WORKER_LOST = Refusal(
    "sheet_worker_lost", _("Berkasnya berulang kali gagal diolah. Kirim lagi, atau bagi menjadi beberapa berkas.")
)
# What a sheet keeps is the key; what people read is this.
FAULTS = {
    refusal.key: refusal.sentence
    for refusal in (
        UNIT_CLOSED,
        PERSON_INACTIVE,
        AGENCY_CLOSED,
        SENDER_ENDED,
        WORKER_LOST,
        joining.NOT_YOURS_TO_APPOINT,
        joining.OTHER_AGENCY,
    )
}


def sender_refusal(sender: Membership, *, on: date) -> Refusal | None:
    """Why a sheet is not taken in for its sender, whose office may have ended since."""
    return None if sender.state(on) == Membership.State.CURRENT else SENDER_ENDED
