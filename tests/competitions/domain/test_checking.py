"""A plan that cannot run says every reason when it is planned, and a sound one none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from competitions.domain import checking
from competitions.domain.blueprint import (
    AdmissionData,
    AwardData,
    DescriptorData,
    for_groups,
    with_stages,
)
from competitions.domain.checking.stages import sendable
from competitions.domain.templates import TEMPLATES
from competitions.models import Edition
from sinovik.season import plan as season
from tests.competitions.domain.plans import DAY, NOW, PLAN, rubric, section, stage, stages, without
from tests.factories.competitions import CLOSES_AT, OPENS_AT

DESK = PLAN.rubrics[0]
QUESTION = PLAN.sections[1].questions[0]
# Four agencies, each with two proposals at most.
INVITED = tuple(
    replace(one, by_invitation=True, agency_cap=2, invited=("A", "B", "C", "D")) if one.key == "khusus" else one
    for one in PLAN.groups
)
UNSOUND = {
    "no stages": (replace(PLAN, stages=()), "Edisi memerlukan paling sedikit satu tahap."),
    "no groups": (replace(PLAN, groups=()), "Edisi memerlukan paling sedikit satu kelompok."),
    "no categories": (replace(PLAN, categories=()), "Edisi memerlukan paling sedikit satu kategori."),
    "a group twice": (
        replace(PLAN, groups=(*PLAN.groups, PLAN.groups[0])),
        "Kunci kelompok dipakai lebih dari sekali: umum.",
    ),
    "a category twice": (
        replace(PLAN, categories=(*PLAN.categories, PLAN.categories[0])),
        "Kunci kategori dipakai lebih dari sekali: kesehatan.",
    ),
    "a category without a name": (
        replace(PLAN, categories=(replace(PLAN.categories[0], name=" "), *PLAN.categories[1:])),
        "nama belum diisi.",
    ),
    "a negative age": (
        replace(PLAN, groups=(replace(PLAN.groups[0], min_age_months=-1), *PLAN.groups[1:])),
        "Kelompok “Kelompok umum”: usia inovasi paling sedikit (bulan) di luar batas.",
    ),
    "a section twice": (replace(PLAN, sections=(*PLAN.sections, PLAN.sections[1])), "Kunci bagian dipakai lebih"),
    "a section of an unknown group": (section(group="asing"), "kelompok tidak dikenal: asing."),
    "a section without questions": (section(questions=()), "tidak memuat pertanyaan."),
    "a question twice": (section(questions=(QUESTION, QUESTION)), "kunci pertanyaan dipakai lebih dari sekali"),
    "a question without room": (section(questions=(replace(QUESTION, max_words=0),)), "batas kata paling sedikit 1."),
    "a minimum above the limit": (
        section(questions=(replace(QUESTION, min_words=301),)),
        "meminta paling sedikit 301 kata, padahal paling banyak 300.",
    ),
    "a negative minimum": (section(questions=(replace(QUESTION, min_words=-1),)), "di luar batas."),
    "evidence without room": (section(evidence_max_files=0), "bukti paling sedikit 1 berkas dan 1 B."),
    "evidence of no kind": (section(evidence_kinds=()), "jenis berkas bukti di luar batas."),
    "evidence of an unknown kind": (section(evidence_kinds=("exe",)), "jenis berkas bukti di luar batas."),
    "weights of sections": (
        section(weight=Decimal(9)),
        "Bobot bagian untuk “Kelompok umum” harus berjumlah tepat 100, bukan 99.",
    ),
    "a negative weight": (section(weight=Decimal(-1)), "bobot harus dari 0 sampai 100."),
    "a rubric without criteria": (rubric(criteria=()), "Rubrik “Penilaian proposal” tidak memuat kriteria."),
    "weights of 85": (
        rubric(criteria=DESK.criteria[:-1]),
        "Bobot rubrik “Penilaian proposal” harus berjumlah tepat 100, bukan 85.",
    ),
    "levels that fall": (rubric(levels=DESK.levels[::-1]), "poin tingkat harus naik, dari yang terendah."),
    "levels that stand": (rubric(levels=(DESK.levels[0],) * 2), "poin tingkat harus naik, dari yang terendah."),
    "one level": (rubric(levels=DESK.levels[:1]), "memerlukan paling sedikit dua tingkat nilai."),
    "a level above 100": (
        rubric(levels=(*DESK.levels, replace(DESK.levels[0], points=101))),
        "poin paling banyak 100.",
    ),
    "a rubric twice": (replace(PLAN, rubrics=(*PLAN.rubrics, DESK)), "Kunci rubrik dipakai lebih dari sekali: desk."),
    "windows that overlap": (
        stages(panel={"opens_after": 20 * DAY}),
        "Tahap “Penetapan finalis” mulai sebelum Tahap “Penilaian proposal” selesai.",
    ),
    "windows that run backwards": (
        stages(administrative={"opens_after": 11 * DAY}),
        "Tahap “Penilaian proposal” mulai sebelum Tahap “Seleksi administrasi” selesai.",
    ),
    "a stage before the close of registration": (
        stages(administrative={"opens_after": -DAY}),
        "Tahap “Seleksi administrasi” mulai sebelum pendaftaran ditutup.",
    ),
    "a window of no length": (stages(desk={"lasts": 0 * DAY}), "harus selesai setelah mulai."),
    "a window of negative length": (stages(desk={"lasts": -DAY}), "harus selesai setelah mulai."),
    "a stage twice": (
        replace(PLAN, stages=(*PLAN.stages, PLAN.stages[-1])),
        "Kunci tahap dipakai lebih dari sekali: final.",
    ),
    "an unknown kind": (stages(desk={"kind": "ujian"}), "jenis tahap tidak dikenal: ujian."),
    "a stage without a name": (stages(desk={"name": ""}), "nama belum diisi."),
    "a scored stage without a rubric": (stages(desk={"rubric": None}), "memberi nilai, jadi memerlukan rubrik."),
    "a rubric that is not there": (stages(desk={"rubric": "lain"}), "memakai rubrik yang tidak ada: lain."),
    "no readers": (stages(desk={"readers_each": 0}), "setiap usulan memerlukan paling sedikit satu penilai."),
    "readers unsaid": (stages(desk={"readers_each": None}), "isi berapa penilai yang membaca setiap usulan."),
    "time to mend in too short a window": (
        stages(administrative={"settings": {"mending_days": 9}}),
        "terlalu pendek untuk masa perbaikan 9 hari: yang diperbaiki perlu diperiksa lagi.",
    ),
    "time to mend and nothing that can be": (
        replace(
            stages(administrative={"settings": {"mending_days": 3}}),
            checks=tuple(replace(check, mends="") for check in PLAN.checks),
        ),
        "memberi masa perbaikan, tetapi tidak ada syarat administrasi yang dapat diperbaiki.",
    ),
    "a passing score off the scale": (
        stages(desk={"passing_score": Decimal(101)}),
        "nilai lulus harus dari 0 sampai 100.",
    ),
    "more winners than finalists": (
        stages(panel={"places": {"umum": 10, "khusus": 5}, "composition": ()}),
        "Tahap “Penetapan akhir”: kuota Kelompok umum 45, padahal Tahap “Penetapan finalis” hanya meloloskan 10.",
    ),
    "places of an unknown group": (
        stages(desk={"places": {"asing": 5}}),
        "kuota untuk kelompok yang tidak ada: asing.",
    ),
    "the first stage beside another": (
        stages(administrative={"is_beside": True}),
        "Tahap “Seleksi administrasi” adalah yang pertama, jadi tidak dapat berjalan bersama tahap sebelumnya.",
    ),
    "a stage without a window": (
        stages(desk={"lasts": None}),
        "Tahap “Penilaian proposal”: isi waktu mulai dan lamanya.",
    ),
    "no day to object": (stages(panel={"objection_days": 0}), "masa sanggah harus dari 1 sampai 60 hari."),
    "too many days to object": (stages(panel={"objection_days": 61}), "masa sanggah harus dari 1 sampai 60 hari."),
    "a recap where none is counted": (
        stages(desk={"recap": {"administrative": Decimal(100)}}),
        "Tahap “Penilaian proposal” tidak menghitung rekap nilai.",
    ),
    "composition rules where nobody is chosen by a recap": (
        stages(desk={"composition": stage("final").composition}),
        "aturan komposisi hanya untuk tahap yang memilih menurut rekap.",
    ),
    "a weight that is no number": (section(weight="berat"), "memuat yang bukan angka."),
    "two reminders alike": (
        replace(PLAN, reminders=(*PLAN.reminders, replace(PLAN.reminders[0], key="kedua"))),
        "sama dengan pengingat lain.",
    ),
    "a level described that the scale lacks": (
        rubric(criteria=(replace(DESK.criteria[0], descriptors=(DescriptorData(33, "Sedang"),)), *DESK.criteria[1:])),
        "uraian tingkat 33: tingkat ini tidak ada pada skalanya.",
    ),
    "places where all go on": (stages(interview={"places": {"umum": 5}}), "meloloskan semua pesertanya"),
    "a group without places in the final": (stages(final={"places": {"umum": 45}}), "isi kuota Kelompok khusus."),
    "a final without a recap": (stages(final={"recap": {}}), "pilih tahap yang nilainya dihitung dalam rekap."),
    "a recap of an absent stage": (
        without("interview"),
        "rekap memakai tahap yang tidak ada: presentasi dan wawancara (interview).",
    ),
    "a final before the desk": (
        replace(PLAN, stages=(PLAN.stages[0], PLAN.stages[-1], *PLAN.stages[1:-1])),
        "rekap hanya dapat memakai tahap sebelumnya, bukan “Penilaian proposal”.",
    ),
    "a recap of a stage without scores": (
        stages(panel={"recap": {"administrative": Decimal(100)}}),
        "rekap memakai tahap yang tidak memberi nilai: Seleksi administrasi.",
    ),
    "a recap of what can be skipped": (
        stages(final={"recap": {"interview": Decimal(100)}}),
        "rekap hanya memakai tahap yang dapat dilewati.",
    ),
    "a recap without weight": (
        stages(final={"recap": {"desk": Decimal(100), "interview": Decimal(0)}}),
        "bobot rekap harus lebih dari 0 dan paling banyak 100.",
    ),
    "weights of the recap": (
        stages(final={"recap": {"desk": Decimal(90)}}),
        "Bobot rekap tahap “Penetapan akhir” harus berjumlah tepat 100, bukan 90.",
    ),
    "awards without a decree": (
        stages(desk={"awards": (AwardData("a", "A"),)}),
        "tidak diputuskan dengan surat keputusan, jadi tidak memberi penghargaan.",
    ),
    "an award twice": (
        stages(final={"awards": (AwardData("a", "A"), AwardData("a", "B"))}),
        "kunci penghargaan sama dua kali",
    ),
    "an award for more than go on": (
        stages(final={"awards": (AwardData("a", "A", places=51),)}),
        "kuota 51, padahal yang lolos hanya 50.",
    ),
    "an award for nobody": (stages(final={"awards": (AwardData("a", "A", places=0),)}), "kuota paling sedikit 1."),
    "an award of an unknown group": (
        stages(final={"awards": (AwardData("a", "A", group="asing"),)}),
        "kelompok tidak dikenal: asing.",
    ),
    "settings of another kind": (stages(desk={"settings": {"rooms": ["A"]}}), "Pengaturan tidak dikenal: rooms."),
    "too many interviews": (
        stages(interview={"lasts": 3 * DAY}),
        "Tahap “Presentasi dan wawancara” hanya muat 12 dari 114 peserta",
    ),
    "interviews before materials can come": (
        stages(interview={"settings": {"materials": ["slides"], "materials_days": 30}}),
        "peserta: bahan diserahkan paling lambat 30 hari sebelum sesi, jadi sesi paling awal",
    ),
    "no interview after materials can come": (
        stages(interview={"settings": {"materials": ["slides"], "materials_days": 60}}),
        "Tahap “Presentasi dan wawancara” hanya muat 0 dari 114 peserta: bahan diserahkan paling lambat 60 hari",
    ),
    "too many visits": (stages(field={"settings": {"visits_a_day": 5}}), "hanya muat 80 dari 114 peserta"),
    "a code twice": (replace(PLAN, checks=(*PLAN.checks, PLAN.checks[0])), "Kode alasan dipakai lebih dari sekali"),
    "an unknown way of checking": (
        replace(PLAN, checks=(replace(PLAN.checks[0], method="ramalan"), *PLAN.checks[1:])),
        "cara memeriksa tidak dikenal: ramalan.",
    ),
    "a document of no size": (
        replace(PLAN, requirements=(replace(PLAN.requirements[0], max_bytes=0), *PLAN.requirements[1:])),
        "ukuran berkas paling sedikit 1 B.",
    ),
}
# Agencies are looked up by their names.
NAMING_AGENCIES = {
    "places for more than can be sent": (
        replace(
            stages(panel={"places": {"umum": 99, "khusus": 9}}, final={"places": {"umum": 45, "khusus": 5}}),
            groups=INVITED,
        ),
        "Tahap “Penetapan finalis”: kuota Kelompok khusus 9, padahal yang dapat masuk paling banyak 8 usulan.",
    ),
    "invitations to an open group": (
        replace(PLAN, groups=(replace(PLAN.groups[0], invited=("Kementerian Contoh",)), *PLAN.groups[1:])),
        "Kelompok “Kelompok umum” memuat undangan, padahal terbuka untuk semua instansi.",
    ),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_a_plan_that_cannot_run_says_why(name):
    plan, sentence = UNSOUND[name]
    found = checking.reasons(plan, closes_at=CLOSES_AT)
    assert any(sentence in one for one in found), found


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMING_AGENCIES)
def test_a_plan_whose_agencies_cannot_send_so_many_says_why(name):
    plan, sentence = NAMING_AGENCIES[name]
    found = checking.reasons(plan, closes_at=CLOSES_AT)
    assert any(sentence in one for one in found), found


@pytest.mark.parametrize(
    ("group", "admissions", "most"),
    [
        ({"by_invitation": True, "invited": ("A", "B"), "agency_cap": 3}, (), 6),
        ({"by_invitation": True, "invited": (), "agency_cap": 3}, (), None),
        ({"by_invitation": True, "invited": ("A", "B")}, (), None),
        ({"agency_cap": 3}, (), None),
        ({"agency_cap": 3}, (("agency", "A"),), 3),
        ({"agency_cap": 3}, (("agency", "A"), ("kind", "ministry")), None),
        ({"agency_cap": 3}, (("province", "33"),), None),
    ],
)
def test_how_many_can_be_sent_in_is_known_where_agencies_and_their_number_are(group, admissions, most):
    told = [AdmissionData(*one) for one in admissions]
    assert sendable(replace(PLAN.groups[0], **group), told) == most


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_template_leaves_time_for_its_materials(key):
    found = checking.reasons(TEMPLATES[key].blueprint, closes_at=CLOSES_AT)
    assert not [one for one in found if "bahan diserahkan" in one]


@pytest.mark.parametrize(
    ("materials", "days", "gap", "is_said"),
    [
        (["slides"], 3, 3, False),
        (["slides"], 3, 2, True),
        (["slides"], 4, 3, True),
        (["slides"], 0, 0, False),
        (["slides"], 1, 0, True),
        ([], 3, 0, False),
    ],
)
def test_materials_are_asked_for_in_the_days_between_two_stages(materials, days, gap, is_said):
    """The finalists are final fifty days after the close; ten days of interviews take all of them and no more.

    The window opens in the afternoon, so that its first sessions are on the day after.
    """
    settings = {"materials": materials, "materials_days": days, "on_weekends": True}
    window = {"opens_after": (50 + gap) * DAY, "lasts": 10 * DAY, "settings": settings}
    found = checking.reasons(stages(interview=window), closes_at=CLOSES_AT)
    assert any("bahan diserahkan" in one for one in found) is is_said, found


def test_an_address_in_capitals_says_why():
    """Codes carry the address in capitals: two that differ only so would give the same codes."""
    head = {"name": "KIPP Rusak", "year": 2026, "legal_basis": "Pedoman", "opens_at": OPENS_AT, "closes_at": CLOSES_AT}
    said = {
        slug: checking.edition_reasons(Edition(slug=slug, **head), is_slug_taken=False) for slug in ("kipp", "Kipp")
    }
    assert said == {"kipp": [], "Kipp": ["Alamat edisi ditulis dengan huruf kecil."]}


def test_two_stages_of_one_kind_have_two_keys():
    second = replace(stage("field"), key="field-2", opens_after=97 * DAY, lasts=7 * DAY)
    assert checking.reasons(replace(PLAN, stages=(*PLAN.stages, second)), closes_at=CLOSES_AT) == []


def test_an_award_that_counts_otherwise_is_a_caution_only():
    plan = stages(final={"places": {"umum": 20, "khusus": 5}})
    assert checking.reasons(plan, closes_at=CLOSES_AT) == []
    assert checking.cautions(plan) == ["Penghargaan “Top 45” menyebut 45, padahal kuotanya 20."]


@pytest.mark.parametrize(
    "one",
    [
        *season.demonstrations(NOW, seed=1),
        *(season.of_2019(seed=1, fraction=part, opens_at=NOW - 60 * DAY, closes_at=NOW) for part in (1, 10, 20, 40)),
    ],
    ids=lambda one: f"{one.slug}-{one.submitted}",
)
def test_every_plan_of_the_season_can_run(one):
    """Places fall from stage to stage in each of them: finalists are never fewer than winners."""
    assert checking.reasons(one.blueprint(), closes_at=one.closes_at) == []


def test_each_group_of_a_template_can_run_alone():
    for template in TEMPLATES.values():
        for group in template.blueprint.groups:
            plan = for_groups(template.blueprint, [group.key])
            small = {one.key: {"composition": ()} for one in plan.stages}
            found = checking.reasons(with_stages(plan, small), closes_at=CLOSES_AT)
            assert all(", padahal yang lolos hanya" in sentence for sentence in found)


# --- random damage
