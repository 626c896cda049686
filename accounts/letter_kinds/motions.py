"""Letters about grave acts: somebody is asked to be the second person, or it came to nothing.

The portal writes those about offices and registers, an edition those that are about something of it.
"""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import LINK, PERSON, Field, LetterKind, Recipients
from accounts.models.membership import JUDGES, MINISTRY

ACT = Field("pengajuan", _("apa yang diajukan"), _("Penggabungan instansi"))
SUBJECT = Field("perihal", _("untuk apa pengajuan itu"), "Kabupaten Contoh")
MOVED = Field("diajukan", _("waktu diajukan"), _("12 Desember 2026 pukul 09.15 WIB"))
MOTION = (PERSON, LINK, ACT, SUBJECT, MOVED)
MOVER = Recipients(_("Pengusul pengajuan itu"), *MINISTRY, *JUDGES)

KINDS = {
    "motion.moved": LetterKind(
        _("Pengajuan menunggu orang kedua"),
        Recipients(_("Setiap orang yang dapat menjadi orang kedua"), *MINISTRY),
        (
            *MOTION,
            Field("oleh", _("pengusulnya"), "Budi Santoso (budi@contoh.go.id)"),
            Field("alasan", _("alasan pengusul, bila ditulis"), _("Keduanya instansi yang sama.")),
            Field("batas", _("sampai kapan dapat diputuskan, satu kalimat"), _("Putuskan sebelum 14 Desember 2026.")),
        ),
        ((_("Dengan alasan"), {}), (_("Tanpa alasan"), {"alasan": ""})),
        needed=("tautan",),
    ),
    "motion.declined": LetterKind(
        _("Pengajuan dikembalikan kepada pengusul"),
        MOVER,
        (
            *MOTION,
            Field("oleh", _("orang yang mengembalikannya"), "Citra Suryani (citra@contoh.go.id)"),
            Field("diputuskan", _("waktu dikembalikan"), _("13 Desember 2026 pukul 10.00 WIB")),
            Field("alasan", _("alasan dikembalikan"), _("Unit keduanya belum diperiksa.")),
        ),
        needed=("alasan",),
    ),
    "motion.lapsed": LetterKind(
        _("Pengajuan gugur"),
        MOVER,
        (
            *MOTION,
            Field("gugur", _("waktu gugur"), _("13 Desember 2026 pukul 10.00 WIB")),
            Field("alasan", _("sebab gugur"), _("Isinya berubah sejak diajukan.")),
        ),
        needed=("alasan",),
    ),
}
