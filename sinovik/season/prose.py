"""What the made-up units write: plain Indonesian about one topic with one set of figures a dossier.

A title and the answers never name the agency or its place: some stages are read blind.
"""

from dataclasses import dataclass
from itertools import chain, count

from sinovik.season.topics import TOPICS, Topic

FORMS = (
    "{nickname}: {service}",
    "{Service}",
    "{nickname}, {service}",
    "{Service} ({nickname})",
    "{nickname}: {service} bersama warga",
    "{Service} tanpa antre",
    "{nickname} untuk {service}",
    "{Service} yang mendatangi warga",
)

# What each question is answered with, by its key; a key that is not here gets GENERAL.
ANSWERS = {
    "ringkasan": (
        "Inovasi ini menyediakan {service} bagi {users}.",
        "Layanan dimulai {year} sebagai percobaan di tiga titik dan kini berjalan di {sites} titik.",
        "Waktu tunggu turun dari {before} hari menjadi {after} hari, tanpa pungutan.",
        "Pada tahun pertama tercatat {first} pengguna, pada tahun terakhir {last} pengguna.",
        "Kuncinya sederhana: petugas datang ke tempat warga berkumpul, bukan menunggu di loket.",
        "Tugas tiap petugas, jadwal, dan batas waktu layanan ditempel di tempat yang mudah dibaca.",
        "Evaluasi dilakukan dua kali setahun dan hasilnya dibahas bersama perwakilan pengguna.",
        "Panduan lengkapnya terbuka, sehingga unit lain dapat memakainya dengan biaya kecil.",
    ),
    "latar-belakang": (
        "Sebelum {year}, {users} menunggu rata-rata {before} hari untuk memperoleh layanan.",
        "Jarak ke kantor terdekat mencapai {distance} kilometer; ongkos jalan melebihi biaya layanannya.",
        "Survei kami kepada {sample} rumah tangga menunjukkan enam dari sepuluh orang batal mengurus karena jarak.",
        "Dua pertiga berkas dikembalikan karena syaratnya tidak dipahami sejak awal.",
        "Akibatnya kelompok yang paling membutuhkan justru paling jarang terlayani.",
        "Petugas pun bekerja dua kali: mencatat di buku, lalu menyalinnya ke laporan bulanan.",
        "Tujuan pertama adalah memangkas waktu tunggu menjadi paling lama {after} hari.",
        "Tujuan kedua adalah menjangkau sedikitnya {target} persen kelompok sasaran dalam dua tahun.",
        "Tujuan ketiga adalah menekan berkas yang dikembalikan sampai di bawah lima persen.",
        "Ketiga tujuan itu ditulis dalam rencana kerja unit dan dilaporkan setiap triwulan.",
        "Keterlambatan paling parah terjadi pada musim panen, ketika warga tidak dapat meninggalkan pekerjaan.",
    ),
    "kebaruan": (
        "Yang baru bukan alatnya, melainkan urutan kerjanya: pemeriksaan syarat dipindahkan ke awal.",
        "Warga cukup sekali bercerita; petugas yang meneruskan berkas kepada bidang lain.",
        "Sepengetahuan kami belum ada layanan serupa yang menggabungkan {service} dengan kunjungan terjadwal.",
        "Jadwal ditentukan bersama warga menurut musim kerja, bukan menurut kalender kantor.",
        "Petugas lintas bidang duduk satu meja, sehingga keputusan diambil pada hari yang sama.",
        "Data dicatat satu kali di tempat layanan dan langsung dapat dipakai untuk laporan.",
        "Kelompok sasaran ikut merancang formulir, yang kini hanya satu halaman dengan huruf besar.",
        "Cara lama mengandalkan loket; cara ini mengandalkan simpul warga yang sudah dipercaya.",
    ),
    "implementasi": (
        "Langkah pertama, kader mencatat kebutuhan dan mengirimkannya lewat ponsel sebelum hari layanan.",
        "Langkah kedua, petugas memeriksa kelengkapan dan memberi tahu apa yang masih kurang.",
        "Langkah ketiga, layanan diberikan di tempat; hasilnya diserahkan saat itu atau diantar.",
        "Setiap titik dilayani {visits} kali sebulan dengan jadwal yang diumumkan sebulan sebelumnya.",
        "Percobaan berlangsung enam bulan sebelum layanan diperluas ke {sites} titik.",
        "Kegagalan awal terjadi karena sinyal lemah; sejak itu catatan dapat disimpan tanpa sambungan.",
        "Keluhan dijawab paling lambat {after} hari kerja, dan ringkasannya dibuka untuk umum.",
        "Kepala unit memeriksa capaian setiap Senin pagi bersama semua petugas.",
    ),
    "signifikansi": (
        "Waktu tunggu rata-rata turun dari {before} hari menjadi {after} hari.",
        "Angka itu diukur dari buku layanan dua belas bulan sebelum dan sesudah inovasi.",
        "Jumlah pengguna naik dari {first} orang pada tahun pertama menjadi {last} orang pada tahun terakhir.",
        "Cakupan kelompok sasaran naik menjadi {target} persen, lebih tinggi daripada sasaran awal.",
        "Berkas yang dikembalikan turun menjadi empat dari seratus.",
        "Ongkos jalan yang dihemat warga sekitar {saved} ribu rupiah untuk setiap urusan.",
        "Survei kepuasan naik dari {poor} menjadi {good} dari seratus, dengan cara dan pertanyaan yang sama.",
        "Perempuan merupakan enam dari sepuluh pengguna, sebelumnya empat dari sepuluh.",
        "Warga lanjut usia yang terlayani bertambah hampir tiga kali lipat.",
        "Evaluasi internal dilakukan setiap semester dengan mengambil contoh {sample} berkas secara acak.",
        "Evaluasi eksternal oleh perguruan tinggi membandingkan titik layanan dengan titik yang belum dilayani.",
        "Pada titik pembanding, waktu tunggu dalam kurun yang sama hampir tidak berubah.",
        "Inspektorat memeriksa buku layanan dan tidak menemukan angka yang berbeda.",
        "Petugas juga merasakan manfaatnya: lembur berkurang dari tiga hari menjadi satu hari sebulan.",
        "Dampak yang belum tercapai adalah titik terjauh, yang baru dilayani sekali sebulan.",
        "Kami mencatat pula akibat yang tidak diharapkan: pada bulan pertama antrean berpindah ke sore hari.",
        "Masalah itu selesai setelah jam layanan dibagi menurut nomor.",
    ),
    "sudah-direplikasi": (
        "Sejak dua tahun lalu {copies} unit lain memakai cara ini setelah belajar langsung di tempat kami.",
        "Dua di antaranya mengubah jadwal kunjungannya menurut keadaan setempat.",
        "Kami mendampingi tiga bulan pertama dan bertukar data setiap triwulan.",
        "Hasil mereka serupa: waktu tunggu turun lebih dari separuh.",
    ),
    "potensi-replikasi": (
        "Masalah yang sama dijumpai di hampir setiap unit yang melayani {users}.",
        "Yang diperlukan hanya satu ruang, satu sambungan internet, dan petugas yang dilatih dua hari.",
        "Panduan, formulir, dan perhitungan biayanya tersedia dan boleh disalin.",
        "Yang perlu disesuaikan adalah jadwal, bahasa setempat, dan siapa yang menjadi kader.",
        "Perkiraan kami {target} persen unit sejenis dapat memulainya tanpa tambahan pegawai.",
        "Unit kecil dapat memulai dari satu titik dan menambah titik setelah tiga bulan.",
        "Kami menyediakan satu orang penghubung untuk menjawab pertanyaan unit yang hendak meniru.",
    ),
    "sumber-daya": (
        "Biaya setahun {budget} juta rupiah, seluruhnya dari anggaran rutin.",
        "Separuhnya untuk perjalanan petugas, seperempat untuk alat, sisanya untuk pelatihan.",
        "{Staff} petugas menjalankannya di samping tugas pokok; tidak ada pegawai baru.",
        "Setiap petugas dilatih dua hari dan memegang buku saku.",
        "Alat yang dipakai adalah ponsel, printer kecil, dan kendaraan dinas yang sudah ada.",
        "Mitra menyediakan tempat dan relawan tanpa bayaran.",
        "Biaya per pengguna turun setiap tahun karena jumlah pengguna bertambah.",
        "Pengeluaran dicatat per titik sehingga titik yang boros segera terlihat.",
    ),
    "keberlanjutan": (
        "Dari sisi kelembagaan, layanan ini ditetapkan dengan peraturan pimpinan sejak {year}.",
        "Peraturan itu memuat standar layanan, penanggung jawab, dan sumber anggarannya.",
        "Layanan masuk rencana kerja lima tahun, sehingga tidak bergantung pada satu pejabat.",
        "Dari sisi manajerial, ada empat prosedur tertulis yang ditinjau setiap tahun.",
        "Setiap petugas memiliki pengganti yang sudah dilatih.",
        "Capaian bulanan dibahas dalam rapat unit, dan titik yang tertinggal didatangi.",
        "Pelatihan ulang diadakan setiap enam bulan memakai kasus nyata.",
        "Dari sisi sosial, forum warga bertemu setiap bulan untuk menilai layanan.",
        "Kader memperoleh sertifikat dan diikutkan dalam pelatihan lanjutan.",
        "Sekolah, kelompok perempuan, dan pelaku usaha ikut menyebarkan jadwal.",
        "Perguruan tinggi mendampingi evaluasi dengan perjanjian tiga tahun.",
        "Risiko terbesar adalah perpindahan petugas; karena itu panduan ditulis serinci mungkin.",
        "Risiko kedua adalah anggaran perjalanan; sebagian kunjungan kini digabung dengan kegiatan lain.",
        "Tahun depan layanan diperluas ke titik yang paling jauh dengan dukungan mitra.",
    ),
    "pembaruan": (
        "Sejak menerima penghargaan, jumlah titik layanan bertambah menjadi {sites}.",
        "Formulir diperpendek dan dapat diisi tanpa sambungan internet.",
        "Jadwal kini ditentukan dari data permintaan bulan sebelumnya.",
        "Pengguna dapat menilai layanan lewat pesan singkat pada hari yang sama.",
        "Pelatihan kader dibuka juga untuk unit lain.",
    ),
    "inspirasi": (
        "Kami meniru inovasi finalis tahun sebelumnya tentang {service}.",
        "Masalahnya sama dengan yang kami hadapi, dan pemiliknya bersedia membagikan panduannya.",
        "Kami memilihnya karena biayanya kecil dan hasilnya sudah dievaluasi.",
    ),
    "proses-replikasi": (
        "Dua petugas belajar langsung selama satu minggu di tempat asalnya.",
        "Percobaan dimulai di dua titik dengan pendampingan pemilik inovasi.",
        "Setelah tiga bulan, cara itu diperluas ke {sites} titik.",
        "Formulir asalnya diterjemahkan ke bahasa setempat.",
        "Setiap perubahan dicatat dan dikabarkan kepada pemilik inovasi.",
    ),
    "pembeda": (
        "Jadwal kunjungan mengikuti musim panen, bukan tanggal tetap.",
        "Kader dipilih oleh warga dan dapat diganti setiap tahun.",
        "Catatan layanan dapat diisi tanpa sambungan internet.",
    ),
}
GENERAL = (
    "Layanan ini ditujukan bagi {users}.",
    "Data diambil dari buku layanan dan diperiksa oleh inspektorat.",
    "Evaluasi terakhir dikerjakan perguruan tinggi pada tahun lalu, dengan contoh {sample} berkas.",
    "Sarannya sudah ditindaklanjuti: jadwal diumumkan lebih awal dan keluhan dijawab tertulis.",
    "Pengguna bertambah dari {first} orang menjadi {last} orang.",
    "Petugas dilatih dua kali setahun dengan kasus nyata.",
    "Perwakilan pengguna ikut dalam rapat triwulan.",
)
NUMBERS = ("Enam", "Delapan", "Sepuluh", "Dua belas", "Lima belas", "Delapan belas")


@dataclass(frozen=True)
class Story:
    """What one innovation is about: its topic, its service, and figures that all its answers agree on."""

    topic: Topic
    service: str
    users: str
    figures: dict

    @classmethod
    def of(cls, random, *, year):
        """A story whose service began in `year`."""
        topic = random.choice(TOPICS)
        service, users = random.choice(topic.services)
        first = random.randint(120, 900)
        figures = {
            "year": year,
            "before": random.randint(9, 40),
            "after": random.randint(2, 5),
            "first": first,
            "last": first * random.randint(2, 5) + random.randint(1, 90),
            "sites": random.randint(6, 48),
            "visits": random.randint(2, 4),
            "distance": random.randint(12, 85),
            "sample": random.randrange(150, 640, 10),
            "target": random.randint(62, 88),
            "saved": random.randrange(35, 180, 5),
            "poor": random.randint(58, 71),
            "good": random.randint(84, 95),
            "copies": random.randint(2, 7),
            "budget": random.randrange(45, 420, 5),
            "Staff": random.choice(NUMBERS),
        }
        return cls(topic, service, users, figures)

    def titles(self, random):
        """Titles for it without end: every form, then every form with whom it serves, then numbered."""
        endings = chain(["", f" bagi {self.users}"], (f", tahap {number}" for number in count(2)))
        for ending in endings:
            forms = [(form, nickname) for form in FORMS for nickname in self.topic.nicknames]
            for form, nickname in random.sample(forms, len(forms)):
                service = self.service
                yield form.format(nickname=nickname, service=service, Service=service[0].upper() + service[1:]) + ending

    def category(self, categories):
        """The one of an edition's categories that it falls under."""
        by_key = {category.key: category for category in categories}
        return next((by_key[key] for key in self.topic.categories if key in by_key), categories[0])

    def answer(self, random, key, *, words):
        """Sentences for the question `key`, at least `words` words; none comes again before all have come."""
        known = ANSWERS.get(key, GENERAL)
        parts, written, waiting = [], 0, []
        while written < words:
            waiting = waiting or [*known, *(one for one in GENERAL if one not in known)]
            sentence = waiting.pop(0).format(service=self.service, users=self.users, **self.figures)
            # Most dossiers leave something out; a short one must not.
            if written + len(sentence.split()) < words and len(waiting) > 3 and random.random() < 0.15:
                continue
            parts.append(sentence)
            written += len(sentence.split())
        return " ".join(parts)


def letter(subject):
    """A one-page PDF that says what it is, as small as the format allows."""
    shown = subject.encode("latin-1", "replace").replace(b"\\", b"").replace(b"(", b"").replace(b")", b"")
    content = b"BT /F1 12 Tf 72 760 Td (" + shown + b") Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, offsets = b"%PDF-1.4\n", []
    for number, entry in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, entry)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(body),
    )
