"""A plan that cannot run says every reason when it is planned, and a sound one none."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import RegionKind, Role
from accounts.rules import Refused
from competitions import rules
from competitions.domain import checking, planning
from competitions.domain.blueprint import (
    AdmissionData,
    AwardData,
    Blueprint,
    HeadData,
    Plan,
    QuestionData,
    RuleData,
    for_groups,
    with_stages,
)
from competitions.domain.templates import TEMPLATES
from competitions.models import Edition
from sinovik.season import plan as season
from tests.factories import accounts
from tests.factories.competitions import CLOSES_AT, OPENS_AT, PLANNED_AT

PLAN = TEMPLATES["classical"].blueprint
HEAD = HeadData("KIPP", 2026, "Pedoman", OPENS_AT, CLOSES_AT)
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 27, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


def stages(**changes):
    """The classical plan with changes in its stages, by key."""
    return with_stages(PLAN, changes)


def section(**changes):
    """The classical plan with its second section changed."""
    first, second, *others = PLAN.sections
    return replace(PLAN, sections=(first, replace(second, **changes), *others))


def rubric(**changes):
    """The classical plan with its desk rubric changed."""
    desk, *others = PLAN.rubrics
    return replace(PLAN, rubrics=(replace(desk, **changes), *others))


def stage(key):
    return next(one for one in PLAN.stages if one.key == key)


def without(*keys):
    return replace(PLAN, stages=tuple(one for one in PLAN.stages if one.key not in keys))


DESK = PLAN.rubrics[0]
QUESTION = PLAN.sections[1].questions[0]
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
RULES = {
    "an unknown category": (RuleData("category", "sihir", minimum=1), "kategori tidak dikenal: sihir."),
    "an unknown kind of agency": (RuleData("agency_kind", "desa", minimum=1), "jenis instansi tidak dikenal: desa."),
    "an unknown dimension": (RuleData("warna", "merah", minimum=1), "dimensi komposisi tidak dikenal: warna."),
    "a minimum above the places": (
        RuleData("category", "kesehatan", minimum=50),
        "“Sedikitnya 50 usulan dari kategori Kesehatan” tidak dapat dipenuhi dengan kuota 8.",
    ),
    "a minimum above its group": (
        RuleData("group", "khusus", minimum=4),
        "“Sedikitnya empat usulan dari Kelompok khusus” tidak dapat dipenuhi dengan kuota 3.",
    ),
    "a maximum below its group": (
        RuleData("group", "umum", maximum=4),
        "“Paling banyak empat usulan dari Kelompok umum” bertentangan dengan kuota 5.",
    ),
    "each group at most": (
        RuleData("group", "*", maximum=4),
        "“Paling banyak empat usulan dari satu kelompok” bertentangan dengan kuota 5.",
    ),
    "each kind of agency at most": (
        RuleData("agency_kind", "*", maximum=1),
        "batas atas menurut jenis instansi hanya memberi 7, padahal kuotanya 8.",
    ),
    "a minimum above the maximum": (
        RuleData("category", "kesehatan", minimum=3, maximum=2),
        "batas bawah untuk kategori Kesehatan melebihi batas atasnya.",
    ),
    "nothing said": (
        RuleData("category", "kesehatan", minimum=0),
        "aturan untuk kategori Kesehatan memerlukan batas bawah atau batas atas.",
    ),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_a_plan_that_cannot_run_says_why(name):
    plan, sentence = UNSOUND[name]
    found = checking.reasons(plan, closes_at=CLOSES_AT)
    assert any(sentence in one for one in found), found


@pytest.mark.parametrize("column", ["objection_days", "passing_score", "readers_each", "lasts", "opens_after"])
def test_a_number_in_words_is_told_whatever_else_is_asked_of_it(column):
    plain, damaged = (checking.reasons(stages(desk=given), closes_at=CLOSES_AT) for given in ({}, {column: "lima"}))
    assert set(damaged) - set(plain)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_cannot_be_kept_says_why(name):
    rule, sentence = RULES[name]
    plan = stages(final={"places": {"umum": 5, "khusus": 3}, "composition": (rule,)})
    assert checking.reasons(plan, closes_at=CLOSES_AT) == [f"Tahap “Penetapan akhir”: {sentence}"]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            [RuleData("category", "*", minimum=1)],
            "batas bawah menurut kategori berjumlah 11, padahal kuotanya 8.",
        ),
        (
            [RuleData("agency_kind", "*", minimum=1), RuleData("agency_kind", "city", minimum=3)],
            "batas bawah menurut jenis instansi berjumlah 9, padahal kuotanya 8.",
        ),
        (
            [RuleData("region_class", "*", minimum=2), RuleData("region_class", "national", maximum=1)],
            "“Paling banyak satu usulan dari nasional” bertentangan dengan sedikitnya 2 dari tiap kelas wilayah.",
        ),
        (
            [RuleData("group", "*", minimum=4)],
            "“Sedikitnya empat usulan dari tiap kelompok” tidak dapat dipenuhi dengan kuota 3.",
        ),
    ],
)
def test_a_rule_about_every_value_that_asks_too_much_says_why(asked, sentence):
    plan = stages(final={"places": {"umum": 5, "khusus": 3}, "composition": tuple(asked)})
    assert f"Tahap “Penetapan akhir”: {sentence}" in checking.reasons(plan, closes_at=CLOSES_AT)


def test_a_rule_about_every_province_or_agency_asks_for_those_that_take_part():
    asked = (RuleData("province", "*", minimum=1), RuleData("agency", "*", minimum=1, maximum=1))
    assert not checking.reasons(stages(final={"composition": asked}), closes_at=CLOSES_AT)


def with_rule(rule):
    """The classical plan with one rule of the last stage and none of the finalists."""
    return stages(panel={"composition": ()}, final={"composition": (rule,)})


def admitting(*rows):
    return tuple(AdmissionData(dimension, value) for dimension, value in rows)


A_PROVINCE, CITIES, MINISTRIES = ("province", "Z1"), ("kind", "city"), ("kind", "ministry")
NOBODY = "tidak dapat dipenuhi: menurut “Siapa yang dapat ikut” tidak ada yang dapat ikut."


@pytest.mark.parametrize(
    ("admissions", "rule", "is_shut"),
    [
        ((), ("agency_kind", "city"), False),
        ((CITIES,), ("agency_kind", "city"), False),
        ((CITIES,), ("agency_kind", "regency"), True),
        ((CITIES,), ("agency_kind", "*"), True),
        ((A_PROVINCE,), ("agency_kind", "ministry"), True),
        ((A_PROVINCE,), ("agency_kind", "city"), False),
        # Who is named may be of any kind.
        ((CITIES, ("agency", "Kementerian X")), ("agency_kind", "ministry"), False),
        ((CITIES,), ("region_class", "national"), True),
        ((A_PROVINCE,), ("region_class", "national"), True),
        ((A_PROVINCE,), ("region_class", "*"), True),
        ((CITIES,), ("region_class", "left_behind"), False),
        ((MINISTRIES,), ("region_class", "left_behind"), True),
        ((MINISTRIES, CITIES), ("region_class", "left_behind"), False),
        ((MINISTRIES,), ("category", "kesehatan"), False),
        ((MINISTRIES,), ("province", "*"), False),
    ],
)
@pytest.mark.django_db
def test_a_rule_for_some_of_whom_nobody_may_enter_says_why(admissions, rule, is_shut):
    accounts.region(RegionKind.PROVINCE, code="Z1")
    plan = replace(with_rule(RuleData(*rule, minimum=1)), admissions=admitting(*admissions))
    found = [one for one in checking.told(plan, closes_at=CLOSES_AT) if NOBODY in one[1]]
    assert [part for part, _sentence in found] == (["composition"] if is_shut else [])
    # A limit from above asks for nobody.
    plan = replace(with_rule(RuleData(*rule, maximum=9)), admissions=plan.admissions)
    assert not [one for one in checking.reasons(plan, closes_at=CLOSES_AT) if NOBODY in one]


@pytest.mark.django_db
def test_a_rule_for_a_province_or_an_agency_that_may_not_enter_says_why():
    accounts.region(RegionKind.PROVINCE, code="Z1")
    accounts.region(RegionKind.PROVINCE, code="Z2")
    accounts.agency(name="Kota Satu")
    for admissions, rule, is_shut in (
        ((A_PROVINCE,), ("province", "Z1"), False),
        ((A_PROVINCE,), ("province", "Z2"), True),
        ((MINISTRIES,), ("province", "Z1"), True),
        ((("agency", "Kota Satu"),), ("agency", "Kota Satu"), False),
        ((("agency", "Kota Dua"),), ("agency", "Kota Satu"), True),
    ):
        plan = replace(with_rule(RuleData(*rule, minimum=1)), admissions=admitting(*admissions))
        assert any(NOBODY in one for one in checking.reasons(plan, closes_at=CLOSES_AT)) is is_shut, rule


def test_rules_that_only_together_ask_too_much():
    asked = tuple(RuleData("category", one.key, minimum=1) for one in PLAN.categories)
    plan = stages(final={"places": {"umum": 5, "khusus": 3}, "composition": asked})
    assert checking.reasons(plan, closes_at=CLOSES_AT) == [
        "Tahap “Penetapan akhir”: batas bawah menurut kategori berjumlah 11, padahal kuotanya 8."
    ]
    plan = stages(
        final={"composition": (RuleData("agency", "*", maximum=2), RuleData("agency_kind", "city", minimum=2))}
    )
    assert checking.reasons(plan, closes_at=CLOSES_AT) == []


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

DAMAGE = st.one_of(
    st.none(),
    st.sampled_from(["", " ", "\0", "\ud800", "asing", "x" * 400, "kunci dengan spasi", "*", "Ünïcode"]),
    st.sampled_from([-1, 0, 1, 101, 40_000, 2**40, True]),
    st.sampled_from(
        [Decimal(-1), Decimal("0.001"), Decimal(101), Decimal("NaN"), Decimal("Infinity"), Decimal("1e999999"), 0.5]
    ),
    st.sampled_from([timedelta(0), -DAY, 400 * DAY, timedelta.max, timedelta.min]),
    st.sampled_from([datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), NOW]),
    st.sampled_from([("\0",), ("\ud800",), ((),), ()]),
)


@st.composite
def damaged(draw, value=PLAN):
    """A value with something in it replaced, repeated, left out or put elsewhere."""
    if is_dataclass(value):
        name = draw(st.sampled_from([field.name for field in fields(value)]))
        return replace(value, **{name: draw(damaged(getattr(value, name)))})
    if isinstance(value, tuple) and value:
        place = draw(st.integers(0, len(value) - 1))
        how = draw(st.sampled_from(["out", "twice", "last", "inside", "inside", "inside", "none"]))
        before, one, after = value[:place], value[place], value[place + 1 :]
        return {
            "out": lambda: (*before, *after),
            "twice": lambda: (*value, one),
            "last": lambda: (*before, *after, one),
            "inside": lambda: (*before, draw(damaged(one)), *after),
            "none": lambda: (),
        }[how]()
    if isinstance(value, dict) and value:
        key = draw(st.sampled_from(sorted(value)))
        other = {name: held for name, held in value.items() if name != key}
        return draw(st.sampled_from([other, {**value, key: draw(DAMAGE)}, {**other, "asing": value[key]}]))
    if isinstance(value, tuple):
        return ()
    if isinstance(value, dict):
        return {"asing": draw(DAMAGE)}
    return draw(DAMAGE)


class RandomDamage(TestCase):
    """Nothing but a refusal with sentences, or an edition that stands whole."""

    def setUp(self):
        self.admin = accounts.membership(Role.MINISTRY_ADMIN)

    @settings(max_examples=120, deadline=None)
    @given(plan=damaged(), twice=st.booleans(), data=st.data())
    def test_never_anything_but_a_refusal(self, plan, twice, data):
        if twice:
            plan = data.draw(damaged(plan))
        assert isinstance(plan, Blueprint)
        with transaction.atomic():
            refused = None
            try:
                made = planning.plan(
                    plan,
                    slug="kipp-rusak",
                    name="KIPP",
                    year=2026,
                    opens_at=OPENS_AT,
                    closes_at=CLOSES_AT,
                    legal_basis="Pedoman",
                    by=self.admin,
                    at=PLANNED_AT,
                )
            except Refused as caught:
                refused = caught
            if refused:
                assert refused.refusal is rules.PLAN_CANNOT_RUN
                assert refused.sentences
                assert all(sentence.endswith(".") for sentence in refused.sentences)
                assert not Edition.objects.exists()
            else:
                assert made.stages.count() == len(plan.stages)
                assert planning.announce(made, by=self.admin, at=PLANNED_AT).announced_at
            transaction.set_rollback(True)

    @settings(max_examples=60, deadline=None)
    @given(head=damaged(HEAD), plan=st.one_of(st.just(PLAN), damaged()))
    def test_what_is_brought_is_refused_or_stands(self, head, plan):
        assert isinstance(head, HeadData)
        with transaction.atomic():
            refused = None
            try:
                planning.bring(Plan(head, plan), slug="kipp-rusak", by=self.admin, at=PLANNED_AT)
            except Refused as caught:
                refused = caught
            if refused:
                assert refused.refusal is rules.PLAN_CANNOT_RUN
                assert refused.sentences
                assert not Edition.objects.exists()
            else:
                assert Edition.objects.get().name == head.name
            transaction.set_rollback(True)


def test_question_data_is_what_is_damaged():
    """The damage reaches the innermost values."""
    assert isinstance(PLAN.sections[0].questions[0], QuestionData)
