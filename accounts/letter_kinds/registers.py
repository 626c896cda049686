"""Letters to the admins of an agency about what became of its entry in the register, or of one of its units."""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import PERSON, SINCE, Field, LetterKind, Recipients
from accounts.models.membership import Role

ENTRY = Field("nama", _("nama instansi atau unit"), "Kabupaten Contoh")
REASON = Field("alasan", _("alasan yang ditulis"), _("Sesuai peraturan daerah yang baru."))
ADMINS = Recipients(_("Admin instansi itu"), Role.AGENCY_ADMIN)

KINDS = {
    "register.renamed": LetterKind(
        _("Nama instansi atau unit diganti"),
        ADMINS,
        (
            PERSON,
            Field("nama_baru", _("nama yang baru"), "Kabupaten Contoh Raya"),
            Field("nama_lama", _("nama sebelumnya"), "Kabupaten Contoh"),
            SINCE,
            REASON,
        ),
        needed=("nama_baru",),
    ),
    "register.closed": LetterKind(
        _("Instansi atau unit ditutup"), ADMINS, (PERSON, ENTRY, SINCE, REASON), needed=("nama",)
    ),
    "register.reopened": LetterKind(
        _("Instansi atau unit dibuka kembali"), ADMINS, (PERSON, ENTRY, REASON), needed=("nama",)
    ),
    "register.merged": LetterKind(
        _("Instansi digabung"),
        Recipients(_("Admin instansi yang menerima unit dan usulannya"), Role.AGENCY_ADMIN),
        (PERSON, ENTRY, Field("tujuan", _("instansi yang menerima"), "Kabupaten Misalnya"), REASON),
        needed=("nama", "tujuan"),
    ),
    "register.split": LetterKind(
        _("Instansi dipecah"),
        ADMINS,
        (
            PERSON,
            ENTRY,
            Field("instansi_baru", _("instansi yang baru"), "Kabupaten Contoh Utara"),
            Field("daftar_unit", _("unit yang pindah, satu baris tiap unit"), "- Puskesmas Melati\n- Puskesmas Mawar"),
            REASON,
        ),
        needed=("nama", "instansi_baru"),
    ),
}
