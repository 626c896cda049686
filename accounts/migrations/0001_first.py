import accounts.models.membership
import datetime as dt
import django.contrib.postgres.constraints
import django.contrib.postgres.operations
import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        django.contrib.postgres.operations.TrigramExtension(),
        django.contrib.postgres.operations.UnaccentExtension(),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="nama")),
                ("until", models.DateField(verbose_name="sampai sebelum")),
                ("reason", models.TextField(verbose_name="alasan")),
                ("changed_at", models.DateTimeField(verbose_name="diubah")),
            ],
            options={
                "verbose_name": "nama sebelumnya",
                "verbose_name_plural": "nama sebelumnya",
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="jenis surat")),
                ("edition", models.CharField(blank=True, max_length=30, verbose_name="edisi")),
                ("occasion", models.CharField(blank=True, max_length=120, verbose_name="kejadian")),
                ("held_at", models.DateTimeField(verbose_name="ditahan")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="dilepas")),
            ],
            options={
                "verbose_name": "penahanan surat",
                "verbose_name_plural": "penahanan surat",
            },
        ),
        migrations.CreateModel(
            name="Hook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=120, verbose_name="mitra")),
                ("url", models.URLField(max_length=500, verbose_name="alamat")),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("list.provisional", "daftar sementara diumumkan"),
                                ("list.final", "daftar akhir diumumkan"),
                                ("list.corrected", "daftar yang sudah diumumkan dikoreksi"),
                                ("certificate.revoked", "sertifikat dicabut"),
                                ("entry.changed", "inovasi dalam katalog berubah"),
                                ("entries.added", "banyak inovasi masuk katalog sekaligus"),
                                ("entries.taken_back", "banyak inovasi dicabut dari katalog sekaligus"),
                                ("test", "kabar percobaan"),
                            ],
                            max_length=30,
                        ),
                        size=None,
                        verbose_name="yang dikabarkan",
                    ),
                ),
                ("salt", models.CharField(max_length=43, verbose_name="garam")),
                ("made_at", models.DateTimeField(verbose_name="dibuat")),
                ("paused_at", models.DateTimeField(blank=True, null=True, verbose_name="terhenti")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="diakhiri")),
            ],
            options={
                "verbose_name": "alamat kabar",
                "verbose_name_plural": "alamat kabar",
            },
        ),
        migrations.CreateModel(
            name="HookMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("list.provisional", "daftar sementara diumumkan"),
                            ("list.final", "daftar akhir diumumkan"),
                            ("list.corrected", "daftar yang sudah diumumkan dikoreksi"),
                            ("certificate.revoked", "sertifikat dicabut"),
                            ("entry.changed", "inovasi dalam katalog berubah"),
                            ("entries.added", "banyak inovasi masuk katalog sekaligus"),
                            ("entries.taken_back", "banyak inovasi dicabut dari katalog sekaligus"),
                            ("test", "kabar percobaan"),
                        ],
                        max_length=30,
                        verbose_name="kejadian",
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True, verbose_name="pengenal")),
                ("body", models.TextField(verbose_name="isi")),
                ("written_at", models.DateTimeField(verbose_name="ditulis")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="percobaan")),
                ("next_try_at", models.DateTimeField(blank=True, null=True, verbose_name="dicoba lagi")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="diterima")),
                ("given_up_at", models.DateTimeField(blank=True, null=True, verbose_name="tidak dicoba lagi")),
            ],
            options={
                "verbose_name": "kabar kepada mitra",
                "verbose_name_plural": "kabar kepada mitra",
            },
        ),
        migrations.CreateModel(
            name="HookTry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="saat")),
                ("status", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="status HTTP")),
                ("milliseconds", models.PositiveIntegerField(verbose_name="lama (ms)")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="jawaban")),
                (
                    "failure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_public", "alamatnya bukan alamat umum"),
                            ("no_address", "namanya tidak ditemukan"),
                            ("unreachable", "tidak dapat dihubungi"),
                            ("not_secure", "sambungan amannya gagal"),
                            ("too_slow", "terlalu lama menjawab"),
                            ("unreadable", "jawabannya tidak terbaca"),
                            ("redirects", "menunjuk ke alamat lain"),
                            ("refused", "menolak"),
                        ],
                        max_length=15,
                        verbose_name="sebab gagal",
                    ),
                ),
            ],
            options={
                "verbose_name": "percobaan kabar",
                "verbose_name_plural": "percobaan kabar",
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("looked_at", models.DateTimeField(verbose_name="diperiksa")),
                ("events", models.BigIntegerField(verbose_name="peristiwa")),
                ("head", models.CharField(max_length=64, verbose_name="sidik digital peristiwa terakhir")),
                ("broken", models.JSONField(blank=True, default=dict, verbose_name="yang tidak benar")),
            ],
            options={
                "verbose_name": "pemeriksaan portal",
                "verbose_name_plural": "pemeriksaan portal",
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(blank=True, max_length=254, verbose_name="alamat surel pengunjung")),
                ("name", models.CharField(max_length=60, verbose_name="jenis surat")),
                ("occasion", models.CharField(max_length=120, verbose_name="kejadian")),
                ("edition", models.CharField(blank=True, max_length=30, verbose_name="edisi")),
                ("subject", models.CharField(max_length=200, verbose_name="perihal")),
                ("body", models.TextField(blank=True, verbose_name="isi")),
                ("calendar", models.TextField(blank=True, verbose_name="kalender")),
                ("reply_to", models.EmailField(blank=True, max_length=254, verbose_name="alamat balasan")),
                ("is_secret", models.BooleanField(default=False, verbose_name="memuat kunci")),
                ("is_waited_for", models.BooleanField(default=False, verbose_name="ditunggu di layar")),
                ("is_courtesy", models.BooleanField(default=False, verbose_name="boleh ditolak penerima")),
                ("written_at", models.DateTimeField(verbose_name="ditulis")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="percobaan")),
                ("next_try_at", models.DateTimeField(blank=True, null=True, verbose_name="dicoba lagi")),
                ("begun_at", models.DateTimeField(blank=True, null=True, verbose_name="mulai dikirim")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="dikirim")),
                ("vouched_at", models.DateTimeField(blank=True, null=True, verbose_name="dinyatakan sampai")),
                ("given_up_at", models.DateTimeField(blank=True, null=True, verbose_name="tidak dikirim lagi")),
                (
                    "failure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unreachable", "Server surel tidak menjawab"),
                            ("refused", "Server surel menolak suratnya"),
                            ("unsendable", "Alamatnya tidak dapat dikirimi surat"),
                            ("interrupted", "Belum pasti sampai, jadi tidak dikirim ulang dengan sendirinya"),
                            ("returned", "Kotak surat mengembalikan suratnya"),
                            ("unwanted", "Penerima tidak mau menerima surat seperti ini"),
                            ("taken_back", "Ditarik pengirimnya sebelum berangkat"),
                        ],
                        max_length=15,
                        verbose_name="sebab gagal",
                    ),
                ),
                ("failure_detail", models.CharField(blank=True, max_length=200, verbose_name="jawaban server surel")),
            ],
            options={
                "verbose_name": "surat",
                "verbose_name_plural": "surat",
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("unit", "penulis usulan"),
                            ("agency_admin", "admin instansi"),
                            ("secretary", "sekretariat"),
                            ("ministry_admin", "admin kementerian"),
                            ("evaluator", "evaluator"),
                            ("panelist", "panelis independen"),
                            ("auditor", "auditor"),
                        ],
                        max_length=15,
                        verbose_name="peran",
                    ),
                ),
                ("since", models.DateField(verbose_name="mulai")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai sebelum")),
            ],
            options={
                "verbose_name": "keanggotaan",
                "verbose_name_plural": "keanggotaan",
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="kunci formulir")),
                ("audience", models.CharField(max_length=300, verbose_name="penerima")),
                ("subject", models.CharField(max_length=200, verbose_name="perihal")),
                ("body", models.TextField(verbose_name="isi")),
                ("reply_to", models.EmailField(blank=True, max_length=254, verbose_name="alamat balasan")),
                ("written_at", models.DateTimeField(verbose_name="ditulis")),
            ],
            options={
                "verbose_name": "pesan ke daftar",
                "verbose_name_plural": "pesan ke daftar",
            },
        ),
        migrations.CreateModel(
            name="Motion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.SlugField(max_length=40, verbose_name="jenis")),
                ("subject_type", models.CharField(max_length=60, verbose_name="jenis subjek")),
                ("subject_id", models.BigIntegerField(verbose_name="subjek")),
                ("subject_name", models.CharField(max_length=300, verbose_name="nama subjek")),
                ("reason", models.TextField(verbose_name="alasan")),
                ("inputs", models.JSONField(blank=True, default=dict, verbose_name="masukan")),
                ("body", models.TextField(verbose_name="isi")),
                ("sha256", models.CharField(max_length=64, verbose_name="sidik digital")),
                ("moved_at", models.DateTimeField(verbose_name="diajukan")),
                ("seconded_at", models.DateTimeField(blank=True, null=True, verbose_name="disetujui")),
                ("lapses_at", models.DateTimeField(blank=True, null=True, verbose_name="gugur bila belum disetujui")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="berlaku mulai")),
                ("carried_at", models.DateTimeField(blank=True, null=True, verbose_name="dilaksanakan")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ditarik")),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="dikembalikan")),
                ("decline_reason", models.TextField(blank=True, verbose_name="alasan dikembalikan")),
                ("lapsed_at", models.DateTimeField(blank=True, null=True, verbose_name="gugur")),
                ("lapse_reason", models.TextField(blank=True, verbose_name="sebab gugur")),
            ],
            options={
                "verbose_name": "pengajuan",
                "verbose_name_plural": "pengajuan",
            },
        ),
        migrations.CreateModel(
            name="MotionAuthor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "verbose_name": "penyusun",
                "verbose_name_plural": "penyusun",
            },
        ),
        migrations.CreateModel(
            name="OfficeConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(verbose_name="diminta")),
                ("due_on", models.DateField(verbose_name="paling lambat")),
                ("reminded_at", models.DateTimeField(blank=True, null=True, verbose_name="terakhir diingatkan")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="dikonfirmasi")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="berakhir")),
                ("kept_at", models.DateTimeField(blank=True, null=True, verbose_name="tetap berlaku")),
            ],
            options={
                "verbose_name": "konfirmasi peran",
                "verbose_name_plural": "konfirmasi peran",
            },
        ),
        migrations.CreateModel(
            name="OfficialList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("regions", "daftar wilayah"), ("agencies", "daftar instansi")],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("rows", models.JSONField(verbose_name="isi")),
                ("is_complete", models.BooleanField(verbose_name="lengkap")),
                ("since", models.DateField(verbose_name="berlaku mulai")),
                ("reason", models.TextField(verbose_name="dasar")),
                ("sent_at", models.DateTimeField(verbose_name="dikirim")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="diterapkan")),
            ],
            options={
                "verbose_name": "daftar resmi",
                "verbose_name_plural": "daftar resmi",
            },
        ),
        migrations.CreateModel(
            name="PartnerKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.CharField(max_length=120, verbose_name="mitra")),
                ("purpose", models.CharField(max_length=300, verbose_name="keperluan")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="sidik digital")),
                (
                    "reads",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), size=None, verbose_name="data yang dibaca"
                    ),
                ),
                (
                    "editions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="edisi",
                    ),
                ),
                ("since", models.DateField(verbose_name="mulai")),
                ("until", models.DateField(verbose_name="sampai sebelum")),
                ("given_at", models.DateTimeField(verbose_name="diberikan")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="dicabut")),
                ("revoke_reason", models.TextField(blank=True, verbose_name="alasan dicabut")),
            ],
            options={
                "verbose_name": "kunci mitra",
                "verbose_name_plural": "kunci mitra",
            },
        ),
        migrations.CreateModel(
            name="PortalLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, verbose_name="jenis surat")),
                ("subject", models.CharField(max_length=200, verbose_name="perihal")),
                ("body", models.TextField(verbose_name="isi")),
                ("subject_en", models.CharField(blank=True, max_length=200, verbose_name="perihal (Inggris)")),
                ("body_en", models.TextField(blank=True, verbose_name="isi (Inggris)")),
                ("reply_to", models.EmailField(blank=True, max_length=254, verbose_name="alamat balasan")),
                ("altered_at", models.DateTimeField(null=True, verbose_name="diubah")),
            ],
            options={
                "verbose_name": "naskah surat portal",
                "verbose_name_plural": "naskah surat portal",
            },
        ),
        migrations.CreateModel(
            name="Printing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(default=0, verbose_name="jumlah perubahan")),
                (
                    "changed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="terakhir berubah"
                    ),
                ),
            ],
            options={
                "verbose_name": "cetakan halaman umum",
                "verbose_name_plural": "cetakan halaman umum",
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("code", models.CharField(max_length=5, primary_key=True, serialize=False, verbose_name="kode")),
                ("name", models.CharField(max_length=100, verbose_name="nama")),
                ("short_name", models.CharField(max_length=100, verbose_name="nama singkat")),
                (
                    "kind",
                    models.CharField(
                        choices=[("province", "provinsi"), ("regency", "kabupaten"), ("city", "kota")],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("population", models.PositiveIntegerField(verbose_name="penduduk")),
                ("is_left_behind", models.BooleanField(default=False, verbose_name="daerah tertinggal")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="dihapus")),
            ],
            options={
                "verbose_name": "wilayah",
                "verbose_name_plural": "wilayah",
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=200, verbose_name="daftar")),
                ("name", models.CharField(max_length=60, verbose_name="nama")),
                ("query", models.CharField(blank=True, max_length=1000, verbose_name="filter dan kolom")),
                ("saved_at", models.DateTimeField(verbose_name="disimpan")),
            ],
            options={
                "verbose_name": "tampilan tersimpan",
                "verbose_name_plural": "tampilan tersimpan",
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="saat")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("let_in", "Masuk"),
                            ("again", "Kata sandi sekali lagi cocok"),
                            ("wrong", "Kata sandi tidak cocok"),
                            ("asked", "Kata sandi cocok, pengaman kedua diminta"),
                            ("wrong_code", "Kata sandi cocok, pengaman kedua tidak"),
                            ("wrong_key", "Kunci perangkat tidak cocok"),
                            ("changed", "Kata sandi diganti"),
                            ("refused", "Dikenal penyedia identitas, tidak dimasukkan"),
                            ("held", "Ditahan: terlalu banyak percobaan"),
                        ],
                        max_length=10,
                        verbose_name="hasil",
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("password", "Kata sandi"),
                            ("totp", "Aplikasi kode"),
                            ("recovery_codes", "Kode cadangan"),
                            ("webauthn", "Kunci perangkat"),
                            ("provider", "Penyedia identitas"),
                            ("link", "Tautan lewat surel"),
                        ],
                        default="password",
                        max_length=15,
                        verbose_name="cara",
                    ),
                ),
                ("address", models.CharField(max_length=254, verbose_name="alamat surel")),
                ("visitor", models.CharField(blank=True, max_length=45, verbose_name="alamat jaringan")),
                ("browser", models.CharField(blank=True, max_length=200, verbose_name="peramban")),
            ],
            options={
                "verbose_name": "percobaan masuk",
                "verbose_name_plural": "percobaan masuk",
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="ditutup")),
                ("name", models.CharField(max_length=200, verbose_name="nama")),
            ],
            options={
                "verbose_name": "unit penyelenggara pelayanan",
                "verbose_name_plural": "unit penyelenggara pelayanan",
            },
        ),
        migrations.CreateModel(
            name="Unwanted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="jenis surat")),
                ("since", models.DateTimeField(verbose_name="sejak")),
            ],
            options={
                "verbose_name": "surat yang tidak diinginkan",
                "verbose_name_plural": "surat yang tidak diinginkan",
            },
        ),
        migrations.CreateModel(
            name="Visitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(blank=True, max_length=254, verbose_name="alamat surel")),
                (
                    "mailbox",
                    models.CharField(blank=True, max_length=254, null=True, unique=True, verbose_name="kotak surat"),
                ),
                ("first_at", models.DateTimeField(verbose_name="pertama dikonfirmasi")),
                ("confirmed_at", models.DateTimeField(verbose_name="dikonfirmasi")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="alamat dihapus")),
            ],
            options={
                "verbose_name": "pengunjung terkonfirmasi",
                "verbose_name_plural": "pengunjung terkonfirmasi",
            },
        ),
        migrations.CreateModel(
            name="WriterSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("lines", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="isi")),
                ("sent_at", models.DateTimeField(verbose_name="dikirim")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="kali dimulai")),
                ("tried_at", models.DateTimeField(verbose_name="terakhir dikerjakan")),
                ("taken_in_at", models.DateTimeField(blank=True, null=True, verbose_name="dicatat")),
                ("writers", models.PositiveIntegerField(default=0, verbose_name="penulis baru")),
                ("units", models.PositiveIntegerField(default=0, verbose_name="unit baru")),
                ("known", models.PositiveIntegerField(default=0, verbose_name="sudah tercatat")),
                ("offices", models.JSONField(blank=True, default=list, verbose_name="keanggotaan")),
                ("told", models.PositiveIntegerField(default=0, verbose_name="surat ditulis")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="selesai")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="gagal")),
                ("faults", models.JSONField(blank=True, default=list, verbose_name="yang keliru")),
            ],
            options={
                "verbose_name": "berkas penulis",
                "verbose_name_plural": "berkas penulis",
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="alamat surel")),
                ("full_name", models.CharField(max_length=150, verbose_name="nama lengkap")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
            ],
            options={
                "verbose_name": "pengguna",
                "verbose_name_plural": "pengguna",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="user_email_is_unique_in_any_case"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="ditutup")),
                (
                    "kind",
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
                        verbose_name="jenis",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nama")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="accounts.agency",
                        verbose_name="digabung ke",
                    ),
                ),
            ],
            options={
                "verbose_name": "instansi",
                "verbose_name_plural": "instansi",
            },
        ),
        migrations.CreateModel(
            name="AgencyHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="nama")),
                ("since", models.DateField(verbose_name="sejak")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sampai sebelum")),
                ("entered_at", models.DateTimeField(verbose_name="dicatat")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heads",
                        to="accounts.agency",
                        verbose_name="instansi",
                    ),
                ),
            ],
            options={
                "verbose_name": "pimpinan instansi",
                "verbose_name_plural": "pimpinan instansi",
            },
        ),
        migrations.CreateModel(
            name="BackupMade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(verbose_name="dibuat")),
                ("members", models.PositiveIntegerField(verbose_name="banyaknya bagian")),
            ],
            options={
                "verbose_name": "cadangan",
                "verbose_name_plural": "cadangan",
            },
        ),
        migrations.CreateModel(
            name="Alarm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=20, verbose_name="aturan")),
                ("began_at", models.DateTimeField(verbose_name="mulai")),
                ("seen_at", models.DateTimeField(verbose_name="terakhir terlihat")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="selesai")),
                ("said", models.JSONField(blank=True, default=dict, verbose_name="keterangan")),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="diberitahukan")),
            ],
            options={
                "verbose_name": "peringatan",
                "verbose_name_plural": "peringatan",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("rule",), name="alarm_of_a_kind_lasts_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seen_at__gte", models.F("began_at"))), name="alarm_is_seen_after_it_began"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at", None), ("ended_at__gte", models.F("seen_at")), _connector="OR"),
                        name="alarm_ends_after_it_was_seen",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="backupmade",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="902759328da7ecaf6c49968b3816070818484815",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2c32f",
                    table="accounts_backupmade",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Application",
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
                ("full_name", models.CharField(max_length=150, verbose_name="nama lengkap")),
                ("position", models.CharField(max_length=150, verbose_name="jabatan")),
                ("email", models.EmailField(max_length=254, verbose_name="alamat surel")),
                ("phone", models.CharField(max_length=30, verbose_name="telepon")),
                ("sent_at", models.DateTimeField(verbose_name="dikirim")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="diterima")),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="ditolak")),
                ("decline_reason", models.TextField(blank=True, verbose_name="alasan ditolak")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="accounts.agency",
                        verbose_name="instansi",
                    ),
                ),
            ],
            options={
                "verbose_name": "permohonan instansi",
                "verbose_name_plural": "permohonan instansi",
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sign_in", "masuk"),
                            ("code", "kode kedua"),
                            ("link", "minta tautan"),
                            ("applied", "permohonan instansi"),
                            ("visitor", "minta konfirmasi alamat"),
                            ("objected", "tanggapan masyarakat"),
                            ("inquired", "permintaan replikasi"),
                            ("file", "pemeriksaan berkas"),
                        ],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("address", models.CharField(max_length=254, verbose_name="alamat surel")),
                ("visitor", models.CharField(blank=True, max_length=45, verbose_name="alamat jaringan")),
                ("at", models.DateTimeField(verbose_name="saat")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="dijawab")),
            ],
            options={
                "verbose_name": "percobaan",
                "verbose_name_plural": "percobaan",
                "indexes": [
                    models.Index(fields=["address", "at"], name="attempt_by_address"),
                    models.Index(fields=["visitor", "at"], name="attempt_by_visitor"),
                    models.Index(fields=["at"], name="attempt_by_age"),
                    models.Index(
                        condition=models.Q(("answered_at", None), ("kind", "link")),
                        fields=["id"],
                        name="attempt_unanswered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="kunci formulir")),
                ("kind", models.CharField(max_length=40, verbose_name="jenis tindakan")),
                ("inputs", models.JSONField(blank=True, default=dict, verbose_name="isian")),
                ("path", models.CharField(blank=True, max_length=1500, verbose_name="daftar")),
                ("begun_at", models.DateTimeField(verbose_name="dimulai")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="kali dimulai")),
                ("tried_at", models.DateTimeField(verbose_name="terakhir dikerjakan")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="selesai")),
                (
                    "undoes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="accounts.bulkact",
                        verbose_name="membatalkan",
                    ),
                ),
            ],
            options={
                "verbose_name": "tindakan massal",
                "verbose_name_plural": "tindakan massal",
            },
        ),
        migrations.CreateModel(
            name="BulkRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="urutan")),
                ("subject_id", models.BigIntegerField(verbose_name="nomor yang dikenai")),
                ("called", models.CharField(max_length=300, verbose_name="nama")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="dilakukan")),
                ("made_id", models.BigIntegerField(blank=True, null=True, verbose_name="nomor hasil")),
                ("sentence", models.TextField(blank=True, verbose_name="sebab tidak dilakukan")),
                (
                    "act",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="accounts.bulkact",
                        verbose_name="tindakan massal",
                    ),
                ),
            ],
            options={
                "verbose_name": "baris tindakan massal",
                "verbose_name_plural": "baris tindakan massal",
            },
        ),
        migrations.CreateModel(
            name="CalendarAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(verbose_name="dibuat")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="dicabut")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_addresses",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
            ],
            options={
                "verbose_name": "alamat kalender",
                "verbose_name_plural": "alamat kalender",
            },
        ),
        migrations.CreateModel(
            name="Chore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="pekerjaan")),
                ("key", models.CharField(max_length=120, verbose_name="kunci")),
                ("about", models.CharField(blank=True, max_length=300, verbose_name="tentang")),
                ("since", models.DateTimeField(verbose_name="pertama dicoba")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="percobaan")),
                ("next_try_at", models.DateTimeField(blank=True, null=True, verbose_name="dicoba lagi")),
                ("given_up_at", models.DateTimeField(blank=True, null=True, verbose_name="tidak dicoba lagi")),
                ("failure", models.CharField(blank=True, max_length=200, verbose_name="sebab gagal")),
            ],
            options={
                "verbose_name": "pekerjaan portal",
                "verbose_name_plural": "pekerjaan portal",
                "constraints": [
                    models.UniqueConstraint(fields=("name", "key"), name="chore_stands_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_up_at", None), ("next_try_at__isnull", False)),
                            models.Q(("given_up_at__isnull", False), ("next_try_at", None)),
                            _connector="OR",
                        ),
                        name="chore_is_tried_again_or_given_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(verbose_name="diminta")),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="ditarik")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="dihapus")),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="ditolak")),
                ("decline_reason", models.TextField(blank=True, verbose_name="alasan ditolak")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
            ],
            options={
                "verbose_name": "permintaan penghapusan data",
                "verbose_name_plural": "permintaan penghapusan data",
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(unique=True, verbose_name="nomor")),
                ("name", models.CharField(max_length=60, verbose_name="peristiwa")),
                ("at", models.DateTimeField(verbose_name="saat")),
                ("actor_id", models.BigIntegerField(null=True, verbose_name="pelaku")),
                ("actor_name", models.CharField(blank=True, max_length=150, verbose_name="nama pelaku")),
                ("office", models.CharField(blank=True, max_length=15, verbose_name="peran")),
                ("subject_type", models.CharField(max_length=60, verbose_name="jenis subjek")),
                ("subject_id", models.BigIntegerField(verbose_name="subjek")),
                ("body", models.TextField(verbose_name="isi")),
                ("previous", models.BinaryField(verbose_name="sidik digital sebelumnya")),
                ("hash", models.BinaryField(verbose_name="sidik digital")),
            ],
            options={
                "verbose_name": "peristiwa",
                "verbose_name_plural": "peristiwa",
                "indexes": [models.Index(fields=["subject_type", "subject_id", "number"], name="event_of_subject")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="link",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    PERFORM pg_advisory_xact_lock(5146071998);\n    SELECT coalesce(max(number), 0) + 1 INTO NEW.number FROM accounts_event;\n    SELECT hash INTO NEW.previous FROM accounts_event WHERE number = NEW.number - 1;\n    NEW.previous := coalesce(NEW.previous, decode(repeat('00', 32), 'hex'));\n    NEW.hash := sha256(NEW.previous || int8send(NEW.number) || sha256(convert_to(NEW.body, 'UTF8')));\n    RETURN NEW;\n",
                    hash="20f05a3f5d7d41d134432da7da73a25a7191a2ed",
                    operation="INSERT",
                    pgid="pgtrigger_link_960de",
                    table="accounts_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2cf3b64206734ba5c137fa4b34c45e81ee5d82a1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e07d4",
                    table="accounts_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'events are append-only';",
                    hash="3a60289a363969575b1016163532a237aa6210fb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_a53d2",
                    table="accounts_event",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="TreeNode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField(verbose_name="tingkat")),
                ("place", models.BigIntegerField(verbose_name="tempat")),
                ("hash", models.BinaryField(verbose_name="sidik digital")),
            ],
            options={
                "verbose_name": "simpul pohon riwayat",
                "verbose_name_plural": "simpul pohon riwayat",
            },
        ),
        migrations.CreateModel(
            name="TreeHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.BigIntegerField(unique=True, verbose_name="peristiwa")),
                ("head", models.CharField(max_length=64, verbose_name="sidik digital peristiwa terakhir")),
                ("root", models.CharField(max_length=64, verbose_name="sidik digital pohon")),
                ("at", models.DateTimeField(verbose_name="saat")),
            ],
            options={
                "verbose_name": "sidik riwayat",
                "verbose_name_plural": "sidik riwayat",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="tree_head_holds_something")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treehead",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="252702f5dc8bfca7dc21ab6125145a962b492400",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_839c0",
                    table="accounts_treehead",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treehead",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="e0f42fba303ba65ed5b7b75b0ea099e4b1817ece",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_reprints_648c0",
                    table="accounts_treehead",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="treenode",
            constraint=models.UniqueConstraint(fields=("level", "place"), name="tree_node_is_kept_once"),
        ),
        migrations.AddConstraint(
            model_name="treenode",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gte", 6), ("place__gte", 0)), name="tree_node_has_a_place"
            ),
        ),
        migrations.CreateModel(
            name="HeadHolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="nama")),
                ("house", models.CharField(max_length=200, verbose_name="lembaga")),
                ("address", models.EmailField(max_length=254, verbose_name="alamat surel")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("daily", "setiap hari"), ("weekly", "setiap minggu"), ("monthly", "setiap bulan")],
                        default="weekly",
                        max_length=10,
                        verbose_name="seberapa sering",
                    ),
                ),
                ("named_at", models.DateTimeField(verbose_name="ditunjuk")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="terakhir disurati")),
                ("told_size", models.BigIntegerField(default=0, verbose_name="peristiwa dalam surat terakhir")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="diakhiri")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="diakhiri oleh",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemegang sidik",
                "verbose_name_plural": "pemegang sidik",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("address"),
                        condition=models.Q(("ended_at", None)),
                        name="head_holder_of_an_address_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_by", None), ("ended_at__isnull", False), _connector="OR"),
                        name="head_holder_is_ended_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_at", None), ("told_size", 0)),
                            models.Q(("told_at__isnull", False), ("told_size__gt", 0)),
                            _connector="OR",
                        ),
                        name="head_holder_was_told_a_head",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("dossier", "Usulan dibaca penilai"),
                            ("file", "Bukti dibaca penilai"),
                            ("sender", "Identitas pengirim tanggapan dilihat"),
                            ("archive", "Arsip data pribadi diambil"),
                            ("draft", "Draf dibaca sekretariat"),
                        ],
                        max_length=10,
                        verbose_name="yang dibaca",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="saat")),
                ("hour", models.DateTimeField(verbose_name="jam")),
                (
                    "office",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unit", "penulis usulan"),
                            ("agency_admin", "admin instansi"),
                            ("secretary", "sekretariat"),
                            ("ministry_admin", "admin kementerian"),
                            ("evaluator", "evaluator"),
                            ("panelist", "panelis independen"),
                            ("auditor", "auditor"),
                        ],
                        max_length=15,
                        verbose_name="peran",
                    ),
                ),
                ("subject_type", models.CharField(max_length=60, verbose_name="jenis subjek")),
                ("subject_id", models.BigIntegerField(verbose_name="subjek")),
                ("about", models.CharField(max_length=120, verbose_name="tentang")),
                ("visitor", models.CharField(blank=True, max_length=45, verbose_name="alamat jaringan")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
            ],
            options={
                "verbose_name": "pembacaan",
                "verbose_name_plural": "pembacaan",
                "indexes": [
                    models.Index(fields=["-at", "-id"], name="reading_by_age"),
                    models.Index(fields=["user", "-at"], name="reading_of_user"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "kind", "subject_type", "subject_id", "visitor", "hour"),
                        name="reading_is_kept_once",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signin",
            trigger=pgtrigger.compiler.Trigger(
                name="unchanged",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="b47e7d8c23fb5d45dc4145ffc7b5adb02a84dca2",
                    operation="UPDATE",
                    pgid="pgtrigger_unchanged_3fec8",
                    table="accounts_signin",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reading",
            trigger=pgtrigger.compiler.Trigger(
                name="unchanged",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="05f3b08173abf4d7eba528fad83fb1aa509a5abf",
                    operation="UPDATE",
                    pgid="pgtrigger_unchanged_57c21",
                    table="accounts_reading",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reading",
            trigger=pgtrigger.compiler.Trigger(
                name="kept_its_time",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF OLD.at > now() - interval '400 days' THEN\n                        RAISE EXCEPTION 'reading_is_kept_its_time' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN OLD;\n                ",
                    hash="0b744ec364cf23df709344f0de1f11c3706c85e3",
                    operation="DELETE",
                    pgid="pgtrigger_kept_its_time_b088d",
                    table="accounts_reading",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="treenode",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a66154420835064f67597bffe9f4f2fa1f632576",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c5b0a",
                    table="accounts_treenode",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="formername",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="former_names",
                to="accounts.agency",
                verbose_name="instansi",
            ),
        ),
        migrations.AddField(
            model_name="hookmessage",
            name="hook",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="accounts.hook",
                verbose_name="alamat kabar",
            ),
        ),
        migrations.AddField(
            model_name="hooktry",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attempts",
                to="accounts.hookmessage",
                verbose_name="kabar kepada mitra",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspection",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6b8288156d9beec4b24d0ff88b00712b85027375",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d0738",
                    table="accounts_inspection",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspection",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="39c5b0cb3ac40fd1eca358f5328185c33025ef5f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_reprints_70fca",
                    table="accounts_inspection",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to=settings.AUTH_USER_MODEL,
                verbose_name="penerima",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="accounts.agency",
                verbose_name="instansi",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to=settings.AUTH_USER_MODEL,
                verbose_name="pengguna",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="vouched_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="dinyatakan sampai oleh",
            ),
        ),
        migrations.AddField(
            model_name="hook",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="diakhiri oleh",
            ),
        ),
        migrations.AddField(
            model_name="hook",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="oleh",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="held_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="ditahan oleh",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="released_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="dilepas oleh",
            ),
        ),
        migrations.AddField(
            model_name="formername",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="oleh",
            ),
        ),
        migrations.AddField(
            model_name="erasurerequest",
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
            model_name="erasurerequest",
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
            model_name="erasurerequest",
            name="erased_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="bulkact",
            name="begun_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="oleh",
            ),
        ),
        migrations.AddField(
            model_name="application",
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
            model_name="application",
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
            model_name="agencyhead",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="oleh",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="ditulis oleh",
            ),
        ),
        migrations.AddField(
            model_name="motion",
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
            model_name="motion",
            name="moved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="motion",
            name="mover",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="pengusul",
            ),
        ),
        migrations.AddField(
            model_name="motion",
            name="seconded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="motion",
            name="seconder",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="penyetuju",
            ),
        ),
        migrations.AddField(
            model_name="motionauthor",
            name="motion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="authors",
                to="accounts.motion",
                verbose_name="pengajuan",
            ),
        ),
        migrations.AddField(
            model_name="motionauthor",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="orang",
            ),
        ),
        migrations.AddField(
            model_name="officeconfirmation",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="officeconfirmation",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="confirmations",
                to="accounts.membership",
                verbose_name="keanggotaan",
            ),
        ),
        migrations.AddField(
            model_name="officiallist",
            name="applied_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="diterapkan oleh",
            ),
        ),
        migrations.AddField(
            model_name="officiallist",
            name="sent_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="pengirim",
            ),
        ),
        migrations.AddField(
            model_name="partnerkey",
            name="given_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="oleh",
            ),
        ),
        migrations.AddField(
            model_name="partnerkey",
            name="revoked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="dicabut oleh",
            ),
        ),
        migrations.AddField(
            model_name="portalletter",
            name="altered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="diubah oleh",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="printing",
            trigger=pgtrigger.compiler.Trigger(
                name="dated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="NEW.changed_at = now(); RETURN NEW;",
                    hash="16f670df9eb3bbb0262f1be15425b95d92e1fc77",
                    operation="UPDATE",
                    pgid="pgtrigger_dated_433d1",
                    table="accounts_printing",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="region",
            name="became",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="was",
                to="accounts.region",
                verbose_name="kode baru",
            ),
        ),
        migrations.AddField(
            model_name="region",
            name="province",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="regions",
                to="accounts.region",
                verbose_name="provinsi",
            ),
        ),
        migrations.AddField(
            model_name="formername",
            name="region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="former_names",
                to="accounts.region",
                verbose_name="wilayah",
            ),
        ),
        migrations.AddField(
            model_name="agency",
            name="region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agencies",
                to="accounts.region",
                verbose_name="wilayah",
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="saved_views",
                to=settings.AUTH_USER_MODEL,
                verbose_name="pengguna",
            ),
        ),
        migrations.AddField(
            model_name="signin",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sign_ins",
                to=settings.AUTH_USER_MODEL,
                verbose_name="pengguna",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="units",
                to="accounts.agency",
                verbose_name="instansi",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="accounts.unit",
                verbose_name="digabung ke",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="accounts.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="formername",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="former_names",
                to="accounts.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="unwanted",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="unwanted",
                to=settings.AUTH_USER_MODEL,
                verbose_name="penerima",
            ),
        ),
        migrations.AddIndex(
            model_name="visitor",
            index=models.Index(
                condition=models.Q(("erased_at", None)), fields=["confirmed_at"], name="visitor_to_erase"
            ),
        ),
        migrations.AddConstraint(
            model_name="visitor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("erased_at", None), ("mailbox__isnull", False), models.Q(("address", ""), _negated=True)),
                    models.Q(("address", ""), ("erased_at__isnull", False), ("mailbox", None)),
                    _connector="OR",
                ),
                name="visitor_has_an_address_until_it_is_erased",
            ),
        ),
        migrations.AddField(
            model_name="writersheet",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.agency",
                verbose_name="instansi",
            ),
        ),
        migrations.AddField(
            model_name="writersheet",
            name="sent_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
                verbose_name="pengirim",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.UniqueConstraint(fields=("act", "subject_id"), name="bulk_row_once_a_thing"),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.UniqueConstraint(fields=("act", "position"), name="bulk_row_once_a_position"),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at", None), ("sentence", ""), _connector="OR"),
                name="bulk_row_is_done_or_says_why_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_id", None), ("done_at__isnull", False), _connector="OR"),
                name="bulk_row_made_what_was_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendaraddress",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)),
                fields=("user",),
                name="calendar_address_one_at_a_time_a_person",
            ),
        ),
        migrations.AddIndex(
            model_name="hookmessage",
            index=models.Index(
                condition=models.Q(("next_try_at__isnull", False)),
                fields=["next_try_at", "id"],
                name="hook_message_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="hookmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("given_up_at", None), ("next_try_at__isnull", False), ("taken_at", None)),
                    models.Q(("given_up_at", None), ("next_try_at", None), ("taken_at__isnull", False)),
                    models.Q(("given_up_at__isnull", False), ("next_try_at", None), ("taken_at", None)),
                    _connector="OR",
                ),
                name="hook_message_waits_or_is_taken_or_given_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="hooktry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__isnull", False), models.Q(("failure", ""), _negated=True), _connector="OR"
                ),
                name="hook_try_was_answered_or_says_why_not",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("next_try_at__isnull", False)),
                fields=["-is_waited_for", "next_try_at", "id"],
                name="letter_due",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("given_up_at__isnull", False)), fields=["given_up_at"], name="letter_given_up"
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("begun_at__isnull", False)), fields=["begun_at"], name="letter_begun"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(fields=("recipient", "name", "occasion"), name="letter_is_written_once"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recipient", None)),
                fields=("address", "name", "occasion"),
                name="letter_to_a_visitor_is_written_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("address", ""), ("recipient__isnull", False)),
                    models.Q(("recipient", None), models.Q(("address", ""), _negated=True)),
                    _connector="OR",
                ),
                name="letter_goes_to_a_person_or_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("begun_at", None), ("given_up_at", None), ("next_try_at__isnull", False), ("sent_at", None)
                    ),
                    models.Q(
                        ("begun_at__isnull", False), ("given_up_at", None), ("next_try_at", None), ("sent_at", None)
                    ),
                    models.Q(
                        ("begun_at", None), ("given_up_at", None), ("next_try_at", None), ("sent_at__isnull", False)
                    ),
                    models.Q(("given_up_at__isnull", False), ("next_try_at", None), ("sent_at", None)),
                    _connector="OR",
                ),
                name="letter_waits_or_is_begun_or_sent_or_given_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("begun_at", None), ("given_up_at", None), ("failure", "interrupted"), _connector="OR"
                ),
                name="letter_without_a_known_end_was_cut_off",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("vouched_at__isnull", True), ("vouched_by__isnull", True)),
                        models.Q(("vouched_at__isnull", False), ("vouched_by__isnull", False)),
                        _connector="OR",
                    ),
                    models.Q(("vouched_at", None), ("sent_at__isnull", False), _connector="OR"),
                ),
                name="letter_is_called_delivered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("given_up_at", None), models.Q(("failure", ""), _negated=True), _connector="OR"),
                name="letter_is_given_up_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_secret", False),
                    ("next_try_at__isnull", False),
                    models.Q(("begun_at__isnull", False), ("given_up_at", None)),
                    ("body", ""),
                    _connector="OR",
                ),
                name="letter_keeps_no_key_after_its_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_courtesy", False),
                    models.Q(("is_secret", False), ("recipient__isnull", False)),
                    _connector="OR",
                ),
                name="letter_of_courtesy_goes_to_a_person_and_carries_no_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="hook",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("url",), name="hook_of_an_address_stands_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="hook",
            constraint=models.CheckConstraint(
                condition=models.Q(("url__startswith", "https://")), name="hook_is_told_over_tls"
            ),
        ),
        migrations.AddConstraint(
            model_name="hook",
            constraint=models.CheckConstraint(
                condition=models.Q(("kinds", []), _negated=True), name="hook_is_told_of_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="hook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="hook_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_at", None)),
                fields=("name", "edition", "occasion"),
                name="hold_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_at", None), ("released_by", None)),
                    models.Q(("released_at__isnull", False), ("released_by__isnull", False)),
                    _connector="OR",
                ),
                name="hold_released_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasurerequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("declined_at", None), ("dropped_at", None), ("erased_at", None)),
                fields=("user",),
                name="erasure_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasurerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("erased_at__isnull", True), ("erased_by__isnull", True)),
                    models.Q(("erased_at__isnull", False), ("erased_by__isnull", False)),
                    _connector="OR",
                ),
                name="erased_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasurerequest",
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
                name="erasure_declined_who_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasurerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declined_at", None), ("erased_at", None)),
                    models.Q(("dropped_at", None), ("erased_at", None)),
                    models.Q(("declined_at", None), ("dropped_at", None)),
                    _connector="OR",
                ),
                name="erasure_is_answered_once",
            ),
        ),
        migrations.AddIndex(
            model_name="bulkact",
            index=models.Index(
                condition=models.Q(("finished_at", None)), fields=["tried_at"], name="bulk_act_unfinished"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("clean_size__gt", 0), ("size__gt", 0)), name="application_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_signed", False), ("sha256", models.F("came_sha256")), _connector="OR"),
                name="application_signed_is_as_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_active", False),
                    models.Q(("is_signed", True), models.Q(("sha256", models.F("clean_sha256")), _negated=True)),
                    _connector="OR",
                ),
                name="application_active_only_for_its_signature",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                models.F("agency"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("accepted_at", None), ("declined_at", None)),
                name="application_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                    models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                    _connector="OR",
                ),
                name="application_accepted_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
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
                name="application_declined_who_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted_at", None), ("declined_at", None), _connector="OR"),
                name="application_is_decided_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyhead",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="agency_head_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyhead",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"),
                name="agency_head_ends_after_the_beginning",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyhead",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("agency", "="),
                    (accounts.models.membership.DateRange("since", "until", models.Value("[)")), "&&"),
                ],
                name="agency_has_one_head_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="motion",
            index=models.Index(fields=["subject_type", "subject_id"], name="motion_of_subject"),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="motion_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("carried_at", None), ("declined_at", None), ("lapsed_at", None), ("withdrawn_at", None)
                ),
                fields=("kind", "subject_type", "subject_id"),
                name="motion_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("due_at__isnull", True),
                        ("seconded_at__isnull", True),
                        ("seconded_by__isnull", True),
                        ("seconder__isnull", True),
                    ),
                    models.Q(
                        ("due_at__isnull", False),
                        ("seconded_at__isnull", False),
                        ("seconded_by__isnull", False),
                        ("seconder__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="motion_seconded_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("seconder", None), models.Q(("seconder", models.F("mover")), _negated=True), _connector="OR"
                ),
                name="motion_seconded_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lapses_at", None),
                    ("seconded_at", None),
                    ("seconded_at__lt", models.F("lapses_at")),
                    _connector="OR",
                ),
                name="motion_seconded_before_it_lapses",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("carried_at", None),
                    models.Q(("due_at__isnull", False), ("due_at__lte", models.F("carried_at"))),
                    _connector="OR",
                ),
                name="motion_carried_only_when_seconded_and_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
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
                name="motion_declined_who_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lapsed_at", None), ("lapse_reason", "")),
                    models.Q(("lapsed_at__isnull", False), models.Q(("lapse_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="motion_lapsed_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("carried_at", None), ("declined_at", None), ("lapsed_at", None), ("withdrawn_at", None)),
                    models.Q(
                        ("carried_at__isnull", False),
                        ("declined_at", None),
                        ("lapsed_at", None),
                        ("withdrawn_at", None),
                    ),
                    models.Q(
                        ("carried_at", None),
                        ("declined_at", None),
                        ("lapsed_at", None),
                        ("withdrawn_at__isnull", False),
                    ),
                    models.Q(
                        ("carried_at", None),
                        ("declined_at__isnull", False),
                        ("lapsed_at", None),
                        ("withdrawn_at", None),
                    ),
                    models.Q(
                        ("carried_at", None),
                        ("declined_at", None),
                        ("lapsed_at__isnull", False),
                        ("withdrawn_at", None),
                    ),
                    _connector="OR",
                ),
                name="motion_ends_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motion",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="fa9f9684dfbc723ce4cd104bf2962ec15445f281",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_a0809",
                    table="accounts_motion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motion",
            trigger=pgtrigger.compiler.Trigger(
                name="what_was_shown_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."subject_type" IS DISTINCT FROM (NEW."subject_type") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."subject_name" IS DISTINCT FROM (NEW."subject_name") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."inputs" IS DISTINCT FROM (NEW."inputs") OR OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."moved_at" IS DISTINCT FROM (NEW."moved_at") OR OLD."moved_by_id" IS DISTINCT FROM (NEW."moved_by_id") OR OLD."mover_id" IS DISTINCT FROM (NEW."mover_id") OR OLD."lapses_at" IS DISTINCT FROM (NEW."lapses_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="3d4e2e871c4b37296652d6872550be88cbd633d5",
                    operation="UPDATE",
                    pgid="pgtrigger_what_was_shown_stands_4a9f4",
                    table="accounts_motion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motion",
            trigger=pgtrigger.compiler.Trigger(
                name="is_never_erased",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="c5a067c62a6d9cfff7319f2679eb8fda9e63d2fa",
                    operation="DELETE",
                    pgid="pgtrigger_is_never_erased_b5257",
                    table="accounts_motion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motion",
            trigger=pgtrigger.compiler.Trigger(
                name="no_author_seconds",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF NEW.seconder_id IS NOT NULL AND EXISTS (\n        SELECT 1 FROM accounts_motionauthor WHERE motion_id = NEW.id AND user_id = NEW.seconder_id\n    ) THEN\n        RAISE EXCEPTION 'an author of what is decided does not second it';\n    END IF;\n    RETURN NEW;\n",
                    hash="2632baa8bb9b55c534bcce8cd543c4a114eda2da",
                    operation="UPDATE",
                    pgid="pgtrigger_no_author_seconds_7029c",
                    table="accounts_motion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="motionauthor",
            constraint=models.UniqueConstraint(fields=("motion", "user"), name="motion_author_once"),
        ),
        migrations.AddConstraint(
            model_name="officeconfirmation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_at", None), ("ended_at", None), ("kept_at", None)),
                fields=("membership",),
                name="office_is_asked_about_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="officeconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="office_confirmed_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="officeconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("ended_at", None)),
                    models.Q(("confirmed_at", None), ("kept_at", None)),
                    models.Q(("ended_at", None), ("kept_at", None)),
                    _connector="OR",
                ),
                name="office_confirmation_has_one_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="officeconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by", None),
                    models.Q(("confirmed_by", models.F("membership")), _negated=True),
                    _connector="OR",
                ),
                name="office_confirmed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="officiallist",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="official_list_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="officiallist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("applied_at", None), ("applied_by", None)),
                    models.Q(("applied_at__isnull", False), ("applied_by__isnull", False)),
                    _connector="OR",
                ),
                name="official_list_is_applied_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerkey",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("partner"),
                condition=models.Q(("revoked_at", None)),
                name="partner_key_of_a_name_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerkey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__gt", models.F("since")),
                    (
                        "until__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("since"), "+", models.Value(dt.timedelta(days=366))
                        ),
                    ),
                ),
                name="partner_key_lasts_a_year_at_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerkey",
            constraint=models.CheckConstraint(
                condition=models.Q(("reads", []), _negated=True), name="partner_key_reads_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerkey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="partner_key_revoked_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerkey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_at", None), models.Q(("revoke_reason", ""), _negated=True), _connector="OR"
                ),
                name="partner_key_revoked_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="portalletter",
            constraint=models.UniqueConstraint(fields=("key",), name="portal_letter_is_worded_once"),
        ),
        migrations.AddConstraint(
            model_name="portalletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body", ""), ("subject", "")),
                    models.Q(models.Q(("subject", ""), _negated=True), models.Q(("body", ""), _negated=True)),
                    _connector="OR",
                ),
                name="portal_letter_has_a_whole_text_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="portalletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body_en", ""), ("subject_en", "")),
                    models.Q(
                        models.Q(("subject_en", ""), _negated=True),
                        models.Q(("body_en", ""), _negated=True),
                        models.Q(("body", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="portal_letter_has_a_whole_english_text_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="portalletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("altered_at", None), ("altered_by", None)),
                    models.Q(("altered_at__isnull", False), ("altered_by__isnull", False)),
                    _connector="OR",
                ),
                name="portal_letter_altered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "province"), ("province", models.F("code"))),
                    models.Q(
                        models.Q(("kind", "province"), _negated=True),
                        models.Q(("province", models.F("code")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="region_province_is_its_own_province",
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["province", "regency", "city"])), name="region_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("became", None),
                    models.Q(("closed_on__isnull", False), models.Q(("became", models.F("code")), _negated=True)),
                    _connector="OR",
                ),
                name="region_with_another_code_is_closed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="region",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="3215321165f2184f89e00ae49fab7fc411f01a1e",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_d8213",
                    table="accounts_region",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"), name="agency_name_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("ministry", "body", "state_firm")), ("region", None)),
                    models.Q(("kind__in", ("province", "regency", "city", "regional_firm")), ("region__isnull", False)),
                    _connector="OR",
                ),
                name="agency_region_follows_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("closed_on__isnull", False), models.Q(("merged_into", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="agency_merged_is_closed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="d6bf09d96a462a384744d80b61dc4c052a1fa10d",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_cd9ee",
                    table="accounts_agency",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("user", "path", "name"), name="saved_view_name_is_unique_on_its_list"
            ),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["-at", "-id"], name="sign_in_by_age"),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["user", "-at"], name="sign_in_of_user"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                models.F("agency"), django.db.models.functions.text.Lower("name"), name="unit_name_is_unique_in_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("closed_on__isnull", False), models.Q(("merged_into", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="unit_merged_is_closed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="reprints",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE accounts_printing SET number = number + 1\n    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);\n    IF NOT FOUND THEN\n        INSERT INTO accounts_printing (number) VALUES (1);\n    END IF;\n    RETURN NULL;\n",
                    hash="a27dcb090e0047873181d8deeef73a79b5970341",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_reprints_c5341",
                    table="accounts_unit",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency__isnull", False), ("role", "unit"), ("unit__isnull", False)),
                    models.Q(("agency__isnull", False), ("role", "agency_admin"), ("unit", None)),
                    models.Q(
                        ("role__in", ["ministry_admin", "secretary", "auditor", "evaluator", "panelist"]),
                        ("unit", None),
                    ),
                    _connector="OR",
                ),
                name="membership_place_follows_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="membership_does_not_end_before_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("user", "="),
                    ("role", "="),
                    (django.db.models.functions.comparison.Coalesce("agency", models.Value(0)), "="),
                    (django.db.models.functions.comparison.Coalesce("unit", models.Value(0)), "="),
                    (accounts.models.membership.DateRange("since", "until", models.Value("[)")), "&&"),
                ],
                name="membership_periods_do_not_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="formername",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency__isnull", False), ("region", None), ("unit", None)),
                    models.Q(("agency", None), ("region", None), ("unit__isnull", False)),
                    models.Q(("agency", None), ("region__isnull", False), ("unit", None)),
                    _connector="OR",
                ),
                name="former_name_is_of_one_entry",
            ),
        ),
        migrations.AddConstraint(
            model_name="formername",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="former_name_ended_with_a_reason"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="formername",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8d9a20c274933ea8722eb217a3d092d3138fd896",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_58315",
                    table="accounts_formername",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="unwanted",
            constraint=models.UniqueConstraint(fields=("user", "name"), name="unwanted_is_said_once"),
        ),
        migrations.AddIndex(
            model_name="writersheet",
            index=models.Index(
                condition=models.Q(("failed_at", None), ("finished_at", None)),
                fields=["tried_at"],
                name="writer_sheet_unfinished",
            ),
        ),
        migrations.AddConstraint(
            model_name="writersheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finished_at", None),
                    models.Q(("lines", []), ("taken_in_at__isnull", False), ("told", models.F("writers"))),
                    _connector="OR",
                ),
                name="writer_sheet_finished_has_told_everybody",
            ),
        ),
        migrations.AddConstraint(
            model_name="writersheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("failed_at", None), ("faults", [])),
                    models.Q(
                        ("failed_at__isnull", False),
                        ("lines", []),
                        ("taken_in_at", None),
                        models.Q(("faults", []), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="writer_sheet_failed_did_nothing_and_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="writersheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_in_at__isnull", False),
                    models.Q(("known", 0), ("offices", []), ("told", 0), ("units", 0), ("writers", 0)),
                    _connector="OR",
                ),
                name="writer_sheet_counts_what_was_taken_in",
            ),
        ),
    ]
