"""Why a file cannot be taken, each with what the person can do about it."""

from django.utils.translation import gettext_lazy as _

from accounts.files.faults import Fault
from accounts.rules import Refusal

EMPTY = Refusal("file_empty", _("Berkas ini kosong. Pilih berkas lain"))
DISGUISED = Refusal(
    "file_disguised", _("Isi berkas tidak sesuai dengan namanya. Buka di komputer Anda, lalu simpan ulang")
)
DRAWING = Refusal("file_svg", _("Gambar SVG dapat berisi program. Simpan sebagai PNG, lalu unggah lagi"))
PROGRAM = Refusal("file_program", _("Nama berkas ini berakhiran program. Ganti namanya, lalu unggah lagi"))
TWO_IN_ONE = Refusal(
    "file_two_in_one",
    _("Berkas ini berisi dua jenis berkas sekaligus. Buka di komputer Anda, lalu simpan ulang sebagai satu jenis saja"),
)
TOO_HEAVY = Refusal(
    Fault.TOO_HEAVY,
    _("Berkas ini terlalu rumit untuk dibuka dengan aman. Cetak menjadi PDF baru atau perkecil, lalu unggah lagi"),
)

# --- PDF
LOCKED = Refusal(Fault.LOCKED, _("PDF ini terkunci kata sandi. Unggah berkas tanpa kata sandi"))
NOT_A_PDF = Refusal(
    Fault.NOT_A_PDF, _("Berkas ini bernama PDF, tetapi isinya bukan PDF. Simpan ulang sebagai PDF, lalu unggah lagi")
)
CUT = Refusal(Fault.CUT, _("PDF ini terpotong: bagian akhirnya tidak ada. Unggah berkas yang utuh"))
BROKEN = Refusal(Fault.BROKEN, _("PDF ini rusak dan tidak dapat dibuka. Cetak menjadi PDF baru, lalu unggah lagi"))
NO_PAGES = Refusal(Fault.NO_PAGES, _("PDF ini tidak berisi satu halaman pun. Simpan ulang, lalu unggah lagi"))
PORTFOLIO = Refusal(
    Fault.PORTFOLIO, _("PDF ini portofolio yang berisi berkas lain. Unggah isinya sebagai berkas tersendiri")
)
DYNAMIC_FORM = Refusal(
    Fault.DYNAMIC_FORM, _("PDF ini formulir yang hanya terbuka di Adobe Reader. Cetak menjadi PDF biasa, lalu unggah")
)

# --- pictures
BROKEN_PICTURE = Refusal(
    Fault.BROKEN_PICTURE, _("Gambar ini rusak atau terpotong. Unggah ulang dari perangkat yang membuatnya")
)
TOO_MANY_PIXELS = Refusal(Fault.TOO_MANY_PIXELS, _("Gambar ini melebihi 50 megapiksel. Perkecil dahulu"))

# --- Word and Excel
NOT_OFFICE = Refusal(
    Fault.NOT_OFFICE,
    _("Isi berkas ini bukan dokumen Word (DOCX) atau Excel (XLSX). Buka di komputer Anda, lalu simpan ulang"),
)
OFFICE_CUT = Refusal(Fault.OFFICE_CUT, _("Berkas ini terpotong: bagian akhirnya tidak ada. Unggah berkas yang utuh"))
OFFICE_BROKEN = Refusal(
    Fault.OFFICE_BROKEN, _("Dokumen ini rusak. Buka di Word atau Excel, simpan dengan nama lain, lalu unggah lagi")
)
OFFICE_LOCKED = Refusal(
    Fault.OFFICE_LOCKED, _("Dokumen ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi")
)
OFFICE_OLD = Refusal(
    Fault.OFFICE_OLD, _("Ini dokumen Word atau Excel lama (DOC, XLS). Simpan sebagai DOCX atau XLSX, lalu unggah lagi")
)
OFFICE_MIXED = Refusal(
    Fault.OFFICE_MIXED,
    _("Di dalam berkas ini ada isi yang bukan bagian dokumennya. Buka di Word atau Excel, simpan ulang, lalu unggah"),
)
OFFICE_MACROS = Refusal(
    Fault.OFFICE_MACROS, _("Dokumen ini berisi makro. Simpan sebagai DOCX atau XLSX tanpa makro, lalu unggah lagi")
)
OFFICE_OUTSIDE = Refusal(
    Fault.OFFICE_OUTSIDE,
    _(
        "Dokumen ini mengambil isi dari luar (gambar tertaut, buku kerja lain, atau sambungan data). Putuskan"
        " tautannya, simpan, lalu unggah lagi"
    ),
)
OFFICE_TEMPLATE = Refusal(
    Fault.OFFICE_TEMPLATE,
    _("Dokumen ini terikat pada templat di tempat lain. Ganti templatnya dengan Normal, simpan, lalu unggah lagi"),
)
OFFICE_EMBEDDED = Refusal(
    Fault.OFFICE_EMBEDDED,
    _(
        "Dokumen ini memuat berkas lain di dalamnya (objek tertanam, bagan dengan datanya, atau media). Tempel"
        " sebagai gambar atau unggah berkas itu tersendiri"
    ),
)
OFFICE_CONTROLS = Refusal(
    Fault.OFFICE_CONTROLS,
    _("Dokumen ini berisi tombol atau kontrol yang berjalan sendiri (ActiveX, add-in). Hapus, lalu unggah lagi"),
)

# --- the virus scanner
INFECTED = Refusal(
    "file_infected",
    _("Pemindai menemukan virus dalam berkas ini. Bersihkan komputer Anda, buat ulang berkasnya, lalu unggah lagi"),
)
NOT_SCANNED = Refusal(
    "file_not_scanned",
    _("Pemindai virus portal tidak menjawab, jadi berkas belum diterima. Unggah lagi beberapa saat nanti"),
)

# --- the store
NOT_KEPT = Refusal(
    "file_not_kept",
    _("Berkas belum tersimpan karena tempat penyimpanan portal penuh atau terganggu. Unggah lagi beberapa saat nanti"),
)
NOT_GIVEN = Refusal(
    "file_not_given",
    _("Tempat penyimpanan berkas sedang tidak menjawab. Berkas ini masih ada; buka lagi beberapa saat nanti"),
)

# What passes by itself: the same file may be taken a little later.
PASSING = (NOT_KEPT, NOT_SCANNED)
BY_FAULT = {refusal.key: refusal for refusal in list(vars().values()) if isinstance(refusal, Refusal)}
