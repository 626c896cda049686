"""Every component in every state, for those who build pages; only there while debugging."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.shortcuts import render
from django.utils import timezone

from accounts.forms.dates import DateField
from accounts.forms.filters import Filter
from accounts.pages import lists
from accounts.pages.doors import public
from accounts.templatetags.charts import TILES

PAGES = {
    "": "pola.html",
    "publik": "pola/public.html",
    "meja": "pola/desk.html",
    "selesai": "pola/confirmed.html",
    "hapus": "pola/destruction.html",
    "cetak": "pola/print.html",
}


@public(sees="the patterns", when="under DEBUG alone")
def gallery(request):
    now = datetime(2026, 11, 18, 9, 30, tzinfo=timezone.get_default_timezone())
    return render(
        request,
        PAGES.get(request.GET.get("halaman", ""), "pola.html"),
        {
            "form": SampleForm({"kata": "a"}, auto_id="salah_%s") if "salah" in request.GET else SampleForm(),
            "marks_form": MarksForm({"dampak": "4"}),
            "filter_form": SpecimenFilter(request.GET),
            "page": lists.page(request, range(1, 3157)),
            "now": now,
            "tasks": TASKS,
            "rows": ROWS,
            "stages": STAGES,
            "kinds": KINDS,
            "years": YEARS,
            "provinces": [
                {"code": code, "name": short, "value": (int(code) * 7) % 23, "url": f"?provinsi={code}"}
                for code, (short, _column, _line) in TILES.items()
            ],
            "events": [
                {"what": "Usulan diajukan", "who": "Sri Wahyuni, Kota Semarang", "at": now, "note": ""},
                {
                    "what": "Usulan dikembalikan",
                    "who": "Budi Santoso, admin Kota Semarang",
                    "at": now - timedelta(days=2),
                    "note": "Lengkapi surat pernyataan implementasi.",
                },
                {"what": "Usulan dibuat", "who": "Sri Wahyuni", "at": now - timedelta(days=9), "note": ""},
            ],
            "dates": [
                {"label": "Pengajuan dibuka", "at": now - timedelta(days=40), "is_deadline": False},
                {"label": "Pengajuan ditutup", "at": now + timedelta(days=3, hours=6, minutes=30), "is_deadline": True},
                {"label": "Pengumuman finalis", "at": now + timedelta(days=61), "is_deadline": False},
            ],
            "files": [
                {"name": "surat-pernyataan.pdf", "url": "#", "size": 245_760, "note": "", "remove_url": "#"},
                {"name": "foto-layanan.jpg", "url": "#", "size": 1_887_436, "note": "", "remove_url": ""},
            ],
            "steps": [{"label": "Inovasi", "url": "#"}, {"label": "Jawa Tengah", "url": "#"}],
            "places": [
                {"label": label, "url": "#", "is_current": number == 1}
                for number, label in enumerate(["Ringkasan", "Latar belakang", "Kebaruan", "Dampak"])
            ],
            "navigation": [
                {"label": label, "url": "#", "is_current": number == 1}
                for number, label in enumerate(["Beranda", "Usulan", "Instansi"])
            ],
        },
    )


class SampleForm(forms.Form):
    kata = forms.CharField(
        label="Judul inovasi",
        help_text="Singkat dan mudah diingat, tanpa nama instansi",
        min_length=5,
        error_messages={"required": "Isi judul inovasi", "min_length": "Judul paling sedikit 5 huruf"},
    )
    ringkasan = forms.CharField(
        label="Ringkasan",
        widget=forms.Textarea,
        help_text="Masalah, gagasan, dan hasilnya",
        error_messages={"required": "Isi ringkasan"},
    )
    mulai = DateField(
        label="Tanggal mulai diterapkan",
        help_text="Contoh: 31/12/2024",
        error_messages={"required": "Isi tanggal mulai diterapkan"},
    )
    provinsi = forms.ChoiceField(
        label="Provinsi",
        choices=[("", "Pilih provinsi"), ("33", "Jawa Tengah"), ("34", "DI Yogyakarta")],
        error_messages={"required": "Pilih provinsi"},
    )
    kelompok = forms.ChoiceField(
        label="Kelompok",
        widget=forms.RadioSelect,
        choices=[("umum", "Umum"), ("replikasi", "Replikasi"), ("khusus", "Khusus")],
        error_messages={"required": "Pilih kelompok"},
    )
    tujuan = forms.MultipleChoiceField(
        label="Tujuan pembangunan berkelanjutan",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Pilih semua yang sesuai",
        choices=[("1", "Tanpa kemiskinan"), ("3", "Kehidupan sehat dan sejahtera"), ("4", "Pendidikan bermutu")],
    )
    surat = forms.FileField(
        label="Surat pernyataan implementasi",
        help_text="PDF, paling besar 2 MB",
        error_messages={"required": "Pilih surat pernyataan implementasi"},
    )
    setuju = forms.BooleanField(
        label="Data ini benar dan dapat dipertanggungjawabkan",
        error_messages={"required": "Nyatakan bahwa data ini benar"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ringkasan"].word_limit = 150


@dataclass(frozen=True)
class SpecimenLevel:
    mark: int
    name: str
    anchor: str

    def __str__(self):
        return f"{self.mark} {self.name}"


LEVELS = [
    SpecimenLevel(5, "Istimewa", "Dampak terukur, dibandingkan dengan keadaan awal, dan diakui pihak luar."),
    SpecimenLevel(4, "Baik", "Dampak terukur dan dibandingkan dengan keadaan awal."),
    SpecimenLevel(3, "Cukup", "Dampak disebut dengan angka tanpa pembanding."),
    SpecimenLevel(2, "Kurang", "Dampak disebut tanpa angka."),
    SpecimenLevel(1, "Tidak ada", "Dampak tidak dapat dikenali dari jawaban."),
]


class MarksForm(forms.Form):
    dampak = forms.ChoiceField(
        label="Dampak bagi warga",
        help_text="Bukti yang disebut dalam jawaban, bukan dugaan",
        widget=forms.RadioSelect,
        choices=[(level.mark, level) for level in LEVELS],
        error_messages={"required": "Pilih nilai untuk dampak bagi warga"},
    )
    keberlanjutan = forms.ChoiceField(
        label="Keberlanjutan",
        widget=forms.RadioSelect,
        choices=[(level.mark, level) for level in LEVELS],
        error_messages={"required": "Pilih nilai untuk keberlanjutan"},
    )
    catatan = forms.CharField(label="Catatan", widget=forms.Textarea, required=False)


class SpecimenFilter(Filter):
    q = forms.CharField(label="Kata kunci", required=False)
    tahun = forms.ChoiceField(label="Tahun", choices=[("", "Semua tahun"), ("2023", "2023")], required=False)
    jenis = forms.ChoiceField(label="Jenis instansi", choices=[("", "Semua jenis"), ("kota", "Kota")], required=False)


def named(keys, rows):
    """Rows of values as the dicts that components take."""
    return [dict(zip(keys.split(), row, strict=True)) for row in rows]


TASKS = named(
    "name url status role hint",
    [
        ("Profil inovasi", "#", "Selesai", "", ""),
        ("Latar belakang", "#", "Belum selesai", "info", "Paling banyak 500 kata"),
        ("Dampak", "#", "Belum dimulai", "info", ""),
        ("Lampiran", "#", "Perlu diperbaiki", "problem", "Surat pernyataan tak terbaca"),
        ("Periksa dan ajukan", "", "Belum dapat diisi", "", ""),
    ],
)
ROWS = named(
    "label value url action hidden",
    [
        ("Judul inovasi", "Antrean Daring Puskesmas", "#", "", ""),
        ("Instansi", "Pemerintah Kota Semarang", "", "", ""),
        ("Tautan video", "", "#", "Isi", "tautan video"),
    ],
)
STAGES = named(
    "numeral name state state_text when url",
    [
        ("I", "Seleksi administrasi", "closed", "Selesai", "1–20 Mei 2026", "#"),
        ("II", "Penilaian proposal", "closed", "Selesai", "1–30 Juni 2026", "#"),
        ("III", "Penetapan Top 99", "open", "Berlangsung", "sampai 20 Juli 2026", "#"),
        ("IV", "Presentasi dan wawancara", "upcoming", "Belum mulai", "Agustus 2026", ""),
        ("V", "Verifikasi lapangan", "skipped", "Dilewati", "", ""),
        ("VI", "Penetapan Top 45", "upcoming", "Belum mulai", "", ""),
    ],
)
KINDS = named(
    "label value second url",
    [
        ("Kabupaten", 41, 27, ""),
        ("Kota", 21, 18, ""),
        ("Kementerian", 19, 12, ""),
        ("Provinsi", 12, 8, ""),
        ("Lembaga", 5, 4, ""),
        ("BUMN", 1, 1, ""),
    ],
)
YEARS = named(
    "label value",
    [
        ("2014", 515),
        ("2015", 1188),
        ("2016", 2476),
        ("2017", 3054),
        ("2018", 2824),
        ("2019", 3156),
        ("2021", 3178),
        ("2022", 3478),
        ("2023", 3110),
    ],
)
