"""Letters to those who keep heads of the trail outside this house."""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import Field, LetterKind, Recipients

HEAD = (
    Field("pemegang", _("nama pemegang sidik"), "Sari Wulandari"),
    Field("saat", _("saat sidik itu dibuat"), _("17 Desember 2026 pukul 09.15 WIB")),
    Field("jumlah", _("banyaknya peristiwa"), "1204"),
    Field("sidik", _("sidik riwayat: jumlah peristiwa dan akar pohonnya"), "1204:9f86d081884c7d65…"),
    Field("sidik_peristiwa", _("sidik peristiwa terakhir, dengan nomornya"), "1204:2c26b46b68ffc68f…"),
    Field("periksa", _("alamat halaman tempat sidik diperiksa"), "https://contoh.go.id/sidik-riwayat/"),
    Field(
        "tautan",
        _("tautan untuk tidak disurati lagi; siapa pun yang memegangnya dapat memakainya"),
        "https://contoh.go.id/surat/sidik/k-7f3a/",
        is_key=True,
    ),
)
HOLDER = (_("Pemegang sidik"), {})

KINDS = {
    "head.sent": LetterKind(
        _("Sidik riwayat untuk disimpan"),
        Recipients(_("Pemegang sidik riwayat di lembaga lain, menurut waktunya dan setiap ada pengumuman")),
        HEAD,
        (HOLDER,),
        needed=("sidik", "periksa"),
    ),
    "head.ended": LetterKind(
        _("Sidik riwayat tidak dikirim lagi"),
        Recipients(_("Pemegang sidik riwayat yang diakhiri kementerian")),
        HEAD[:-1],
        (HOLDER,),
        needed=("sidik", "periksa"),
    ),
}
