"""Letters about objections of the public to a provisional list."""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import LINK, Field, LetterKind, Recipients
from accounts.models.membership import MINISTRY
from competitions.letter_kinds.fields import ANSWER_BY, CODE, COMMON, EDITION, STAGE, TITLE

OBJECTED = Field("sanggahan", _("usulan yang disanggah"), "- Antrean Tanpa Kertas (KIPP-2027-00012)")

KINDS = {
    "objection.assigned": LetterKind(
        _("Sanggahan untuk dijawab"),
        Recipients(_("Orang kementerian yang ditugasi menjawab"), *MINISTRY),
        (
            *COMMON,
            STAGE,
            ANSWER_BY,
            OBJECTED,
        ),
    ),
    # Whoever objected is a mailbox: the letter knows no name.
    "objection.answered": LetterKind(
        _("Jawaban atas sanggahan"),
        Recipients(_("Pengunjung yang menyanggah, selama alamatnya disimpan")),
        (
            EDITION,
            LINK,
            STAGE,
            CODE,
            TITLE,
            Field("dikirim", _("waktu sanggahan dikirim"), _("12 Desember 2026 pukul 09.15 WIB")),
            Field("jawaban", _("jawaban yang disetujui dua orang"), _("Bukti yang Anda kirim sudah diperiksa.")),
        ),
        ((_("Pengunjung"), {}),),
    ),
}
