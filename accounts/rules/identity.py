"""Whom a provider of identities may let in: who is known here under an address that it has verified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.rules.refusals import Refusal

if TYPE_CHECKING:
    from accounts.models import User

CANCELLED = Refusal(
    "identity_cancelled",
    _("Anda membatalkan masuk di penyedia identitas. Mulai lagi, atau masuk dengan kata sandi."),
)
OUT_OF_DATE = Refusal(
    "identity_out_of_date",
    _("Permintaan masuk ini kedaluwarsa atau dimulai di peramban lain. Mulai lagi dari halaman masuk."),
)
NO_ANSWER = Refusal(
    "identity_no_answer",
    _("Penyedia identitas tidak menjawab sebagaimana mestinya. Coba lagi nanti, atau masuk dengan kata sandi."),
)
NOT_PROVEN = Refusal(
    "identity_not_proven",
    _("Keaslian jawaban penyedia identitas tidak dapat dipastikan. Masuk dengan kata sandi, lalu kabari sekretariat."),
)
NOT_VERIFIED = Refusal(
    "identity_not_verified",
    _("Alamat surel Anda belum terverifikasi di penyedia identitas. Verifikasi di sana, lalu masuk lagi."),
)
NOT_KNOWN = Refusal(
    "identity_not_known",
    _("Tidak ada akun Sinovik dengan alamat surel Anda di penyedia identitas. Hubungi admin instansi Anda."),
)
NOT_ACTIVE = Refusal("identity_not_active", _("Akun ini tidak aktif. Hubungi admin instansi Anda."))


def verified_address(claims: Mapping[str, object]) -> str:
    """The address that a provider says it has verified, in small letters; an empty text where there is none."""
    address = claims.get("email")
    return address.lower() if isinstance(address, str) and claims.get("email_verified") is True else ""


def identity_refusal(claims: Mapping[str, object], user: User | None) -> Refusal | None:
    """Why whom these claims describe is not let in, or None. `user` has the address, if anybody has."""
    if not verified_address(claims):
        return NOT_VERIFIED
    if user is None:
        return NOT_KNOWN
    return None if user.is_active else NOT_ACTIVE
