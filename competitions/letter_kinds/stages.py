"""Letters about judging: judges are asked, work is given out, sessions and visits are set, a stage ends."""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import Field, LetterKind, Recipients
from accounts.models.membership import JUDGES, Role
from competitions.letter_kinds.fields import ANSWER_BY, CODE, COMMON, NUMBER, SECRETARIAT, STAGE, UNTIL, WRITERS

WATCHERS = Recipients(_("Admin kementerian dan auditor"), Role.MINISTRY_ADMIN, Role.AUDITOR)
GOES_ON = _("- Antrean Tanpa Kertas (KIPP-2027-00012): lanjut ke tahap berikutnya, Wawancara")
GOES_NOT_ON = _("- Antrean Tanpa Kertas (KIPP-2027-00012): tidak lanjut")
SESSION = _("Antrean Tanpa Kertas (KIPP-2027-00012): Kamis, 17 Desember 2026, 09.00 WIB, Ruang 1")
SIGNED_STANDS = _("12 lembar nilai yang sudah Anda kunci tetap berlaku.")
NOTHING_SIGNED = _("Anda belum mengunci lembar nilai pada tahap ini.")
SESSIONS = _("- Antrean Tanpa Kertas (KIPP-2027-00012): Kamis, 17 Desember 2026, 09.00 WIB, Ruang 1")
VISIT = _("Antrean Tanpa Kertas (KIPP-2027-00012): Kamis, 17 Desember 2026")
VISITS = _("- Antrean Tanpa Kertas (KIPP-2027-00012): Kamis, 17 Desember 2026")

KINDS = {
    "judge.invited": LetterKind(
        _("Undangan menjadi penilai"),
        Recipients(_("Calon penilai yang diundang"), *JUDGES),
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
        SECRETARIAT,
        (
            *COMMON,
            STAGE,
            Field("calon", _("calon penilai yang menolak"), "Citra Suryani (citra@contoh.go.id)"),
            Field("alasan", _("alasan yang ditulisnya"), _("Sedang bertugas di luar negeri.")),
        ),
    ),
    "stage.work_given_out": LetterKind(
        _("Tugas dibagikan"),
        Recipients(_("Penilai yang diberi tugas"), *JUDGES),
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
        Recipients(_("Peserta dan panelis sesi itu"), Role.UNIT, Role.AGENCY_ADMIN, *JUDGES),
        (
            *COMMON,
            STAGE,
            Field("sesi", _("usulan dan waktu sesinya yang baru, satu atau beberapa"), SESSION),
            Field("alasan", _("alasan dipindahkan"), _("Jaringan di lokasi peserta terputus.")),
        ),
    ),
    "session.cancelled": LetterKind(
        _("Sesi wawancara dibatalkan"),
        Recipients(
            _("Peserta dan panelis sesi itu, bila usulannya keluar dari lomba"), Role.UNIT, Role.AGENCY_ADMIN, *JUDGES
        ),
        (*COMMON, STAGE, Field("sesi", _("usulan dan waktu sesinya yang dibatalkan"), SESSION)),
    ),
    "visit.set": LetterKind(
        _("Jadwal kunjungan lapangan"),
        Recipients(_("Pengusul yang dikunjungi dengan pemberitahuan"), Role.UNIT, Role.AGENCY_ADMIN),
        (*COMMON, STAGE, Field("kunjungan", _("usulan, hari kunjungannya, dan pihak lain yang ikut"), VISITS)),
    ),
    "visit.moved": LetterKind(
        _("Kunjungan lapangan dipindahkan"),
        Recipients(
            _("Verifikator kunjungan itu, dan pengusulnya bila kunjungannya diberitahukan"),
            *JUDGES,
            Role.UNIT,
            Role.AGENCY_ADMIN,
        ),
        (
            *COMMON,
            STAGE,
            Field("kunjungan", _("usulan dan hari kunjungannya yang baru"), VISIT),
            Field("alasan", _("alasan dipindahkan"), _("Penerbangan ke lokasi dibatalkan.")),
        ),
    ),
    "visit.cancelled": LetterKind(
        _("Kunjungan lapangan dibatalkan"),
        Recipients(
            _("Verifikator kunjungan itu, dan pengusulnya bila kunjungannya diberitahukan"),
            *JUDGES,
            Role.UNIT,
            Role.AGENCY_ADMIN,
        ),
        (*COMMON, STAGE, Field("kunjungan", _("usulan dan hari kunjungannya yang dibatalkan"), VISIT)),
    ),
    "assignment.let_go": LetterKind(
        _("Sesi atau kunjungan bukan tugas penilai lagi"),
        Recipients(_("Penilai yang tugasnya ditarik, dipindahkan, atau dikembalikan"), *JUDGES),
        (*COMMON, STAGE, Field("jadwal", _("sesi atau kunjungan yang bukan tugasnya lagi"), SESSIONS)),
    ),
    "panel.released": LetterKind(
        _("Tugas penilai ditarik"),
        Recipients(_("Penilai yang tugasnya ditarik"), *JUDGES),
        (*COMMON, STAGE, NUMBER, Field("terkunci", _("nasib lembar yang sudah dikunci"), SIGNED_STANDS)),
        ((_("Sari Wulandari"), {}), (_("Budi Santoso"), {"terkunci": NOTHING_SIGNED})),
    ),
    "stage.work_came_back": LetterKind(
        _("Tugas kembali dari penilai"),
        SECRETARIAT,
        (*COMMON, STAGE, NUMBER, Field("kode_penilai", _("kode penilai"), "J01")),
    ),
    "calibration.set": LetterKind(
        _("Putaran kalibrasi ditetapkan"), Recipients(_("Penilai tahap itu"), *JUDGES), (*COMMON, STAGE, NUMBER)
    ),
    "calibration.revealed": LetterKind(
        _("Nilai kalibrasi dibuka"), Recipients(_("Penilai tahap itu"), *JUDGES), (*COMMON, STAGE, UNTIL)
    ),
    "discussion.opened": LetterKind(
        _("Pembahasan dibuka"),
        Recipients(_("Penilai tahap itu, setelah semua nilai dikunci"), *JUDGES),
        (*COMMON, STAGE, UNTIL),
    ),
    "discussion.said": LetterKind(
        _("Tanggapan dalam pembahasan"),
        Recipients(_("Pembaca lain usulan itu"), *JUDGES),
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
    "seals.broken": LetterKind(
        _("Segel lembar nilai rusak"),
        WATCHERS,
        (*COMMON, STAGE, Field("segel", _("berapa segel yang rusak"), _("2 segel"))),
    ),
    "bundle.failed": LetterKind(
        _("Berkas bukti hasil bermasalah"),
        WATCHERS,
        (*COMMON, STAGE, Field("sebab", _("apa yang salah"), _("Berkas yang tersimpan hilang atau berubah."))),
    ),
    "stage.skipped": LetterKind(
        _("Tahap dilewati"),
        Recipients(_("Pengusul dan penilai tahap itu"), Role.UNIT, Role.AGENCY_ADMIN, *JUDGES),
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
}
