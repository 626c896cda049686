import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import proposals.models.entry_words
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_first"),
        ("competitions", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Parent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("named_at", models.DateTimeField(verbose_name="dipilih")),
            ],
            options={
                "verbose_name": "inovasi asal",
                "verbose_name_plural": "inovasi asal",
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="nomor usulan")),
                (
                    "agency_then",
                    models.CharField(blank=True, max_length=200, verbose_name="nama instansi pada edisinya"),
                ),
                ("unit_then", models.CharField(blank=True, max_length=200, verbose_name="nama unit pada edisinya")),
                ("title", models.CharField(max_length=200, verbose_name="judul inovasi")),
                (
                    "title_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(django.db.models.functions.text.Trim("title")),
                        output_field=models.CharField(max_length=200),
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="mulai diterapkan")),
                (
                    "sdgs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="tujuan pembangunan berkelanjutan",
                    ),
                ),
                ("is_app", models.BooleanField(null=True, verbose_name="berupa aplikasi")),
                ("video_url", models.URLField(blank=True, max_length=300, verbose_name="tautan video")),
                ("contact_name", models.CharField(blank=True, max_length=150, verbose_name="nama inovator")),
                ("contact_phone", models.CharField(blank=True, max_length=60, verbose_name="telepon inovator")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="surel inovator")),
                ("identity_done", models.BooleanField(default=False, verbose_name="identitas selesai")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draf"),
                            ("with_agency", "di admin instansi"),
                            ("returned", "dikembalikan"),
                            ("submitted", "diajukan"),
                            ("withdrawn", "ditarik"),
                            ("disqualified", "didiskualifikasi"),
                        ],
                        default="draft",
                        max_length=15,
                        verbose_name="status",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="dibuat")),
                ("begun_with", models.UUIDField(blank=True, null=True, verbose_name="kunci formulir")),
                ("changed_at", models.DateTimeField(verbose_name="diubah")),
                ("handed_over_at", models.DateTimeField(blank=True, null=True, verbose_name="diserahkan")),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="dikembalikan")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="diajukan")),
                ("mending_until", models.DateTimeField(blank=True, null=True, verbose_name="masa perbaikan sampai")),
                (
                    "mending_parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="bagian yang dibuka",
                    ),
                ),
                ("coached_since", models.DateTimeField(blank=True, null=True, verbose_name="masa pembinaan sejak")),
                ("coached_until", models.DateTimeField(blank=True, null=True, verbose_name="masa pembinaan sampai")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="diakhiri")),
                ("deleted_at", models.DateTimeField(blank=True, null=True, verbose_name="dihapus")),
            ],
            options={
                "verbose_name": "usulan",
                "verbose_name_plural": "usulan",
            },
        ),
        migrations.CreateModel(
            name="PublicPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cost", models.CharField(blank=True, max_length=300, verbose_name="biaya")),
                ("duration", models.CharField(blank=True, max_length=200, verbose_name="lama menyiapkan")),
                ("office_name", models.CharField(blank=True, max_length=200, verbose_name="nama kantor")),
                ("office_address", models.CharField(blank=True, max_length=300, verbose_name="alamat kantor")),
                ("office_phone", models.CharField(blank=True, max_length=60, verbose_name="telepon kantor")),
                ("office_email", models.EmailField(blank=True, max_length=254, verbose_name="surel kantor")),
                ("is_agreed", models.BooleanField(null=True, verbose_name="boleh ditampilkan")),
                ("told_at", models.DateTimeField(verbose_name="diisi")),
                ("turns", models.JSONField(blank=True, default=list, verbose_name="giliran")),
            ],
            options={
                "verbose_name": "halaman publik",
                "verbose_name_plural": "halaman publik",
            },
        ),
        migrations.CreateModel(
            name="PublicPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("alt", models.CharField(blank=True, max_length=200, verbose_name="keterangan gambar")),
                ("name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("file", models.FileField(max_length=200, upload_to="", verbose_name="berkas")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran (B)")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("card", models.FileField(max_length=200, upload_to="", verbose_name="berkas kecil")),
                ("card_size", models.PositiveIntegerField(verbose_name="ukuran berkas kecil (B)")),
                ("card_sha256", models.CharField(max_length=64, verbose_name="sidik digital berkas kecil")),
                ("added_at", models.DateTimeField(verbose_name="diunggah")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="dihapus")),
            ],
            options={
                "verbose_name": "gambar inovasi",
                "verbose_name_plural": "gambar inovasi",
            },
        ),
        migrations.CreateModel(
            name="Replication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.TextField(verbose_name="masalah yang ingin dijawab")),
                ("asked_at", models.DateTimeField(verbose_name="minat disampaikan")),
                ("terms", models.TextField(blank=True, verbose_name="isi kesepakatan")),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="disepakati")),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="ditolak")),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="dihentikan")),
                ("reason", models.TextField(blank=True, verbose_name="alasan")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="nama di tempat baru")),
                ("running_since", models.DateField(blank=True, null=True, verbose_name="berjalan sejak")),
                ("result", models.TextField(blank=True, verbose_name="hasil")),
                ("implemented_at", models.DateTimeField(blank=True, null=True, verbose_name="penerapan dilaporkan")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="nomor sertifikat")),
                ("certified_at", models.DateTimeField(blank=True, null=True, verbose_name="disahkan")),
            ],
            options={
                "verbose_name": "replikasi",
                "verbose_name_plural": "replikasi",
            },
        ),
        migrations.CreateModel(
            name="ReplicationEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("content_type", models.CharField(max_length=100, verbose_name="jenis isi")),
                ("came_sha256", models.CharField(max_length=64, verbose_name="sidik digital kiriman")),
                ("file", models.FileField(max_length=200, upload_to="", verbose_name="berkas")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran (B)")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("clean_file", models.FileField(max_length=200, upload_to="", verbose_name="salinan bersih")),
                ("clean_size", models.PositiveIntegerField(verbose_name="ukuran salinan (B)")),
                ("clean_sha256", models.CharField(max_length=64, verbose_name="sidik digital salinan")),
                ("is_signed", models.BooleanField(default=False, verbose_name="bertanda tangan elektronik")),
                ("is_active", models.BooleanField(default=False, verbose_name="memuat isi yang berjalan sendiri")),
                ("came_at", models.DateTimeField(verbose_name="diterima")),
            ],
            options={
                "verbose_name": "bukti replikasi",
                "verbose_name_plural": "bukti replikasi",
            },
        ),
        migrations.CreateModel(
            name="ReturnNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.SlugField(blank=True, max_length=40, verbose_name="kunci pertanyaan")),
                ("prompt", models.CharField(max_length=200, verbose_name="pertanyaan")),
                ("passage", models.TextField(blank=True, verbose_name="kutipan")),
                ("text", models.TextField(verbose_name="catatan")),
            ],
            options={
                "verbose_name": "catatan pengembalian",
                "verbose_name_plural": "catatan pengembalian",
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="nomor")),
                ("is_coached", models.BooleanField(default=False, verbose_name="hasil pembinaan")),
                ("body", models.TextField(verbose_name="isi")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("at", models.DateTimeField(verbose_name="saat")),
            ],
            options={
                "verbose_name": "naskah",
                "verbose_name_plural": "naskah",
            },
        ),
        migrations.CreateModel(
            name="SectionVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("is_done", models.BooleanField(default=False, verbose_name="selesai")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("saved_at", models.DateTimeField(verbose_name="disimpan")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="selesai ditulis")),
                (
                    "restored_from",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="dipulihkan dari versi"),
                ),
                ("texts", models.JSONField(verbose_name="jawaban")),
                ("words", models.JSONField(verbose_name="jumlah kata")),
            ],
            options={
                "verbose_name": "versi bagian",
                "verbose_name_plural": "versi bagian",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SheetRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="baris")),
                ("cells", models.JSONField(verbose_name="isi")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("good", "masuk katalog"),
                            ("bad", "perlu diperbaiki"),
                            ("twice", "ganda dalam berkas"),
                            ("known", "sudah ada di katalog"),
                            ("alike", "mirip dengan yang ada di katalog"),
                        ],
                        max_length=5,
                        verbose_name="hasil",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="judul")),
                (
                    "title_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Trim(
                            models.Func(
                                django.db.models.functions.text.Lower("title"),
                                models.Value("[^[:alnum:]]+"),
                                models.Value(" "),
                                models.Value("g"),
                                function="regexp_replace",
                            )
                        ),
                        output_field=models.CharField(max_length=200),
                        verbose_name="kunci judul",
                    ),
                ),
                ("agency_name", models.CharField(blank=True, max_length=200, verbose_name="nama instansi")),
                ("is_other", models.BooleanField(default=False, verbose_name="bukan duplikat")),
                ("first", models.PositiveIntegerField(blank=True, null=True, verbose_name="baris pertama")),
                ("likeness", models.FloatField(blank=True, null=True, verbose_name="kemiripan")),
            ],
            options={
                "verbose_name": "baris berkas",
                "verbose_name_plural": "baris berkas",
            },
        ),
        migrations.CreateModel(
            name="Sketch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "runs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None, verbose_name="deret kata"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="dibuat")),
            ],
            options={
                "verbose_name": "sketsa teks",
                "verbose_name_plural": "sketsa teks",
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="tahun")),
                ("due_on", models.DateField(verbose_name="dijawab paling lambat")),
                ("asked_at", models.DateTimeField(verbose_name="ditanyakan")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="terakhir diingatkan")),
            ],
            options={
                "verbose_name": "putaran pemutakhiran",
                "verbose_name_plural": "putaran pemutakhiran",
            },
        ),
        migrations.CreateModel(
            name="Transition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(max_length=20, verbose_name="tindakan")),
                ("source", models.CharField(max_length=15, verbose_name="dari")),
                ("target", models.CharField(max_length=15, verbose_name="menjadi")),
                ("at", models.DateTimeField(verbose_name="saat")),
                ("note", models.TextField(blank=True, verbose_name="catatan")),
                ("stood", models.JSONField(blank=True, default=dict, verbose_name="isi saat itu")),
            ],
            options={
                "verbose_name": "perpindahan",
                "verbose_name_plural": "perpindahan",
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, unique=True, verbose_name="kunci")),
                ("name", models.CharField(max_length=500, verbose_name="nama berkas")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran (B)")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="sidik digital")),
                ("seen", models.CharField(blank=True, max_length=64, verbose_name="versi yang dilihat")),
                ("received", models.PositiveIntegerField(default=0, verbose_name="diterima (B)")),
                ("begun_at", models.DateTimeField(verbose_name="dimulai")),
            ],
            options={
                "verbose_name": "berkas dalam perjalanan",
                "verbose_name_plural": "berkas dalam perjalanan",
            },
        ),
        migrations.CreateModel(
            name="WinnerList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("rows", models.JSONField(blank=True, default=list, verbose_name="isi")),
                ("headings", models.JSONField(blank=True, default=list, verbose_name="judul kolom")),
                ("mapping", models.JSONField(blank=True, default=dict, verbose_name="pasangan kolom")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tahun")),
                ("reason", models.CharField(max_length=300, verbose_name="dasar")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="dibaca")),
                ("sent_at", models.DateTimeField(verbose_name="dikirim")),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="disetujui")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="kali dimulai")),
                ("tried_at", models.DateTimeField(blank=True, null=True, verbose_name="terakhir dikerjakan")),
                ("innovations", models.PositiveIntegerField(default=0, verbose_name="inovasi")),
                ("fresh", models.PositiveIntegerField(default=0, verbose_name="inovasi baru")),
                ("taken_over_at", models.DateTimeField(blank=True, null=True, verbose_name="diambil alih")),
                ("taken_back_at", models.DateTimeField(blank=True, null=True, verbose_name="dicabut")),
                ("taken_back_reason", models.TextField(blank=True, verbose_name="alasan dicabut")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="gagal")),
                ("failure", models.CharField(blank=True, max_length=40, verbose_name="sebab gagal")),
            ],
            options={
                "verbose_name": "daftar pemenang terdahulu",
                "verbose_name_plural": "daftar pemenang terdahulu",
            },
        ),
        migrations.CreateModel(
            name="WithdrawalRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="alasan")),
                ("asked_at", models.DateTimeField(verbose_name="diminta")),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan")),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="tidak dikabulkan")),
                ("decline_reason", models.TextField(blank=True, verbose_name="alasan tidak dikabulkan")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="dikabulkan")),
            ],
            options={
                "verbose_name": "permintaan penarikan",
                "verbose_name_plural": "permintaan penarikan",
            },
        ),
        migrations.CreateModel(
            name="AgencyOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "proposals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None, verbose_name="urutan usulan"
                    ),
                ),
                ("ordered_at", models.DateTimeField(verbose_name="diurutkan")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="competitions.edition",
                        verbose_name="edisi",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
            ],
            options={
                "verbose_name": "urutan usulan instansi",
                "verbose_name_plural": "urutan usulan instansi",
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="judul")),
                ("decree", models.CharField(blank=True, max_length=120, verbose_name="keputusan")),
                (
                    "override",
                    models.JSONField(blank=True, default=dict, verbose_name="penyimpangan dari aturan komposisi"),
                ),
                ("without_quorum", models.JSONField(blank=True, default=dict, verbose_name="keputusan tanpa kuorum")),
                ("entries", models.JSONField(default=list, verbose_name="daftar")),
                ("figure", models.CharField(blank=True, max_length=15, verbose_name="ukuran")),
                ("published_at", models.DateTimeField(verbose_name="diumumkan")),
                ("objections_until", models.DateTimeField(blank=True, null=True, verbose_name="masa sanggah berakhir")),
                ("final_at", models.DateTimeField(blank=True, null=True, verbose_name="ditetapkan")),
                ("changes", models.JSONField(blank=True, default=list, verbose_name="perubahan")),
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="announcement",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengumuman",
                "verbose_name_plural": "pengumuman",
            },
        ),
        migrations.CreateModel(
            name="Assistance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.TextField(verbose_name="yang ditanyakan")),
                ("opened_at", models.DateTimeField(verbose_name="dibuka")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="diakhiri")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "bantuan sekretariat",
                "verbose_name_plural": "bantuan sekretariat",
            },
        ),
        migrations.CreateModel(
            name="AssistanceReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="saat")),
                (
                    "assistance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="proposals.assistance",
                        verbose_name="bantuan sekretariat",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "pembacaan draf",
                "verbose_name_plural": "pembacaan draf",
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("content_type", models.CharField(max_length=100, verbose_name="jenis isi")),
                ("came_sha256", models.CharField(max_length=64, verbose_name="sidik digital kiriman")),
                ("file", models.FileField(max_length=200, upload_to="", verbose_name="berkas")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran (B)")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("clean_file", models.FileField(max_length=200, upload_to="", verbose_name="salinan bersih")),
                ("clean_size", models.PositiveIntegerField(verbose_name="ukuran salinan (B)")),
                ("clean_sha256", models.CharField(max_length=64, verbose_name="sidik digital salinan")),
                ("is_signed", models.BooleanField(default=False, verbose_name="bertanda tangan elektronik")),
                ("is_active", models.BooleanField(default=False, verbose_name="memuat isi yang berjalan sendiri")),
                ("attached_at", models.DateTimeField(verbose_name="dilampirkan")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="dihapus")),
                ("is_public", models.BooleanField(default=False, verbose_name="boleh dibaca umum")),
                (
                    "attached_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="dihapus oleh",
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="competitions.requirement",
                        verbose_name="dokumen",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="competitions.section",
                        verbose_name="bagian",
                    ),
                ),
            ],
            options={
                "verbose_name": "lampiran",
                "verbose_name_plural": "lampiran",
            },
        ),
        migrations.CreateModel(
            name="CatalogueEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="alamat")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("title", models.CharField(max_length=200, verbose_name="judul")),
                (
                    "title_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Trim(
                            models.Func(
                                django.db.models.functions.text.Lower("title"),
                                models.Value("[^[:alnum:]]+"),
                                models.Value(" "),
                                models.Value("g"),
                                function="regexp_replace",
                            )
                        ),
                        output_field=models.CharField(max_length=200),
                        verbose_name="kunci judul",
                    ),
                ),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector("title", config="indonesian", weight="A"),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    "agency_name", "unit_name", config="indonesian", weight="B"
                                ),
                                None,
                            ),
                            "||",
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector("summary", config="indonesian", weight="C"),
                                "||",
                                proposals.models.entry_words.Weighted(
                                    proposals.models.entry_words.Stories("sections"), models.Value("D")
                                ),
                                None,
                            ),
                            None,
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                        verbose_name="kata pencarian",
                    ),
                ),
                ("agency_name", models.CharField(max_length=200, verbose_name="nama instansi")),
                (
                    "agency_kind",
                    models.CharField(
                        choices=[
                            ("ministry", "kementerian"),
                            ("body", "lembaga"),
                            ("province", "provinsi"),
                            ("regency", "kabupaten"),
                            ("city", "kota"),
                            ("state_firm", "BUMN"),
                            ("regional_firm", "BUMD"),
                        ],
                        max_length=15,
                        verbose_name="jenis instansi",
                    ),
                ),
                ("unit_name", models.CharField(blank=True, max_length=200, verbose_name="nama unit")),
                ("group_name", models.CharField(blank=True, max_length=80, verbose_name="kelompok")),
                ("category_name", models.CharField(blank=True, max_length=120, verbose_name="kategori")),
                ("sdgs", models.JSONField(blank=True, default=list, verbose_name="tujuan pembangunan berkelanjutan")),
                ("summary", models.TextField(blank=True, verbose_name="ringkasan")),
                ("sections", models.JSONField(blank=True, default=list, verbose_name="uraian")),
                ("cost", models.CharField(blank=True, max_length=300, verbose_name="biaya")),
                ("duration", models.CharField(blank=True, max_length=200, verbose_name="lama menyiapkan")),
                ("office", models.JSONField(blank=True, default=dict, verbose_name="kantor yang dihubungi")),
                ("picture", models.JSONField(blank=True, default=dict, verbose_name="gambar")),
                ("evidence", models.JSONField(blank=True, default=list, verbose_name="bukti")),
                ("honour", models.CharField(blank=True, max_length=120, verbose_name="penghargaan program lain")),
                ("registered_as", models.CharField(blank=True, max_length=40, verbose_name="nomor registrasi")),
                ("source_url", models.URLField(blank=True, max_length=300, verbose_name="sumber")),
                ("source_note", models.CharField(blank=True, max_length=300, verbose_name="catatan sumber")),
                ("is_example", models.BooleanField(default=False, verbose_name="contoh")),
                ("published_at", models.DateTimeField(verbose_name="diterbitkan")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="dicabut")),
                ("ended_reason", models.TextField(blank=True, verbose_name="alasan dicabut")),
                ("ended_awards", models.JSONField(blank=True, default=list, verbose_name="penghargaan yang dicabut")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="catalogue",
                        to="accounts.agency",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.region",
                        verbose_name="provinsi",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="catalogue",
                        to="accounts.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "inovasi",
                "verbose_name_plural": "inovasi",
            },
        ),
        migrations.CreateModel(
            name="CatalogueAward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("key", models.SlugField(max_length=40, verbose_name="kunci")),
                ("name", models.CharField(max_length=120, verbose_name="sebutan")),
                ("decree", models.CharField(blank=True, max_length=120, verbose_name="keputusan")),
                ("decree_date", models.DateField(blank=True, null=True, verbose_name="tanggal keputusan")),
                ("seal", models.CharField(blank=True, max_length=64, verbose_name="cap")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="awards",
                        to="proposals.catalogueentry",
                        verbose_name="inovasi",
                    ),
                ),
            ],
            options={
                "verbose_name": "penghargaan",
                "verbose_name_plural": "penghargaan",
            },
        ),
        migrations.CreateModel(
            name="CatalogueParent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("continues", models.BooleanField(default=False, verbose_name="melanjutkan")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parents",
                        to="proposals.catalogueentry",
                        verbose_name="inovasi",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="proposals.catalogueentry",
                        verbose_name="inovasi asal",
                    ),
                ),
            ],
            options={
                "verbose_name": "inovasi asal dalam katalog",
                "verbose_name_plural": "inovasi asal dalam katalog",
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="ditanyakan")),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="alamat surel")),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("running", "masih berjalan"),
                            ("developed", "berjalan dan dikembangkan"),
                            ("paused", "terhenti sementara"),
                            ("stopped", "berhenti"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "hanya di tempat asalnya"),
                            ("replicated", "direplikasi di tempat lain"),
                            ("national", "diterapkan secara nasional"),
                        ],
                        max_length=10,
                        verbose_name="jangkauan",
                    ),
                ),
                ("replications", models.PositiveSmallIntegerField(default=0, verbose_name="tempat replikasi")),
                ("note", models.TextField(blank=True, verbose_name="keterangan")),
                ("evidence_url", models.URLField(blank=True, max_length=300, verbose_name="tautan bukti")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="dijawab")),
                ("answered_name", models.CharField(blank=True, max_length=200, verbose_name="dijawab oleh")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="proposals.catalogueentry",
                        verbose_name="inovasi",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemutakhiran inovasi",
                "verbose_name_plural": "pemutakhiran inovasi",
            },
        ),
        migrations.CreateModel(
            name="CheckInEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("content_type", models.CharField(max_length=100, verbose_name="jenis isi")),
                ("came_sha256", models.CharField(max_length=64, verbose_name="sidik digital kiriman")),
                ("file", models.FileField(max_length=200, upload_to="", verbose_name="berkas")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran (B)")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("clean_file", models.FileField(max_length=200, upload_to="", verbose_name="salinan bersih")),
                ("clean_size", models.PositiveIntegerField(verbose_name="ukuran salinan (B)")),
                ("clean_sha256", models.CharField(max_length=64, verbose_name="sidik digital salinan")),
                ("is_signed", models.BooleanField(default=False, verbose_name="bertanda tangan elektronik")),
                ("is_active", models.BooleanField(default=False, verbose_name="memuat isi yang berjalan sendiri")),
                ("came_at", models.DateTimeField(verbose_name="diterima")),
                (
                    "check_in",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="proposals.checkin",
                        verbose_name="pemutakhiran",
                    ),
                ),
            ],
            options={
                "verbose_name": "bukti pemutakhiran",
                "verbose_name_plural": "bukti pemutakhiran",
            },
        ),
        migrations.CreateModel(
            name="Coaching",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField(verbose_name="dibuka")),
                ("until", models.DateTimeField(verbose_name="sampai")),
                ("is_shown", models.BooleanField(null=True, verbose_name="tampil untuk umum")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="diingatkan")),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coachings",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "pembinaan finalis",
                "verbose_name_plural": "pembinaan finalis",
            },
        ),
        migrations.CreateModel(
            name="CoachingNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="catatan")),
                ("at", models.DateTimeField(verbose_name="saat")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "coaching",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="proposals.coaching",
                        verbose_name="pembinaan finalis",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="competitions.section",
                        verbose_name="bagian",
                    ),
                ),
            ],
            options={
                "verbose_name": "catatan pembinaan",
                "verbose_name_plural": "catatan pembinaan",
            },
        ),
        migrations.CreateModel(
            name="EarlierAward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_own", models.BooleanField(verbose_name="inovasi yang sama")),
                ("title_then", models.CharField(max_length=200, verbose_name="judul saat dijawab")),
                ("likeness", models.PositiveSmallIntegerField(verbose_name="kemiripan judul (%)")),
                ("answered_at", models.DateTimeField(verbose_name="dijawab")),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="proposals.catalogueentry",
                        verbose_name="inovasi di katalog",
                    ),
                ),
            ],
            options={
                "verbose_name": "penghargaan terdahulu",
                "verbose_name_plural": "penghargaan terdahulu",
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        choices=[
                            ("registered", "terdaftar"),
                            ("submitted", "diajukan"),
                            ("passed", "lolos administrasi"),
                            ("nominated", "dinominasikan"),
                            ("finalists", "finalis"),
                            ("winners", "terpuji"),
                        ],
                        max_length=15,
                        verbose_name="ukuran",
                    ),
                ),
                ("innovations", models.PositiveIntegerField(verbose_name="inovasi")),
                ("agencies", models.PositiveIntegerField(verbose_name="instansi")),
                ("published_at", models.DateTimeField(verbose_name="diterbitkan")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="competitions.edition",
                        verbose_name="edisi",
                    ),
                ),
            ],
            options={
                "verbose_name": "angka",
                "verbose_name_plural": "angka",
            },
        ),
        migrations.CreateModel(
            name="IdentityVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("is_done", models.BooleanField(default=False, verbose_name="selesai")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("saved_at", models.DateTimeField(verbose_name="disimpan")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="selesai ditulis")),
                (
                    "restored_from",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="dipulihkan dari versi"),
                ),
                ("said", models.JSONField(verbose_name="isi")),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "versi identitas",
                "verbose_name_plural": "versi identitas",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IncentiveColumn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(unique=True, verbose_name="urutan")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("region_code", "kode wilayah"),
                            ("region", "nama wilayah"),
                            ("province", "provinsi"),
                            ("agency", "instansi"),
                            ("kind", "jenis instansi"),
                            ("unit", "unit"),
                            ("title", "judul inovasi"),
                            ("group", "kelompok"),
                            ("category", "kategori"),
                            ("award", "penghargaan"),
                            ("decree", "nomor keputusan"),
                            ("decree_date", "tanggal keputusan"),
                            ("year", "tahun"),
                            ("state", "keadaan terakhir"),
                            ("replications", "tempat replikasi"),
                        ],
                        max_length=15,
                        unique=True,
                        verbose_name="isi",
                    ),
                ),
                ("heading", models.CharField(max_length=80, verbose_name="judul kolom")),
            ],
            options={
                "verbose_name": "kolom data insentif",
                "verbose_name_plural": "kolom data insentif",
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("heading", ""), _negated=True), name="incentive_column_has_a_heading"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("locality", models.CharField(max_length=200, verbose_name="tempat yang akan mereplikasi")),
                ("text", models.TextField(verbose_name="isi permintaan")),
                ("asked_at", models.DateTimeField(verbose_name="dikirim")),
                ("answer", models.TextField(blank=True, verbose_name="jawaban")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="dijawab")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="proposals.catalogueentry",
                        verbose_name="inovasi asal",
                    ),
                ),
                (
                    "visitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.visitor",
                        verbose_name="pengunjung terkonfirmasi",
                    ),
                ),
            ],
            options={
                "verbose_name": "permintaan replikasi",
                "verbose_name_plural": "permintaan replikasi",
            },
        ),
        migrations.CreateModel(
            name="JippnasColumn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(unique=True, verbose_name="urutan")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("registration", "nomor registrasi"),
                            ("year", "tahun"),
                            ("title", "judul inovasi"),
                            ("category", "jenis inovasi"),
                            ("group", "kelompok"),
                            ("state", "status keberlanjutan"),
                            ("continues", "berlanjut (ya atau tidak)"),
                            ("reason", "alasan keberlanjutan"),
                            ("owner", "instansi pemilik"),
                            ("kind", "jenis instansi"),
                            ("unit", "unit penyelenggara pelayanan"),
                            ("region_code", "kode wilayah"),
                            ("region", "nama wilayah"),
                            ("province", "provinsi"),
                            ("sdgs", "tujuan pembangunan berkelanjutan"),
                            ("awards", "penghargaan"),
                            ("competition", "kompetisi"),
                            ("summary", "ringkasan"),
                            ("background", "latar belakang dan tujuan"),
                            ("novelty", "kebaruan"),
                            ("impact", "evaluasi dan dampak"),
                            ("adaptability", "adaptasi dan replikasi"),
                            ("resources", "sumber daya"),
                            ("sustainability", "strategi keberlanjutan"),
                            ("reach", "jangkauan"),
                            ("places", "jumlah replikasi"),
                            ("interests", "jumlah minat"),
                            ("agreements", "jumlah kesepakatan"),
                            ("certified", "jumlah replikasi bersertifikat"),
                            ("evidence", "tautan bukti"),
                            ("address", "alamat halaman"),
                            ("published", "tanggal terbit"),
                            ("updated", "pemutakhiran terakhir"),
                        ],
                        max_length=15,
                        unique=True,
                        verbose_name="isi",
                    ),
                ),
                ("heading", models.CharField(max_length=80, verbose_name="judul kolom")),
            ],
            options={
                "verbose_name": "kolom berkas JIPPNas",
                "verbose_name_plural": "kolom berkas JIPPNas",
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("heading", ""), _negated=True), name="jippnas_column_has_a_heading"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MaskedCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="judul netral")),
                ("given_title", models.CharField(max_length=200, verbose_name="judul netral semula")),
                ("texts", models.JSONField(verbose_name="jawaban tersamar")),
                ("words", models.JSONField(verbose_name="jumlah kata")),
                ("made_of", models.CharField(max_length=16, verbose_name="sidik digital")),
                ("made_at", models.DateTimeField(verbose_name="dibuat")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="dikonfirmasi")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "salinan tersamar",
                "verbose_name_plural": "salinan tersamar",
            },
        ),
        migrations.CreateModel(
            name="MaskedPassage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="bagian")),
                ("reason", models.TextField(blank=True, verbose_name="alasan")),
                ("marked_at", models.DateTimeField(verbose_name="ditandai")),
                (
                    "marked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "bagian tersamar",
                "verbose_name_plural": "bagian tersamar",
            },
        ),
        migrations.CreateModel(
            name="Mending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reasons", models.JSONField(verbose_name="alasan")),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None, verbose_name="bagian yang dibuka"
                    ),
                ),
                ("stood", models.JSONField(verbose_name="isi saat dibuka")),
                ("opened_at", models.DateTimeField(verbose_name="dibuka")),
                ("until", models.DateTimeField(verbose_name="sampai")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="diingatkan")),
                ("handed_in_at", models.DateTimeField(blank=True, null=True, verbose_name="diserahkan lagi")),
                (
                    "put_back_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dikembalikan seperti semula"),
                ),
                (
                    "handed_in_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                (
                    "put_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "masa perbaikan",
                "verbose_name_plural": "masa perbaikan",
            },
        ),
        migrations.CreateModel(
            name="OtherProgramme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="nama program")),
                ("description", models.CharField(blank=True, max_length=500, verbose_name="keterangan")),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="tautan")),
                (
                    "counts_as_top",
                    models.BooleanField(default=False, verbose_name="dihitung sebagai penghargaan utama terdahulu"),
                ),
                ("headings", models.JSONField(blank=True, default=dict, verbose_name="kolom terakhir")),
            ],
            options={
                "verbose_name": "program lain",
                "verbose_name_plural": "program lain",
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("name"), name="programme_one_a_name"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="programme_has_a_name"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="catalogueentry",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="proposals.otherprogramme",
                verbose_name="program lain",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="otherprogramme",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="cc09aa35dbab9dc4463eaf620fffb38f34e8aaff",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_ecb5b",
                    table="proposals_otherprogramme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="parent",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="named_by",
                to="proposals.catalogueentry",
                verbose_name="inovasi asal",
            ),
        ),
        migrations.AddField(
            model_name="parent",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="competitions.group",
                verbose_name="dalam kelompok",
            ),
        ),
        migrations.AddField(
            model_name="parent",
            name="named_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="accounts.agency",
                verbose_name="instansi",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="category",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="competitions.category",
                verbose_name="kategori",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="copied_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="proposals.proposal",
                verbose_name="disalin dari",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="deleted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="competitions.edition",
                verbose_name="edisi",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="competitions.group",
                verbose_name="kelompok",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="handed_over_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="returned_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="submitted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="accounts.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="parent",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parents",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="mending",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mendings",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="maskedpassage",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="passages",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="maskedcopy",
            name="proposal",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="masked",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="identityversion",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="identity_versions",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="earlieraward",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="earlier_awards",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="coaching",
            name="proposal",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="coaching",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="catalogueentry",
            name="proposal",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="catalogue_entry",
                to="proposals.proposal",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attachments",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="assistance",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assistances",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="publicpage",
            name="proposal",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="public_page",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="publicpage",
            name="told_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="publicpicture",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="publicpicture",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="public_pictures",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="replication",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replications",
                to="accounts.agency",
                verbose_name="instansi yang mereplikasi",
            ),
        ),
        migrations.AddField(
            model_name="replication",
            name="agreed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="replication",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="oleh",
            ),
        ),
        migrations.AddField(
            model_name="replication",
            name="certified_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="replication",
            name="declined_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="replication",
            name="dropped_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="replication",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replications",
                to="proposals.catalogueentry",
                verbose_name="inovasi asal",
            ),
        ),
        migrations.AddField(
            model_name="replication",
            name="implemented_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="replicationevidence",
            name="replication",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="proposals.replication",
                verbose_name="replikasi",
            ),
        ),
        migrations.AddField(
            model_name="returnnote",
            name="requirement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="competitions.requirement",
                verbose_name="dokumen",
            ),
        ),
        migrations.AddField(
            model_name="returnnote",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="competitions.section",
                verbose_name="bagian",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="oleh",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revisions",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="sectionversion",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="sectionversion",
            name="saved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="oleh",
            ),
        ),
        migrations.AddField(
            model_name="sectionversion",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="competitions.section",
                verbose_name="bagian",
            ),
        ),
        migrations.AddField(
            model_name="sheetrow",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.agency",
                verbose_name="instansi",
            ),
        ),
        migrations.AddField(
            model_name="sheetrow",
            name="entry",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="proposals.catalogueentry",
                verbose_name="inovasi di katalog",
            ),
        ),
        migrations.AddField(
            model_name="sketch",
            name="entry",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sketch",
                to="proposals.catalogueentry",
                verbose_name="inovasi",
            ),
        ),
        migrations.AddField(
            model_name="sketch",
            name="proposal",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sketch",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="oleh",
            ),
        ),
        migrations.AddField(
            model_name="checkin",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="check_ins",
                to="proposals.survey",
                verbose_name="putaran",
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="oleh",
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="transitions",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="returnnote",
            name="transition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="return_notes",
                to="proposals.transition",
                verbose_name="pengembalian",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="attachment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="proposals.attachment",
                verbose_name="lampiran",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="begun_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="instead_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="proposals.attachment",
                verbose_name="menggantikan",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="requirement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="competitions.requirement",
                verbose_name="dokumen",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="competitions.section",
                verbose_name="bagian",
            ),
        ),
        migrations.AddField(
            model_name="winnerlist",
            name="agreed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="penyetuju",
            ),
        ),
        migrations.AddField(
            model_name="winnerlist",
            name="named_by",
            field=models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="pemasang kolom"),
        ),
        migrations.AddField(
            model_name="winnerlist",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lists",
                to="proposals.otherprogramme",
                verbose_name="program lain",
            ),
        ),
        migrations.AddField(
            model_name="winnerlist",
            name="sent_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="pengirim",
            ),
        ),
        migrations.AddField(
            model_name="winnerlist",
            name="taken_back_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="pencabut",
            ),
        ),
        migrations.AddField(
            model_name="sheetrow",
            name="listed",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sheet_rows",
                to="proposals.winnerlist",
                verbose_name="daftar",
            ),
        ),
        migrations.AddField(
            model_name="catalogueentry",
            name="winner_list",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="proposals.winnerlist",
                verbose_name="daftar pemenang terdahulu",
            ),
        ),
        migrations.AddField(
            model_name="withdrawalrequest",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="withdrawalrequest",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="oleh",
            ),
        ),
        migrations.AddField(
            model_name="withdrawalrequest",
            name="declined_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="withdrawalrequest",
            name="dropped_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="withdrawalrequest",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawal_requests",
                to="proposals.proposal",
                verbose_name="usulan",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyorder",
            constraint=models.UniqueConstraint(fields=("edition", "agency"), name="agency_order_one_an_edition"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="announcement",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="aa615279745cb25cf87e64b05be694d14a07939a",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_1890c",
                    table="proposals_announcement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="assistancereading",
            index=models.Index(fields=["assistance", "at"], name="assistance_reading_in_order"),
        ),
        migrations.AddIndex(
            model_name="catalogueaward",
            index=models.Index(fields=["key", "entry"], name="catalogue_award_by_key"),
        ),
        migrations.AddConstraint(
            model_name="catalogueaward",
            constraint=models.UniqueConstraint(fields=("entry", "name"), name="catalogue_award_once_an_entry"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="catalogueaward",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="cf342858fa229037ccf7158d132d134d2bf063f0",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_132cc",
                    table="proposals_catalogueaward",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="catalogueaward",
            trigger=pgtrigger.compiler.Trigger(
                name="of_the_contest",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT FROM proposals_catalogueentry WHERE id = NEW.entry_id AND programme_id IS NOT NULL) THEN\n        RAISE EXCEPTION 'an innovation of another programme holds no award of the contest';\n    END IF;\n    RETURN NEW;\n",
                    hash="0dcf18c14129b37d531c77f2120456fe35ceed36",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_of_the_contest_ee778",
                    table="proposals_catalogueaward",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="catalogueparent",
            constraint=models.UniqueConstraint(fields=("child", "parent"), name="catalogue_parent_once_an_entry"),
        ),
        migrations.AddConstraint(
            model_name="catalogueparent",
            constraint=models.CheckConstraint(
                condition=models.Q(("child", models.F("parent")), _negated=True), name="catalogue_parent_is_another"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="catalogueparent",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="8243cfe03acc85831418411e45b64bebad901f98",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_575f2",
                    table="proposals_catalogueparent",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("clean_size__gt", 0), ("size__gt", 0)), name="checkinevidence_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_signed", False), ("sha256", models.F("came_sha256")), _connector="OR"),
                name="checkinevidence_signed_is_as_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkinevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_active", False),
                    models.Q(("is_signed", True), models.Q(("sha256", models.F("clean_sha256")), _negated=True)),
                    _connector="OR",
                ),
                name="checkinevidence_active_only_for_its_signature",
            ),
        ),
        migrations.AddConstraint(
            model_name="coachingnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="coaching_note_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="figure_one_a_key"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="6bea1beadc8bfec3cbf8670f8ade917936e693bc",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_4657d",
                    table="proposals_figure",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at", None)),
                fields=("entry", "visitor"),
                name="inquiry_waits_once_a_visitor",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="inquiry_answered_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="inquiry_is_answered_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("text", ""), _negated=True), models.Q(("locality", ""), _negated=True)),
                name="inquiry_says_something",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["edition", "status"], name="proposal_by_status"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["edition", "title_key"], name="proposal_by_title"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["title"], name="proposal_by_likeness_of_title", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(fields=("edition", "number"), name="proposal_number_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(fields=("created_by", "begun_with"), name="proposal_begun_once_a_form"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "with_agency", "returned", "submitted", "withdrawn", "disqualified"])
                ),
                name="proposal_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handed_over_at__isnull", True), ("handed_over_by__isnull", True)),
                    models.Q(("handed_over_at__isnull", False), ("handed_over_by__isnull", False)),
                    _connector="OR",
                ),
                name="proposal_handed_over_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("returned_at__isnull", True), ("returned_by__isnull", True)),
                    models.Q(("returned_at__isnull", False), ("returned_by__isnull", False)),
                    _connector="OR",
                ),
                name="proposal_returned_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                    models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                    _connector="OR",
                ),
                name="proposal_submitted_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="proposal_ended_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deleted_at__isnull", True), ("deleted_by__isnull", True)),
                    models.Q(("deleted_at__isnull", False), ("deleted_by__isnull", False)),
                    _connector="OR",
                ),
                name="proposal_deleted_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deleted_at", None), models.Q(("status", "withdrawn"), ("submitted_at", None)), _connector="OR"
                ),
                name="proposal_deleted_was_never_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "with_agency"), _negated=True),
                    ("handed_over_at__isnull", False),
                    _connector="OR",
                ),
                name="proposal_with_agency_was_handed_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "returned"), _negated=True), ("returned_at__isnull", False), _connector="OR"
                ),
                name="proposal_returned_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "submitted"), ("submitted_at__isnull", False)),
                    ("status__in", ["withdrawn", "disqualified"]),
                    models.Q(("status__in", ["draft", "with_agency", "returned"]), ("submitted_at", None)),
                    _connector="OR",
                ),
                name="proposal_submitted_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", False), ("status__in", ["withdrawn", "disqualified"])),
                    models.Q(
                        models.Q(("status__in", ["withdrawn", "disqualified"]), _negated=True), ("ended_at", None)
                    ),
                    _connector="OR",
                ),
                name="proposal_ended_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "submitted"), _negated=True),
                    models.Q(("category__isnull", False), ("group__isnull", False)),
                    _connector="OR",
                ),
                name="proposal_submitted_has_group_and_category",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="proposal_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("mending_parts", []), ("mending_until", None)),
                    models.Q(
                        ("mending_parts__len__gt", 0), ("mending_until__isnull", False), ("submitted_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="proposal_mended_until_and_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("coached_since", None), ("coached_until", None)),
                    models.Q(("coached_until__gt", models.F("coached_since")), ("submitted_at__isnull", False)),
                    _connector="OR",
                ),
                name="proposal_coached_since_and_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="parent",
            constraint=models.UniqueConstraint(fields=("proposal", "group", "entry"), name="parent_named_once_a_group"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parent",
            trigger=pgtrigger.compiler.Trigger(
                name="parent_was_awarded_earlier",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NOT EXISTS (\n                        SELECT 1\n                        FROM proposals_catalogueentry AS entry\n                        JOIN proposals_catalogueaward AS award ON award.entry_id = entry.id\n                        JOIN proposals_proposal AS proposal ON proposal.id = NEW.proposal_id\n                        JOIN competitions_edition AS edition ON edition.id = proposal.edition_id\n                        WHERE entry.id = NEW.entry_id AND entry.year < edition.year\n                    ) THEN\n                        RAISE EXCEPTION 'parent_was_awarded_earlier' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="d241ade65937069d2e7b6e80cf836f081110a57e",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_parent_was_awarded_earlier_63705",
                    table="proposals_parent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="mending",
            constraint=models.UniqueConstraint(
                condition=models.Q(("handed_in_at", None), ("put_back_at", None)),
                fields=("proposal",),
                name="mending_one_on_its_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="mending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handed_in_at__isnull", True), ("handed_in_by__isnull", True)),
                    models.Q(("handed_in_at__isnull", False), ("handed_in_by__isnull", False)),
                    _connector="OR",
                ),
                name="mending_handed_in_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="mending",
            constraint=models.CheckConstraint(
                condition=models.Q(("put_back_by", None), ("put_back_at__isnull", False), _connector="OR"),
                name="mending_put_back_by_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="mending",
            constraint=models.CheckConstraint(
                condition=models.Q(("handed_in_at", None), ("put_back_at", None), _connector="OR"),
                name="mending_ends_one_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="mending",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("opened_at"))), name="mending_has_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="mending",
            constraint=models.CheckConstraint(
                condition=models.Q(("parts__len__gt", 0)), name="mending_opens_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="maskedpassage",
            constraint=models.UniqueConstraint(fields=("proposal", "text"), name="masked_passage_once_a_proposal"),
        ),
        migrations.AddConstraint(
            model_name="maskedpassage",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="masked_passage_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="maskedcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="masked_copy_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="maskedcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="masked_copy_confirmed_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="identityversion",
            constraint=models.UniqueConstraint(fields=("proposal", "number"), name="identity_version_number_is_unique"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identityversion",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."closed_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7f9531a8dd9da98800cb9d35aa74dcdec802fc9a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_closed_stays_9d597",
                    table="proposals_identityversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="earlieraward",
            constraint=models.UniqueConstraint(
                fields=("proposal", "entry"), name="earlier_award_answered_once_a_proposal"
            ),
        ),
        migrations.AddConstraint(
            model_name="earlieraward",
            constraint=models.CheckConstraint(
                condition=models.Q(("likeness__range", (0, 100))), name="earlier_award_likeness_is_a_percentage"
            ),
        ),
        migrations.AddConstraint(
            model_name="coaching",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("opened_at"))), name="coaching_ends_after_it_began"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("clean_size__gt", 0), ("size__gt", 0)), name="attachment_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_signed", False), ("sha256", models.F("came_sha256")), _connector="OR"),
                name="attachment_signed_is_as_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_active", False),
                    models.Q(("is_signed", True), models.Q(("sha256", models.F("clean_sha256")), _negated=True)),
                    _connector="OR",
                ),
                name="attachment_active_only_for_its_signature",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("requirement__isnull", False), ("section", None)),
                    models.Q(("requirement", None), ("section__isnull", False)),
                    _connector="OR",
                ),
                name="attachment_is_a_document_or_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_public", False), ("section__isnull", False), _connector="OR"),
                name="attachment_public_is_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("removed_by", None), ("removed_at__isnull", False), _connector="OR"),
                name="attachment_removed_by_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), ("requirement__isnull", False)),
                fields=("proposal", "requirement"),
                name="attachment_one_present_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), ("section__isnull", False)),
                fields=("proposal", "section", "came_sha256"),
                name="attachment_once_a_section",
            ),
        ),
        migrations.AddConstraint(
            model_name="assistance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="assistance_ended_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="assistance",
            constraint=models.CheckConstraint(
                condition=models.Q(("question", ""), _negated=True), name="assistance_asks_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="assistance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("proposal",), name="assistance_one_open_a_proposal"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicpicture",
            constraint=models.CheckConstraint(
                condition=models.Q(("card_size__gt", 0), ("size__gt", 0)), name="public_picture_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicpicture",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)),
                fields=("proposal",),
                name="public_picture_one_present_a_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="replication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("declined_at", None), ("dropped_at", None)),
                fields=("entry", "agency"),
                name="replication_stands_once_an_agency",
            ),
        ),
        migrations.AddConstraint(
            model_name="replication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("number",),
                name="replication_number_is_given_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="replication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                    _connector="OR",
                ),
                name="replication_agreed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="replication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declined_at__isnull", True), ("declined_by__isnull", True)),
                    models.Q(("declined_at__isnull", False), ("declined_by__isnull", False)),
                    _connector="OR",
                ),
                name="replication_declined_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="replication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dropped_at__isnull", True), ("dropped_by__isnull", True)),
                    models.Q(("dropped_at__isnull", False), ("dropped_by__isnull", False)),
                    _connector="OR",
                ),
                name="replication_dropped_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="replication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("implemented_at__isnull", True),
                        ("implemented_by__isnull", True),
                        ("running_since__isnull", True),
                    ),
                    models.Q(
                        ("implemented_at__isnull", False),
                        ("implemented_by__isnull", False),
                        ("running_since__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="replication_implemented_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="replication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("certified_at__isnull", True), ("certified_by__isnull", True)),
                    models.Q(("certified_at__isnull", False), ("certified_by__isnull", False)),
                    _connector="OR",
                ),
                name="replication_certified_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="replication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declined_at", None), ("dropped_at", None)),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="replication_ended_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="replication",
            constraint=models.CheckConstraint(
                condition=models.Q(("agreed_at", None), ("declined_at", None), _connector="OR"),
                name="replication_agreed_or_declined",
            ),
        ),
        migrations.AddConstraint(
            model_name="replication",
            constraint=models.CheckConstraint(
                condition=models.Q(("implemented_at", None), ("agreed_at__isnull", False), _connector="OR"),
                name="replication_implemented_once_agreed",
            ),
        ),
        migrations.AddConstraint(
            model_name="replication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("certified_at", None), ("number", "")),
                    models.Q(
                        ("certified_at__isnull", False),
                        ("implemented_at__isnull", False),
                        models.Q(("number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="replication_certified_once_implemented",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="replication",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="56d7b406cda477207050e2f272848e03e073fcd7",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_18f49",
                    table="proposals_replication",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="replicationevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("clean_size__gt", 0), ("size__gt", 0)), name="replicationevidence_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="replicationevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_signed", False), ("sha256", models.F("came_sha256")), _connector="OR"),
                name="replicationevidence_signed_is_as_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="replicationevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_active", False),
                    models.Q(("is_signed", True), models.Q(("sha256", models.F("clean_sha256")), _negated=True)),
                    _connector="OR",
                ),
                name="replicationevidence_active_only_for_its_signature",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(fields=("proposal", "number"), name="revision_number_is_unique"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9aac3f90dfc9e256afaae540410c15a01a787856",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7ed9e",
                    table="proposals_revision",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.UniqueConstraint(
                fields=("proposal", "section", "number"), name="section_version_number_is_unique"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."closed_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8fa61992b35746431fac3c7bb58aaf5a805f1b38",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_closed_stays_f3b2c",
                    table="proposals_sectionversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="sketch",
            index=django.contrib.postgres.indexes.GinIndex(fields=["runs"], name="sketch_by_run"),
        ),
        migrations.AddConstraint(
            model_name="sketch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry__isnull", False), ("proposal", None)),
                    models.Q(("entry", None), ("proposal__isnull", False)),
                    _connector="OR",
                ),
                name="sketch_of_one_text",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="024bd606ecccaded014d7691818ea14896112ba9",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_f2b29",
                    table="proposals_survey",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.UniqueConstraint(fields=("survey", "entry"), name="check_in_once_a_year"),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at", None),
                        ("answered_by", None),
                        ("answered_name", ""),
                        ("reach", ""),
                        ("state", ""),
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        models.Q(("state", ""), _negated=True),
                        models.Q(("reach", ""), _negated=True),
                        models.Q(("answered_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="check_in_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["paused", "stopped"]), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="check_in_ended_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reach", "own"), ("replications", 0)),
                    models.Q(("reach", "own"), _negated=True),
                    _connector="OR",
                ),
                name="check_in_at_home_has_no_replications",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkin",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="f579d1b8112942a3360c18c1fe393fc47dc7cdcc",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_4ae2e",
                    table="proposals_checkin",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(fields=["proposal", "at"], name="transition_in_order"),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act__in", ["return", "disqualify", "let_go"]), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="transition_return_has_a_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnnote",
            constraint=models.UniqueConstraint(
                fields=("transition", "section", "requirement", "question"),
                name="return_note_one_a_place_and_return",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="returnnote",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("text", ""), _negated=True), models.Q(("prompt", ""), _negated=True)),
                name="return_note_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("requirement", None), ("section__isnull", False)),
                    models.Q(("question", ""), ("requirement__isnull", False), ("section", None)),
                    models.Q(("requirement", None), ("section", None), models.Q(("question", ""), _negated=True)),
                    _connector="OR",
                ),
                name="return_note_has_one_place",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="returnnote",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="21589668dcf597fea69d1bfac99a70b10df9abe8",
                    operation="UPDATE",
                    pgid="pgtrigger_append_only_90a5e",
                    table="proposals_returnnote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="returnnote",
            trigger=pgtrigger.compiler.Trigger(
                name="return_note_comes_with_a_return",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM proposals_transition AS transition\n                        WHERE transition.id = NEW.transition_id AND transition.act = 'return'\n                    ) THEN\n                        RAISE EXCEPTION 'return_note_comes_with_a_return' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="0626e5d4d31da1fdce1c8c45db30fe8607472340",
                    operation="INSERT",
                    pgid="pgtrigger_return_note_comes_with_a_return_e308a",
                    table="proposals_returnnote",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("received__lte", models.F("size")), ("size__gt", 0)),
                name="upload_is_no_longer_than_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("instead_of", None), ("requirement__isnull", False), ("section", None)),
                    models.Q(("requirement", None), ("section__isnull", False)),
                    _connector="OR",
                ),
                name="upload_goes_to_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("attachment", None), ("received", models.F("size")), _connector="OR"),
                name="upload_is_attached_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="winnerlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="winner_list_has_a_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="winnerlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("programme__isnull", False),
                    models.Q(("headings", []), ("mapping", {}), ("read_at", None), ("year", None)),
                    _connector="OR",
                ),
                name="winner_list_of_no_programme_has_no_columns_to_map",
            ),
        ),
        migrations.AddConstraint(
            model_name="winnerlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                    _connector="OR",
                ),
                name="winner_list_is_agreed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="winnerlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_at", None), ("programme", None), ("read_at__isnull", False), _connector="OR"
                ),
                name="winner_list_agreed_was_read",
            ),
        ),
        migrations.AddConstraint(
            model_name="winnerlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at", None), ("mapping", {})), ("tried_at__isnull", False), _connector="OR"
                ),
                name="winner_list_for_a_worker_says_since_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="winnerlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fresh", 0), ("innovations", 0), ("taken_over_at", None)),
                    models.Q(("agreed_at__isnull", False), ("failed_at", None), ("taken_over_at__isnull", False)),
                    _connector="OR",
                ),
                name="winner_list_taken_over_was_agreed",
            ),
        ),
        migrations.AddConstraint(
            model_name="winnerlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_back_at", None), ("taken_back_by", None), ("taken_back_reason", "")),
                    models.Q(
                        ("taken_back_at__isnull", False),
                        ("taken_back_by__isnull", False),
                        models.Q(("taken_back_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="winner_list_is_taken_back_by_somebody_who_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="winnerlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_back_at", None),
                    models.Q(("programme__isnull", False), ("taken_over_at__isnull", False)),
                    _connector="OR",
                ),
                name="winner_list_taken_back_was_of_a_programme",
            ),
        ),
        migrations.AddConstraint(
            model_name="winnerlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("failed_at", None), ("failure", "")),
                    models.Q(("failed_at__isnull", False), models.Q(("failure", ""), _negated=True)),
                    _connector="OR",
                ),
                name="winner_list_failed_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="winnerlist",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="1de45e74220576b92f292b762110516a1b9d5832",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_b173c",
                    table="proposals_winnerlist",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="sheetrow",
            index=models.Index(fields=["listed", "outcome", "number"], name="sheet_row_by_outcome"),
        ),
        migrations.AddConstraint(
            model_name="sheetrow",
            constraint=models.UniqueConstraint(fields=("listed", "number"), name="sheet_row_once_a_number"),
        ),
        migrations.AddConstraint(
            model_name="sheetrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first__isnull", False), ("outcome", "twice")),
                    models.Q(models.Q(("outcome", "twice"), _negated=True), ("first", None)),
                    _connector="OR",
                ),
                name="sheet_row_twice_names_the_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry__isnull", False), ("outcome__in", ("known", "alike"))),
                    models.Q(models.Q(("outcome__in", ("known", "alike")), _negated=True), ("entry", None)),
                    _connector="OR",
                ),
                name="sheet_row_in_the_catalogue_names_its_entry",
            ),
        ),
        migrations.AddIndex(
            model_name="catalogueentry",
            index=models.Index(fields=["-year", "title_key", "id"], name="catalogue_latest_first"),
        ),
        migrations.AddIndex(
            model_name="catalogueentry",
            index=models.Index(fields=["title_key", "id"], name="catalogue_by_title"),
        ),
        migrations.AddIndex(
            model_name="catalogueentry",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="catalogue_by_word"),
        ),
        migrations.AddIndex(
            model_name="catalogueentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["title_key"], name="catalogue_by_likeness_of_title", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="catalogueentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proposal__isnull", False),
                    models.Q(("source_url", ""), _negated=True),
                    models.Q(("source_note", ""), _negated=True),
                    _connector="OR",
                ),
                name="catalogue_entry_has_a_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="catalogueentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("proposal", None), ("winner_list", None), _connector="OR"),
                name="catalogue_entry_won_here_or_was_taken_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="catalogueentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("honour", ""), ("programme", None), ("registered_as", "")),
                    models.Q(("programme__isnull", False), ("winner_list__isnull", False)),
                    _connector="OR",
                ),
                name="catalogue_entry_of_a_programme_was_taken_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="catalogueentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_reason", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("ended_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="catalogue_entry_ended_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="catalogueentry",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="5111d5d3b41031935cec018d4204aa7c988a9734",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_d6a41",
                    table="proposals_catalogueentry",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawalrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("accepted_at", None), ("declined_at", None), ("dropped_at", None)),
                fields=("proposal",),
                name="withdrawal_request_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawalrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="withdrawal_request_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawalrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dropped_at__isnull", True), ("dropped_by__isnull", True)),
                    models.Q(("dropped_at__isnull", False), ("dropped_by__isnull", False)),
                    _connector="OR",
                ),
                name="withdrawal_request_dropped_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawalrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decline_reason", ""), ("declined_at", None), ("declined_by", None)),
                    models.Q(
                        ("declined_at__isnull", False),
                        ("declined_by__isnull", False),
                        models.Q(("decline_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="withdrawal_request_declined_who_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawalrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                    models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                    _connector="OR",
                ),
                name="withdrawal_request_accepted_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawalrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at", None), ("declined_at", None), ("dropped_at", None)),
                    models.Q(("accepted_at", None), ("declined_at", None), ("dropped_at__isnull", False)),
                    models.Q(("accepted_at", None), ("declined_at__isnull", False), ("dropped_at", None)),
                    models.Q(("accepted_at__isnull", False), ("declined_at", None), ("dropped_at", None)),
                    _connector="OR",
                ),
                name="withdrawal_request_ends_once",
            ),
        ),
    ]
