"""Who may plan the contest, and why not."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import Refusal
from competitions.models import Edition

NOT_MINISTRY_ADMIN = Refusal("not_ministry_admin", _("Hanya admin kementerian yang boleh mengatur edisi dan tahapnya."))
ALREADY_ANNOUNCED = Refusal("already_announced", _("Edisi ini sudah diumumkan."))
REGISTRATION_OVER = Refusal(
    "registration_over", _("Waktu penutupan pendaftaran sudah lewat. Ubah dahulu waktunya pada bagian Pokok.")
)
PLAN_CANNOT_RUN = Refusal("plan_cannot_run", _("Rencana ini belum dapat dijalankan."))
PART_CANNOT_BE_KEPT = Refusal("part_cannot_be_kept", _("Bagian ini belum dapat disimpan."))
FILE_NOT_A_PLAN = Refusal("file_not_a_plan", _("Berkas ini bukan rencana edisi dari Sinovik."))
FILE_TOO_LARGE = Refusal("file_too_large", _("Berkas rencana paling besar 1 MB."))
FILE_NOT_READABLE = Refusal(
    "file_not_readable",
    _("Berkas ini tidak dapat dibaca. Pilih berkas JSON (UTF-8) yang diunduh dari halaman rencana."),
)
FILE_NOT_IN_UTF_8 = Refusal(
    "file_not_in_utf_8", _("Berkas ini tidak tersimpan dalam UTF-8. Simpan lagi dengan pilihan UTF-8, lalu kirim.")
)
FILE_NOT_UNDERSTOOD = Refusal("file_not_understood", _("Isi berkas ini belum dapat dipakai."))


def planning_refusal(*, by: Membership) -> Refusal | None:
    """Why `by` may not plan an edition, or None."""
    return None if by.role == Role.MINISTRY_ADMIN else NOT_MINISTRY_ADMIN


def announcement_refusal(edition: Edition, *, by: Membership, at: datetime) -> Refusal | None:
    """Why the edition may not be announced, or None."""
    if refusal := planning_refusal(by=by):
        return refusal
    if edition.announced_at:
        return ALREADY_ANNOUNCED
    return REGISTRATION_OVER if at >= edition.closes_at else None
