"""Letters about a dossier on its way to the ministry, and out of the contest."""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import Field, LetterKind, Recipients
from accounts.models.membership import Role
from competitions.letter_kinds.fields import (
    BY,
    COMMON,
    NOTE,
    PROPOSAL,
    SECRETARIAT,
    UNTIL,
    WRITERS,
    WRITERS_AND_SECRETARIAT,
)

KINDS = {
    "edition.extended": LetterKind(
        _("Pendaftaran diperpanjang"),
        Recipients(_("Semua penulis dan admin instansi yang boleh ikut"), Role.UNIT, Role.AGENCY_ADMIN),
        (
            *COMMON,
            UNTIL,
            Field("semula", _("penutupan semula"), _("Kamis, 10 Desember 2026, 23.59 WIB")),
            Field("catatan", _("alasan perpanjangan"), _("Jaringan di tiga provinsi terputus.")),
        ),
    ),
    "proposal.handed_over": LetterKind(
        _("Usulan diserahkan ke admin instansi"), Recipients(_("Admin instansi"), Role.AGENCY_ADMIN), (*PROPOSAL, UNTIL)
    ),
    "proposal.returned": LetterKind(
        _("Usulan dikembalikan ke unit"), Recipients(_("Penulis di unit"), Role.UNIT), (*PROPOSAL, BY, NOTE, UNTIL)
    ),
    "proposal.opened_for_help": LetterKind(
        _("Draf dibuka untuk sekretariat"),
        SECRETARIAT,
        (
            *PROPOSAL,
            BY,
            Field("catatan", _("yang ditanyakan penulis"), _("Apakah bukti dampak kami cukup?")),
            UNTIL,
        ),
    ),
    "proposal.submitted": LetterKind(
        _("Tanda terima usulan"),
        WRITERS,
        (
            *PROPOSAL,
            Field("diterima", _("waktu usulan diterima"), _("12 Desember 2026 pukul 09.15 WIB")),
            Field("sidik", _("sidik digital naskah (SHA-256)"), "9f86d081884c7d65" * 4),
        ),
    ),
    "proposal.withdrawn": LetterKind(
        _("Usulan ditarik"),
        WRITERS,
        (*PROPOSAL, BY, Field("alasan", _("alasan, bila ditulis"), _("Alasannya: Inovasi dihentikan."))),
        ((_("Dengan alasan"), {}), (_("Tanpa alasan"), {"alasan": ""})),
    ),
    "proposal.withdrawal_asked": LetterKind(
        _("Penarikan usulan diminta"), WRITERS_AND_SECRETARIAT, (*PROPOSAL, BY, NOTE)
    ),
    "proposal.withdrawal_dropped": LetterKind(
        _("Permintaan penarikan dibatalkan"), WRITERS_AND_SECRETARIAT, (*PROPOSAL, BY)
    ),
    "proposal.withdrawal_declined": LetterKind(_("Permintaan penarikan tidak dikabulkan"), WRITERS, (*PROPOSAL, NOTE)),
    "proposal.withdrawal_accepted": LetterKind(_("Permintaan penarikan dikabulkan"), WRITERS, (*PROPOSAL, NOTE)),
    "proposal.disqualified": LetterKind(_("Usulan didiskualifikasi"), WRITERS, (*PROPOSAL, NOTE)),
    "proposal.mending_opened": LetterKind(
        _("Usulan dikembalikan untuk diperbaiki"),
        WRITERS,
        (
            *PROPOSAL,
            UNTIL,
            Field(
                "alasan",
                _("syarat yang tidak terpenuhi, dasarnya, dan cara memenuhinya"),
                _("- A10. Surat ditandatangani pejabat yang berwenang. Cara memenuhi: Unggah pindaian yang terbaca."),
            ),
        ),
    ),
    "proposal.mended": LetterKind(
        _("Perbaikan usulan diterima"),
        WRITERS_AND_SECRETARIAT,
        (*PROPOSAL, BY, Field("sidik", _("sidik digital naskah (SHA-256)"), "9f86d081884c7d65" * 4)),
    ),
    "proposal.mending_called_off": LetterKind(_("Masa perbaikan dibatalkan"), WRITERS, PROPOSAL),
    "proposal.mending_ending": LetterKind(_("Masa perbaikan segera berakhir"), WRITERS, (*PROPOSAL, UNTIL)),
    "proposal.mending_ended": LetterKind(_("Masa perbaikan berakhir"), WRITERS, (*PROPOSAL, UNTIL)),
    "proposal.coaching_opened": LetterKind(_("Masa pembinaan finalis dimulai"), WRITERS, (*PROPOSAL, UNTIL)),
    "proposal.coaching_noted": LetterKind(_("Catatan pembinaan untuk finalis"), WRITERS, (*PROPOSAL, BY, NOTE, UNTIL)),
    "proposal.coaching_ending": LetterKind(_("Masa pembinaan segera berakhir"), WRITERS, (*PROPOSAL, UNTIL)),
    "proposal.coached": LetterKind(
        _("Naskah hasil pembinaan diterima"),
        WRITERS_AND_SECRETARIAT,
        (*PROPOSAL, BY, Field("sidik", _("sidik digital naskah (SHA-256)"), "9f86d081884c7d65" * 4)),
    ),
}
