import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import judging.models.judges.judge
import judging.models.session
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_first"),
        ("competitions", "0001_first"),
        ("proposals", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WithoutKeys",
            fields=[
                (
                    "judge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="without_keys",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="juri",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="sejak")),
            ],
            options={
                "verbose_name": "tanpa tombol pintas",
                "verbose_name_plural": "tanpa tombol pintas",
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="urutan baca")),
                ("assigned_at", models.DateTimeField(verbose_name="ditugaskan")),
                ("cleared_at", models.DateTimeField(blank=True, null=True, verbose_name="dinyatakan tanpa benturan")),
                ("recused_at", models.DateTimeField(blank=True, null=True, verbose_name="dikembalikan")),
                ("recusal_reason", models.TextField(blank=True, verbose_name="alasan dikembalikan")),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penilai",
                    ),
                ),
                (
                    "judge_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="instansi penilai",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "proposal_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="instansi pengusul",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "penugasan",
                "verbose_name_plural": "penugasan",
            },
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40, verbose_name="kunci")),
                ("name", models.CharField(max_length=120, verbose_name="sebutan")),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="nomor sertifikat")),
                ("agency_name", models.CharField(max_length=200, verbose_name="instansi")),
                ("unit_name", models.CharField(blank=True, max_length=200, verbose_name="unit")),
                ("title", models.CharField(max_length=200, verbose_name="judul inovasi")),
                ("edition_name", models.CharField(max_length=120, verbose_name="edisi")),
                ("decree_number", models.CharField(max_length=80, verbose_name="nomor keputusan")),
                ("decree_date", models.DateField(verbose_name="tanggal keputusan")),
                ("place", models.CharField(max_length=60, verbose_name="tempat")),
                ("signatory_name", models.CharField(blank=True, max_length=120, verbose_name="penanda tangan")),
                ("signatory_office", models.CharField(max_length=160, verbose_name="jabatan penanda tangan")),
                ("decree", models.CharField(blank=True, max_length=120, verbose_name="sebutan keputusan")),
                (
                    "heading",
                    models.CharField(default="Sertifikat Penghargaan", max_length=60, verbose_name="judul sertifikat"),
                ),
                ("issuer", models.CharField(blank=True, max_length=160, verbose_name="kepala sertifikat")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="kalimat penutup sertifikat")),
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
                ("logo", models.CharField(blank=True, max_length=64, verbose_name="lambang")),
                ("signature", models.CharField(blank=True, max_length=64, verbose_name="gambar tanda tangan")),
                ("verification_code", models.CharField(max_length=20, unique=True, verbose_name="kode verifikasi")),
                ("given_at", models.DateTimeField(verbose_name="diberikan")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="dicabut")),
                ("ended_reason", models.TextField(blank=True, verbose_name="alasan dicabut")),
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "penghargaan",
                "verbose_name_plural": "penghargaan",
            },
        ),
        migrations.CreateModel(
            name="BatchDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sort",
                    models.CharField(
                        choices=[("network", "jaringan"), ("domain", "domain surel")],
                        max_length=10,
                        verbose_name="jenis sumber",
                    ),
                ),
                ("name", models.CharField(max_length=254, verbose_name="sumber")),
                ("since", models.DateTimeField(verbose_name="penilaian pertama")),
                ("until", models.DateTimeField(verbose_name="penilaian terakhir")),
                ("number", models.PositiveIntegerField(verbose_name="jumlah penilaian")),
                ("is_let_in", models.BooleanField(verbose_name="dihitung")),
                ("besides_since", models.DateTimeField(blank=True, null=True, verbose_name="tidak dihitung sejak")),
                ("besides_until", models.DateTimeField(blank=True, null=True, verbose_name="tidak dihitung sampai")),
                ("reason", models.TextField(verbose_name="alasan")),
                ("decided_at", models.DateTimeField(verbose_name="diputuskan")),
                (
                    "decided_by",
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
                        related_name="batch_decisions",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "putusan penilaian tertahan",
                "verbose_name_plural": "putusan penilaian tertahan",
            },
        ),
        migrations.CreateModel(
            name="CalibrationDossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "usulan kalibrasi",
                "verbose_name_plural": "usulan kalibrasi",
            },
        ),
        migrations.CreateModel(
            name="CalibrationCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("marks", models.JSONField(verbose_name="nilai kriteria")),
                ("remark", models.TextField(blank=True, verbose_name="catatan penilai")),
                ("total", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="nilai")),
                ("body", models.TextField(verbose_name="isi")),
                ("salt", models.CharField(max_length=64, verbose_name="kunci")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("signed_at", models.DateTimeField(verbose_name="dikunci")),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penilai",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cards",
                        to="judging.calibrationdossier",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "lembar kalibrasi",
                "verbose_name_plural": "lembar kalibrasi",
            },
        ),
        migrations.CreateModel(
            name="CalibrationDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("marks", models.JSONField(verbose_name="nilai kriteria")),
                ("remark", models.TextField(blank=True, verbose_name="catatan penilai")),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("saved_at", models.DateTimeField(verbose_name="disimpan")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="judging.calibrationdossier",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penilai",
                    ),
                ),
            ],
            options={
                "verbose_name": "isian kalibrasi",
                "verbose_name_plural": "isian kalibrasi",
            },
        ),
        migrations.CreateModel(
            name="CalibrationEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="isi")),
                ("said_at", models.DateTimeField(verbose_name="saat")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="judging.calibrationdossier",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "tanggapan kalibrasi",
                "verbose_name_plural": "tanggapan kalibrasi",
            },
        ),
        migrations.CreateModel(
            name="CalibrationRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("set_at", models.DateTimeField(verbose_name="ditetapkan")),
                ("revealed_at", models.DateTimeField(blank=True, null=True, verbose_name="dibuka")),
                (
                    "revealed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calibration",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "putaran kalibrasi",
                "verbose_name_plural": "putaran kalibrasi",
            },
        ),
        migrations.AddField(
            model_name="calibrationdossier",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dossiers",
                to="judging.calibrationround",
                verbose_name="putaran",
            ),
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(max_length=200, upload_to="", verbose_name="berkas")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("address", models.URLField(max_length=300, verbose_name="alamat tercetak")),
                ("key", models.CharField(blank=True, max_length=64, verbose_name="kunci penanda tangan")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran (B)")),
                ("rendered_at", models.DateTimeField(verbose_name="dicetak")),
                (
                    "award",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="judging.award",
                        verbose_name="penghargaan",
                    ),
                ),
            ],
            options={
                "verbose_name": "sertifikat",
                "verbose_name_plural": "sertifikat",
            },
        ),
        migrations.CreateModel(
            name="CertificateBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("requested_at", models.DateTimeField(verbose_name="diminta")),
                ("tries", models.PositiveSmallIntegerField(default=1, verbose_name="percobaan")),
                ("tried_at", models.DateTimeField(verbose_name="dicoba terakhir")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="selesai")),
                ("failure", models.TextField(blank=True, verbose_name="sebab gagal")),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate_batch",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "pencetakan sertifikat",
                "verbose_name_plural": "pencetakan sertifikat",
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("confirmed", "terbukti"), ("partly", "terbukti sebagian"), ("not", "tidak terbukti")],
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="alasan putusan")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="diputuskan")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="competitions.section",
                        verbose_name="bagian",
                    ),
                ),
            ],
            options={
                "verbose_name": "klaim",
                "verbose_name_plural": "klaim",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("minutes", models.TextField(blank=True, verbose_name="catatan rapat")),
                ("decree_number", models.CharField(blank=True, max_length=80, verbose_name="nomor keputusan")),
                ("decree_date", models.DateField(blank=True, null=True, verbose_name="tanggal keputusan")),
                (
                    "override",
                    models.JSONField(blank=True, default=dict, verbose_name="penyimpangan dari aturan komposisi"),
                ),
                ("without_quorum", models.JSONField(blank=True, default=dict, verbose_name="keputusan tanpa kuorum")),
                ("drafted_at", models.DateTimeField(verbose_name="disusun")),
                (
                    "listing",
                    models.CharField(
                        blank=True,
                        choices=[("adjusted", "nilai setara"), ("plain", "rata-rata mentah")],
                        max_length=10,
                        verbose_name="daftar yang berlaku",
                    ),
                ),
                ("listing_reason", models.TextField(blank=True, verbose_name="alasan daftar yang berlaku")),
                ("listed_at", models.DateTimeField(blank=True, null=True, verbose_name="daftar diputuskan")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versi")),
                (
                    "authors",
                    models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="penyusun"),
                ),
                (
                    "listed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="diputuskan oleh",
                    ),
                ),
                (
                    "motion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.motion",
                        verbose_name="pengajuan",
                    ),
                ),
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "keputusan",
                "verbose_name_plural": "keputusan",
            },
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposed_by_machine", models.BooleanField(verbose_name="saran sistem")),
                ("goes_on", models.BooleanField(verbose_name="lanjut")),
                ("reason", models.TextField(blank=True, verbose_name="alasan")),
                ("honours", models.JSONField(blank=True, default=list, verbose_name="penghargaan khusus")),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="proposals.proposal",
                        verbose_name="ditukar dengan",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="choices",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to="judging.decision",
                        verbose_name="keputusan",
                    ),
                ),
            ],
            options={
                "verbose_name": "pilihan",
                "verbose_name_plural": "pilihan",
            },
        ),
        migrations.CreateModel(
            name="DiscussionEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="isi")),
                ("said_at", models.DateTimeField(verbose_name="saat")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "said_by",
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
                        related_name="discussion",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "tanggapan pembahasan",
                "verbose_name_plural": "tanggapan pembahasan",
            },
        ),
        migrations.CreateModel(
            name="Employer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="tempat kerja lain")),
                ("since", models.DateField(blank=True, null=True, verbose_name="mulai")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai sebelum")),
                (
                    "ties_until",
                    models.GeneratedField(
                        db_persist=True,
                        expression=judging.models.judges.judge.ThreeYearsAfter("until"),
                        output_field=models.DateField(null=True),
                        verbose_name="mengikat sebelum",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employers",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="juri",
                    ),
                ),
            ],
            options={
                "verbose_name": "tempat kerja",
                "verbose_name_plural": "tempat kerja",
            },
        ),
        migrations.CreateModel(
            name="Entrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entered_at", models.DateTimeField(verbose_name="masuk")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entrances",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entrants",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "peserta tahap",
                "verbose_name_plural": "peserta tahap",
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bands", models.JSONField(verbose_name="pita setiap kriteria")),
                ("text", models.TextField(blank=True, verbose_name="alasan")),
                ("number", models.PositiveIntegerField(default=1, verbose_name="nomor")),
                ("drafted_at", models.DateTimeField(verbose_name="disusun")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="diperiksa")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="disetujui")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "umpan balik",
                "verbose_name_plural": "umpan balik",
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_met", models.BooleanField(null=True, verbose_name="terpenuhi")),
                ("machine_says", models.BooleanField(null=True, verbose_name="hasil pemeriksaan otomatis")),
                ("detail", models.TextField(blank=True, verbose_name="rincian")),
                ("note", models.TextField(blank=True, verbose_name="catatan sekretariat")),
                (
                    "check_row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="competitions.entrycheck",
                        verbose_name="syarat",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "temuan",
                "verbose_name_plural": "temuan",
            },
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("family", "keluarga atau kerabat"),
                            ("work", "bekerja atau pernah bekerja di sana"),
                            ("advice", "konsultan, pembina, atau narasumber"),
                            ("money", "hubungan usaha atau keuangan"),
                            ("other", "hubungan lain"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="jenis hubungan",
                    ),
                ),
                ("reason", models.TextField(verbose_name="alasan")),
                ("declared_at", models.DateTimeField(verbose_name="dinyatakan")),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penilai",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "benturan kepentingan",
                "verbose_name_plural": "benturan kepentingan",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reply_by", models.DateField(verbose_name="dijawab paling lambat")),
                ("invited_at", models.DateTimeField(verbose_name="diundang")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "bersedia"), ("declined", "tidak bersedia")],
                        max_length=10,
                        verbose_name="jawaban",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="dijawab")),
                ("reason", models.TextField(blank=True, verbose_name="alasan")),
                ("is_on_paper", models.BooleanField(default=False, verbose_name="menurut surat")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ditarik")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="dijawab oleh",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="juri",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="ditarik oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "undangan",
                "verbose_name_plural": "undangan",
            },
        ),
        migrations.CreateModel(
            name="JointMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField(verbose_name="isi")),
                ("total", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="nilai bersama")),
                ("reason", models.TextField(verbose_name="alasan")),
                ("salt", models.CharField(max_length=64, verbose_name="kunci")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("proposed_at", models.DateTimeField(verbose_name="diusulkan")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ditarik atau diganti")),
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_marks",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "proposed_by",
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
                        related_name="joint_marks",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "nilai bersama",
                "verbose_name_plural": "nilai bersama",
            },
        ),
        migrations.CreateModel(
            name="Judge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="bidang",
                    ),
                ),
                ("expertise", models.CharField(blank=True, max_length=300, verbose_name="keahlian")),
                ("capacity", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="usulan per tahap")),
                ("available_from", models.DateField(blank=True, null=True, verbose_name="tersedia mulai")),
                ("available_until", models.DateField(blank=True, null=True, verbose_name="tersedia sebelum")),
                ("number", models.PositiveIntegerField(default=0, verbose_name="perubahan")),
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
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judge",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="orang",
                    ),
                ),
            ],
            options={
                "verbose_name": "data juri",
                "verbose_name_plural": "data juri",
            },
        ),
        migrations.CreateModel(
            name="JudgesApart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="alasan")),
                ("set_at", models.DateTimeField(verbose_name="ditetapkan")),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="juri",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="juri lain",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "juri yang dipisahkan",
                "verbose_name_plural": "juri yang dipisahkan",
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=15, verbose_name="jenis bahan")),
                ("link", models.URLField(blank=True, max_length=300, verbose_name="tautan")),
                ("handed_in_at", models.DateTimeField(verbose_name="diserahkan")),
                ("replaced_at", models.DateTimeField(blank=True, null=True, verbose_name="diganti")),
                (
                    "handed_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="materials",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="materials",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "bahan presentasi",
                "verbose_name_plural": "bahan presentasi",
            },
        ),
        migrations.CreateModel(
            name="MaterialFile",
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
                (
                    "material",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept",
                        to="judging.material",
                        verbose_name="bahan presentasi",
                    ),
                ),
            ],
            options={
                "verbose_name": "berkas bahan presentasi",
                "verbose_name_plural": "berkas bahan presentasi",
            },
        ),
        migrations.CreateModel(
            name="MeetingRoom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("room", models.CharField(max_length=60, verbose_name="ruang")),
                ("link", models.URLField(max_length=300, verbose_name="tautan rapat")),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meeting_rooms",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "ruang rapat daring",
                "verbose_name_plural": "ruang rapat daring",
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sort",
                    models.CharField(
                        choices=[("support", "dukungan"), ("opinion", "pendapat"), ("objection", "sanggahan")],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("text", models.TextField(verbose_name="isi")),
                ("sent_at", models.DateTimeField(verbose_name="dikirim")),
                ("assigned_at", models.DateTimeField(blank=True, null=True, verbose_name="ditugaskan")),
                ("answer_by", models.DateField(blank=True, null=True, verbose_name="dijawab paling lambat")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("stands", "tetap dalam daftar"), ("suspended", "dikeluarkan dari daftar")],
                        max_length=10,
                        verbose_name="putusan",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="jawaban")),
                ("summary", models.TextField(blank=True, verbose_name="ringkasan untuk publik")),
                ("summary_en", models.TextField(blank=True, verbose_name="ringkasan dalam bahasa Inggris")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="dijawab")),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="petugas",
                    ),
                ),
                (
                    "motion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.motion",
                        verbose_name="pengajuan",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "tanggapan masyarakat",
                "verbose_name_plural": "tanggapan masyarakat",
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="judging.objection",
                        verbose_name="tanggapan masyarakat",
                    ),
                ),
            ],
            options={
                "verbose_name": "bukti tanggapan",
                "verbose_name_plural": "bukti tanggapan",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ObjectionSender",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("full_name", models.CharField(blank=True, max_length=150, verbose_name="nama")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="nama dihapus")),
                (
                    "sort",
                    models.CharField(
                        choices=[("support", "dukungan"), ("opinion", "pendapat"), ("objection", "sanggahan")],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "objection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="judging.objection",
                        verbose_name="tanggapan masyarakat",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="competitions.stage",
                        verbose_name="tahap",
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
                "verbose_name": "pengirim tanggapan",
                "verbose_name_plural": "pengirim tanggapan",
            },
        ),
        migrations.CreateModel(
            name="PactSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="yang ditandatangani")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("signed_at", models.DateTimeField(verbose_name="ditandatangani")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pact_signatures",
                        to="competitions.edition",
                        verbose_name="edisi",
                    ),
                ),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pact_signatures",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="juri",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "tanda tangan pakta",
                "verbose_name_plural": "tanda tangan pakta",
            },
        ),
        migrations.CreateModel(
            name="PanelMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=5, verbose_name="kode")),
                (
                    "at_most",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="paling banyak usulan"),
                ),
                ("categories", models.JSONField(blank=True, default=list, verbose_name="kategori")),
                ("room", models.CharField(blank=True, max_length=60, verbose_name="ruang panel")),
                ("seated_at", models.DateTimeField(verbose_name="ditetapkan")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panels",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penilai",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "anggota penilai",
                "verbose_name_plural": "anggota penilai",
            },
        ),
        migrations.CreateModel(
            name="Plenary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(verbose_name="tanggal rapat")),
                ("place", models.CharField(max_length=200, verbose_name="tempat rapat")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versi")),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="judging.panelmember",
                        verbose_name="pimpinan rapat",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plenary",
                        to="judging.decision",
                        verbose_name="keputusan",
                    ),
                ),
            ],
            options={
                "verbose_name": "rapat pleno",
                "verbose_name_plural": "rapat pleno",
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("noted_at", models.DateTimeField(verbose_name="dicatat")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presences",
                        to="judging.panelmember",
                        verbose_name="anggota penilai",
                    ),
                ),
                (
                    "plenary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="judging.plenary",
                        verbose_name="rapat pleno",
                    ),
                ),
            ],
            options={
                "verbose_name": "kehadiran",
                "verbose_name_plural": "kehadiran",
            },
        ),
        migrations.CreateModel(
            name="PrivateNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="catatan pribadi")),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("saved_at", models.DateTimeField(verbose_name="disimpan")),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="private_note",
                        to="judging.assignment",
                        verbose_name="penugasan",
                    ),
                ),
            ],
            options={
                "verbose_name": "catatan pribadi",
                "verbose_name_plural": "catatan pribadi",
            },
        ),
        migrations.CreateModel(
            name="PublicTimetable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("broadcast", models.URLField(blank=True, max_length=300, verbose_name="tautan siaran")),
                ("published_at", models.DateTimeField(verbose_name="diumumkan")),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_timetable",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "jadwal wawancara terbuka",
                "verbose_name_plural": "jadwal wawancara terbuka",
            },
        ),
        migrations.CreateModel(
            name="QualitySample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.PositiveIntegerField(verbose_name="banyaknya usulan")),
                ("out_of", models.PositiveIntegerField(verbose_name="dari berapa usulan")),
                ("seed", models.CharField(max_length=120, verbose_name="angka awal undian")),
                ("due_at", models.DateTimeField(verbose_name="tenggat")),
                ("drawn_at", models.DateTimeField(verbose_name="diundi")),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sample",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "sampel mutu",
                "verbose_name_plural": "sampel mutu",
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("points", models.JSONField(default=dict, verbose_name="poin")),
                ("total", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="nilai")),
                ("rated_at", models.DateTimeField(verbose_name="dinilai")),
                ("network", models.CharField(blank=True, max_length=45, verbose_name="jaringan")),
                ("domain", models.CharField(blank=True, max_length=254, verbose_name="domain surel")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
                (
                    "visitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="accounts.visitor",
                        verbose_name="pengunjung terkonfirmasi",
                    ),
                ),
            ],
            options={
                "verbose_name": "penilaian masyarakat",
                "verbose_name_plural": "penilaian masyarakat",
            },
        ),
        migrations.CreateModel(
            name="Recognition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clue", models.TextField(blank=True, verbose_name="siapa atau dari mana")),
                ("told_at", models.DateTimeField(verbose_name="dinyatakan")),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recognition",
                        to="judging.assignment",
                        verbose_name="penugasan",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengusul dikenali",
                "verbose_name_plural": "pengusul dikenali",
            },
        ),
        migrations.CreateModel(
            name="Rereading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("assigned_at", models.DateTimeField(verbose_name="ditugaskan")),
                ("cleared_at", models.DateTimeField(blank=True, null=True, verbose_name="dinyatakan tanpa benturan")),
                ("recused_at", models.DateTimeField(blank=True, null=True, verbose_name="dikembalikan")),
                ("recusal_reason", models.TextField(blank=True, verbose_name="alasan dikembalikan")),
                ("marks", models.JSONField(blank=True, default=dict, verbose_name="nilai kriteria")),
                ("remark", models.TextField(blank=True, verbose_name="catatan penilai")),
                ("number", models.PositiveIntegerField(default=0, verbose_name="versi")),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="disimpan")),
                (
                    "total",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="nilai"),
                ),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="dikunci")),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rereadings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pembaca ulang",
                    ),
                ),
                (
                    "judge_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="instansi penilai",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "proposal_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="instansi pengusul",
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rereadings",
                        to="judging.qualitysample",
                        verbose_name="sampel mutu",
                    ),
                ),
            ],
            options={
                "verbose_name": "pembacaan ulang",
                "verbose_name_plural": "pembacaan ulang",
            },
        ),
        migrations.CreateModel(
            name="Resemblance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.DecimalField(decimal_places=3, max_digits=4, verbose_name="kemiripan judul")),
                ("shared", models.DecimalField(decimal_places=3, max_digits=4, verbose_name="deret kata yang sama")),
                ("cosine", models.DecimalField(decimal_places=3, max_digits=4, verbose_name="kemiripan isi")),
                ("found_at", models.DateTimeField(verbose_name="ditemukan")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("apart", "bukan duplikat"),
                            ("development", "pengembangan usulan sendiri"),
                            ("copy", "duplikat"),
                        ],
                        max_length=12,
                        verbose_name="putusan",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="alasan")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="diputuskan")),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resembled_by",
                        to="proposals.catalogueentry",
                        verbose_name="inovasi di katalog",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resembled_by",
                        to="proposals.proposal",
                        verbose_name="usulan lain",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resemblances",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resemblances",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "kemiripan",
                "verbose_name_plural": "kemiripan",
            },
        ),
        migrations.CreateModel(
            name="ResultBundle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(max_length=200, upload_to="", verbose_name="berkas")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran (B)")),
                ("key", models.CharField(max_length=64, verbose_name="kunci publik")),
                ("made_at", models.DateTimeField(verbose_name="dibuat")),
                ("looked_at", models.DateTimeField(blank=True, null=True, verbose_name="dihitung ulang")),
                ("broken", models.JSONField(blank=True, default=list, verbose_name="tidak benar")),
                ("unsure", models.JSONField(blank=True, default=list, verbose_name="tidak dapat dipastikan")),
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bundle",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "berkas bukti hasil",
                "verbose_name_plural": "berkas bukti hasil",
            },
        ),
        migrations.CreateModel(
            name="Scorecard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "total",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="nilai"),
                ),
                ("remark", models.TextField(blank=True, verbose_name="catatan penilai")),
                ("recorded_at", models.DateTimeField(verbose_name="dicatat")),
                ("locked_at", models.DateTimeField(blank=True, null=True, verbose_name="dikunci")),
                ("number", models.PositiveIntegerField(default=0, verbose_name="nomor")),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scorecard",
                        to="judging.assignment",
                        verbose_name="penugasan",
                    ),
                ),
            ],
            options={
                "verbose_name": "lembar nilai",
                "verbose_name_plural": "lembar nilai",
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("points", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="poin")),
                ("remark", models.TextField(blank=True, verbose_name="catatan")),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="competitions.criterion",
                        verbose_name="kriteria",
                    ),
                ),
                (
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="judging.scorecard",
                        verbose_name="lembar nilai",
                    ),
                ),
            ],
            options={
                "verbose_name": "nilai kriteria",
                "verbose_name_plural": "nilai kriteria",
            },
        ),
        migrations.CreateModel(
            name="CardVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                (
                    "act",
                    models.CharField(
                        choices=[("saved", "disimpan"), ("signed", "dikunci"), ("reopened", "dibuka lagi")],
                        max_length=10,
                        verbose_name="tindakan",
                    ),
                ),
                ("body", models.TextField(verbose_name="isi")),
                ("reason", models.TextField(blank=True, verbose_name="alasan")),
                ("salt", models.CharField(max_length=64, verbose_name="kunci")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
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
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="judging.scorecard",
                        verbose_name="lembar nilai",
                    ),
                ),
            ],
            options={
                "verbose_name": "versi lembar nilai",
                "verbose_name_plural": "versi lembar nilai",
            },
        ),
        migrations.CreateModel(
            name="Assent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("given_at", models.DateTimeField(verbose_name="saat")),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "joint_mark",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assents",
                        to="judging.jointmark",
                        verbose_name="nilai bersama",
                    ),
                ),
                (
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="judging.scorecard",
                        verbose_name="lembar nilai",
                    ),
                ),
            ],
            options={
                "verbose_name": "persetujuan nilai bersama",
                "verbose_name_plural": "persetujuan nilai bersama",
            },
        ),
        migrations.CreateModel(
            name="SealCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("looked_at", models.DateTimeField(verbose_name="diperiksa")),
                ("cards", models.PositiveIntegerField(verbose_name="lembar terkunci")),
                ("broken", models.JSONField(blank=True, default=list, verbose_name="segel rusak")),
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seal_check",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemeriksaan segel",
                "verbose_name_plural": "pemeriksaan segel",
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("room", models.CharField(max_length=60, verbose_name="ruang")),
                ("starts_at", models.DateTimeField(verbose_name="mulai")),
                ("ends_at", models.DateTimeField(verbose_name="selesai")),
                ("sequence", models.PositiveSmallIntegerField(default=0, verbose_name="berapa kali dipindahkan")),
                ("presenter", models.CharField(blank=True, max_length=200, verbose_name="penyaji")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("held", "berlangsung"),
                            ("absent", "peserta tidak hadir"),
                            ("interrupted", "terputus sebelum selesai"),
                        ],
                        max_length=11,
                        verbose_name="jalannya sesi",
                    ),
                ),
                (
                    "head_was_present",
                    models.BooleanField(blank=True, null=True, verbose_name="pimpinan instansi hadir"),
                ),
                ("note", models.TextField(blank=True, verbose_name="catatan sesi")),
                ("noted_at", models.DateTimeField(blank=True, null=True, verbose_name="dicatat")),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "sesi wawancara",
                "verbose_name_plural": "sesi wawancara",
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField(verbose_name="isi")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("frozen_at", models.DateTimeField(verbose_name="dibekukan")),
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="snapshot",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "potret data",
                "verbose_name_plural": "potret data",
            },
        ),
        migrations.CreateModel(
            name="Computation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "menunggu"),
                            ("running", "berjalan"),
                            ("done", "selesai"),
                            ("failed", "gagal"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=80, verbose_name="langkah")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="langkah selesai")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="langkah seluruhnya")),
                ("failure", models.JSONField(blank=True, default=dict, verbose_name="sebab gagal")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="kali dimulai")),
                ("requested_at", models.DateTimeField(verbose_name="diminta")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="mulai")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="selesai")),
                ("code_version", models.CharField(blank=True, max_length=64, verbose_name="versi perhitungan")),
                ("notes", models.JSONField(blank=True, default=dict, verbose_name="keterangan hasil")),
                ("result_sha256", models.CharField(blank=True, max_length=64, verbose_name="sidik digital hasil")),
                (
                    "snapshot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="computation",
                        to="judging.snapshot",
                        verbose_name="potret data",
                    ),
                ),
            ],
            options={
                "verbose_name": "perhitungan",
                "verbose_name_plural": "perhitungan",
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveIntegerField(blank=True, null=True, verbose_name="peringkat")),
                (
                    "score",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="nilai"),
                ),
                (
                    "raw_score",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="rata-rata mentah"
                    ),
                ),
                ("decided_by", models.CharField(blank=True, max_length=20, verbose_name="penentu urutan")),
                ("goes_on", models.BooleanField(verbose_name="disarankan lanjut")),
                ("particulars", models.JSONField(blank=True, default=dict, verbose_name="rincian")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "kedudukan",
                "verbose_name_plural": "kedudukan",
            },
        ),
        migrations.CreateModel(
            name="UnopenedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reported_at", models.DateTimeField(verbose_name="dilaporkan")),
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
                        verbose_name="dijawab oleh",
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="proposals.attachment",
                        verbose_name="berkas",
                    ),
                ),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penilai",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "bukti yang tidak terbuka",
                "verbose_name_plural": "bukti yang tidak terbuka",
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("passed", models.BooleanField(verbose_name="lolos")),
                ("decided_at", models.DateTimeField(verbose_name="diputuskan")),
                ("correction_reason", models.TextField(blank=True, verbose_name="alasan koreksi")),
                ("superseded_at", models.DateTimeField(blank=True, null=True, verbose_name="digantikan")),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="judging.verdict",
                        verbose_name="mengoreksi",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "mending",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdict",
                        to="proposals.mending",
                        verbose_name="masa perbaikan",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdicts",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdicts",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "putusan administrasi",
                "verbose_name_plural": "putusan administrasi",
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("planned_on", models.DateField(verbose_name="direncanakan")),
                ("sequence", models.PositiveSmallIntegerField(default=0, verbose_name="berapa kali dipindahkan")),
                ("is_announced", models.BooleanField(default=True, verbose_name="diberitahukan kepada instansi")),
                ("party", models.CharField(blank=True, max_length=200, verbose_name="pihak lain yang ditugaskan")),
                ("visited_on", models.DateField(blank=True, null=True, verbose_name="dikunjungi")),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="dilaporkan")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="proposals.proposal",
                        verbose_name="usulan",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="competitions.stage",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "kunjungan",
                "verbose_name_plural": "kunjungan",
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(max_length=200, upload_to="", verbose_name="berkas")),
                ("caption", models.CharField(max_length=200, verbose_name="keterangan")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran (B)")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("came_sha256", models.CharField(max_length=64, verbose_name="sidik digital kiriman")),
                (
                    "captured_sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="sidik digital saat diambil"),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="diambil")),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True, verbose_name="lintang"),
                ),
                (
                    "longitude",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="bujur"),
                ),
                ("added_at", models.DateTimeField(verbose_name="ditambahkan")),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="judging.claim",
                        verbose_name="klaim",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="judging.visit",
                        verbose_name="kunjungan",
                    ),
                ),
            ],
            options={
                "verbose_name": "foto",
                "verbose_name_plural": "foto",
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="visit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="claims",
                to="judging.visit",
                verbose_name="kunjungan",
            ),
        ),
        migrations.CreateModel(
            name="VisitFile",
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
                ("caption", models.CharField(max_length=200, verbose_name="keterangan")),
                ("added_at", models.DateTimeField(verbose_name="ditambahkan")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="judging.claim",
                        verbose_name="klaim",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="judging.visit",
                        verbose_name="kunjungan",
                    ),
                ),
            ],
            options={
                "verbose_name": "berkas kunjungan",
                "verbose_name_plural": "berkas kunjungan",
            },
        ),
        migrations.CreateModel(
            name="VisitReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visited_on", models.DateField(blank=True, null=True, verbose_name="tanggal kunjungan")),
                ("summary", models.TextField(blank=True, verbose_name="ringkasan kunjungan")),
                ("saved_at", models.DateTimeField(verbose_name="disimpan")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="ditandatangani")),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "verifier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verifikator",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="judging.visit",
                        verbose_name="kunjungan",
                    ),
                ),
            ],
            options={
                "verbose_name": "laporan kunjungan",
                "verbose_name_plural": "laporan kunjungan",
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("confirmed", "terbukti"), ("partly", "terbukti sebagian"), ("not", "tidak terbukti")],
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="catatan")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="observations",
                        to="judging.claim",
                        verbose_name="klaim",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="observations",
                        to="judging.visitreport",
                        verbose_name="laporan",
                    ),
                ),
            ],
            options={
                "verbose_name": "temuan kunjungan",
                "verbose_name_plural": "temuan kunjungan",
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.CharField(max_length=300, verbose_name="yang ditanyakan")),
                ("left", models.JSONField(blank=True, default=list, verbose_name="yang meninggalkan ruang")),
                ("held_at", models.DateTimeField(verbose_name="diadakan")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="ditutup")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="ditutup oleh",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "out",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="proposals.proposal",
                        verbose_name="usulan yang keluar",
                    ),
                ),
                (
                    "plenary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="judging.plenary",
                        verbose_name="rapat pleno",
                    ),
                ),
                (
                    "taken",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="proposals.proposal",
                        verbose_name="usulan yang masuk",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemungutan suara",
                "verbose_name_plural": "pemungutan suara",
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[("for", "setuju"), ("against", "tidak setuju"), ("abstain", "tidak memilih")],
                        max_length=10,
                        verbose_name="suara",
                    ),
                ),
                ("cast_at", models.DateTimeField(verbose_name="diberikan")),
                (
                    "cast_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="judging.panelmember",
                        verbose_name="anggota penilai",
                    ),
                ),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="judging.vote",
                        verbose_name="pemungutan suara",
                    ),
                ),
            ],
            options={
                "verbose_name": "suara",
                "verbose_name_plural": "suara",
            },
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["judge", "stage", "position"], name="assignment_reading_order"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(fields=("stage", "proposal", "judge"), name="assignment_once_a_judge"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                fields=("stage", "judge", "position"), name="assignment_once_a_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("judge_agency", None),
                    models.Q(("judge_agency", models.F("proposal_agency")), _negated=True),
                    _connector="OR",
                ),
                name="assignment_judge_is_not_of_the_same_agency",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recusal_reason", ""), ("recused_at", None)),
                    models.Q(("recused_at__isnull", False), models.Q(("recusal_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="assignment_recused_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="judge_has_no_tie",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."recused_at" IS NULL)',
                    declare="DECLARE today date := (now() AT TIME ZONE 'Asia/Jakarta')::date;",
                    func="\n        IF EXISTS (\n            SELECT 1 FROM judging_interest\n            WHERE judge_id = NEW.judge_id AND proposal_id = NEW.proposal_id\n        ) OR EXISTS (\n            SELECT 1\n            FROM (\n                SELECT agency_id, TRUE AS is_present FROM accounts_membership\n                WHERE user_id = NEW.judge_id AND since <= today AND (until IS NULL OR until > today)\n                UNION ALL SELECT NEW.judge_agency_id, TRUE\n                UNION ALL\n                SELECT agency_id, until IS NULL OR until > today FROM judging_employer\n                WHERE judge_id = NEW.judge_id AND (until IS NULL OR ties_until > today)\n            ) AS office\n            JOIN accounts_agency AS own ON own.id = office.agency_id\n            LEFT JOIN accounts_region AS home ON home.code = own.region_id\n            JOIN accounts_agency AS proposer ON proposer.id = NEW.proposal_agency_id\n            LEFT JOIN accounts_region AS place ON place.code = proposer.region_id\n            WHERE own.id = proposer.id OR (office.is_present AND home.province_id = place.province_id)\n        ) THEN\n            RAISE EXCEPTION 'assignment_judge_has_no_tie' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="6fab1bcc92f0ed7cdedf515a93e3d47265f90470",
                    operation='INSERT OR UPDATE OF "proposal_id", "judge_id", "judge_agency_id", "proposal_agency_id", "recused_at"',
                    pgid="pgtrigger_judge_has_no_tie_e77bc",
                    table="judging_assignment",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(fields=("stage", "proposal", "key"), name="award_once_a_proposal"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None), ("ended_reason", "")),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(("ended_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="award_revoked_who_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("since"))), name="batch_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="batchdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="batch_decided_with_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="batchdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("besides_since", None), ("besides_until", None)),
                    models.Q(
                        ("besides_since__gte", models.F("since")),
                        ("besides_until__gte", models.F("besides_since")),
                        ("besides_until__lte", models.F("until")),
                        ("is_let_in", True),
                    ),
                    _connector="OR",
                ),
                name="batch_counts_besides_a_stretch_of_its_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="calibrationcard",
            constraint=models.UniqueConstraint(fields=("dossier", "judge"), name="calibration_card_once_a_judge"),
        ),
        migrations.AddConstraint(
            model_name="calibrationcard",
            constraint=models.CheckConstraint(
                condition=models.Q(("total__range", (Decimal("0"), Decimal("100")))),
                name="calibration_card_total_is_0_to_100",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calibrationcard",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cdad0a16cf9496b5b64129f638ec9fcd06fea14c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_92f9c",
                    table="judging_calibrationcard",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="calibrationdraft",
            constraint=models.UniqueConstraint(fields=("dossier", "judge"), name="calibration_draft_once_a_judge"),
        ),
        migrations.AddConstraint(
            model_name="calibrationentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="calibration_entry_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calibrationentry",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9562e343ae23436b05138267a5cff2939c486ab5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_67c00",
                    table="judging_calibrationentry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="calibrationround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revealed_at__isnull", True), ("revealed_by__isnull", True)),
                    models.Q(("revealed_at__isnull", False), ("revealed_by__isnull", False)),
                    _connector="OR",
                ),
                name="calibration_revealed_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="calibrationdossier",
            constraint=models.UniqueConstraint(fields=("round", "proposal"), name="calibration_dossier_once_a_round"),
        ),
        migrations.AddConstraint(
            model_name="calibrationdossier",
            constraint=models.UniqueConstraint(fields=("round", "position"), name="calibration_dossier_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="certificate_is_not_empty"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decree_date", None), ("decree_number", "")),
                    models.Q(models.Q(("decree_number", ""), _negated=True), ("decree_date__isnull", False)),
                    _connector="OR",
                ),
                name="decision_decree_has_number_and_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("listed_at", None), ("listed_by", None), ("listing", ""), ("listing_reason", "")),
                    models.Q(
                        ("listed_at__isnull", False),
                        ("listed_by__isnull", False),
                        ("listing__in", ["adjusted", "plain"]),
                        models.Q(("listing_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="decision_list_is_decided_with_who_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.UniqueConstraint(fields=("decision", "proposal"), name="choice_once_a_decision"),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("goes_on", models.F("proposed_by_machine")),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="choice_departure_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("partner", None),
                    models.Q(("goes_on", models.F("proposed_by_machine")), _negated=True),
                    _connector="OR",
                ),
                name="choice_exchanged_is_a_departure",
            ),
        ),
        migrations.AddIndex(
            model_name="discussionentry",
            index=models.Index(fields=["stage", "proposal", "said_at"], name="discussion_thread"),
        ),
        migrations.AddConstraint(
            model_name="discussionentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="discussion_entry_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="discussionentry",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1ed3582933697e37ce45417d3bdd97735c8cfd0b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cf806",
                    table="judging_discussionentry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="employer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency__isnull", False), ("name", "")),
                    models.Q(("agency", None), models.Q(("name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="employer_is_an_agency_or_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="employer",
            constraint=models.CheckConstraint(
                condition=models.Q(("since", None), ("until", None), ("until__gt", models.F("since")), _connector="OR"),
                name="employer_for_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="entrant",
            constraint=models.UniqueConstraint(fields=("stage", "proposal"), name="entrant_once_a_stage"),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.UniqueConstraint(fields=("stage", "proposal"), name="feedback_once_a_stage"),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                    models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                    _connector="OR",
                ),
                name="feedback_checked_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="feedback_approved_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_at", None),
                    models.Q(
                        ("checked_at__isnull", False), models.Q(("approved_by", models.F("checked_by")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="feedback_approved_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(fields=("stage", "proposal", "check_row"), name="finding_one_a_rule"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("machine_says", None),
                    ("is_met", None),
                    ("is_met", models.F("machine_says")),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="finding_against_the_machine_has_a_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.UniqueConstraint(fields=("proposal", "judge"), name="interest_once_a_proposal"),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="interest_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["family", "work", "advice", "money", "other"])),
                name="interest_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None), models.Q(("answer", "declined"), _negated=True)),
                fields=("stage", "judge"),
                name="invitation_stands_once_a_stage",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="invitation_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "declined"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="invitation_declined_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_on_paper", False), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="invitation_on_paper_says_which",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="invitation_withdrawn_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointmark",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("stage", "proposal"), name="joint_mark_one_on_the_table"
            ),
        ),
        migrations.AddConstraint(
            model_name="jointmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("total__range", (Decimal("0"), Decimal("100")))),
                name="joint_mark_total_is_0_to_100",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="joint_mark_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="jointmark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="joint_mark_ended_who_and_when",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="jointmark",
            trigger=pgtrigger.compiler.Trigger(
                name="joint_mark_is_not_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="d08301f9dafa348d92eaa458cd65d0a00927f4e0",
                    operation="DELETE",
                    pgid="pgtrigger_joint_mark_is_not_deleted_6f2b2",
                    table="judging_jointmark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="jointmark",
            trigger=pgtrigger.compiler.Trigger(
                name="joint_mark_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "stage_id", "proposal_id", "body", "total", "reason", "salt", "sha256" rows from % table\', TG_TABLE_NAME;',
                    hash="0c5d1a5ecad5229f12197c121acd2ee2ba3fe129",
                    operation='UPDATE OF "stage_id", "proposal_id", "body", "total", "reason", "salt", "sha256"',
                    pgid="pgtrigger_joint_mark_stands_a29d0",
                    table="judging_jointmark",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="judge",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity", None), ("capacity__gt", 0), _connector="OR"),
                name="judge_capacity_is_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="judge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("available_from", None),
                    ("available_until", None),
                    ("available_until__gt", models.F("available_from")),
                    _connector="OR",
                ),
                name="judge_is_available_for_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="judgesapart",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="judges_apart_once"),
        ),
        migrations.AddConstraint(
            model_name="judgesapart",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="judges_apart_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="judgesapart",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="judges_apart_for_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)),
                fields=("stage", "proposal", "kind"),
                name="material_one_present_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="materialfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("clean_size__gt", 0), ("size__gt", 0)), name="materialfile_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="materialfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_signed", False), ("sha256", models.F("came_sha256")), _connector="OR"),
                name="materialfile_signed_is_as_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="materialfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_active", False),
                    models.Q(("is_signed", True), models.Q(("sha256", models.F("clean_sha256")), _negated=True)),
                    _connector="OR",
                ),
                name="materialfile_active_only_for_its_signature",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingroom",
            constraint=models.UniqueConstraint(fields=("stage", "room"), name="meeting_room_has_one_link"),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="objection_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer_by__isnull", True), ("assigned_at__isnull", True), ("assigned_to__isnull", True)),
                    models.Q(
                        ("answer_by__isnull", False), ("assigned_at__isnull", False), ("assigned_to__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="objection_assigned_whom_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None), ("motion", None), ("outcome", ""), ("summary", "")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("motion__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("summary", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="objection_answered_by_a_motion_and_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", ""), ("sort", "objection"), _connector="OR"),
                name="objection_alone_is_decided_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("clean_size__gt", 0), ("size__gt", 0)), name="evidence_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_signed", False), ("sha256", models.F("came_sha256")), _connector="OR"),
                name="evidence_signed_is_as_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_active", False),
                    models.Q(("is_signed", True), models.Q(("sha256", models.F("clean_sha256")), _negated=True)),
                    _connector="OR",
                ),
                name="evidence_active_only_for_its_signature",
            ),
        ),
        migrations.AddConstraint(
            model_name="objectionsender",
            constraint=models.UniqueConstraint(
                fields=("stage", "proposal", "visitor", "sort"), name="objection_once_a_visitor_and_sort"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectionsender",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("erased_at", None), models.Q(("full_name", ""), _negated=True)),
                    models.Q(("erased_at__isnull", False), ("full_name", "")),
                    _connector="OR",
                ),
                name="sender_has_a_name_until_it_is_erased",
            ),
        ),
        migrations.AddConstraint(
            model_name="pactsignature",
            constraint=models.UniqueConstraint(
                fields=("edition", "judge", "sha256"), name="pact_signed_once_a_wording"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.UniqueConstraint(fields=("stage", "judge"), name="panel_member_once_a_stage"),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.UniqueConstraint(fields=("stage", "code"), name="panel_member_code_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("plenary", "member"), name="presence_once_a_member"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publictimetable",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="5452a8ff3a15bfe6fdd8e9a885286d6b710de18e",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_e2e2c",
                    table="judging_publictimetable",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="qualitysample",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gte", 1), ("size__lte", models.F("out_of"))), name="sample_is_a_part"
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.UniqueConstraint(fields=("stage", "proposal", "visitor"), name="rating_once_a_visitor"),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(("total__range", (Decimal("0"), Decimal("100")))), name="rating_total_is_0_to_100"
            ),
        ),
        migrations.AddConstraint(
            model_name="rereading",
            constraint=models.UniqueConstraint(fields=("sample", "proposal", "judge"), name="rereading_once_a_judge"),
        ),
        migrations.AddConstraint(
            model_name="rereading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recused_at", None)), fields=("sample", "proposal"), name="rereading_one_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="rereading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("judge_agency", None),
                    models.Q(("judge_agency", models.F("proposal_agency")), _negated=True),
                    _connector="OR",
                ),
                name="rereading_judge_is_not_of_the_same_agency",
            ),
        ),
        migrations.AddConstraint(
            model_name="rereading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recusal_reason", ""), ("recused_at", None)),
                    models.Q(("recused_at__isnull", False), models.Q(("recusal_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="rereading_recused_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="rereading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_at", None), ("total", None)),
                    models.Q(("signed_at__isnull", False), ("total__range", (Decimal("0"), Decimal("100")))),
                    _connector="OR",
                ),
                name="rereading_signed_with_its_total",
            ),
        ),
        migrations.AddConstraint(
            model_name="rereading",
            constraint=models.CheckConstraint(
                condition=models.Q(("signed_at", None), ("cleared_at__isnull", False), _connector="OR"),
                name="rereading_signed_after_its_cover",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rereading",
            trigger=pgtrigger.compiler.Trigger(
                name="judge_has_no_tie",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."recused_at" IS NULL)',
                    declare="DECLARE today date := (now() AT TIME ZONE 'Asia/Jakarta')::date;",
                    func="\n        IF EXISTS (\n            SELECT 1 FROM judging_interest\n            WHERE judge_id = NEW.judge_id AND proposal_id = NEW.proposal_id\n        ) OR EXISTS (\n            SELECT 1\n            FROM (\n                SELECT agency_id, TRUE AS is_present FROM accounts_membership\n                WHERE user_id = NEW.judge_id AND since <= today AND (until IS NULL OR until > today)\n                UNION ALL SELECT NEW.judge_agency_id, TRUE\n                UNION ALL\n                SELECT agency_id, until IS NULL OR until > today FROM judging_employer\n                WHERE judge_id = NEW.judge_id AND (until IS NULL OR ties_until > today)\n            ) AS office\n            JOIN accounts_agency AS own ON own.id = office.agency_id\n            LEFT JOIN accounts_region AS home ON home.code = own.region_id\n            JOIN accounts_agency AS proposer ON proposer.id = NEW.proposal_agency_id\n            LEFT JOIN accounts_region AS place ON place.code = proposer.region_id\n            WHERE own.id = proposer.id OR (office.is_present AND home.province_id = place.province_id)\n        ) THEN\n            RAISE EXCEPTION 'assignment_judge_has_no_tie' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="0fc4df6c3dab02293c117e32fd56470fe0bd3db6",
                    operation='INSERT OR UPDATE OF "proposal_id", "judge_id", "judge_agency_id", "proposal_agency_id", "recused_at"',
                    pgid="pgtrigger_judge_has_no_tie_b4db1",
                    table="judging_rereading",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rereading",
            trigger=pgtrigger.compiler.Trigger(
                name="signed_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."signed_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fe01f426e36f45f0a23c3ed8442e55c2432bb94a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_signed_stands_7af0f",
                    table="judging_rereading",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="resemblance",
            constraint=models.UniqueConstraint(
                fields=("stage", "proposal", "other"), name="resemblance_of_two_proposals_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="resemblance",
            constraint=models.UniqueConstraint(
                fields=("stage", "proposal", "entry"), name="resemblance_to_an_entry_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="resemblance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry__isnull", False), ("other", None)),
                    models.Q(("entry", None), ("other__isnull", False)),
                    _connector="OR",
                ),
                name="resemblance_to_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="resemblance",
            constraint=models.CheckConstraint(
                condition=models.Q(("other", models.F("proposal")), _negated=True),
                name="resemblance_is_of_two_proposals",
            ),
        ),
        migrations.AddConstraint(
            model_name="resemblance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="resemblance_answered_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="resemblance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None), ("reason", "")),
                    models.Q(
                        ("answered_at__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="resemblance_answered_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resultbundle",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="f9f764fca1b0ffa503c28a62ab9770fa2974be26",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_63efc",
                    table="judging_resultbundle",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="scorecard",
            constraint=models.CheckConstraint(
                condition=models.Q(("total", None), ("total__range", (Decimal("0"), Decimal("100"))), _connector="OR"),
                name="scorecard_total_is_0_to_100",
            ),
        ),
        migrations.AddConstraint(
            model_name="scorecard",
            constraint=models.CheckConstraint(
                condition=models.Q(("locked_at", None), ("total__isnull", False), _connector="OR"),
                name="scorecard_locked_only_when_complete",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scorecard",
            trigger=pgtrigger.compiler.Trigger(
                name="locked_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."locked_at" IS NOT NULL)',
                    func="\n                    IF TG_OP = 'UPDATE' AND NEW.locked_at IS NULL AND NEW.assignment_id = OLD.assignment_id\n                        AND NEW.total IS NOT DISTINCT FROM OLD.total AND NEW.remark = OLD.remark THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION 'scorecard_locked_stands' USING ERRCODE = 'check_violation';\n                ",
                    hash="8b7b79b35bb36bd8fdb4aefd5d5f939613a99421",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_locked_stands_980a8",
                    table="judging_scorecard",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.UniqueConstraint(fields=("scorecard", "criterion"), name="mark_once_a_criterion"),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("points", None), ("points__lte", 100), _connector="OR"),
                name="mark_points_are_at_most_100",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mark",
            trigger=pgtrigger.compiler.Trigger(
                name="locked_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (\n                        SELECT 1 FROM judging_scorecard\n                        WHERE id IN (OLD.scorecard_id, NEW.scorecard_id) AND locked_at IS NOT NULL\n                    ) THEN\n                        RAISE EXCEPTION 'mark_locked_stands' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN COALESCE(NEW, OLD);\n                ",
                    hash="c156f983ecd612f55d1e0a8e21898866df1da620",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_locked_stands_e0265",
                    table="judging_mark",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="cardversion",
            constraint=models.UniqueConstraint(fields=("scorecard", "number"), name="card_version_number_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="cardversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("act__in", ["saved", "signed", "reopened"])), name="card_version_act_is_known"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cardversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a951104814f0d458cdc6410008afa6897b102a26",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_37da8",
                    table="judging_cardversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="assent",
            constraint=models.UniqueConstraint(fields=("joint_mark", "scorecard", "number"), name="assent_once_a_card"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="813d2c1b2f5f1c1828b3ea824855a87f4d96edc2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_21a35",
                    table="judging_assent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(fields=("stage", "proposal"), name="session_once_a_proposal"),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="session_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("noted_at__isnull", True), ("noted_by__isnull", True)),
                    models.Q(("noted_at__isnull", False), ("noted_by__isnull", False)),
                    _connector="OR",
                ),
                name="session_noted_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("head_was_present", None), ("note", ""), ("noted_at", None), ("outcome", "")),
                    models.Q(("head_was_present__isnull", False), ("noted_at__isnull", False), ("outcome", "held")),
                    models.Q(
                        ("noted_at__isnull", False),
                        ("outcome__in", ["absent", "interrupted"]),
                        models.Q(("note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="session_noted_with_what_belongs_to_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("stage", "="),
                    ("room", "="),
                    (judging.models.session.DateTimeRange("starts_at", "ends_at"), "&&"),
                ],
                name="session_room_is_free",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="snapshot",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b0a085ded7287b81ed24f9649c9ded6afa386b94",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e3028",
                    table="judging_snapshot",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="computation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    models.Q(("finished_at__isnull", False), models.Q(("result_sha256", ""), _negated=True)),
                    _connector="OR",
                ),
                name="computation_done_has_a_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="computation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True),
                    models.Q(("failure", {}), _negated=True),
                    _connector="OR",
                ),
                name="computation_failed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.UniqueConstraint(fields=("stage", "proposal"), name="standing_once_a_stage"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standing",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="14527020594a6ce211deb8a94326277a4120eb7a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a6ec8",
                    table="judging_standing",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="unopenedfile",
            constraint=models.UniqueConstraint(
                fields=("stage", "judge", "attachment"), name="unopened_file_once_a_judge"
            ),
        ),
        migrations.AddConstraint(
            model_name="unopenedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="unopened_file_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="unopenedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="unopened_file_answered_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at", None)), fields=("stage", "proposal"), name="verdict_one_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction_reason", ""), ("corrects", None)),
                    models.Q(("corrects__isnull", False), models.Q(("correction_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="verdict_correction_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(("mending", None), ("passed", False), _connector="OR"),
                name="verdict_mended_did_not_pass",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(fields=("stage", "proposal"), name="visit_once_a_proposal"),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reported_at", None), ("reported_by", None), ("visited_on", None)),
                    models.Q(
                        ("reported_at__isnull", False), ("reported_by__isnull", False), ("visited_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="visit_reported_with_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.UniqueConstraint(fields=("visit", "taken_by", "sha256"), name="photo_once_a_person"),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="photo_place_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(fields=("visit", "section"), name="claim_once_a_section"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="claim_decided_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("reason", "")),
                    models.Q(
                        ("decided_at__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="claim_decided_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("clean_size__gt", 0), ("size__gt", 0)), name="visitfile_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="visitfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_signed", False), ("sha256", models.F("came_sha256")), _connector="OR"),
                name="visitfile_signed_is_as_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_active", False),
                    models.Q(("is_signed", True), models.Q(("sha256", models.F("clean_sha256")), _negated=True)),
                    _connector="OR",
                ),
                name="visitfile_active_only_for_its_signature",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitfile",
            constraint=models.UniqueConstraint(
                fields=("visit", "added_by", "came_sha256"), name="visitfile_once_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="visitreport",
            constraint=models.UniqueConstraint(fields=("visit", "verifier"), name="visitreport_once_a_verifier"),
        ),
        migrations.AddConstraint(
            model_name="visitreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                    _connector="OR",
                ),
                name="visitreport_signed_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_at", None),
                    models.Q(("visited_on__isnull", False), models.Q(("summary", ""), _negated=True)),
                    _connector="OR",
                ),
                name="visitreport_signed_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.UniqueConstraint(fields=("report", "claim"), name="observation_once_a_claim"),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ["partly", "not"]), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="observation_not_confirmed_has_a_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(("question", ""), _negated=True), name="vote_asks_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("out", None), ("taken", None)),
                    models.Q(("out__isnull", False), ("taken__isnull", False)),
                    _connector="OR",
                ),
                name="vote_on_an_exchange_names_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="vote_closed_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)), fields=("plenary",), name="vote_one_is_open"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vote",
            trigger=pgtrigger.compiler.Trigger(
                name="vote_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="bb23c5f91ddfa95b0a87504d14178f23a84146db",
                    operation="DELETE",
                    pgid="pgtrigger_vote_is_kept_e4f03",
                    table="judging_vote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vote",
            trigger=pgtrigger.compiler.Trigger(
                name="vote_closed_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."closed_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="721f913c57c9377d32d18746d89e8eb8ec1eff73",
                    operation="UPDATE",
                    pgid="pgtrigger_vote_closed_stands_2b03c",
                    table="judging_vote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vote",
            trigger=pgtrigger.compiler.Trigger(
                name="vote_asks_the_same",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."plenary_id" IS DISTINCT FROM (NEW."plenary_id") OR OLD."question" IS DISTINCT FROM (NEW."question") OR OLD."out_id" IS DISTINCT FROM (NEW."out_id") OR OLD."taken_id" IS DISTINCT FROM (NEW."taken_id") OR OLD."held_at" IS DISTINCT FROM (NEW."held_at") OR OLD."held_by_id" IS DISTINCT FROM (NEW."held_by_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="883038cef943f4138fade209466aa1f04e0a23b1",
                    operation="UPDATE",
                    pgid="pgtrigger_vote_asks_the_same_99fdd",
                    table="judging_vote",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(fields=("vote", "member"), name="ballot_once_a_member"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ballot",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8229d9aa3acabe52dab6bb5d55d17a9b12ceea17",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_95f8a",
                    table="judging_ballot",
                    when="BEFORE",
                ),
            ),
        ),
    ]
