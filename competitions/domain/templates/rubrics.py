"""What evaluators mark at the desk and panelists in the interview.

Desk: the seven weighted sections of the form, keys and weights equal. Interview: substance 70, delivery 30,
as the ministry used in 2024; how substance divides over the aspects of the desk is ours, about in their
proportion. Feasibility and benefit: ours. No public source gives a scale; the levels and their anchors are ours.
"""

from decimal import Decimal

from competitions.domain.blueprint import CriterionData, LevelData, RubricData
from competitions.models import Criterion

SUBSTANCE = Criterion.Component.SUBSTANCE
DELIVERY = Criterion.Component.DELIVERY

DESK = RubricData(
    "desk",
    "Penilaian proposal",
    criteria=(
        CriterionData(
            "latar-belakang",
            "Latar belakang dan tujuan",
            "Masalah nyata dan besarnya diketahui, sasaran jelas, tujuan dapat diukur.",
            Decimal(10),
        ),
        CriterionData(
            "kebaruan",
            "Kebaruan atau nilai tambah",
            "Gagasan baru, atau perbaikan yang jelas dari yang sudah ada. "
            "Untuk inovasi tiruan: yang berbeda dari asalnya.",
            Decimal(15),
        ),
        CriterionData(
            "implementasi",
            "Implementasi inovasi",
            "Cara kerja masuk akal, sudah berjalan, dan mengatasi masalah yang disebut.",
            Decimal(5),
        ),
        CriterionData(
            "signifikansi",
            "Signifikansi",
            "Perubahan sebelum dan sesudah, diukur dengan data, dan didukung laporan evaluasi.",
            Decimal(30),
        ),
        CriterionData(
            "adaptabilitas",
            "Adaptabilitas",
            "Sudah dipakai di tempat lain, atau mudah disesuaikan untuk masalah serupa.",
            Decimal(20),
        ),
        CriterionData(
            "sumber-daya",
            "Sumber daya",
            "Anggaran, orang, metode, dan peralatan cukup dan dipakai hemat.",
            Decimal(5),
        ),
        CriterionData(
            "keberlanjutan",
            "Strategi keberlanjutan",
            "Aturan, kapasitas, dan mitra membuat inovasi bertahan saat pejabat atau anggaran berganti.",
            Decimal(15),
        ),
    ),
    levels=(
        LevelData(20, "Kurang", "Tidak menjawab, atau hanya pernyataan tanpa uraian dan bukti."),
        LevelData(40, "Terbatas", "Menjawab sebagian; uraian umum, bukti sedikit atau tidak berkaitan."),
        LevelData(60, "Cukup", "Menjawab inti pertanyaan; bukti ada untuk sebagian pernyataan."),
        LevelData(80, "Baik", "Menjawab lengkap dan jelas; hampir semua pernyataan terbukti."),
        LevelData(100, "Sangat baik", "Lengkap, terukur, terbukti seluruhnya, dan patut menjadi contoh."),
    ),
)

INTERVIEW = RubricData(
    "interview",
    "Presentasi dan wawancara",
    criteria=(
        CriterionData(
            "masalah-dan-kebaruan",
            "Masalah dan kebaruan",
            "Masalah mendesak dipahami, dan jawaban atasnya baru atau lebih baik.",
            Decimal(20),
            SUBSTANCE,
        ),
        CriterionData(
            "signifikansi",
            "Signifikansi",
            "Dampak dijelaskan dengan angka yang dapat dipertanggungjawabkan saat ditanya.",
            Decimal(25),
            SUBSTANCE,
        ),
        CriterionData(
            "adaptabilitas",
            "Adaptabilitas",
            "Pengalaman atau rencana replikasi nyata, dan syaratnya diketahui.",
            Decimal(12),
            SUBSTANCE,
        ),
        CriterionData(
            "pelaksanaan-dan-keberlanjutan",
            "Pelaksanaan, sumber daya, dan keberlanjutan",
            "Layanan berjalan, sumber daya terjamin, dan pimpinan menopang kelanjutannya.",
            Decimal(13),
            SUBSTANCE,
        ),
        CriterionData(
            "pemaparan",
            "Pemaparan",
            "Runtut, jelas, tepat waktu, dan bahan tayang membantu pemahaman.",
            Decimal(15),
            DELIVERY,
        ),
        CriterionData(
            "tanya-jawab",
            "Tanya jawab",
            "Menjawab langsung, jujur tentang keterbatasan, dan menguasai rincian.",
            Decimal(15),
            DELIVERY,
        ),
    ),
    levels=(
        LevelData(50, "Kurang", "Tidak dapat menjelaskan, atau bertentangan dengan usulan."),
        LevelData(60, "Terbatas", "Menjelaskan sebagian; pertanyaan pokok tidak terjawab."),
        LevelData(70, "Cukup", "Menjelaskan pokoknya; rincian atau angka masih kurang."),
        LevelData(80, "Baik", "Menjelaskan jelas dan menjawab sebagian besar pertanyaan dengan bukti."),
        LevelData(90, "Sangat baik", "Menjelaskan lengkap dan menjawab semua pertanyaan dengan bukti."),
        LevelData(100, "Istimewa", "Meyakinkan seluruhnya dan memberi pelajaran bagi instansi lain."),
    ),
)

FEASIBILITY = RubricData(
    "feasibility",
    "Fisibilitas penerapan nasional",
    criteria=(
        CriterionData(
            "kesesuaian",
            "Kesesuaian dengan kebijakan",
            "Sejalan dengan program kementerian bidangnya dan aturan yang berlaku.",
            Decimal(30),
        ),
        CriterionData(
            "penerapan",
            "Kesiapan diterapkan di daerah lain",
            "Dapat berjalan di daerah dengan anggaran, orang, dan jaringan yang berbeda.",
            Decimal(40),
        ),
        CriterionData(
            "biaya",
            "Biaya dan kelanjutan",
            "Biaya penerapan nasional wajar dan ada yang menanggungnya.",
            Decimal(30),
        ),
    ),
    levels=(
        LevelData(20, "Belum layak", "Syarat pokok penerapan nasional belum ada."),
        LevelData(40, "Jauh", "Banyak syarat harus dipenuhi dahulu."),
        LevelData(60, "Layak dengan syarat", "Dapat diterapkan setelah beberapa perbaikan yang disebutkan."),
        LevelData(80, "Layak", "Dapat diterapkan dengan penyesuaian biasa."),
        LevelData(100, "Siap", "Dapat diterapkan di seluruh daerah sekarang."),
    ),
)

BENEFIT = RubricData(
    "benefit",
    "Kemanfaatan bagi masyarakat",
    criteria=(
        CriterionData(
            "manfaat",
            "Seberapa bermanfaat inovasi ini?",
            "Bagi Anda sendiri atau bagi orang di sekitar Anda",
            Decimal(50),
        ),
        CriterionData(
            "kemudahan",
            "Seberapa mudah layanan ini dipakai?",
            "Juga bagi orang tua, penyandang disabilitas, dan yang tanpa internet",
            Decimal(25),
        ),
        CriterionData(
            "harapan",
            "Seberapa ingin Anda layanan ini ada di daerah Anda?",
            "Bila sudah ada: seberapa ingin Anda layanan ini diteruskan",
            Decimal(25),
        ),
    ),
    levels=(
        LevelData(0, "Tidak", "sama sekali tidak"),
        LevelData(25, "Kurang", "hanya sedikit"),
        LevelData(50, "Cukup", "sedang saja"),
        LevelData(75, "Ya", "jelas terasa"),
        LevelData(100, "Sangat", "sangat terasa"),
    ),
)
