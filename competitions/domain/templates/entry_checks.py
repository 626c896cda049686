"""The checklist of the administrative selection, with the codes its reasons are counted by.

The grounds name the subject, not the article: articles differ by edition and belong to its planners.
"""

from competitions.domain.blueprint import CheckData
from competitions.models import EntryCheck

Method = EntryCheck.Method

CHECKS = (
    CheckData(
        "A01",
        Method.AGE,
        "Inovasi sudah berjalan cukup lama saat pendaftaran ditutup.",
        "Pedoman edisi ini: usia inovasi menurut kelompok",
        "Usulkan lagi pada edisi berikutnya, setelah inovasi mencapai usia yang diminta.",
    ),
    CheckData(
        "A02",
        Method.COMPLETENESS,
        "Semua pertanyaan terjawab, bukti terlampir, dan dokumen yang diminta ada.",
        "Pedoman edisi ini: kelengkapan usulan",
        "Lihat daftar kelengkapan pada halaman usulan sebelum mengirim; yang kurang disebut satu per satu.",
        mends=EntryCheck.Mends.ALL.value,
    ),
    CheckData(
        "A03",
        Method.WORD_MINIMUM,
        "Setiap jawaban memenuhi jumlah kata paling sedikit.",
        "Pedoman edisi ini: isi formulir usulan",
        "Jawab dengan uraian. Jumlah kata terlihat di bawah setiap isian.",
        mends=EntryCheck.Mends.SECTIONS.value,
    ),
    CheckData(
        "A04",
        Method.WORD_LIMIT,
        "Tidak ada jawaban yang melebihi batas jumlah kata.",
        "Pedoman edisi ini: batas kata formulir usulan",
        "Ringkas jawaban sampai batas kata. Pindahkan rincian ke bukti pendukung.",
        mends=EntryCheck.Mends.SECTIONS.value,
    ),
    CheckData(
        "A05",
        Method.SAME_TITLE,
        "Tidak ada usulan lain dengan judul yang sama.",
        "Pedoman edisi ini: satu inovasi satu usulan",
        "Kirim satu usulan untuk satu inovasi. Untuk inovasi yang berbeda, pakai judul yang berbeda.",
    ),
    CheckData(
        "A06",
        Method.GROUP,
        "Usulan memenuhi syarat kelompok yang dipilih.",
        "Pedoman edisi ini: syarat kelompok",
        "Pilih kelompok menurut riwayat inovasi, lalu isi riwayat penghargaan atau inovasi asalnya.",
    ),
    CheckData(
        "A07",
        Method.AGENCY_CAP,
        "Jumlah usulan instansi tidak melebihi batas edisi ini.",
        "Pedoman edisi ini: batas usulan per instansi",
        "Admin instansi memilih usulan terbaik sampai batas itu sebelum pendaftaran ditutup.",
    ),
    CheckData(
        "A08",
        Method.PERSON,
        "Judul menggambarkan inovasi dan memenuhi norma kepatutan.",
        "Pedoman edisi ini: judul usulan",
        "Pakai judul yang menyebut apa yang dilakukan. Singkatan boleh, asal dijelaskan.",
        mends=EntryCheck.Mends.IDENTITY.value,
    ),
    CheckData(
        "A09",
        Method.PERSON,
        "Jawaban menjawab pertanyaan, bukan teks pengisi.",
        "Pedoman edisi ini: isi formulir usulan",
        "Jawab setiap pertanyaan tentang inovasi ini, tanpa mengulang kalimat atau menyalin teks lain.",
        mends=EntryCheck.Mends.SECTIONS.value,
    ),
    CheckData(
        "A10",
        Method.PERSON,
        "Surat-surat ditandatangani pejabat yang berwenang.",
        "Pedoman edisi ini: surat pernyataan",
        "Unggah pindaian surat dengan tanda tangan dan nama pejabat yang terbaca.",
        mends=EntryCheck.Mends.DOCUMENTS.value,
    ),
)
