"""How the beginning of an answer may read, about innovations that do not exist."""

EXAMPLES = {
    "ringkasan": (
        "Perahu Sehat membawa bidan dan obat ke 14 dusun yang tidak punya jalan darat, dua kali sebulan. "
        "Sebelumnya ibu hamil menempuh empat jam ke puskesmas. Dalam dua tahun kunjungan ibu hamil naik dari "
        "38% menjadi 91%."
    ),
    "latar-belakang": (
        "Pada 2021, 212 dari 340 ibu hamil di pesisir tidak pernah diperiksa (catatan puskesmas). Perahu umum "
        "berlayar seminggu sekali. Tujuannya: setiap ibu hamil diperiksa paling sedikit empat kali sebelum "
        "2024."
    ),
    "kebaruan": (
        "Dahulu warga mendatangi puskesmas; sekarang layanan mendatangi warga menurut pasang surut. Kabupaten "
        "tetangga punya ambulans air, tetapi hanya untuk keadaan darurat."
    ),
    "implementasi": (
        "Kader mengirim daftar pasien lewat pesan singkat tiga hari sebelum perahu datang. Bidan memeriksa di "
        "balai dusun, mencatat di aplikasi luring, dan merujuk yang berisiko. Berjalan sejak Maret 2022 di 14 "
        "dusun."
    ),
    "signifikansi": (
        "Kunjungan ibu hamil: 38% (2021) menjadi 91% (2023). Kematian ibu: 5 menjadi 0. Diukur dari kohort "
        "puskesmas dan diperiksa dinas kesehatan setiap semester; laporannya terlampir."
    ),
    "sudah-direplikasi": ("Sudah, oleh Puskesmas Muara (2023) dan Puskesmas Tanjung (2024); surat keduanya terlampir."),
    "potensi-replikasi": (
        "Di kabupaten ini 61 dusun lain tidak punya jalan darat. Yang perlu disesuaikan hanya jadwal "
        "pelayaran dan ukuran perahu."
    ),
    "sumber-daya": (
        "Satu perahu (APBD 2022, Rp180 juta), dua bidan, satu juru mudi, bahan bakar Rp4 juta sebulan dari dana BOK."
    ),
    "keberlanjutan": (
        "Kelembagaan: Peraturan Bupati tentang layanan kesehatan pesisir. Manajerial: SOP pelayaran dan enam "
        "bidan terlatih. Sosial: 14 dusun menyediakan balai dan kader."
    ),
}
