"""The kinds of letters of an edition: who gets them, and which fields their texts may name."""

from django.utils.translation import gettext_lazy as _

from competitions.letter_fields import (
    AGENCY,
    ANSWER_BY,
    BY,
    CODE,
    EDITION,
    LEFT,
    LINK,
    NOTE,
    NUMBER,
    PERSON,
    STAGE,
    TITLE,
    UNIT,
    UNTIL,
    Field,
    LetterKind,
)

COMMON = (PERSON, EDITION, LINK)
PROPOSAL = (*COMMON, CODE, TITLE, UNIT, AGENCY)

WRITERS = _("Penulis di unit dan admin instansi")
WRITERS_AND_SECRETARIAT = _("Penulis di unit, admin instansi, dan sekretariat")
GOES_ON = _("- Antrean Tanpa Kertas (KIPP-2027-00012): lanjut ke tahap berikutnya, Wawancara")
GOES_NOT_ON = _("- Antrean Tanpa Kertas (KIPP-2027-00012): tidak lanjut")
SESSION = _("Antrean Tanpa Kertas (KIPP-2027-00012): Kamis, 17 Desember 2026, 09.00 WIB, Ruang 1")
SESSIONS = _("- Antrean Tanpa Kertas (KIPP-2027-00012): Kamis, 17 Desember 2026, 09.00 WIB, Ruang 1")
VISIT = _("Antrean Tanpa Kertas (KIPP-2027-00012): Kamis, 17 Desember 2026")
VISITS = _("- Antrean Tanpa Kertas (KIPP-2027-00012): Kamis, 17 Desember 2026")

KINDS = {
    "proposal.handed_over": LetterKind(
        _("Usulan diserahkan ke admin instansi"), _("Admin instansi"), (*PROPOSAL, UNTIL)
    ),
    "proposal.returned": LetterKind(
        _("Usulan dikembalikan ke unit"), _("Penulis di unit"), (*PROPOSAL, BY, NOTE, UNTIL)
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
    "judge.invited": LetterKind(
        _("Undangan menjadi penilai"),
        _("Calon penilai yang diundang"),
        (
            *COMMON,
            STAGE,
            ANSWER_BY,
            Field("jadwal", _("jadwal tahap itu"), _("1 Desember 2026 sampai 17 Desember 2026")),
            Field("peran", _("peran penerima"), _("evaluator")),
        ),
    ),
    "judge.declined": LetterKind(
        _("Calon penilai tidak bersedia"),
        _("Sekretariat"),
        (
            *COMMON,
            STAGE,
            Field("calon", _("calon penilai yang menolak"), "Citra Suryani (citra@contoh.go.id)"),
            Field("alasan", _("alasan yang ditulisnya"), _("Sedang bertugas di luar negeri.")),
        ),
    ),
    "stage.work_given_out": LetterKind(
        _("Tugas dibagikan"),
        _("Penilai yang diberi tugas"),
        (
            *COMMON,
            STAGE,
            UNTIL,
            Field(
                "tugas",
                _("apa yang diminta tahap itu, satu kalimat"),
                _("Usulan untuk Anda nilai sudah tersedia di Sinovik."),
            ),
        ),
    ),
    "session.set": LetterKind(
        _("Sesi wawancara dijadwalkan"),
        WRITERS,
        (*COMMON, STAGE, Field("sesi", _("usulan penerima dan waktu sesinya"), SESSIONS)),
    ),
    "session.moved": LetterKind(
        _("Sesi wawancara dipindahkan"),
        _("Peserta dan panelis sesi itu"),
        (
            *COMMON,
            STAGE,
            Field("sesi", _("usulan dan waktu sesinya yang baru"), SESSION),
            Field("alasan", _("alasan dipindahkan"), _("Jaringan di lokasi peserta terputus.")),
        ),
    ),
    "session.cancelled": LetterKind(
        _("Sesi wawancara dibatalkan"),
        _("Peserta dan panelis sesi itu, bila usulannya keluar dari lomba"),
        (*COMMON, STAGE, Field("sesi", _("usulan dan waktu sesinya yang dibatalkan"), SESSION)),
    ),
    "visit.set": LetterKind(
        _("Jadwal kunjungan lapangan"),
        _("Pengusul yang dikunjungi dengan pemberitahuan"),
        (*COMMON, STAGE, Field("kunjungan", _("usulan, hari kunjungannya, dan pihak lain yang ikut"), VISITS)),
    ),
    "visit.moved": LetterKind(
        _("Kunjungan lapangan dipindahkan"),
        _("Verifikator kunjungan itu, dan pengusulnya bila kunjungannya diberitahukan"),
        (
            *COMMON,
            STAGE,
            Field("kunjungan", _("usulan dan hari kunjungannya yang baru"), VISIT),
            Field("alasan", _("alasan dipindahkan"), _("Penerbangan ke lokasi dibatalkan.")),
        ),
    ),
    "visit.cancelled": LetterKind(
        _("Kunjungan lapangan dibatalkan"),
        _("Verifikator kunjungan itu, dan pengusulnya bila kunjungannya diberitahukan"),
        (*COMMON, STAGE, Field("kunjungan", _("usulan dan hari kunjungannya yang dibatalkan"), VISIT)),
    ),
    "assignment.let_go": LetterKind(
        _("Sesi atau kunjungan bukan tugas penilai lagi"),
        _("Penilai yang tugasnya ditarik, dipindahkan, atau dikembalikan"),
        (*COMMON, STAGE, Field("jadwal", _("sesi atau kunjungan yang bukan tugasnya lagi"), SESSIONS)),
    ),
    "stage.work_came_back": LetterKind(
        _("Tugas kembali dari penilai"),
        _("Sekretariat"),
        (*COMMON, STAGE, NUMBER, Field("kode_penilai", _("kode penilai"), "J01")),
    ),
    "calibration.set": LetterKind(_("Putaran kalibrasi ditetapkan"), _("Penilai tahap itu"), (*COMMON, STAGE, NUMBER)),
    "calibration.revealed": LetterKind(_("Nilai kalibrasi dibuka"), _("Penilai tahap itu"), (*COMMON, STAGE, UNTIL)),
    "discussion.opened": LetterKind(
        _("Pembahasan dibuka"), _("Penilai tahap itu, setelah semua nilai dikunci"), (*COMMON, STAGE, UNTIL)
    ),
    "discussion.said": LetterKind(
        _("Tanggapan dalam pembahasan"),
        _("Pembaca lain usulan itu"),
        (
            *COMMON,
            STAGE,
            CODE,
            Field("tanggapan", _("apa yang dilakukan rekan"), _("Seorang rekan menanggapi usulan ini.")),
        ),
        ((_("Sari Wulandari"), {}), (_("Budi Santoso"), {"tanggapan": _("Seorang rekan mengusulkan nilai bersama.")})),
        is_courtesy=True,
    ),
    "feedback.sent": LetterKind(
        _("Umpan balik dapat dibaca"),
        WRITERS,
        (
            *COMMON,
            STAGE,
            Field("usulan", _("usulan yang ada umpan baliknya"), "- Antrean Tanpa Kertas (KIPP-2027-00012)"),
        ),
    ),
    "stage.skipped": LetterKind(
        _("Tahap dilewati"),
        _("Pengusul dan penilai tahap itu"),
        (
            *COMMON,
            STAGE,
            Field("alasan", _("alasan keputusan"), _("Bencana alam di lima daerah.")),
            Field(
                "usulan",
                _("usulan penerima dan ke mana masuknya"),
                _("Usulan ini tetap ikut:\n\n- Antrean Tanpa Kertas (KIPP-2027-00012)"),
            ),
        ),
        ((_("Pengusul"), {}), (_("Penilai"), {"usulan": _("Tidak ada tugas untuk Anda di tahap ini.")})),
    ),
    "stage.outcome": LetterKind(
        _("Hasil tahap"),
        WRITERS,
        (*COMMON, STAGE, Field("hasil", _("hasil tiap usulan penerima"), GOES_ON)),
        ((_("Yang lanjut"), {}), (_("Yang tidak lanjut"), {"hasil": GOES_NOT_ON})),
    ),
    "reminder.drafts": LetterKind(
        _("Pengingat: usulan belum diajukan"),
        WRITERS,
        (
            *COMMON,
            UNTIL,
            LEFT,
            Field("usulan", _("usulan yang belum diajukan"), "- Antrean Tanpa Kertas (KIPP-2027-00012)"),
        ),
        is_courtesy=True,
    ),
    "reminder.judging": LetterKind(
        _("Pengingat: penilaian belum selesai"),
        _("Penilai yang belum selesai"),
        (*COMMON, STAGE, UNTIL, LEFT, NUMBER),
        is_courtesy=True,
    ),
    "reminder.invited": LetterKind(
        _("Pengingat: undangan belum dijawab"), _("Calon penilai yang belum menjawab"), (*COMMON, STAGE, ANSWER_BY)
    ),
    "reminder.materials": LetterKind(
        _("Pengingat: bahan presentasi belum diserahkan"),
        WRITERS,
        (
            *COMMON,
            STAGE,
            UNTIL,
            LEFT,
            Field(
                "bahan",
                _("usulan dan bahan yang belum diserahkan"),
                _("- Antrean Tanpa Kertas (KIPP-2027-00012): salindia, tautan video"),
            ),
        ),
        is_courtesy=True,
    ),
    "reminder.late": LetterKind(
        _("Penilai yang belum selesai"),
        _("Sekretariat"),
        (
            *COMMON,
            STAGE,
            UNTIL,
            Field("penilai", _("penilai dan sisa tugasnya"), _("- J01 Citra Suryani (citra@contoh.go.id): 3 usulan")),
        ),
    ),
}
