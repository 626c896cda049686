import competitions.models.edition
import competitions.models.form
import competitions.models.lot
import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AwardName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("key", models.SlugField(max_length=40, verbose_name="kunci")),
                ("name", models.CharField(max_length=120, verbose_name="sebutan")),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="kuota")),
                (
                    "seal",
                    models.CharField(
                        blank=True,
                        choices=[("star", "bintang"), ("wreath", "untaian daun"), ("kawung", "kawung")],
                        max_length=10,
                        verbose_name="cap",
                    ),
                ),
                (
                    "seal_colour",
                    models.CharField(
                        choices=[
                            ("gold", "emas"),
                            ("silver", "perak"),
                            ("bronze", "perunggu"),
                            ("red", "merah"),
                            ("blue", "biru"),
                        ],
                        default="gold",
                        max_length=10,
                        verbose_name="warna cap",
                    ),
                ),
                ("picture", models.CharField(blank=True, max_length=64, verbose_name="gambar cap")),
                ("signatory_name", models.CharField(blank=True, max_length=120, verbose_name="penanda tangan")),
                (
                    "signatory_office",
                    models.CharField(blank=True, max_length=160, verbose_name="jabatan penanda tangan"),
                ),
                ("decree", models.CharField(blank=True, max_length=120, verbose_name="sebutan keputusan")),
            ],
            options={
                "verbose_name": "sebutan penghargaan",
                "verbose_name_plural": "sebutan penghargaan",
            },
        ),
        migrations.CreateModel(
            name="CompositionRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("category", "kategori"),
                            ("group", "kelompok"),
                            ("agency_kind", "jenis instansi"),
                            ("agency", "instansi"),
                            ("province", "provinsi"),
                            ("region_class", "kelas wilayah"),
                        ],
                        max_length=15,
                        verbose_name="dimensi",
                    ),
                ),
                ("value", models.CharField(max_length=200, verbose_name="nilai")),
                ("minimum", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="paling sedikit")),
                ("maximum", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="paling banyak")),
            ],
            options={
                "verbose_name": "aturan komposisi",
                "verbose_name_plural": "aturan komposisi",
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("key", models.SlugField(max_length=40, verbose_name="kunci")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                ("description", models.TextField(verbose_name="yang dinilai")),
                (
                    "weight",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=5, verbose_name="bobot (%)"),
                ),
                (
                    "component",
                    models.CharField(
                        choices=[("whole", "keseluruhan"), ("substance", "substansi"), ("delivery", "penyampaian")],
                        default="whole",
                        max_length=10,
                        verbose_name="komponen",
                    ),
                ),
            ],
            options={
                "verbose_name": "kriteria",
                "verbose_name_plural": "kriteria",
            },
        ),
        migrations.CreateModel(
            name="EntryCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("code", models.CharField(max_length=10, verbose_name="kode alasan")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("age", "usia inovasi"),
                            ("completeness", "kelengkapan"),
                            ("word_minimum", "jumlah kata minimum"),
                            ("word_limit", "batas jumlah kata"),
                            ("same_title", "judul sama"),
                            ("group", "aturan kelompok"),
                            ("agency_cap", "batas usulan per instansi"),
                            ("person", "diperiksa sekretariat"),
                        ],
                        max_length=15,
                        verbose_name="cara memeriksa",
                    ),
                ),
                ("statement", models.CharField(max_length=200, verbose_name="syarat")),
                ("legal_basis", models.CharField(max_length=200, verbose_name="dasar")),
                ("remedy", models.CharField(max_length=300, verbose_name="cara memenuhi")),
                (
                    "mends",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "tidak dapat diperbaiki"),
                            ("identity", "identitas inovasi"),
                            ("sections", "jawaban dan bukti"),
                            ("documents", "surat dan dokumen"),
                            ("all", "seluruh usulan"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="dapat diperbaiki",
                    ),
                ),
            ],
            options={
                "verbose_name": "syarat administrasi",
                "verbose_name_plural": "syarat administrasi",
            },
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("key", models.SlugField(max_length=30, verbose_name="kunci")),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                ("description", models.TextField(blank=True, verbose_name="keterangan")),
                (
                    "min_age_months",
                    models.PositiveSmallIntegerField(verbose_name="usia inovasi paling sedikit (bulan)"),
                ),
                (
                    "parents",
                    models.CharField(
                        choices=[
                            ("none", "tidak menyebut inovasi asal"),
                            ("own_top", "melanjutkan inovasi instansinya sendiri yang meraih penghargaan utama"),
                            (
                                "own",
                                "melanjutkan inovasi instansinya sendiri yang pernah menjadi finalis atau meraih penghargaan",
                            ),
                            ("any", "meniru inovasi mana pun dalam katalog"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="inovasi asal",
                    ),
                ),
                (
                    "entered_by",
                    models.CharField(
                        choices=[
                            ("unit", "unit penyelenggara pelayanan"),
                            ("agency", "instansi sendiri, tanpa unit"),
                            ("either", "unit atau instansi sendiri"),
                        ],
                        default="unit",
                        max_length=10,
                        verbose_name="pengusul",
                    ),
                ),
                (
                    "agency_cap",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="batas usulan per instansi"),
                ),
                ("by_invitation", models.BooleanField(default=False, verbose_name="hanya atas undangan")),
                (
                    "invited",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="instansi yang diundang",
                    ),
                ),
            ],
            options={
                "verbose_name": "kelompok",
                "verbose_name_plural": "kelompok",
            },
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, verbose_name="jenis surat")),
                ("subject", models.CharField(max_length=200, verbose_name="perihal")),
                ("body", models.TextField(verbose_name="isi")),
                ("subject_en", models.CharField(blank=True, max_length=200, verbose_name="perihal (Inggris)")),
                ("body_en", models.TextField(blank=True, verbose_name="isi (Inggris)")),
                ("reply_to", models.EmailField(blank=True, max_length=254, verbose_name="alamat balasan")),
            ],
            options={
                "verbose_name": "naskah surat",
                "verbose_name_plural": "naskah surat",
            },
        ),
        migrations.CreateModel(
            name="Level",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("points", models.PositiveSmallIntegerField(verbose_name="poin")),
                ("name", models.CharField(max_length=40, verbose_name="nama")),
                ("anchor", models.CharField(max_length=200, verbose_name="jangkar")),
            ],
            options={
                "verbose_name": "tingkat",
                "verbose_name_plural": "tingkat",
            },
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.CharField(max_length=64, verbose_name="angka rahasia")),
                ("commitment", models.CharField(max_length=64, verbose_name="sidik digital janji")),
                ("source", models.CharField(max_length=200, verbose_name="angka umum yang dicampurkan")),
                ("committed_at", models.DateTimeField(verbose_name="dijanjikan")),
                ("revealed_at", models.DateTimeField(blank=True, null=True, verbose_name="dibuka")),
                ("value", models.CharField(blank=True, max_length=20, verbose_name="angka umum")),
                ("day", models.DateField(blank=True, null=True, verbose_name="tanggal angka umum")),
                (
                    "first_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="alasan tanggal, orang pertama"),
                ),
                (
                    "second_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="alasan tanggal, orang kedua"),
                ),
                ("first_found_at", models.CharField(blank=True, max_length=200, verbose_name="sumber pertama")),
                ("first_at", models.DateTimeField(blank=True, null=True, verbose_name="diketik")),
                ("second_found_at", models.CharField(blank=True, max_length=200, verbose_name="sumber kedua")),
                ("second_at", models.DateTimeField(blank=True, null=True, verbose_name="diketik orang kedua")),
                ("replaced_at", models.DateTimeField(blank=True, null=True, verbose_name="diganti")),
            ],
            options={
                "verbose_name": "undian",
                "verbose_name_plural": "undian",
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("content_type", models.CharField(max_length=60, verbose_name="jenis isi")),
                ("file", models.FileField(max_length=200, upload_to="", verbose_name="berkas")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran (B)")),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="sidik digital")),
                ("added_at", models.DateTimeField(verbose_name="diunggah")),
            ],
            options={
                "verbose_name": "gambar",
                "verbose_name_plural": "gambar",
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("key", models.SlugField(max_length=40, verbose_name="kunci")),
                ("prompt", models.CharField(max_length=200, verbose_name="pertanyaan")),
                ("hint", models.TextField(blank=True, verbose_name="petunjuk")),
                ("example", models.TextField(blank=True, verbose_name="contoh jawaban")),
                ("min_words", models.PositiveSmallIntegerField(default=0, verbose_name="paling sedikit (kata)")),
                ("max_words", models.PositiveSmallIntegerField(verbose_name="paling banyak (kata)")),
            ],
            options={
                "verbose_name": "pertanyaan",
                "verbose_name_plural": "pertanyaan",
            },
        ),
        migrations.CreateModel(
            name="RecapSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weight", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="bobot (%)")),
            ],
            options={
                "verbose_name": "sumber rekap",
                "verbose_name_plural": "sumber rekap",
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("key", models.SlugField(max_length=40, verbose_name="kunci")),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("drafts", "usulan belum diajukan, kepada penulis dan admin instansi"),
                            ("judging", "penilaian belum selesai, kepada penilai"),
                            ("invited", "undangan belum dijawab, kepada calon penilai"),
                            ("materials", "bahan presentasi belum diserahkan, kepada peserta"),
                            ("answers", "sanggahan belum dijawab, kepada yang ditugasi menjawab"),
                            ("late", "penilai yang belum selesai, kepada sekretariat"),
                        ],
                        max_length=10,
                        verbose_name="tentang",
                    ),
                ),
                (
                    "days_before",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hari sebelum berakhir"),
                ),
            ],
            options={
                "verbose_name": "pengingat",
                "verbose_name_plural": "pengingat",
            },
        ),
        migrations.CreateModel(
            name="Reminding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("drafts", "usulan belum diajukan, kepada penulis dan admin instansi"),
                            ("judging", "penilaian belum selesai, kepada penilai"),
                            ("invited", "undangan belum dijawab, kepada calon penilai"),
                            ("materials", "bahan presentasi belum diserahkan, kepada peserta"),
                            ("answers", "sanggahan belum dijawab, kepada yang ditugasi menjawab"),
                            ("late", "penilai yang belum selesai, kepada sekretariat"),
                        ],
                        max_length=10,
                        verbose_name="tentang",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="waktunya")),
                ("sent_at", models.DateTimeField(verbose_name="ditulis")),
            ],
            options={
                "verbose_name": "pengingat terkirim",
                "verbose_name_plural": "pengingat terkirim",
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("key", models.SlugField(max_length=40, verbose_name="kunci")),
                ("name", models.CharField(max_length=160, verbose_name="nama")),
                ("hint", models.TextField(blank=True, verbose_name="petunjuk")),
                (
                    "applies",
                    models.CharField(
                        choices=[("always", "selalu"), ("if_app", "bila berupa aplikasi"), ("optional", "bila ada")],
                        default="always",
                        max_length=10,
                        verbose_name="berlaku",
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("pdf", "PDF"),
                                ("jpeg", "JPEG"),
                                ("png", "PNG"),
                                ("webp", "WebP"),
                                ("docx", "DOCX"),
                                ("xlsx", "XLSX"),
                            ],
                            max_length=8,
                        ),
                        default=competitions.models.form.usual_kinds,
                        size=None,
                        verbose_name="jenis berkas",
                    ),
                ),
                ("max_bytes", models.PositiveIntegerField(default=1048576, verbose_name="ukuran paling besar (B)")),
                ("specimen", models.TextField(blank=True, verbose_name="contoh surat")),
            ],
            options={
                "verbose_name": "dokumen yang diminta",
                "verbose_name_plural": "dokumen yang diminta",
            },
        ),
        migrations.CreateModel(
            name="Rubric",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=30, verbose_name="kunci")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
            ],
            options={
                "verbose_name": "rubrik",
                "verbose_name_plural": "rubrik",
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("key", models.SlugField(max_length=40, verbose_name="kunci")),
                ("title", models.CharField(max_length=120, verbose_name="judul")),
                (
                    "weight",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=5, verbose_name="bobot (%)"),
                ),
                ("needs_evidence", models.BooleanField(default=False, verbose_name="perlu bukti")),
                ("is_summary", models.BooleanField(default=False, verbose_name="ringkasan untuk publik")),
                ("claim", models.CharField(blank=True, max_length=200, verbose_name="yang diperiksa di lapangan")),
                (
                    "evidence_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("pdf", "PDF"),
                                ("jpeg", "JPEG"),
                                ("png", "PNG"),
                                ("webp", "WebP"),
                                ("docx", "DOCX"),
                                ("xlsx", "XLSX"),
                            ],
                            max_length=8,
                        ),
                        default=competitions.models.form.usual_kinds,
                        size=None,
                        verbose_name="jenis berkas bukti",
                    ),
                ),
                (
                    "evidence_max_bytes",
                    models.PositiveIntegerField(default=2097152, verbose_name="ukuran bukti paling besar (B)"),
                ),
                (
                    "evidence_max_files",
                    models.PositiveSmallIntegerField(default=10, verbose_name="bukti paling banyak"),
                ),
            ],
            options={
                "verbose_name": "bagian",
                "verbose_name_plural": "bagian",
            },
        ),
        migrations.CreateModel(
            name="ServingRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_at", models.DateTimeField(verbose_name="mulai")),
                ("last_at", models.DateTimeField(verbose_name="terakhir")),
            ],
            options={
                "verbose_name": "masa layanan",
                "verbose_name_plural": "masa layanan",
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("key", models.SlugField(max_length=30, verbose_name="kunci")),
                ("kind", models.CharField(max_length=15, verbose_name="jenis")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                ("opens_at", models.DateTimeField(verbose_name="direncanakan mulai")),
                ("closes_at", models.DateTimeField(verbose_name="direncanakan selesai")),
                (
                    "readers_each",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="penilai per usulan"),
                ),
                ("is_blind", models.BooleanField(default=False, verbose_name="nama instansi disembunyikan")),
                ("hides_colleagues", models.BooleanField(default=False, verbose_name="penilai tidak saling tahu nama")),
                (
                    "hides_judges",
                    models.BooleanField(default=True, verbose_name="nama penilai disembunyikan dari pengusul"),
                ),
                ("is_beside", models.BooleanField(default=False, verbose_name="berjalan bersama tahap sebelumnya")),
                (
                    "passing_score",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="nilai lulus"
                    ),
                ),
                (
                    "objection_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="masa sanggah (hari)"),
                ),
                ("guide", models.TextField(blank=True, verbose_name="pedoman penilaian")),
                ("settings", models.JSONField(blank=True, default=dict, verbose_name="pengaturan")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="dibuka")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="ditutup")),
                (
                    "provisional_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="daftar sementara diumumkan"),
                ),
                ("objections_until", models.DateTimeField(blank=True, null=True, verbose_name="masa sanggah berakhir")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="diumumkan")),
                ("skipped_at", models.DateTimeField(blank=True, null=True, verbose_name="dilewati")),
                ("skip_reason", models.TextField(blank=True, verbose_name="alasan dilewati")),
            ],
            options={
                "verbose_name": "tahap",
                "verbose_name_plural": "tahap",
            },
        ),
        migrations.CreateModel(
            name="StageQuota",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("places", models.PositiveSmallIntegerField(verbose_name="kuota")),
            ],
            options={
                "verbose_name": "kuota",
                "verbose_name_plural": "kuota",
            },
        ),
        migrations.CreateModel(
            name="Descriptor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200, verbose_name="uraian tingkat")),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="descriptors",
                        to="competitions.criterion",
                        verbose_name="kriteria",
                    ),
                ),
            ],
            options={
                "verbose_name": "uraian tingkat",
                "verbose_name_plural": "uraian tingkat",
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=30, unique=True, verbose_name="alamat")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("theme", models.CharField(blank=True, max_length=200, verbose_name="tema")),
                ("legal_basis", models.CharField(max_length=200, verbose_name="dasar hukum")),
                ("opens_at", models.DateTimeField(verbose_name="pendaftaran dibuka")),
                ("closes_at", models.DateTimeField(verbose_name="pendaftaran ditutup")),
                ("closed_first_at", models.DateTimeField(blank=True, null=True, verbose_name="penutupan semula")),
                ("extension_reason", models.TextField(blank=True, verbose_name="alasan perpanjangan")),
                (
                    "agency_cap",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="batas usulan per instansi"),
                ),
                ("lot_seed", models.CharField(blank=True, max_length=64, verbose_name="angka awal undian")),
                ("award_place", models.CharField(default="Jakarta", max_length=60, verbose_name="tempat penghargaan")),
                ("signatory_name", models.CharField(blank=True, max_length=120, verbose_name="penanda tangan")),
                (
                    "signatory_office",
                    models.CharField(
                        default="Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
                        max_length=160,
                        verbose_name="jabatan penanda tangan",
                    ),
                ),
                (
                    "certificate_heading",
                    models.CharField(default="Sertifikat Penghargaan", max_length=60, verbose_name="judul sertifikat"),
                ),
                ("certificate_issuer", models.CharField(blank=True, max_length=160, verbose_name="kepala sertifikat")),
                (
                    "certificate_words",
                    models.CharField(blank=True, max_length=300, verbose_name="kalimat penutup sertifikat"),
                ),
                ("logo", models.CharField(blank=True, max_length=64, verbose_name="lambang")),
                ("signature", models.CharField(blank=True, max_length=64, verbose_name="gambar tanda tangan")),
                (
                    "pact",
                    models.TextField(
                        default=competitions.models.edition.standard_pact, verbose_name="pakta integritas"
                    ),
                ),
                ("opens_results", models.BooleanField(default=False, verbose_name="berkas bukti hasil dibuka")),
                (
                    "check_in_months",
                    models.PositiveSmallIntegerField(default=12, verbose_name="jarak pemutakhiran pemenang (bulan)"),
                ),
                ("announced_at", models.DateTimeField(blank=True, null=True, verbose_name="diumumkan")),
                ("is_example", models.BooleanField(default=False, verbose_name="edisi contoh")),
            ],
            options={
                "verbose_name": "edisi",
                "verbose_name_plural": "edisi",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_first_at", None), ("extension_reason", "")),
                            models.Q(
                                ("closed_first_at__isnull", False), models.Q(("extension_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="edition_extended_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="edition_closes_after_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("check_in_months", 0), ("check_in_months__range", (12, 120)), _connector="OR"
                        ),
                        name="edition_check_ins_never_or_a_year_apart",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug", django.db.models.functions.text.Lower(models.F("slug")))),
                        name="edition_slug_is_in_small_letters",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lot_seed", ""), ("lot_seed__regex", "^[0-9a-f]{64}$"), _connector="OR"),
                        name="edition_lot_seed_is_a_hash",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("key", models.SlugField(max_length=40, verbose_name="kunci")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="categories",
                        to="competitions.edition",
                        verbose_name="edisi",
                    ),
                ),
            ],
            options={
                "verbose_name": "kategori",
                "verbose_name_plural": "kategori",
            },
        ),
        migrations.CreateModel(
            name="Admission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                (
                    "dimension",
                    models.CharField(
                        choices=[("kind", "jenis instansi"), ("province", "provinsi"), ("agency", "instansi")],
                        max_length=15,
                        verbose_name="menurut",
                    ),
                ),
                ("value", models.CharField(max_length=200, verbose_name="nilai")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="admissions",
                        to="competitions.edition",
                        verbose_name="edisi",
                    ),
                ),
            ],
            options={
                "verbose_name": "yang dapat ikut",
                "verbose_name_plural": "yang dapat ikut",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="32ad7bdbbf5277fd006bdcbbd2ba06c8217bcf20",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_b63dc",
                    table="competitions_edition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="lot_seed_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NOT (OLD."lot_seed" = \'\') AND OLD."lot_seed" IS DISTINCT FROM (NEW."lot_seed"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="c7929dc160e0c3436cc177b1cf915827e6d8ab72",
                    operation="UPDATE",
                    pgid="pgtrigger_lot_seed_stands_489b7",
                    table="competitions_edition",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="entrycheck",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entry_checks",
                to="competitions.edition",
                verbose_name="edisi",
            ),
        ),
        migrations.AddField(
            model_name="group",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="groups",
                to="competitions.edition",
                verbose_name="edisi",
            ),
        ),
        migrations.AddField(
            model_name="awardname",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="award_names",
                to="competitions.group",
                verbose_name="kelompok",
            ),
        ),
        migrations.AddField(
            model_name="lettertemplate",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letter_templates",
                to="competitions.edition",
                verbose_name="edisi",
            ),
        ),
        migrations.AddField(
            model_name="descriptor",
            name="level",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="descriptors",
                to="competitions.level",
                verbose_name="tingkat",
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="committed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lots",
                to="competitions.edition",
                verbose_name="edisi",
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="first_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="first_person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="second_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="second_person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="oleh",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reminders",
                to="competitions.edition",
                verbose_name="edisi",
            ),
        ),
        migrations.AddField(
            model_name="reminding",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="competitions.edition",
                verbose_name="edisi",
            ),
        ),
        migrations.AddField(
            model_name="requirement",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="requirements",
                to="competitions.edition",
                verbose_name="edisi",
            ),
        ),
        migrations.AddField(
            model_name="requirement",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="requirements",
                to="competitions.group",
                verbose_name="kelompok",
            ),
        ),
        migrations.AddField(
            model_name="rubric",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rubrics",
                to="competitions.edition",
                verbose_name="edisi",
            ),
        ),
        migrations.AddField(
            model_name="level",
            name="rubric",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="levels",
                to="competitions.rubric",
                verbose_name="rubrik",
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="rubric",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="criteria",
                to="competitions.rubric",
                verbose_name="rubrik",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sections",
                to="competitions.edition",
                verbose_name="edisi",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sections",
                to="competitions.group",
                verbose_name="kelompok",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="competitions.section",
                verbose_name="bagian",
            ),
        ),
        migrations.AddConstraint(
            model_name="servingrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_at__gte", models.F("began_at"))), name="serving_run_ends_after_it_began"
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="stages",
                to="competitions.edition",
                verbose_name="edisi",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="opened_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="provisional_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="rubric",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stages",
                to="competitions.rubric",
                verbose_name="rubrik",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="skipped_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="reminding",
            name="stage",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="competitions.stage",
                verbose_name="tahap",
            ),
        ),
        migrations.AddField(
            model_name="recapsource",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="competitions.stage",
                verbose_name="tahap asal nilai",
            ),
        ),
        migrations.AddField(
            model_name="recapsource",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="recap",
                to="competitions.stage",
                verbose_name="tahap",
            ),
        ),
        migrations.AddField(
            model_name="compositionrule",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="composition",
                to="competitions.stage",
                verbose_name="tahap",
            ),
        ),
        migrations.AddField(
            model_name="awardname",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="award_names",
                to="competitions.stage",
                verbose_name="tahap",
            ),
        ),
        migrations.AddField(
            model_name="stagequota",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="quotas",
                to="competitions.group",
                verbose_name="kelompok",
            ),
        ),
        migrations.AddField(
            model_name="stagequota",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="quotas",
                to="competitions.stage",
                verbose_name="tahap",
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="category_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("edition", "position"),
                name="category_position_is_unique",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="3bcf04ccb6cc8d3fb1fb77d2ef7c3491a5d088f7",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_b4be0",
                    table="competitions_category",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.UniqueConstraint(fields=("edition", "dimension", "value"), name="admission_said_once"),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.CheckConstraint(
                condition=models.Q(("dimension__in", ["kind", "province", "agency"])), name="admission_is_of_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="admission",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="1f2ceddefe747911ae8f7afbb7fa46713f22482c",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_f1a46",
                    table="competitions_admission",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="entrycheck",
            constraint=models.UniqueConstraint(fields=("edition", "code"), name="entry_check_code_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="entrycheck",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("edition", "position"),
                name="entry_check_position_is_unique",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entrycheck",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="7bfaf986e1ea42bda7d080cb5a6d828da11c1327",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_a04b3",
                    table="competitions_entrycheck",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="group_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("edition", "position"),
                name="group_position_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(("agency_cap", None), ("agency_cap__gt", 0), _connector="OR"),
                name="group_cap_leaves_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(("parents__in", ["none", "own_top", "own", "any"])), name="group_parents_are_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(("entered_by__in", ["unit", "agency", "either"])), name="group_entered_by_is_known"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="group",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="00a9372acb4fde651280dc5a0626e72e0f692c7d",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_7b5db",
                    table="competitions_group",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="lettertemplate",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="letter_template_once_an_edition"),
        ),
        migrations.AddConstraint(
            model_name="lettertemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body_en", ""), ("subject_en", "")),
                    models.Q(models.Q(("subject_en", ""), _negated=True), models.Q(("body_en", ""), _negated=True)),
                    _connector="OR",
                ),
                name="letter_template_has_a_whole_english_text_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="descriptor",
            constraint=models.UniqueConstraint(
                fields=("criterion", "level"), name="descriptor_once_a_criterion_and_level"
            ),
        ),
        migrations.AddConstraint(
            model_name="descriptor",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="descriptor_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)), fields=("edition",), name="lot_one_counts"
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("commitment", competitions.models.lot.Sha256(models.F("secret"))),
                    ("secret__regex", "^[0-9a-f]{64}$"),
                ),
                name="lot_commitment_is_of_its_secret",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revealed_at", None), ("revealed_at__gte", models.F("committed_at")), _connector="OR"
                ),
                name="lot_revealed_after_it_was_promised",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("day", None), ("first_at", None), ("first_found_at", ""), ("first_reason", ""), ("value", "")
                    ),
                    models.Q(
                        ("day__isnull", False),
                        ("first_at__gte", models.F("revealed_at")),
                        ("revealed_at__isnull", False),
                        models.Q(("value", ""), _negated=True),
                        models.Q(("first_found_at", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="lot_typed_after_it_was_revealed",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(("day", None), ("day__iso_week_day__lte", 5), _connector="OR"),
                name="lot_number_is_of_a_weekday",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_at__isnull", True), ("first_by__isnull", True)),
                    models.Q(("first_at__isnull", False), ("first_by__isnull", False)),
                    _connector="OR",
                ),
                name="lot_first_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("second_at__isnull", True), ("second_by__isnull", True)),
                    models.Q(("second_at__isnull", False), ("second_by__isnull", False)),
                    _connector="OR",
                ),
                name="lot_second_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_by", None), ("first_person", None)),
                    models.Q(("first_by__isnull", False), ("first_person__isnull", False)),
                    _connector="OR",
                ),
                name="lot_first_is_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("second_at", None), ("second_found_at", ""), ("second_person", None), ("second_reason", "")
                    ),
                    models.Q(
                        ("first_at__isnull", False),
                        ("second_at__gte", models.F("first_at")),
                        ("second_person__isnull", False),
                        models.Q(("second_person", models.F("first_person")), _negated=True),
                        models.Q(("second_found_at", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="lot_drawn_by_two_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaced_at", None), ("second_at", None), _connector="OR"),
                name="lot_drawn_is_never_replaced",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lot",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="7b71a318f117716656879b6a270756ec0e792622",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_8516d",
                    table="competitions_lot",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lot",
            trigger=pgtrigger.compiler.Trigger(
                name="promise_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."edition_id" IS DISTINCT FROM (NEW."edition_id") OR OLD."secret" IS DISTINCT FROM (NEW."secret") OR OLD."commitment" IS DISTINCT FROM (NEW."commitment") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."committed_at" IS DISTINCT FROM (NEW."committed_at") OR OLD."committed_by_id" IS DISTINCT FROM (NEW."committed_by_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="3bafe3abfeeb9c20534a2250111132c42c1a957d",
                    operation="UPDATE",
                    pgid="pgtrigger_promise_stands_4cd1e",
                    table="competitions_lot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lot",
            trigger=pgtrigger.compiler.Trigger(
                name="first_person_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."first_person_id" IS NOT NULL AND OLD."first_person_id" IS DISTINCT FROM (NEW."first_person_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="010e7a72a1363a31dbd2fc6eac8871913609318c",
                    operation="UPDATE",
                    pgid="pgtrigger_first_person_stands_8351a",
                    table="competitions_lot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lot",
            trigger=pgtrigger.compiler.Trigger(
                name="revealed_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."revealed_at" IS NOT NULL AND OLD."revealed_at" IS DISTINCT FROM (NEW."revealed_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="b398afd87158a428439f57572318456047a0a36d",
                    operation="UPDATE",
                    pgid="pgtrigger_revealed_stands_2dd4f",
                    table="competitions_lot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lot",
            trigger=pgtrigger.compiler.Trigger(
                name="drawn_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."second_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="f7354f98b76b287f53fb4baa07c8409ce54e2a76",
                    operation="UPDATE",
                    pgid="pgtrigger_drawn_stands_b99b0",
                    table="competitions_lot",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="picture_is_not_empty"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="reminder_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("edition", "about", "days_before"), name="reminder_once_a_moment", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("edition", "position"),
                name="reminder_position_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="requirement_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("edition", "position"),
                name="requirement_position_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kinds__contained_by", ["pdf", "jpeg", "png", "webp", "docx", "xlsx"]),
                    ("kinds__len__gt", 0),
                    ("max_bytes__gt", 0),
                ),
                name="requirement_can_be_met",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requirement",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="b16411b4897634d3181d251a4177a8cffa4f2dc4",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_b1bca",
                    table="competitions_requirement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="rubric",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="rubric_key_is_unique"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rubric",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="6a8e8c07114f21f8ccfd8d3ea3aa6735520fae64",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_f079e",
                    table="competitions_rubric",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="level",
            constraint=models.UniqueConstraint(fields=("rubric", "points"), name="level_points_are_unique"),
        ),
        migrations.AddConstraint(
            model_name="level",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__lte", 100)), name="level_points_are_at_most_100"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(fields=("rubric", "key"), name="criterion_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("rubric", "position"),
                name="criterion_position_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__range", (0, 100))), name="criterion_weight_is_a_percentage"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="d79316d6173ee417081665de2f718ab30d711f2e",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_35d0b",
                    table="competitions_criterion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="section_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("edition", "position"),
                name="section_position_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__range", (0, 100))), name="section_weight_is_a_percentage"
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("evidence_kinds__contained_by", ["pdf", "jpeg", "png", "webp", "docx", "xlsx"]),
                    ("evidence_kinds__len__gt", 0),
                ),
                name="section_evidence_is_of_known_kinds",
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.CheckConstraint(
                condition=models.Q(("evidence_max_bytes__gt", 0), ("evidence_max_files__gt", 0)),
                name="section_evidence_has_room",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="section",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="64e8a7f9c0dafaa3306e4eb325c12fa285d8006e",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_65649",
                    table="competitions_section",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(fields=("section", "key"), name="question_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("section", "position"),
                name="question_position_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("max_words__gt", 0), ("min_words__lte", models.F("max_words"))),
                name="question_limits_are_in_order",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="7227680495e8ca8036df34270c7167e7abd0bc48",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_7140d",
                    table="competitions_question",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("edition", "position"),
                name="stage_position_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="stage_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("key", ""), _negated=True), models.Q(("kind", ""), _negated=True)),
                name="stage_has_a_key_and_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="stage_closes_after_it_opens"
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opened_at__isnull", True), ("opened_by__isnull", True)),
                    models.Q(("opened_at__isnull", False), ("opened_by__isnull", False)),
                    _connector="OR",
                ),
                name="stage_opened_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="stage_closed_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="stage_published_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("skipped_at__isnull", True), ("skipped_by__isnull", True)),
                    models.Q(("skipped_at__isnull", False), ("skipped_by__isnull", False)),
                    _connector="OR",
                ),
                name="stage_skipped_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("objections_until__isnull", True),
                        ("provisional_at__isnull", True),
                        ("provisional_by__isnull", True),
                    ),
                    models.Q(
                        ("objections_until__isnull", False),
                        ("provisional_at__isnull", False),
                        ("provisional_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="stage_provisional_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(("objection_days", None), ("objection_days__range", (1, 60)), _connector="OR"),
                name="stage_objection_days_1_to_60",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("objections_until", None), ("objections_until__gt", models.F("provisional_at")), _connector="OR"
                ),
                name="stage_objections_end_after_the_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("objections_until", None),
                    ("published_at", None),
                    ("published_at__gte", models.F("objections_until")),
                    _connector="OR",
                ),
                name="stage_published_after_the_objections",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_at", None), ("opened_at__isnull", False), _connector="OR"),
                name="stage_closed_only_after_opening",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_at", None), ("closed_at__isnull", False), _connector="OR"),
                name="stage_published_only_after_closing",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("skip_reason", ""), ("skipped_at", None)),
                    models.Q(
                        ("published_at", None),
                        ("skipped_at__isnull", False),
                        models.Q(("skip_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="stage_skipped_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stage",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="fe22f692dcf8b3f63aa650f43201d784c8c93e8d",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_54445",
                    table="competitions_stage",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reminding",
            constraint=models.UniqueConstraint(
                fields=("edition", "stage", "about", "due_at"), name="reminding_happens_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="recapsource",
            constraint=models.UniqueConstraint(fields=("stage", "source"), name="recap_source_once_a_stage"),
        ),
        migrations.AddConstraint(
            model_name="recapsource",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage", models.F("source")), _negated=True), name="recap_source_is_another_stage"
            ),
        ),
        migrations.AddConstraint(
            model_name="recapsource",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gt", 0), ("weight__lte", 100)), name="recap_weight_is_a_percentage"
            ),
        ),
        migrations.AddConstraint(
            model_name="compositionrule",
            constraint=models.UniqueConstraint(
                fields=("stage", "dimension", "value"), name="composition_one_rule_a_value"
            ),
        ),
        migrations.AddConstraint(
            model_name="compositionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("minimum__isnull", False), ("maximum__isnull", False), _connector="OR"),
                name="composition_rule_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="compositionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minimum", None), ("maximum", None), ("minimum__lte", models.F("maximum")), _connector="OR"
                ),
                name="composition_minimum_is_not_above_maximum",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="compositionrule",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="62f8c48527c4d9ed1574b4d545f0c7fc5f26eec6",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_ffbf4",
                    table="competitions_compositionrule",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="awardname",
            constraint=models.UniqueConstraint(
                fields=("stage", "key", "group"), name="award_name_key_is_unique", nulls_distinct=False
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="awardname",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="32b5c744e85e0d28252f0375c35a66f460a7d7b3",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_a56af",
                    table="competitions_awardname",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="stagequota",
            constraint=models.UniqueConstraint(fields=("stage", "group"), name="quota_one_a_group"),
        ),
        migrations.AddConstraint(
            model_name="stagequota",
            constraint=models.CheckConstraint(condition=models.Q(("places__gt", 0)), name="quota_has_places"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stagequota",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="5ef55bb76dfbc7d304a90dd4dceb8a4ebff7e986",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_39ac1",
                    table="competitions_stagequota",
                    when="AFTER",
                ),
            ),
        ),
    ]
