"""Who gives and takes back keys of partners, and what a key opens."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, PartnerKey, Role
from accounts.models.partners.key import LONGEST
from accounts.rules.refusals import ADMIN_ONLY, REASON_MISSING, Refusal

NOTHING_TO_READ = Refusal("nothing_to_read", _("Pilih paling sedikit satu data yang boleh dibaca."))
HAS_A_KEY = Refusal("has_a_key", _("Mitra dengan nama ini masih memegang kunci. Cabut dahulu yang lama."))
ENDS_TOO_EARLY = Refusal("ends_too_early", _("Kunci berlaku paling sedikit sehari. Pilih tanggal sesudah hari ini."))
ENDS_TOO_LATE = Refusal("ends_too_late", _("Kunci berlaku paling lama setahun. Pilih tanggal yang lebih awal."))
KEY_REVOKED_ALREADY = Refusal("key_revoked_already", _("Kunci ini sudah dicabut."))

KEY_UNKNOWN = Refusal("key_unknown", _("Kunci ini tidak dikenal. Periksa isi Authorization."))
KEY_OVER = Refusal("key_over", _("Masa berlaku kunci ini sudah habis. Mintalah kunci baru kepada kementerian."))
KEY_REVOKED = Refusal("key_revoked", _("Kunci ini sudah dicabut. Hubungi kementerian."))
KEY_NEEDED = Refusal("key_needed", _("Data ini hanya untuk mitra. Kirim kunci Anda dalam Authorization."))
NOT_IN_THE_KEY = Refusal("not_in_the_key", _("Kunci ini tidak mencakup data itu."))
EDITION_NEEDED = Refusal(
    "edition_needed", _("Kunci ini hanya mencakup sebagian edisi. Sebut salah satunya dengan “edisi” pada alamat API.")
)
EDITION_NOT_IN_THE_KEY = Refusal("edition_not_in_the_key", _("Kunci ini tidak mencakup edisi itu."))
# Who has shown no key that stands, as against one that opens something else.
NOT_KNOWN = (KEY_UNKNOWN, KEY_OVER, KEY_REVOKED, KEY_NEEDED)


def giving_refusal(
    reads: Collection[str], *, until: date, on: date, has_key: bool = False, office: Membership
) -> Refusal | None:
    """Why a key may not be given. `has_key`: the partner holds one that nobody took back."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if not reads:
        return NOTHING_TO_READ
    if until <= on:
        return ENDS_TOO_EARLY
    if until > on + LONGEST:
        return ENDS_TOO_LATE
    return HAS_A_KEY if has_key else None


def revoking_refusal(key: PartnerKey, reason: str, *, office: Membership) -> Refusal | None:
    """Why a key may not be taken back."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if key.revoked_at:
        return KEY_REVOKED_ALREADY
    return None if reason.strip() else REASON_MISSING


def showing_refusal(key: PartnerKey | None, *, on: date) -> Refusal | None:
    """Why whoever shows a key, None for one that was never given, is not taken for its partner."""
    if key is None:
        return KEY_UNKNOWN
    if key.revoked_at:
        return KEY_REVOKED
    return KEY_OVER if key.is_over(on) else None


def reading_refusal(
    reads: Collection[str], editions: Collection[str], noun: str, edition: str, *, is_by_edition: bool
) -> Refusal | None:
    """Why a key that reads these data sets of these editions (none: of all) does not open a data set.

    `edition` is what the address asks for, "" for all of them; `is_by_edition` says that its rows are an edition's.
    """
    if noun not in reads:
        return NOT_IN_THE_KEY
    if not editions:
        return None
    if edition:
        return None if edition in editions else EDITION_NOT_IN_THE_KEY
    return EDITION_NEEDED if is_by_edition else None
