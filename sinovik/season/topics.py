"""What the made-up innovations are about: fields of service with their nicknames, none of any place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A field of service: the categories and goals it falls under, and what its innovations are about."""

    # The key of the category in each template; the first one that the edition has is taken.
    categories: tuple[str, ...]
    goals: tuple[int, ...]
    # (what the service is, whom it serves)
    services: tuple[tuple[str, str], ...]
    nicknames: tuple[str, ...]


TOPICS = (
    Topic(
        ("kesehatan", "sumber-daya-manusia"),
        (3, 10),
        (
            ("pemeriksaan ibu hamil berisiko tinggi", "ibu hamil yang tinggal jauh dari fasilitas kesehatan"),
            ("pengantaran obat pasien kronis", "pasien hipertensi dan diabetes yang harus kontrol tiap bulan"),
            ("rujukan gawat darurat satu panggilan", "pasien gawat darurat dan keluarganya"),
            ("pendampingan gizi balita", "keluarga dengan anak balita yang berat badannya tidak naik"),
            ("skrining tuberkulosis di tempat kerja", "buruh pabrik dan pekerja angkutan"),
            ("layanan jiwa berbasis keluarga", "orang dengan gangguan jiwa dan perawatnya di rumah"),
        ),
        ("Sahabat Ibu", "Ojek Obat", "Rujuk Pasti", "Jejak Sehat", "Perahu Sehat", "Dekap", "Lentera Jiwa"),
    ),
    Topic(
        ("pendidikan", "sumber-daya-manusia"),
        (4,),
        (
            ("kelas jauh untuk anak pekerja kebun", "anak usia sekolah yang ikut orang tuanya berpindah kerja"),
            ("guru keliling daerah terpencil", "murid sekolah kecil yang kekurangan guru mata pelajaran"),
            ("kejar paket bagi ibu rumah tangga", "perempuan dewasa yang putus sekolah"),
            ("perpustakaan perahu", "anak dan remaja di permukiman tepi sungai"),
            ("pencegahan putus sekolah dari data kehadiran", "siswa yang mulai sering tidak masuk"),
        ),
        ("Guru Keliling", "Sekolah Terbuka", "Taman Baca", "Balik Sekolah", "Rakit Pintar"),
    ),
    Topic(
        ("ekonomi-dan-kerja", "lapangan-kerja", "hilirisasi"),
        (8, 9),
        (
            ("izin usaha mikro di warung", "pelaku usaha mikro yang belum berizin"),
            ("pelatihan kerja dengan jaminan magang", "pemuda lulusan sekolah menengah yang belum bekerja"),
            ("bursa kerja penyandang disabilitas", "pencari kerja penyandang disabilitas dan perusahaan"),
            ("uji mutu produk usaha kecil", "perajin dan produsen pangan rumahan"),
            ("pasar bersama hasil kerajinan", "perajin yang menjual lewat tengkulak"),
        ),
        ("Warung Izin", "Siap Kerja", "Naik Kelas", "Lapak Kita", "Uji Cepat"),
    ),
    Topic(
        ("pengentasan-kemiskinan", "desa-dan-kemiskinan"),
        (1, 10),
        (
            ("pemutakhiran data kemiskinan oleh warga", "keluarga miskin yang belum menerima bantuan"),
            ("bedah rumah gotong royong", "keluarga yang rumahnya tidak layak huni"),
            ("bantuan sosial satu kartu", "penerima beberapa program bantuan sekaligus"),
            ("pendampingan keluarga prasejahtera", "keluarga yang tiga tahun berturut-turut menerima bantuan"),
        ),
        ("Lumbung Data", "Satu Pintu Peduli", "Simpul Warga", "Peta Peduli", "Angkat Derajat"),
    ),
    Topic(
        ("ketahanan-pangan", "pertahanan-dan-swasembada", "hilirisasi"),
        (2, 12),
        (
            ("jadwal tanam berbasis prakiraan cuaca", "kelompok tani padi dan palawija"),
            ("klinik hama lewat foto", "petani yang tidak terjangkau penyuluh"),
            ("lumbung pangan jemaat dan masjid", "rumah tangga rawan pangan pada musim paceklik"),
            ("pembenihan ikan skala pekarangan", "keluarga nelayan pada musim ombak besar"),
            ("inseminasi ternak panggilan", "peternak kecil sapi dan kambing"),
        ),
        ("Tani Maju", "Kebun Bersama", "Dokter Hama", "Lumbung Kita", "Mina Rumah"),
    ),
    Topic(
        ("pemberdayaan-masyarakat", "desa-dan-kemiskinan"),
        (5, 11),
        (
            ("musyawarah anggaran perempuan", "perempuan yang selama ini tidak ikut musyawarah"),
            ("sekolah kader lingkungan", "kader rukun tetangga dan karang taruna"),
            ("bank sampah sekolah", "siswa, guru, dan pemulung di sekitar sekolah"),
            ("pengelolaan air minum oleh warga", "warga yang membeli air dengan jeriken"),
        ),
        ("Suara Ibu", "Bank Sampah", "Air Bersama", "Kader Tangguh", "Rembuk Warga"),
    ),
    Topic(
        ("inklusi-sosial", "sumber-daya-manusia", "ideologi-demokrasi-ham"),
        (10, 16),
        (
            ("akta dan kartu keluarga di tempat tidur", "warga lanjut usia dan warga sakit yang tidak dapat datang"),
            ("juru bahasa isyarat daring", "warga tuli yang mengurus dokumen"),
            ("pendataan anak tanpa akta", "anak yang orang tuanya tidak punya dokumen"),
            ("layanan pengaduan kekerasan satu malam", "perempuan dan anak korban kekerasan"),
            ("antrean khusus penyandang disabilitas", "penyandang disabilitas dan pendampingnya"),
        ),
        ("Suara Difabel", "Kawan Lansia", "Jemput Bola", "Rumah Aman", "Tangan Bicara"),
    ),
    Topic(
        ("energi-dan-lingkungan", "lingkungan-dan-budaya"),
        (7, 13, 15),
        (
            ("pemantauan mutu air sungai oleh pelajar", "warga yang memakai air sungai setiap hari"),
            ("listrik surya balai warga", "permukiman yang listriknya menyala enam jam sehari"),
            ("rehabilitasi bakau bersama nelayan", "nelayan yang tambaknya terkikis"),
            ("kompos dari pasar", "pedagang pasar dan petani sayur"),
        ),
        ("Surya Balai", "Jaga Sungai", "Hijau Pesisir", "Pasar Bersih"),
    ),
    Topic(
        ("tata-kelola", "hukum-dan-birokrasi"),
        (16, 17),
        (
            ("izin bangunan tanpa tatap muka", "pemilik rumah yang hendak membangun"),
            ("pengaduan warga dengan batas waktu jawaban", "warga yang melapor kerusakan fasilitas umum"),
            ("arsip tanah yang dapat dicari", "pemilik tanah dan ahli waris"),
            ("pembayaran pajak lewat kasir pasar", "wajib pajak yang jauh dari kantor pajak"),
            ("antrean layanan yang dapat dipesan", "warga yang mengurus dokumen pada jam kerja"),
            ("pengawasan barang dan jasa terbuka", "pelaku usaha kecil yang ikut pengadaan"),
        ),
        ("Antre Nyaman", "Klinik Aduan", "Loket Malam", "Satu Meja", "Arsip Terang", "Pajak Pasar"),
    ),
    Topic(
        ("penegakan-hukum", "hukum-dan-birokrasi", "tata-kelola"),
        (16,),
        (
            ("bantuan hukum gratis di balai warga", "warga miskin yang berperkara"),
            ("surat keterangan catatan kepolisian antar rumah", "pelamar kerja yang tinggal jauh"),
            ("mediasi sengketa tanah", "keluarga yang bersengketa batas tanah"),
            ("kunjungan tahanan lewat panggilan video", "keluarga warga binaan"),
        ),
        ("Posko Cepat", "Balai Damai", "Sapa Keluarga", "Pena Hukum"),
    ),
    Topic(
        ("ketahanan-bencana", "lingkungan-dan-budaya", "energi-dan-lingkungan"),
        (11, 13),
        (
            ("peringatan dini banjir dari sensor murah", "warga di bantaran sungai"),
            ("latihan evakuasi sekolah", "siswa dan guru di daerah rawan gempa"),
            ("gudang bantuan yang stoknya terbuka", "pengungsi dan relawan"),
            ("penilaian kerusakan rumah dengan ponsel", "keluarga yang rumahnya rusak karena gempa"),
        ),
        ("Siaga", "Kentongan Digital", "Tanggap Warga", "Gudang Terang"),
    ),
)
