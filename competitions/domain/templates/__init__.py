"""The ready-made editions: a table of blueprints, none of them code that anything else depends on."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from competitions.domain.blueprint import Blueprint
from competitions.domain.templates import benefit_2025, classical, online_2020, pkri, regional


@dataclass(frozen=True)
class Template:
    """A blueprint under a name people choose by."""

    name: str | Promise
    description: str | Promise
    blueprint: Blueprint


TEMPLATES = {
    "classical": Template(
        name=_("Enam tahap"),
        description=_(
            "Seleksi administrasi sampai penetapan akhir, dengan wawancara dan verifikasi lapangan; "
            "formulir menurut bentuk tahun 2023."
        ),
        blueprint=classical.BLUEPRINT,
    ),
    "benefit_2025": Template(
        name=_("Pola 2025"),
        description=_(
            "Seleksi administrasi, penilaian proposal dengan nilai lulus, penilaian fisibilitas bersama "
            "penilaian kemanfaatan oleh masyarakat, dan sidang pleno; tanpa wawancara dan verifikasi lapangan."
        ),
        blueprint=benefit_2025.BLUEPRINT,
    ),
    "online_2020": Template(
        name=_("Pola 2020"),
        description=_(
            "Tiga kelompok dengan kuota masing-masing, sembilan kategori, wawancara daring, dan verifikasi "
            "lapangan yang dapat dilewati."
        ),
        blueprint=online_2020.BLUEPRINT,
    ),
    "pkri": Template(
        name=_("Keberlanjutan dan replikasi"),
        description=_(
            "Pemantauan inovasi edisi sebelumnya (PKRI): yang melanjutkan, yang meniru, dan instansi yang "
            "membina; data, evaluasi dokumen, presentasi daring, dan penetapan akhir."
        ),
        blueprint=pkri.BLUEPRINT,
    ),
    "regional": Template(
        name=_("Edisi khusus satu kementerian atau provinsi"),
        description=_(
            "Tiga tahap: seleksi administrasi, penilaian proposal, dan penetapan akhir, hanya untuk instansi "
            "yang ditetapkan pada bagian “Siapa yang dapat ikut”."
        ),
        blueprint=regional.BLUEPRINT,
    ),
}
