"""Why a list of earlier winners is not kept, not put forward, not taken over."""

from collections.abc import Mapping

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Membership
from accounts.rules import MINISTRY_ONLY, REASON_MISSING, Refusal

AGREED_ALREADY = Refusal("winners_agreed", _("Daftar ini sudah disetujui."))
DOUBTFUL = Refusal(
    "winners_doubtful", _("Masih ada baris yang tidak dapat diambil alih. Betulkan berkasnya, lalu kirim lagi.")
)
NOTHING_NEW = Refusal("winners_known", _("Katalog sudah memuat semua isi daftar ini."))
CHANGED_MEANWHILE = Refusal(
    "winners_changed",
    _("Katalog berubah sesudah daftar ini disetujui, sehingga ada baris yang bertabrakan. Kirim daftarnya lagi."),
)
REGISTERS_CHANGED = Refusal(
    "winners_registers_changed",
    _("Register instansi atau wilayah berubah sesudah daftarnya dibaca, jadi ada baris yang tidak cocok. Kirim lagi."),
)
WORKER_LOST = Refusal(
    "winners_worker_lost",
    _("Daftarnya berulang kali gagal dicatat. Kirim lagi, atau bagi menjadi beberapa berkas."),
)
# What a list keeps is the key; what people read is this.
FAILURES = {refusal.key: refusal.sentence for refusal in (CHANGED_MEANWHILE, REGISTERS_CHANGED, WORKER_LOST)}


def handing_refusal(office: Membership, *, reason: str) -> Refusal | None:
    """Why an office may not hand in a list of earlier winners."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    return None if reason.strip() else REASON_MISSING


def taking_over_refusal(office: Membership, *, is_agreed: bool, has_doubts: bool, is_empty: bool) -> Refusal | None:
    """Why a list may not be put forward, or agreed to."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if is_agreed:
        return AGREED_ALREADY
    if has_doubts:
        return DOUBTFUL
    return NOTHING_NEW if is_empty else None


DOUBTS = {
    "held_here": _("“%(title)s” sudah ada dalam katalog dari edisi yang dijalankan di portal ini. Hapus barisnya"),
    "region_unknown": _("tidak ada wilayah berkode %(code)s dalam register"),
}


def doubt_said(row: int, key: str, values: Mapping[str, object]) -> str:
    """Why a row cannot be taken over, as a sentence with its number."""
    return _now("Baris %(row)s: %(sentence)s") % {"row": row, "sentence": str(DOUBTS[key]) % values}
