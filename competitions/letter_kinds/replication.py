"""Letters about winners that others want to copy: questions of citizens, and replications of agencies.

They are of the edition in which the innovation won. One of the partial list of earlier years has none: its letters say
what the portal brings.
"""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import LINK, PERSON, Field, LetterKind, Recipients
from accounts.models.membership import Role
from competitions.letter_kinds.fields import EDITION, SECRETARIAT

WON = Field("edisi", _("nama edisi tempat inovasi itu menang, atau tahunnya"), EDITION.example)
INNOVATION = Field("inovasi", _("judul inovasi asal"), "Antrean Tanpa Kertas")
OWNER = Field("pemilik", _("instansi pemilik inovasi"), "Kabupaten Contoh")
COPIER = Field("peniru", _("instansi yang mereplikasi"), _("Kota Misalnya"))
ABOUT = (LINK, WON, INNOVATION, OWNER)
REPLICATION = (PERSON, *ABOUT, COPIER)
REASON = Field("alasan", _("alasan yang ditulis"), _("Tenaganya belum ada tahun ini."))
TO_OWNER, TO_COPIER = (
    Recipients(_("Admin instansi pemilik inovasi"), Role.AGENCY_ADMIN),
    Recipients(_("Admin instansi yang mereplikasi"), Role.AGENCY_ADMIN),
)

KINDS = {
    "inquiry.asked": LetterKind(
        _("Permintaan replikasi dari masyarakat"),
        TO_OWNER,
        (PERSON, *ABOUT, Field("tempat", _("tempat yang akan mereplikasi"), _("Desa Sukamaju"))),
    ),
    "inquiry.unowned": LetterKind(
        _("Permintaan replikasi dari masyarakat, pemilik belum terdaftar"),
        SECRETARIAT,
        (PERSON, *ABOUT, Field("tempat", _("tempat yang akan mereplikasi"), _("Desa Sukamaju"))),
    ),
    "inquiry.answered": LetterKind(
        _("Jawaban atas permintaan replikasi"),
        Recipients(_("Pengunjung yang bertanya, selama alamatnya disimpan")),
        (
            *ABOUT,
            Field("dikirim", _("waktu pertanyaan dikirim"), _("12 Desember 2026 pukul 09.15 WIB")),
            Field("jawaban", _("jawaban pemilik inovasi"), _("Biayanya kecil; panduannya kami lampirkan di katalog.")),
        ),
        ((_("Pengunjung"), {}),),
    ),
    "replication.asked": LetterKind(_("Replikasi diminta"), TO_OWNER, REPLICATION),
    "replication.unowned": LetterKind(_("Replikasi diminta, pemilik belum terdaftar"), SECRETARIAT, REPLICATION),
    "replication.agreed": LetterKind(_("Replikasi disepakati"), TO_COPIER, REPLICATION),
    "replication.declined": LetterKind(_("Replikasi tidak disepakati"), TO_COPIER, (*REPLICATION, REASON)),
    "replication.running": LetterKind(
        _("Replikasi dilaporkan berjalan"),
        TO_OWNER,
        (*REPLICATION, Field("sejak", _("hari sejak berjalan"), _("1 Oktober 2026"))),
    ),
    "replication.certified": LetterKind(
        _("Replikasi disahkan"),
        Recipients(_("Admin kedua instansi"), Role.AGENCY_ADMIN),
        (*REPLICATION, Field("nomor", _("nomor sertifikat"), "R00012/REPLIKASI/2026")),
    ),
    "replication.dropped": LetterKind(_("Replikasi tidak dilanjutkan"), TO_OWNER, (*REPLICATION, REASON)),
}
