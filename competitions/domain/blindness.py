"""Who may know whom in a stage, and what follows from it: said where a stage is planned."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from competitions.domain.blueprint import Blueprint, StageData
from competitions.kinds import NEEDS


def consequences(plan: Blueprint, stage: StageData) -> list[str]:
    """What follows from the three switches of a stage as they stand, a sentence each."""
    needs = NEEDS.get(stage.kind)
    if needs is None or not needs.judged_by:
        return []
    return [*of_blindness(plan, stage), *of_judges(stage)]


def of_blindness(plan, stage):
    """What follows where judges do not know whose a proposal is."""
    if not stage.is_blind:
        return
    yield _("Unit mengonfirmasi judul netral dan bagian yang disamarkan. Tanpa itu usulan tidak dapat diajukan.")
    yield _("Penilai membaca salinan tersamar: tanpa instansi, unit, daerah, kontak, video, dan surat bertanda tangan.")
    others = [other.name for other in plan.stages if other.key != stage.key and not is_public(other)]
    if others:
        yield _("Sampai tahap ini ditutup, daftar publik dari %(stages)s memuat nomor usulan saja.") % {
            "stages": get_text_list(others, _("dan"))
        }
    for other in filter(is_public, plan.stages):
        yield _(
            "%(other)s menunjukkan judul dan instansi kepada umum. Bila tahap itu dibuka sebelum tahap ini ditutup, "
            "penilai dapat mengenali pengusul."
        ) % {"other": other.name}
    if NEEDS[stage.kind].settings().hearing_rooms:
        yield _("Panel bertemu penyaji, jadi yang tersamar hanya berkas, daftar, dan jadwalnya.")
    if NEEDS[stage.kind].settings().is_on_the_spot:
        yield _("Verifikator tahu sejak jadwalnya instansi mana yang dikunjungi, jadi yang tersamar hanya berkasnya.")


def of_judges(stage):
    """What judges learn of each other, and applicants of judges."""
    if stage.hides_colleagues:
        yield _("Penilai lain tampak sebagai kode, juga dalam pembahasan.")
    else:
        yield _("Dalam pembahasan penilai saling melihat nama.")
    if stage.hides_judges:
        yield _("Pengusul tidak melihat siapa penilainya.")
    else:
        yield _("Pengusul membaca nama penilai di halaman wawancara dan kunjungannya.")


def is_public(stage):
    """Whether the public works in a stage."""
    needs = NEEDS.get(stage.kind)
    return needs is not None and needs.is_public
