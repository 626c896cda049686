"""The fields that several kinds of letters of an edition have."""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import LINK, PERSON, Field, Recipients
from accounts.models.membership import Role

EDITION = Field("edisi", _("nama edisi"), "KIPP 2027")
UNTIL = Field("tenggat", _("tenggat, dalam tiga zona waktu"), _("Kamis, 17 Desember 2026, 23.59 WIB"))
LEFT = Field("sisa", _("sisa waktu sampai tenggat"), _("3 hari lagi"))
CODE = Field("kode_usulan", _("nomor usulan"), "KIPP-2027-00012")
TITLE = Field("nama_usulan", _("judul inovasi"), "Antrean Tanpa Kertas")
UNIT = Field("unit", _("unit pengusul"), "Puskesmas Melati")
AGENCY = Field("instansi", _("instansi pengusul"), "Kabupaten Contoh")
BY = Field("oleh", _("nama dan peran orang yang melakukannya"), _("Budi Santoso, admin instansi Kabupaten Contoh"))
NOTE = Field(
    "catatan", _("catatan atau alasan yang ditulis"), _("Lampirkan surat pernyataan yang sudah ditandatangani.")
)
STAGE = Field("tahap", _("nama tahap"), _("Penilaian proposal"))
NUMBER = Field("jumlah", _("banyaknya usulan"), _("3 usulan"))
ANSWER_BY = Field("dijawab_sebelum", _("hari terakhir untuk menjawab"), _("Senin, 30 November 2026"))

COMMON = (PERSON, EDITION, LINK)
PROPOSAL = (*COMMON, CODE, TITLE, UNIT, AGENCY)

WRITERS = Recipients(_("Penulis di unit dan admin instansi"), Role.UNIT, Role.AGENCY_ADMIN)
WRITERS_AND_SECRETARIAT = Recipients(
    _("Penulis di unit, admin instansi, dan sekretariat"), Role.UNIT, Role.AGENCY_ADMIN, Role.SECRETARY
)
SECRETARIAT = Recipients(_("Sekretariat"), Role.SECRETARY)
