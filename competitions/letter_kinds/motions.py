"""Letters about grave acts of an edition: somebody is asked to be the second person, or it came to nothing."""

from django.utils.translation import gettext_lazy as _

from competitions.letter_kinds.fields import COMMON, Field, LetterKind

ACT = Field("pengajuan", _("apa yang diajukan"), _("Pengumuman hasil"))
SUBJECT = Field("perihal", _("untuk apa pengajuan itu"), _("Penilaian proposal, KIPP 2027"))
MOVED = Field("diajukan", _("waktu diajukan"), _("12 Desember 2026 pukul 09.15 WIB"))
MOTION = (*COMMON, ACT, SUBJECT, MOVED)
MOVER = _("Pengusul pengajuan itu")

KINDS = {
    "motion.moved": LetterKind(
        _("Pengajuan menunggu orang kedua"),
        _("Setiap orang yang dapat menjadi orang kedua"),
        (
            *MOTION,
            Field("oleh", _("pengusulnya"), "Budi Santoso (budi@contoh.go.id)"),
            Field("alasan", _("alasan pengusul, bila ditulis"), _("Jadwal rapat pleno maju sehari.")),
            Field("batas", _("sampai kapan dapat diputuskan, satu kalimat"), _("Putuskan sebelum 14 Desember 2026.")),
        ),
        ((_("Dengan alasan"), {}), (_("Tanpa alasan"), {"alasan": ""})),
    ),
    "motion.declined": LetterKind(
        _("Pengajuan dikembalikan kepada pengusul"),
        MOVER,
        (
            *MOTION,
            Field("oleh", _("orang yang mengembalikannya"), "Citra Suryani (citra@contoh.go.id)"),
            Field("diputuskan", _("waktu dikembalikan"), _("13 Desember 2026 pukul 10.00 WIB")),
            Field("alasan", _("alasan dikembalikan"), _("Dua usulan masih menunggu verifikasi.")),
        ),
    ),
    "motion.lapsed": LetterKind(
        _("Pengajuan gugur"),
        MOVER,
        (
            *MOTION,
            Field("gugur", _("waktu gugur"), _("13 Desember 2026 pukul 10.00 WIB")),
            Field("alasan", _("sebab gugur"), _("Isinya berubah sejak diajukan.")),
        ),
    ),
}
