"""Who may have a letter sent again."""

from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Letter, Membership
from accounts.rules.refusals import Refusal

ONLY_MINISTRY = Refusal("only_ministry", _("Hanya sekretariat dan admin kementerian yang dapat mengirim ulang surat."))
NOT_GIVEN_UP = Refusal("not_given_up", _("Surat ini sudah terkirim atau masih dicoba."))
KEY_GONE = Refusal("key_gone", _("Tautan di surat ini tidak berlaku lagi. Orangnya dapat meminta tautan baru."))


def resending_refusal(letter: Letter, *, office: Membership) -> Refusal | None:
    """Why a letter that could not be delivered may not be tried again."""
    if office.role not in MINISTRY:
        return ONLY_MINISTRY
    if letter.given_up_at is None:
        return NOT_GIVEN_UP
    return KEY_GONE if letter.is_secret else None
