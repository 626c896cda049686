"""The form: eight sections with the limits and weights known of 2023, letters, and what single groups add.

Weights from a public writing deck of 2023, limits and letters from a provincial copy of the ministry's form
of that year; the prompts and hints are ours. The minimum of words, meant to find filler, is ours too: a
quarter of the limit.
"""

from decimal import Decimal

from competitions.domain.blueprint import QuestionData, RequirementData, SectionData
from competitions.domain.templates import letters_to_sign
from competitions.domain.templates.examples import EXAMPLES
from competitions.models import Requirement


def question(key, prompt, hint, limit, *, at_least=None):
    """A question with a limit in words and, unless said otherwise, a quarter of it as the minimum."""
    least = limit // 4 if at_least is None else at_least
    return QuestionData(key, prompt, hint, least, limit, EXAMPLES.get(key, ""))


SECTIONS = (
    SectionData(
        "ringkasan",
        "Ringkasan",
        Decimal(0),
        (
            question(
                "ringkasan",
                "Apa inovasi ini, untuk siapa, dan apa hasilnya?",
                "Rangkum semua bagian usulan. Bagian ini tidak dinilai, tetapi dibaca paling dulu.",
                200,
            ),
        ),
        is_summary=True,
    ),
    SectionData(
        "latar-belakang",
        "Latar belakang dan tujuan",
        Decimal(10),
        (
            question(
                "latar-belakang",
                "Masalah apa yang ada sebelum inovasi, dan apa tujuannya?",
                "Sebutkan besarnya masalah, kelompok sasaran, dan tujuan yang dapat diukur.",
                300,
            ),
        ),
        needs_evidence=True,
    ),
    SectionData(
        "kebaruan",
        "Kebaruan atau nilai tambah",
        Decimal(15),
        (
            question(
                "kebaruan",
                "Apa yang baru, unik, atau bertambah nilainya?",
                "Bandingkan dengan cara lama dan dengan layanan serupa di tempat lain.",
                200,
            ),
        ),
    ),
    SectionData(
        "implementasi",
        "Implementasi inovasi",
        Decimal(5),
        (
            question(
                "implementasi",
                "Bagaimana inovasi bekerja mengatasi masalah itu?",
                "Jelaskan langkah layanan dari sisi pengguna, sejak kapan berjalan, dan di mana.",
                200,
            ),
        ),
        needs_evidence=True,
        claim="Layanan berjalan seperti yang diuraikan dan dipakai oleh kelompok sasaran.",
    ),
    SectionData(
        "signifikansi",
        "Signifikansi",
        Decimal(30),
        (
            question(
                "signifikansi",
                "Apa dampaknya, dibandingkan sebelum ada inovasi?",
                "Beri angka sebelum dan sesudah, cara mengukurnya, dan siapa yang mengevaluasi. "
                "Lampirkan laporan evaluasi internal atau eksternal.",
                600,
            ),
        ),
        needs_evidence=True,
        claim="Angka sebelum dan sesudah inovasi sesuai dengan catatan di tempat.",
    ),
    SectionData(
        "adaptabilitas",
        "Adaptabilitas",
        Decimal(20),
        (
            question(
                "sudah-direplikasi",
                "Apakah inovasi sudah direplikasi? Oleh siapa?",
                "Sebutkan siapa yang mereplikasi dan tahunnya. Bila belum, tulis upaya yang berjalan.",
                100,
                at_least=10,
            ),
            question(
                "potensi-replikasi",
                "Di mana lagi inovasi ini dapat dipakai?",
                "Perkirakan jumlah unit atau penduduk dengan masalah serupa, dan apa yang perlu disesuaikan.",
                200,
            ),
        ),
        needs_evidence=True,
        claim="Replikasi yang disebut memang berlangsung, atau bahan untuk mereplikasi tersedia.",
    ),
    SectionData(
        "sumber-daya",
        "Sumber daya",
        Decimal(5),
        (
            question(
                "sumber-daya",
                "Sumber daya apa yang dipakai?",
                "Sebutkan anggaran, orang, metode, dan peralatan, serta sumbernya.",
                200,
            ),
        ),
        needs_evidence=True,
        claim="Orang, anggaran, dan peralatan yang disebut memang tersedia untuk layanan ini.",
    ),
    SectionData(
        "keberlanjutan",
        "Strategi keberlanjutan",
        Decimal(15),
        (
            question(
                "keberlanjutan",
                "Apa yang membuat inovasi terus berjalan?",
                "Uraikan dari sisi kelembagaan (aturan), manajerial (kapasitas, SOP), dan sosial (mitra).",
                500,
            ),
        ),
        needs_evidence=True,
        claim="Aturan, SOP, dan kerja sama yang menopang keberlanjutan berlaku dan dijalankan.",
    ),
)

# Weight 0: read with the weighted sections, so that one rubric serves every group.
EARLIER_WINNERS = (
    SectionData(
        "pembaruan",
        "Pembaruan sejak penghargaan",
        Decimal(0),
        (
            question(
                "pembaruan",
                "Apa yang diperbarui atau ditingkatkan sejak menerima penghargaan?",
                "Sebutkan tahun dan sebutan penghargaan itu, lalu perubahan sesudahnya.",
                200,
            ),
            question(
                "evaluasi-terakhir",
                "Apa hasil evaluasi terakhir?",
                "Sebutkan siapa yang mengevaluasi, kapan, dan tindak lanjutnya.",
                300,
            ),
        ),
        needs_evidence=True,
        group="khusus",
    ),
)

REPLICATION = (
    SectionData(
        "inspirasi",
        "Inspirasi",
        Decimal(0),
        (
            question(
                "inspirasi",
                "Inovasi mana yang ditiru, dan mengapa?",
                "Sebutkan satu atau beberapa inovasi finalis, instansinya, dan tahunnya.",
                100,
            ),
        ),
        group="replikasi",
    ),
    SectionData(
        "proses-replikasi",
        "Proses replikasi",
        Decimal(0),
        (
            question(
                "proses-replikasi",
                "Bagaimana inovasi itu diterapkan di tempat Anda?",
                "Uraikan langkah, waktu, dan bantuan dari pemilik inovasi.",
                200,
            ),
        ),
        needs_evidence=True,
        group="replikasi",
    ),
    SectionData(
        "pembeda",
        "Faktor pembeda",
        Decimal(0),
        (
            question(
                "pembeda",
                "Apa yang berbeda dari inovasi asalnya?",
                "Sebutkan penyesuaian dan alasannya.",
                100,
            ),
        ),
        group="replikasi",
    ),
)

REQUIREMENTS = (
    RequirementData(
        "surat-implementasi",
        "Surat pernyataan inovasi sudah diterapkan",
        "PDF dari templat surat edisi ini, ditandatangani pimpinan unit.",
        specimen=letters_to_sign.IMPLEMENTED,
    ),
    RequirementData(
        "surat-identitas",
        "Surat pernyataan identitas inovator",
        "PDF yang menyebut orang atau tim pembuat inovasi, ditandatangani pimpinan unit.",
        specimen=letters_to_sign.IDENTITY,
    ),
    RequirementData(
        "surat-replikasi",
        "Surat kesediaan direplikasi",
        "PDF pernyataan bersedia membagikan inovasi kepada instansi lain, ditandatangani pimpinan unit.",
        specimen=letters_to_sign.REPLICABLE,
    ),
    RequirementData(
        "formulir-spbe",
        "Formulir SPBE",
        "Hanya untuk inovasi berupa aplikasi web atau seluler.",
        applies=Requirement.Applies.IF_APP,
    ),
)

REPLICATION_LETTER = RequirementData(
    "surat-telah-mereplikasi",
    "Surat pernyataan replikasi",
    "PDF yang menyatakan inovasi mana yang ditiru, ditandatangani pimpinan unit.",
    specimen=letters_to_sign.REPLICATED,
    group="replikasi",
)

PHOTO = RequirementData(
    "foto-inovasi",
    "Foto inovasi untuk halaman masyarakat",
    "JPEG atau PNG. Tampak bagi masyarakat bila inovasi dinominasikan; tanpa wajah orang yang tidak setuju.",
    applies=Requirement.Applies.OPTIONAL,
    kinds=("jpeg", "png"),
)
