"""Where a stage stands, and what each count counts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from competitions.kinds import StageKind
from competitions.models import Stage
from judging.domain.panel import composing
from judging.reading import phases, progress
from judging.rules.circle.circle import Phase
from tests import carrying
from tests.factories import competitions, crews, proposals


def one(stage):
    return progress.counted(Stage.objects.filter(pk=stage.pk)).get()


def phase_of(stage):
    return phases.of(one(stage), earlier_are_over=True).phase


@pytest.mark.django_db
def test_a_stage_walks_through_its_phases():
    now = timezone.now() - timedelta(hours=1)
    crew = crews.crew(evaluators=2)
    edition = competitions.just_closed(now)
    proposals.rows(edition, 4)
    first = edition.stages.get(position=1)
    assert phase_of(first) == Phase.OPEN
    assert phases.of(one(first), earlier_are_over=False).phase == Phase.LATER
    desk = carrying.reached(edition, StageKind.DESK, crew, at=now)
    assert phase_of(first) == Phase.OVER
    stage = carrying.opened(desk, crew, at=now)
    assert phase_of(stage) == Phase.WORK
    assert phases.of(one(stage), earlier_are_over=True).holder == "penilai"
    stage = carrying.worked(stage, crew, at=now)
    counted = one(stage)
    assert (counted.n_entrants, counted.n_judges, counted.n_total, counted.n_done) == (4, 2, 8, 8)
    assert phase_of(stage) == Phase.CLOSE
    stage = carrying.computed(stage, crew, at=now)
    assert phase_of(stage) == Phase.DECIDE
    assert one(stage).n_going_on == 3
    carrying.decided(stage, crew, at=now)
    assert phase_of(stage) == Phase.PUBLISH


@pytest.mark.django_db
def test_a_stage_without_a_panel_waits_for_one_and_then_for_its_work():
    now = timezone.now() - timedelta(hours=1)
    crew = crews.crew()
    edition = competitions.just_closed(now)
    proposals.rows(edition, 2)
    first = edition.stages.get(position=1)
    Stage.objects.filter(pk=first.pk).update(opened_at=now, opened_by=crew.admin)
    assert phase_of(first) == Phase.GIVE_OUT
    desk = edition.stages.get(position=2)
    Stage.objects.filter(pk=desk.pk).update(opened_at=now, opened_by=crew.admin)
    assert phase_of(desk) == Phase.SEAT


@pytest.mark.django_db
def test_the_balances_of_a_decision():
    now = timezone.now() - timedelta(hours=1)
    crew = crews.crew(evaluators=2, panelists=3)
    edition = competitions.just_closed(now)
    proposals.rows(edition, 6)
    stage = carrying.computed(carrying.carried_to(edition, StageKind.PANEL, crew, at=now), crew, at=now)
    found = {balance.rule: balance for balance in composing.balances(stage, stage.decision)}
    umum = found["Paling banyak dua usulan dari Kelompok umum"]
    assert (umum.most, umum.maximum, umum.is_kept) == (2, 2, True)
    assert found["Paling banyak dua usulan dari satu instansi"].most in (1, 2)


@pytest.mark.parametrize(
    ("now", "minimum", "maximum", "state"),
    [
        (0, 1, None, "belum terpenuhi"),
        (3, None, 2, "terlampaui"),
        (3, 1, 2, "terlampaui"),
        (2, 1, 2, "terpenuhi"),
        (0, None, 0, "terpenuhi"),
    ],
)
def test_a_rule_is_kept_short_or_exceeded(now, minimum, maximum, state):
    balance = composing.Balance("aturan", now, now, minimum, maximum)
    assert balance.state == state
    assert balance.is_kept == (state == "terpenuhi")
