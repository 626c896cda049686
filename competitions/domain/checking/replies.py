"""To whom people answer the letters of an edition: a kind without an address of its own is answered to the portal's."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain.correspondence import envelopes
from competitions.domain.blueprint import LetterData
from competitions.letter_kinds import KINDS


def without(texts: Sequence[LetterData]) -> int:
    """How many kinds of letters of an edition have no address for answers, by the texts it has of its own."""
    return len(KINDS) - len({text.key for text in texts if text.reply_to} & KINDS.keys())


def cautions(texts: Sequence[LetterData]) -> list[str]:
    """What whoever announces should know: that answers come to the portal's own address, which somebody has to read."""
    count = without(texts)
    if not count:
        return []
    values = {"count": count, "address": envelopes.sender()}
    if count == len(KINDS):
        return [
            _(
                "Semua jenis surat edisi ini belum punya alamat balasan: jawaban penerimanya masuk ke alamat pengirim "
                "portal, %(address)s. Tulis alamat balasannya di bagian surat, atau pastikan alamat itu dibaca orang."
            )
            % values
        ]
    return [
        ngettext(
            "%(count)d jenis surat belum punya alamat balasan: jawaban penerimanya masuk ke alamat pengirim portal, "
            "%(address)s. Tulis alamat balasannya di bagian surat, atau pastikan alamat itu dibaca orang.",
            "%(count)d jenis surat belum punya alamat balasan: jawaban penerimanya masuk ke alamat pengirim portal, "
            "%(address)s. Tulis alamat balasannya di bagian surat, atau pastikan alamat itu dibaca orang.",
            count,
        )
        % values
    ]
