"""What each ready-made edition must hold, whatever it says."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from competitions.domain import checking, specimens
from competitions.domain.templates import TEMPLATES, form
from competitions.kinds import NEEDS, StageKind
from competitions.models import Criterion, EntryCheck

pytestmark = pytest.mark.parametrize("plan", [pytest.param(TEMPLATES[key].blueprint, id=key) for key in TEMPLATES])


CLOSES_AT = datetime(2026, 4, 1, 16, tzinfo=ZoneInfo("Asia/Jakarta"))


def test_it_can_run_and_its_awards_count_right(plan):
    """But for the agencies that a group invites, which no template can know."""
    awaited = [
        f"Kelompok “{group.name}” hanya atas undangan. Tulis instansi yang diundang."
        for group in plan.groups
        if group.by_invitation
    ]
    assert checking.reasons(plan, closes_at=CLOSES_AT) == []
    assert checking.cautions(plan) == awaited


def test_weights_of_rubrics_and_sections_sum_to_100(plan):
    for rubric in plan.rubrics:
        assert sum(criterion.weight for criterion in rubric.criteria) == 100
    for group in plan.groups:
        mine = [section for section in plan.sections if section.group in (None, group.key)]
        assert sum(section.weight for section in mine) == 100


def test_the_desk_marks_the_weighted_sections(plan):
    desk = next(rubric for rubric in plan.rubrics if rubric.key == "desk")
    weighted = {section.key: section.weight for section in plan.sections if section.weight}
    assert {criterion.key: criterion.weight for criterion in desk.criteria} == weighted
    decisive = {stage.settings["tie_criterion"] for stage in plan.stages if stage.kind == StageKind.DESK}
    assert decisive == {"signifikansi"}
    assert [level.points for level in desk.levels] == [20, 40, 60, 80, 100]


def test_scored_stages_have_a_rubric_and_no_others(plan):
    for stage in plan.stages:
        assert (stage.rubric is not None) == NEEDS[StageKind(stage.kind)].is_scored


def test_stages_follow_one_another_without_overlap(plan):
    ends = floor = timedelta(0)
    for stage in plan.stages:
        floor = floor if stage.is_beside else ends
        assert stage.opens_after >= floor
        ends = max(ends, stage.opens_after + stage.lasts)


def test_every_way_of_checking_is_used(plan):
    assert {check.method for check in plan.checks} == set(EntryCheck.Method)
    assert len({check.code for check in plan.checks}) == len(plan.checks)
    assert [check.statement for check in plan.checks if check.method == EntryCheck.Method.PERSON] == [
        "Judul menggambarkan inovasi dan memenuhi norma kepatutan.",
        "Jawaban menjawab pertanyaan, bukan teks pengisi.",
        "Surat-surat ditandatangani pejabat yang berwenang.",
    ]


def test_names_fit_their_columns(plan):
    for section in plan.sections:
        assert len(section.claim) <= 200
        assert all(len(question.prompt) <= 200 for question in section.questions)
    assert all(len(check.remedy) <= 300 for check in plan.checks)
    assert all(len(level.anchor) <= 200 for rubric in plan.rubrics for level in rubric.levels)


def test_the_form_of_2023(plan):
    limits = {
        section.key: (section.weight, [question.max_words for question in section.questions])
        for section in plan.sections
        if section.group is None
    }
    assert limits == {
        "ringkasan": (0, [200]),
        "latar-belakang": (10, [300]),
        "kebaruan": (15, [200]),
        "implementasi": (5, [200]),
        "signifikansi": (30, [600]),
        "adaptabilitas": (20, [100, 200]),
        "sumber-daya": (5, [200]),
        "keberlanjutan": (15, [500]),
    }
    assert {section.key for section in form.SECTIONS if section.claim} == {
        "implementasi",
        "signifikansi",
        "adaptabilitas",
        "sumber-daya",
        "keberlanjutan",
    }


def test_interview_is_substance_70_delivery_30(plan):
    parts = {}
    for rubric in plan.rubrics:
        if rubric.key == "interview":
            for criterion in rubric.criteria:
                parts[criterion.component] = parts.get(criterion.component, Decimal(0)) + criterion.weight
    interviews = [stage for stage in plan.stages if stage.kind == StageKind.INTERVIEW]
    expected = {Criterion.Component.SUBSTANCE: 70, Criterion.Component.DELIVERY: 30} if interviews else {}
    assert parts == expected


def test_every_statement_that_is_asked_for_comes_with_its_text(plan):
    statements = [one for one in plan.requirements if one.key.startswith("surat-")]
    assert len(statements) >= 3
    for one in statements:
        assert not specimens.unknown(one.specimen)
        paragraphs = specimens.filled(one.specimen, specimens.FIELDS)
        assert paragraphs[0].startswith("SURAT PERNYATAAN")
        assert any("“Perahu Sehat”" in text for text in paragraphs)
        assert not any("{" in text or "[" in text for text in paragraphs)
