"""What the made-up units write: plain Indonesian sentences, long enough for every question."""

NAMES = (
    "Si Tanggap", "Jemput Bola", "Rumah Layanan", "Gerai Desa", "Sahabat Ibu", "Pelita", "Mobil Pintar", "Satu Pintu",
    "Siaga", "Lumbung Data", "Kawan Lansia", "Klinik Aduan", "Jejak Sehat", "Taman Baca", "Warung Izin", "Peta Peduli",
    "Sekolah Terbuka", "Posko Cepat", "Simpul Warga", "Ojek Obat", "Bank Sampah", "Antre Nyaman", "Loket Malam",
    "Perahu Sehat", "Kebun Bersama", "Suara Difabel", "Rujuk Pasti", "Tani Maju", "Air Bersih", "Guru Keliling",
)  # fmt: skip
SERVICES = (
    "layanan kesehatan ibu dan anak", "perizinan usaha mikro", "administrasi kependudukan", "pengaduan warga",
    "layanan penyandang disabilitas", "rujukan gawat darurat", "pendampingan petani", "pengelolaan sampah",
    "bantuan hukum gratis", "pembelajaran daerah terpencil", "layanan air minum desa", "peringatan dini bencana",
    "pelatihan kerja pemuda", "layanan obat pasien kronis", "data kemiskinan terpadu", "layanan pajak keliling",
)  # fmt: skip
SENTENCES = (
    "Sebelum inovasi berjalan, warga menunggu rata-rata {many} hari untuk {service}.",
    "Kini waktu tunggu turun menjadi {few} hari dan biaya perjalanan warga berkurang.",
    "Petugas mendatangi {many} desa setiap bulan dengan jadwal yang diumumkan di balai desa.",
    "Unit kami mencatat {many} pengguna pada tahun pertama dan dua kali lipatnya pada tahun kedua.",
    "Kelompok sasaran adalah keluarga yang tinggal jauh dari kantor layanan di {place}.",
    "Data sebelum dan sesudah diambil dari buku layanan dan diperiksa oleh inspektorat.",
    "Evaluasi internal dilakukan setiap semester, evaluasi luar oleh perguruan tinggi setempat.",
    "Gagasan ini berbeda karena petugas lintas bidang bekerja dalam satu meja.",
    "Biaya tahunan {many} juta rupiah ditanggung anggaran rutin tanpa pungutan kepada warga.",
    "Dua belas petugas dilatih, dan panduan kerja ditempel di setiap loket.",
    "Peraturan kepala daerah menjamin layanan ini berlanjut setelah pergantian pimpinan.",
    "Tetangga kami sudah meniru cara ini setelah kunjungan belajar dan memakai panduan yang sama.",
    "Cara ini dapat dipakai oleh unit mana pun yang memiliki ruang tunggu dan satu sambungan internet.",
    "Kader desa, sekolah, dan pelaku usaha ikut merawat layanan melalui forum bulanan.",
    "Keluhan warga dijawab paling lambat {few} hari kerja dan ringkasannya dibuka untuk umum.",
    "Survei kepuasan naik dari {few}0 menjadi 9{few} dari seratus dalam dua tahun.",
    "Perempuan kepala keluarga dan lansia menjadi pengguna terbanyak layanan ini.",
    "Kami belajar dari kegagalan awal ketika jadwal tidak cocok dengan musim panen.",
)


def title(random, place):
    """A title that names the innovation, the service and the place."""
    return f"{random.choice(NAMES)}: {random.choice(SERVICES)} di {place}"


def text(random, *, words, place):
    """Sentences of about `words` words, never fewer; none comes again before all have come."""
    service = random.choice(SERVICES)
    parts, count, waiting = [], 0, []
    while count < words:
        waiting = waiting or random.sample(SENTENCES, len(SENTENCES))
        sentence = waiting.pop().format(
            many=random.randint(11, 96), few=random.randint(2, 6), service=service, place=place
        )
        parts.append(sentence)
        count += len(sentence.split())
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
