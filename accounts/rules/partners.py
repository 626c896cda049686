"""Who gives and takes back keys of partners, what a key opens, and which addresses of theirs are told."""

from collections.abc import Collection
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from accounts.models import Hook, Membership, PartnerKey, Role
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
NOT_AN_ADDRESS = Refusal(
    "not_an_address", _("Tulis alamat lengkap yang dimulai dengan https://, tanpa nama pengguna dan tanpa tanda #.")
)
ODD_SIGNS = Refusal(
    "odd_signs", _("Sesudah nama situsnya, alamat hanya memuat huruf a–z, angka, dan tanda baca biasa.")
)
ODD_PORT = Refusal("odd_port", _("Pakai port 443, atau port mulai 1024."))
NOTHING_TO_TELL = Refusal("nothing_to_tell", _("Pilih paling sedikit satu kejadian yang dikabarkan."))
TOLD_ALREADY = Refusal("told_already", _("Alamat ini sudah menerima kabar. Akhiri dahulu yang lama."))
HOOK_ENDED = Refusal("hook_ended", _("Alamat ini sudah diakhiri."))
HOOK_PAUSED = Refusal("hook_paused", _("Alamat ini terhenti. Lanjutkan dahulu."))
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


def revocation_refusal(key: PartnerKey, *, office: Membership) -> Refusal | None:
    """Why a key cannot be taken back, whatever the reason."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    return KEY_REVOKED_ALREADY if key.revoked_at else None


def revoking_refusal(key: PartnerKey, reason: str, *, office: Membership) -> Refusal | None:
    """Why a key may not be taken back for this reason."""
    return revocation_refusal(key, office=office) or (None if reason.strip() else REASON_MISSING)


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


def address_refusal(url: str) -> Refusal | None:
    """Why an address cannot be told anything. Where its name leads is looked at each time it is called."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        return NOT_AN_ADDRESS
    # The text itself is asked, as the table asks it: parsed, it would be small whatever was written.
    is_whole = url.startswith("https://") and parts.hostname and "@" not in parts.netloc and "#" not in url
    if not is_whole or any(not one.isprintable() or one == " " for one in url):
        return NOT_AN_ADDRESS
    if not (parts.path + parts.query).isascii():
        return ODD_SIGNS
    return None if port == 443 or port >= 1024 else ODD_PORT


def making_refusal(url: str, kinds: Collection[str], *, is_told: bool = False, office: Membership) -> Refusal | None:
    """Why an address may not be told of happenings. `is_told`: it is told already."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if not kinds:
        return NOTHING_TO_TELL
    return address_refusal(url) or (TOLD_ALREADY if is_told else None)


def hook_refusal(hook: Hook, *, office: Membership) -> Refusal | None:
    """Why nothing may be done about an address: it was ended."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    return HOOK_ENDED if hook.ended_at else None


def trying_refusal(hook: Hook, *, office: Membership) -> Refusal | None:
    """Why an address may not be told something now."""
    return hook_refusal(hook, office=office) or (HOOK_PAUSED if hook.paused_at else None)
