"""Letters of the yearly question to winners: it is about innovations of all editions, so it is the portal's own."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import LINK, PERSON, Field, LetterKind, Recipients
from accounts.models.membership import Role

TEXTS = Path(__file__).parent / "data" / "letters"
YEAR = Field("tahun", _("tahun pertanyaan itu"), "2027")
DUE = Field("tenggat", _("hari terakhir untuk menjawab"), _("31 Maret 2027"))

KINDS = {
    "check_in.asked": LetterKind(
        _("Pertanyaan tahunan tentang inovasi pemenang"),
        Recipients(_("Admin instansi yang inovasinya pernah menang"), Role.AGENCY_ADMIN),
        (
            PERSON,
            LINK,
            YEAR,
            Field("daftar_inovasi", _("inovasi penerima, satu baris tiap inovasi"), "- Antrean Tanpa Kertas (2019)"),
            DUE,
        ),
        (
            (_("Satu inovasi"), {}),
            (_("Dua inovasi"), {"daftar_inovasi": "- Antrean Tanpa Kertas (2019)\n- Air Bersih Desa (2021)"}),
        ),
        needed=("tautan",),
    ),
    "check_in.link": LetterKind(
        _("Tautan untuk menjawab pertanyaan tahunan"),
        Recipients(_("Alamat surel instansi yang tidak punya admin di portal")),
        (
            Field(
                "tautan",
                _("tautan untuk menjawab; siapa pun yang memegangnya dapat menjawab"),
                "https://contoh.go.id/pemutakhiran/k-7f3a/",
                is_key=True,
            ),
            YEAR,
            Field("inovasi", _("judul inovasi"), "Antrean Tanpa Kertas"),
            Field("instansi", _("instansi pemilik inovasi"), "Kabupaten Contoh"),
            Field("tahun_menang", _("tahun inovasi itu menang"), "2019"),
            DUE,
        ),
        ((_("Instansi"), {}),),
    ),
}
