"""What an official list says that cannot be applied, and what it calls by another name, as people read it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES = {
    "code_twice": gettext_lazy("kodenya sudah disebut di baris %(row)s"),
    "name_twice": gettext_lazy("namanya sudah disebut di baris %(row)s"),
    "several_gone": gettext_lazy(
        "kodenya baru, dan beberapa wilayah bernama sama hilang dari daftar: %(codes)s. Ganti kodenya satu per satu"
    ),
    "region_closed": gettext_lazy("wilayah %(code)s sudah dihapus. Daftarkan kembali dahulu, atau tulis kode lain"),
    "kind_differs": gettext_lazy("di register, %(code)s adalah %(name)s. Periksa kode atau jenisnya"),
    "no_province": gettext_lazy("provinsi %(code)s tidak ada dalam daftar maupun register"),
    "province_gone": gettext_lazy("provinsi %(code)s akan dihapus, tetapi wilayah %(region)s masih ada di dalamnya"),
    "entry_twice": gettext_lazy("%(name)s sudah disebut di baris lain, mungkin dengan nama lain"),
    "region_differs": gettext_lazy("di register, wilayah %(name)s adalah %(code)s"),
    "former_unknown": gettext_lazy("tidak ada instansi terdaftar bernama lama “%(name)s”"),
    "several_bore": gettext_lazy("nama ini pernah dipakai beberapa instansi: %(names)s. Tulis nama yang sekarang"),
    "several_there": gettext_lazy("ada beberapa instansi di wilayahnya: %(names)s. Isi kolom nama lama"),
    "agency_closed": gettext_lazy("instansi bernama ini sudah ditutup. Buka kembali dahulu, atau hapus barisnya"),
    "government_there": gettext_lazy("pemerintahnya sudah terdaftar di wilayah lain: %(name)s"),
    "agency_left": gettext_lazy("%(name)s masih terdaftar di wilayah yang akan dihapus. Tutup atau gabungkan dahulu"),
    "region_unknown": gettext_lazy("tidak ada wilayah berkode %(code)s dalam register"),
    "name_before_last": gettext_lazy("nama yang sekarang mulai berlaku sesudah tanggal daftar ini"),
    "name_taken": gettext_lazy("nama pemerintahnya sudah dipakai entri lain: %(name)s"),
    "known_as": gettext_lazy("terdaftar sebagai %(name)s"),
    "merged": gettext_lazy("sudah digabung ke %(name)s"),
}


def said(row: int | None, key: str, values: Mapping[str, str]) -> str:
    """A doubt as a sentence, with the number of its row where it has one."""
    sentence = str(SENTENCES[key]) % values
    return _("Baris %(row)s: %(sentence)s") % {"row": row, "sentence": sentence} if row else sentence
