"""Who may have a letter sent again."""

from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Failure, Letter, Membership, Role
from accounts.rules.refusals import MINISTRY_ONLY, Refusal

ONLY_MINISTRY = Refusal("only_ministry", _("Hanya sekretariat dan admin kementerian yang dapat mengirim ulang surat."))
NOT_GIVEN_UP = Refusal("not_given_up", _("Surat ini sudah terkirim atau masih dicoba."))
UNWANTED = Refusal("unwanted", _("Penerima memilih untuk tidak menerima surat seperti ini."))
LINK_NOT_OURS = Refusal("link_not_ours", _("Tautan ini tidak lengkap. Buka tautan dari surat apa adanya."))
KEY_GONE = Refusal(
    "key_gone", _("Isi surat ini sudah dihapus karena memuat tautan rahasia. Orangnya dapat meminta tautan baru.")
)
NOT_CUT_OFF = Refusal(
    "not_cut_off", _("Hanya surat yang terputus saat dikirim dan belum diputuskan yang dapat dinyatakan sampai.")
)
TAKEN_BACK = Refusal("letter_taken_back", _("Surat ini ditarik pengirimnya. Tulis yang baru bila masih perlu."))
ALREADY_LEFT = Refusal("already_left", _("Surat ini sudah berangkat, jadi tidak dapat ditarik lagi."))
NOT_A_MESSAGE = Refusal("not_a_message", _("Hanya pesan dan pengingat yang dapat ditarik; surat ini resmi."))

MINISTRY_HOLDS = Refusal("ministry_holds", _("Hanya sekretariat dan admin kementerian yang dapat menahan surat."))
NEVER_HELD = Refusal("never_held", _("Surat tentang akun tidak dapat ditahan: orangnya menunggu di depan layar."))

ONLY_ADMIN_WORDS = Refusal("only_admin_words", _("Hanya admin kementerian yang dapat mengubah naskah surat portal."))
UNFIT_TEXT = Refusal("unfit_text", _("Naskah ini tidak dapat menjadi surat."))

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
    if letter.failure == Failure.TAKEN_BACK:
        return TAKEN_BACK
    return KEY_GONE if letter.is_secret else None


def vouching_refusal(letter: Letter, *, office: Membership) -> Refusal | None:
    """Why a letter may not be called delivered: only of one that was cut off nobody knows better."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    return None if letter.is_cut_off else NOT_CUT_OFF


def taking_back_refusal(letter: Letter, *, office: Membership) -> Refusal | None:
    """Why a letter may not be taken back: it can be until a sender has it."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if not letter.is_courtesy:
        return NOT_A_MESSAGE
    if letter.failure == Failure.TAKEN_BACK:
        return TAKEN_BACK
    return ALREADY_LEFT if letter.tries or letter.next_try_at is None else None


def wording_refusal(*, office: Membership) -> Refusal | None:
    """Why the texts of the portal's own letters may not be altered."""
    return None if office.role == Role.MINISTRY_ADMIN else ONLY_ADMIN_WORDS
