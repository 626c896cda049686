"""What a sum found or lacks, in words: the arithmetic tells keys with values, here each has its sentence.

Acts refuse with these sentences and pages show them, so they stand below both.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.rules.telling import Told
from accounts.templatetags.numbers import number
from competitions.models import Criterion

SENTENCES: Mapping[str, Promise] = {
    # Guards of the adjustment for severity.
    "nothing_marked": gettext_lazy("Belum ada nilai yang dapat disetarakan."),
    "disconnected": gettext_lazy("Penilai terbagi dalam %(groups)s kelompok yang tidak membaca usulan yang sama."),
    "few_reads": gettext_lazy("Penilai yang membaca kurang dari %(fewest)s usulan: %(judges)s."),
    "se_too_large": gettext_lazy(
        "Ketegasan penilai belum dapat dibandingkan dengan teliti (galat baku %(error)s; batas %(limit)s)."
    ),
    "se_large": gettext_lazy(
        "Ketegasan penilai dapat dibandingkan, tetapi kurang teliti (galat baku %(error)s; anjuran %(limit)s)."
    ),
    "spread_outside": gettext_lazy(
        "Penilai yang sebaran nilainya di luar %(least)s sampai %(most)s kali sebaran seluruh penilai: %(judges)s."
    ),
    "exempt": gettext_lazy(
        "Penilai yang membaca kurang dari %(fewest)s usulan: %(judges)s. Ketegasan mereka ditarik ke rata-rata penilai "
        "lain; penilai lain tidak terpengaruh."
    ),
    "isolated": gettext_lazy(
        "Penilai yang sebaran nilainya di luar %(least)s sampai %(most)s kali sebaran penilai lain: %(judges)s. Nilai "
        "mereka tidak dihitung di usulan yang juga dibaca penilai lain."
    ),
    "all_equal": gettext_lazy("Semua nilai sama: undian saja yang menentukan."),
    "nothing_shared": gettext_lazy(
        "Tidak ada usulan yang dinilai dua orang, jadi ketegasan penilai tidak dapat dibandingkan."
    ),
    "assumed": gettext_lazy("Nilai terlalu sedikit untuk menaksir ragamnya; ragamnya diandaikan."),
    "constant": gettext_lazy("Nilainya sama untuk semua peserta, jadi tidak ikut menentukan urutan."),
    # Gaps of a snapshot.
    "verdict_missing": gettext_lazy("%(proposal)s belum punya putusan."),
    "visit_missing": gettext_lazy("%(proposal)s belum punya kunjungan."),
    "claim_open": gettext_lazy("Satu klaim %(proposal)s belum punya hasil: bagian “%(section)s”."),
    "too_few_readers": gettext_lazy("%(proposal)s punya %(readers)s penilai; perlu %(needed)s."),
    "reader_missing": gettext_lazy("Lembar nilai %(judge)s untuk %(proposal)s tidak ada."),
    "reader_unknown": gettext_lazy("%(judge)s menilai %(proposal)s tanpa penugasan."),
    "link_is_an_entrant": gettext_lazy("Usulan kalibrasi %(proposal)s juga peserta tahap ini."),
    "joint_mark_of_others": gettext_lazy("Nilai bersama %(proposal)s bukan dari semua pembacanya: %(judge)s."),
    "read_twice": gettext_lazy("Ada penilai yang tercatat menilai %(proposal)s dua kali."),
    "not_an_entrant": gettext_lazy("%(proposal)s tidak ada di antara peserta tahap."),
    "twice": gettext_lazy("%(proposal)s tercantum dua kali."),
    "criterion_missing": gettext_lazy("%(judge)s belum menilai satu kriteria %(proposal)s: %(criterion)s."),
    "outside_scale": gettext_lazy("Nilai untuk %(proposal)s di luar 0 sampai 100: %(value)s."),
    "group_unknown": gettext_lazy("Kelompok %(proposal)s tidak dikenal: %(group)s."),
    "score_missing": gettext_lazy("%(proposal)s belum punya nilai dari tahap %(stage)s."),
    "field_missing": gettext_lazy("Potret data %(proposal)s tidak memuat “%(field)s”."),
    "field_unreadable": gettext_lazy("Isi “%(field)s” dalam potret data %(proposal)s tidak dapat dibaca."),
    "component_unknown": gettext_lazy("Komponen penentu urutan tidak ada di rubrik: %(component)s."),
    "rule_unreadable": gettext_lazy("Aturan komposisi tidak dapat dibaca: %(dimension)s %(value)s."),
    "no_sources": gettext_lazy("Belum ada tahap yang nilainya dihitung dalam rekap ini."),
    "sum_unknown": gettext_lazy("Potret data tidak menyebut perhitungan yang dikenal."),
    # What happened to the work itself.
    "took_too_long": gettext_lazy("Batas waktunya habis."),
    "worker_lost": gettext_lazy("Proses penghitung %(tries)s kali berhenti sebelum selesai."),
    # What marks and weights must be.
    "criterion_unknown": gettext_lazy("Kriteria tidak dikenal: %(names)s."),
    "component_missing": gettext_lazy("Komponen belum dinilai: %(names)s."),
    "points_outside": gettext_lazy("Nilai kriteria %(criterion)s harus bilangan bulat 0 sampai 100."),
    "not_a_number": gettext_lazy("Nilai untuk %(proposal)s bukan angka."),
    "level_outside": gettext_lazy("Rata-rata nilai harus berada di antara 0 dan 100."),
    "weight_negative": gettext_lazy("Bobot %(part)s paling sedikit 0."),
    "weights_not_100": gettext_lazy("Jumlah bobot harus tepat 100, bukan %(total)s."),
    # What an allocation lacks.
    "too_few_judges": gettext_lazy(
        "Hanya ada %(free)s penilai yang dapat ditugasi, padahal tiap usulan perlu %(needed)s."
    ),
    "too_many_ties": gettext_lazy(
        "%(proposal)s hanya dapat diberikan kepada %(free)s penilai karena benturan kepentingan; perlu %(needed)s."
    ),
    "limits_too_low": gettext_lazy(
        "Batas beban penilai terlalu kecil: perlu %(needed)s tugas, tersedia %(available)s."
    ),
    "limits_and_ties": gettext_lazy(
        "Karena benturan kepentingan, sedikitnya %(needed)s tugas hanya dapat diberikan kepada %(judges)s, padahal "
        "batas beban mereka %(available)s."
    ),
    "too_many_apart": gettext_lazy(
        "%(proposal)s hanya dapat diberikan kepada %(free)s penilai karena daftar penilai yang dipisahkan; perlu "
        "%(needed)s. Kurangi daftar itu atau tambah penilai."
    ),
    "limits_and_apart": gettext_lazy(
        "Karena daftar penilai yang dipisahkan, sedikitnya %(needed)s tugas hanya dapat diberikan kepada %(judges)s, "
        "padahal batas beban mereka %(available)s. Kurangi daftar itu atau tambah penilai."
    ),
    "panel_falls_apart": gettext_lazy(
        "Benturan kepentingan membagi penilai dalam %(groups)s kelompok yang tidak membaca usulan yang sama, jadi "
        "ketegasannya tidak dapat dibandingkan. Tambah atau ganti penilai."
    ),
    "link": gettext_lazy(
        "Kelompok %(judges)s tersambung bila, misalnya, %(judge)s juga membaca %(proposal)s: tambah satu pembaca."
    ),
    "no_link": gettext_lazy(
        "Kelompok %(judges)s tidak dapat disambungkan: benturan kepentingan menghalangi setiap pembacaan bersama. "
        "Tetapkan penilai yang boleh membaca usulan kedua kelompok."
    ),
    # What a timetable lacks.
    "too_few_slots": gettext_lazy(
        "Sampai tahap ini ditutup hanya ada tempat untuk %(places)s sesi, padahal %(count)s usulan menunggu sesi. "
        "Perpanjang tahap ini."
    ),
    # What a plan of visits lacks.
    "too_few_visit_days": gettext_lazy(
        "Sampai tahap ini ditutup hanya ada tempat untuk %(places)s kunjungan, padahal %(count)s usulan menunggu "
        "kunjungan. Perpanjang tahap ini atau tambah penilai."
    ),
    # What a selection lacks.
    "too_few_candidates": gettext_lazy("Hanya ada %(candidates)s calon untuk kuota %(places)s."),
    "rules_clash": gettext_lazy("Aturan komposisi tidak dapat dipenuhi bersama."),
}
UNEXPECTED = gettext_lazy("terjadi kesalahan pada sistem. Ulangi; bila tetap gagal, hubungi pengelola sistem")

# What is said of the method that the scores were adjusted by.
METHODS: Mapping[str, Promise] = {
    "adjusted": gettext_lazy("Nilai disetarakan menurut ketegasan penilai; rata-rata mentah tertera di sampingnya."),
    "shrunken": gettext_lazy(
        "Nilai disetarakan menurut ketegasan penilai yang ditarik ke rata-rata penilai, karena ketegasan itu belum "
        "cukup dikenal; rata-rata mentah tertera di sampingnya."
    ),
    "raw": gettext_lazy("Nilai tidak disetarakan; yang berlaku rata-rata mentah."),
}

# What is said where a rubric has several components: they are adjusted together or not at all.
TOGETHER: Mapping[str, Promise] = {
    "adjusted": gettext_lazy("Semua komponen disetarakan bersama: %(names)s."),
    "shrunken": gettext_lazy("Semua komponen disetarakan bersama: %(names)s."),
    "raw": gettext_lazy("Tidak satu komponen pun disetarakan: %(names)s."),
}

STEPS: Mapping[str, Promise] = {
    "": gettext_lazy("persiapan"),
    "sorting_verdicts": gettext_lazy("memilah putusan"),
    "summing_up_visits": gettext_lazy("merangkum kunjungan"),
    "holding": gettext_lazy("mencari penilaian yang datang bersamaan"),
    "adjusting": gettext_lazy("menyetarakan nilai"),
    "ranking": gettext_lazy("menyusun peringkat"),
    "nominating": gettext_lazy("menetapkan nominasi"),
    "joining": gettext_lazy("menggabungkan nilai"),
    "selecting": gettext_lazy("memilih menurut komposisi"),
    "drawing": gettext_lazy("menghitung kepastian pilihan"),
}


def sentence(found: Mapping[str, object], *, stages: Mapping[str, str] | None = None) -> str:
    """One finding as a sentence in the language of the reader; `stages` are the names of stages by key."""
    key, component = str(found["key"]), found.get("component")
    if key not in SENTENCES:
        return str(UNEXPECTED)
    told = {name: in_words(value) for name, value in found.items()}
    if stages and "stage" in told:
        told["stage"] = stages.get(told["stage"], told["stage"])
    # A gap of the whole snapshot names no proposal.
    if not told.get("proposal", ""):
        told["proposal"] = _("tahap ini")
    said = str(SENTENCES[key]) % Told(told)
    if key == "component_unknown" or not isinstance(component, str):
        return said
    return _("%(component)s: %(sentence)s") % {"component": component_name(component), "sentence": said}


def in_words(value: object) -> str:
    """A value of a finding as people write it: numbers with commas, names in a row."""
    if isinstance(value, dict):
        return ", ".join(f"{name} ({in_words(one)})" for name, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(in_words(one) for one in value)
    try:
        figure = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return number(figure) if figure.is_finite() else str(value)


def component_name(key: str) -> str:
    """A component of a rubric as people know it."""
    return str(dict(Criterion.Component.choices).get(key, key)).capitalize()


def clash(found: Mapping[str, object], *, named: Sequence[str]) -> str:
    """Why no selection exists; `named` are the rules that clash, each as its edition says it."""
    if not named:
        return sentence(found)
    if len(named) == 1:
        return _("Aturan ini tidak dapat dipenuhi: %(rule)s.") % {"rule": named[0]}
    return _("Aturan ini tidak dapat dipenuhi bersama: %(rules)s.") % {"rules": "; ".join(named)}


def failure(found: Mapping[str, object], *, stages: Mapping[str, str] | None = None) -> str:
    """Why a computation failed, as it is kept on its row."""
    step = str(STEPS.get(str(found.get("step", "")), STEPS[""]))
    return _("Langkah “%(step)s” gagal: %(reason)s") % {"step": step, "reason": sentence(found, stages=stages)}
