"""The sample letters of the templates: statements that a unit fills in, signs and hands in as documents."""

SIGNED = """Tempat dan tanggal:

Yang menyatakan,
Pimpinan {unit}

(meterai dan tanda tangan)
Nama lengkap dan NIP:"""

IMPLEMENTED = f"""SURAT PERNYATAAN INOVASI TELAH DITERAPKAN

Yang bertanda tangan di bawah ini, pimpinan {{unit}} pada {{instansi}}, menyatakan bahwa inovasi pelayanan publik \
“{{nama inovasi}}” yang diusulkan pada {{edisi}} dalam {{kelompok}}, kategori {{kategori}}:

1. telah diterapkan dalam pelayanan kepada masyarakat sejak {{tanggal mulai}} dan masih berjalan sampai kini;

2. merupakan hasil kerja unit kami dan tidak sedang disengketakan pihak mana pun;

3. dijelaskan dalam usulan dengan data dan bukti yang benar dan dapat diperiksa di lapangan.

Bila di kemudian hari pernyataan ini terbukti tidak benar, kami bersedia menerima ketentuan kompetisi, termasuk \
dikeluarkan dari kompetisi dan dicabut penghargaannya.

{SIGNED}"""

IDENTITY = f"""SURAT PERNYATAAN IDENTITAS INOVATOR

Yang bertanda tangan di bawah ini, pimpinan {{unit}} pada {{instansi}}, menyatakan bahwa inovasi “{{nama inovasi}}” \
yang diusulkan pada {{edisi}} dibuat oleh:

Nama penanggung jawab: {{nama inovator}}
Telepon: {{telepon inovator}}
Surel: {{surel inovator}}

Anggota tim (nama, jabatan, peran dalam inovasi):
1.
2.
3.

Nama-nama di atas benar dan lengkap. Penghargaan, bila diterima, diberikan kepada instansi; nama inovator dicatat \
sebagaimana tertulis dalam surat ini.

{SIGNED}"""

REPLICABLE = f"""SURAT PERNYATAAN KESEDIAAN DIREPLIKASI

Yang bertanda tangan di bawah ini, pimpinan {{unit}} pada {{instansi}}, menyatakan bersedia inovasi “{{nama inovasi}}” \
yang diusulkan pada {{edisi}} direplikasi oleh instansi lain. Untuk itu kami:

1. membagikan cara kerja, dokumen, dan pelajaran dari inovasi ini kepada instansi yang ingin menirunya;

2. menerima kunjungan belajar dan menjawab pertanyaan instansi tersebut dalam waktu yang wajar;

3. tidak memungut biaya atas gagasan dan dokumen inovasi ini.

{SIGNED}"""

REPLICATED = f"""SURAT PERNYATAAN REPLIKASI

Yang bertanda tangan di bawah ini, pimpinan {{unit}} pada {{instansi}}, menyatakan bahwa inovasi “{{nama inovasi}}” \
yang diusulkan pada {{edisi}} meniru inovasi:

Nama inovasi asal:
Instansi dan unit asal:
Tahun penghargaan:

Inovasi hasil replikasi diterapkan sejak {{tanggal mulai}} dan disesuaikan dengan keadaan kami dalam hal berikut:

1.
2.

{SIGNED}"""
