"""Who may have a letter sent again."""

from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Failure, Letter, Membership
from accounts.rules.refusals import MINISTRY_ONLY, Refusal

ONLY_MINISTRY = Refusal("only_ministry", _("Hanya sekretariat dan admin kementerian yang dapat mengirim ulang surat."))
NOT_GIVEN_UP = Refusal("not_given_up", _("Surat ini sudah terkirim atau masih dicoba."))
UNWANTED = Refusal("unwanted", _("Penerima memilih untuk tidak menerima surat seperti ini."))
LINK_NOT_OURS = Refusal("link_not_ours", _("Tautan ini tidak lengkap. Buka tautan dari surat apa adanya."))
KEY_GONE = Refusal("key_gone", _("Tautan di surat ini tidak berlaku lagi. Orangnya dapat meminta tautan baru."))

MINISTRY_HOLDS = Refusal("ministry_holds", _("Hanya sekretariat dan admin kementerian yang dapat menahan surat."))
NEVER_HELD = Refusal("never_held", _("Surat tentang akun tidak dapat ditahan: orangnya menunggu di depan layar."))


NOBODY = Refusal("nobody", _("Tidak ada orang di daftar ini."))


def messaging_refusal(count: int, *, office: Membership) -> Refusal | None:
    """Why nothing may be written to a list of so many people."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    return None if count else NOBODY


def holding_refusal(name: str, *, office: Membership) -> Refusal | None:
    """Why the letters of a kind may not be kept back."""
    if office.role not in MINISTRY:
        return MINISTRY_HOLDS
    return NEVER_HELD if not name or name.startswith("account.") else None


def releasing_refusal(*, office: Membership) -> Refusal | None:
    """Why letters that are kept back may not be let go."""
    return None if office.role in MINISTRY else MINISTRY_HOLDS


def resending_refusal(letter: Letter, *, office: Membership) -> Refusal | None:
    """Why a letter that could not be delivered may not be tried again."""
    if office.role not in MINISTRY:
        return ONLY_MINISTRY
    if letter.given_up_at is None:
        return NOT_GIVEN_UP
    if letter.failure == Failure.UNWANTED:
        return UNWANTED
    return KEY_GONE if letter.is_secret else None
