"""What is said of a stage while it is planned: who may know whom, and what follows."""

from dataclasses import replace

import pytest

from competitions.domain import blindness, planning
from competitions.domain.parts import read_stages
from competitions.forms.planning.stages import StageForm
from competitions.kinds import StageKind
from tests.factories import competitions

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return planning.plan_of(competitions.edition())


def said(plan, key, **switches):
    """What is said of a stage of the plan with its switches set so."""
    stage = next(one for one in read_stages(plan) if one.key == key)
    return " ".join(blindness.consequences(plan.blueprint, replace(stage, **switches)))


def test_a_blind_stage_says_what_becomes_of_titles_and_lists(plan):
    told = said(plan, "desk")
    assert "Unit mengonfirmasi judul netral" in told
    names = [one.name for one in read_stages(plan) if one.key != "desk"]
    assert f"daftar publik dari {', '.join(names[:-1])} dan {names[-1]} memuat nomor usulan saja" in told
    assert "Panel bertemu penyaji" not in told
    assert "judul netral" not in said(plan, "desk", is_blind=False)


def test_a_panel_that_meets_its_presenters_is_told_so(plan):
    assert "Panel bertemu penyaji" in said(plan, "interview", is_blind=True)


def test_a_verifier_who_travels_there_knows_where_to(plan):
    assert "instansi mana yang dikunjungi" in said(plan, "field", is_blind=True)
    assert "instansi mana yang dikunjungi" not in said(plan, "field", is_blind=False) + said(plan, "desk")


def test_a_stage_in_which_the_public_works_gives_names_away(plan):
    desk = next(one for one in read_stages(plan) if one.key == "desk")
    public = replace(desk, kind=StageKind.BENEFIT, key="benefit", name="Penilaian warga", settings={})
    wider = replace(plan.blueprint, stages=(*plan.blueprint.stages, public))
    told = " ".join(blindness.consequences(wider, desk))
    assert "Penilaian warga menunjukkan judul dan instansi kepada umum." in told


@pytest.mark.parametrize(
    ("switches", "sentence"),
    [
        ({"hides_colleagues": True}, "Penilai lain tampak sebagai kode"),
        ({"hides_colleagues": False}, "penilai saling melihat nama"),
        ({"hides_judges": True}, "Pengusul tidak melihat siapa penilainya."),
        ({"hides_judges": False}, "Pengusul membaca nama penilai"),
    ],
)
def test_each_switch_says_what_it_does(plan, switches, sentence):
    assert sentence in said(plan, "desk", **switches)


def test_where_nobody_judges_nothing_is_said(plan):
    assert not said(plan, "administrative")


def test_a_page_of_planning_sets_all_three(plan):
    form = StageForm(plan, key="desk")
    assert {"is_blind", "hides_colleagues", "hides_judges"} <= set(form.form.fields)
    assert "Unit mengonfirmasi judul netral" in " ".join(form.consequences)
    sent = {"rubric": "desk", "readers_each": "2", "hides_colleagues": "on"}
    form = StageForm(plan, {**sent, **boxes(form)}, key="desk")
    assert form.is_valid(), form.form.errors
    desk = next(one for one in form.value() if one.key == "desk")
    assert (desk.is_blind, desk.hides_colleagues, desk.hides_judges) == (False, True, False)


def boxes(form):
    """The settings of the kind as they stand."""
    return {name: form.form[name].value() for name, _setting in form.form.of_kind if form.form[name].value()}


def test_a_stage_without_judges_has_no_switch(plan):
    assert not {"is_blind", "hides_colleagues", "hides_judges"} & set(StageForm(plan, key="administrative").form.fields)
