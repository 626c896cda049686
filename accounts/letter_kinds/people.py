"""Letters about accounts and offices, to agencies that join, and to visitors whose mailbox is to be confirmed."""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import LINK, PERSON, SINCE, Field, LetterKind, Recipients
from accounts.models.membership import MINISTRY, Role

KEY = Field(
    "tautan",
    _("tautan yang berlaku satu kali; siapa pun yang memegangnya dapat memakainya"),
    "https://contoh.go.id/akun/sandi/baru/k-7f3a/",
    is_key=True,
)
VALID = Field("berlaku_sampai", _("sampai kapan tautan berlaku"), _("17 Desember 2026 pukul 09.15 WIB"))
OFFICE = Field("peran", _("peran dan tempatnya"), _("Penulis usulan, Puskesmas Melati"))
AGENCY = Field("instansi", _("nama instansi"), "Kabupaten Contoh")
REASON = Field("alasan", _("alasan yang ditulis"), _("Surat penugasannya sudah diganti."))
CONFIRMING = (
    PERSON,
    Field("jumlah", _("banyaknya peran yang menunggu konfirmasi"), _("3 peran")),
    Field("batas", _("hari terakhir untuk yang paling dekat"), _("21 Desember 2026")),
    LINK,
)
OWN_CONFIRMING = (
    PERSON,
    Field("peran", _("peran yang menunggu konfirmasi"), _("Admin kementerian")),
    Field("batas", _("hari terakhir untuk mengonfirmasinya"), _("21 Desember 2026")),
)
WRITER = (_("Penulis usulan"), {})
JUDGE = (_("Evaluator"), {"peran": _("Evaluator")})

KINDS = {
    "account.new_password": LetterKind(
        _("Kata sandi baru"),
        Recipients(_("Siapa pun yang punya akun dan meminta kata sandi baru"), *Role),
        (PERSON, KEY, VALID),
    ),
    "account.invitation": LetterKind(
        _("Undangan"),
        Recipients(_("Orang yang diberi peran dan belum punya kata sandi"), *Role),
        (
            PERSON,
            OFFICE,
            SINCE,
            KEY,
            VALID,
            Field("lupa_sandi", _("alamat halaman lupa kata sandi"), "https://contoh.go.id/akun/sandi/lupa/"),
        ),
        (WRITER, JUDGE),
    ),
    "account.appointed": LetterKind(
        _("Peran baru"),
        Recipients(_("Orang yang diberi peran dan sudah punya kata sandi"), *Role),
        (PERSON, OFFICE, SINCE, LINK),
        (WRITER, JUDGE),
    ),
    "account.office_ended": LetterKind(
        _("Peran berakhir"),
        Recipients(_("Orang yang perannya berakhir"), *Role),
        (
            PERSON,
            OFFICE,
            Field("berakhir", _("hari sejak peran itu tidak ada lagi"), _("1 Desember 2026")),
            REASON,
            Field(
                "hubungi",
                _("siapa yang dihubungi bila keliru, satu kalimat"),
                _("Bila ini keliru, hubungi admin instansi Anda."),
            ),
        ),
        (
            (_("Penulis usulan, dengan alasan"), {}),
            (
                _("Evaluator, tanpa alasan"),
                {
                    "peran": _("Evaluator"),
                    "alasan": "",
                    "hubungi": _("Bila ini keliru, hubungi sekretariat kompetisi."),
                },
            ),
        ),
    ),
    "account.confirm_offices": LetterKind(
        _("Konfirmasi tahunan peran"),
        Recipients(_("Siapa pun yang mengangkat peran itu"), *MINISTRY),
        CONFIRMING,
        needed=("tautan", "batas"),
    ),
    "account.confirm_reminded": LetterKind(
        _("Pengingat konfirmasi tahunan peran"),
        Recipients(_("Siapa pun yang belum mengonfirmasi peran yang diangkatnya"), *MINISTRY),
        CONFIRMING,
        needed=("tautan", "batas"),
    ),
    "account.confirm_own": LetterKind(
        _("Pengingat kepada admin yang perannya belum dikonfirmasi"),
        Recipients(_("Admin kementerian yang perannya belum dikonfirmasi admin lain"), Role.MINISTRY_ADMIN),
        OWN_CONFIRMING,
        needed=("batas",),
    ),
    "account.erased": LetterKind(
        _("Data dihapus"), Recipients(_("Orang yang datanya dihapus, untuk terakhir kali")), ()
    ),
    "account.erasure_declined": LetterKind(
        _("Permintaan penghapusan data ditolak"),
        Recipients(_("Orang yang meminta datanya dihapus"), *Role),
        (PERSON, REASON),
        needed=("alasan",),
    ),
    "account.factor_changed": LetterKind(
        _("Pengaman kedua diubah"),
        Recipients(_("Orang yang pengaman keduanya dipasang atau dihapus, olehnya atau oleh orang lain"), *Role),
        (PERSON, Field("perubahan", _("apa yang berubah"), _("pengaman baru dipasang")), LINK),
        needed=("perubahan",),
    ),
    "account.factor_released": LetterKind(
        _("Pengaman kedua dilepas"),
        Recipients(_("Orang yang pengaman keduanya dilepas dua orang kementerian"), *Role),
        (PERSON, REASON, LINK),
        needed=("alasan",),
    ),
    "account.factor_released_on_server": LetterKind(
        _("Pengaman kedua dilepas dari server"),
        Recipients(_("Orang yang pengaman keduanya dilepas tanpa orang kedua, dan semua admin kementerian"), *Role),
        (
            PERSON,
            REASON,
            LINK,
            Field("akun", _("alamat akun yang pengamannya dilepas"), "budi@contoh.go.id"),
            Field("pelaku", _("siapa yang mempertanggungjawabkannya"), "Budi Santoso"),
        ),
        needed=("akun", "pelaku", "alasan"),
    ),
    "account.visitor": LetterKind(
        _("Konfirmasi alamat pengunjung"),
        Recipients(_("Pengunjung tanpa akun yang menulis alamat surelnya, dalam bahasa halaman yang dibukanya")),
        (
            KEY,
            VALID,
            Field("lama_disimpan", _("berapa lama alamatnya disimpan"), _("180 hari")),
        ),
        ((_("Pengunjung"), {}),),
        is_in_asked_language=True,
    ),
    "agency.declined": LetterKind(
        _("Permohonan instansi ditolak"),
        Recipients(_("Orang yang memohon")),
        (PERSON, AGENCY, REASON, LINK),
        needed=("alasan",),
    ),
    "agency.new_admin": LetterKind(
        _("Admin instansi baru"),
        Recipients(_("Admin instansi itu sebelumnya"), Role.AGENCY_ADMIN),
        (
            PERSON,
            Field("admin_baru", _("nama dan alamat surel admin baru"), "Budi Santoso (budi@contoh.go.id)"),
            AGENCY,
            SINCE,
            Field(
                "akhir_peran",
                _("bila peran penerima berakhir, satu kalimat"),
                _("Peran Anda sebagai admin instansi berakhir pada hari yang sama."),
            ),
        ),
        ((_("Perannya berakhir"), {}), (_("Perannya tetap"), {"akhir_peran": ""})),
    ),
}
