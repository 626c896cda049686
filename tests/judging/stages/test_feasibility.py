"""Feasibility: professionals and people of ministries judge it by category, with marks or one reasoned opinion."""

import pytest

from accounts.rules import Refused
from competitions.kinds import StageKind
from competitions.kinds.settings import OPINION
from judging import rules
from judging.circle import giving_out, opening, seating
from judging.domain.cards import scoring
from judging.domain.cards.scoring import Given
from judging.models import Assignment, Choice, PanelMember, Standing
from tests import carrying
from tests.factories import competitions

pytestmark = pytest.mark.django_db


def planned(*, readers, **settings):
    """(crew, the feasibility stage with these settings, not opened yet)."""
    crew, edition, _dossiers = carrying.begun(
        6, "benefit_2025", evaluators=3, panelists=2, places=(None, 2, 1), rules=()
    )
    desk = carrying.carried_to(edition, StageKind.DESK, crew)
    for assignment in Assignment.objects.filter(stage=desk).order_by("pk"):
        carrying.mark(assignment, crew, points=100)
    carrying.published(carrying.decided(carrying.computed(carrying.fresh(desk), crew), crew), crew)
    stage = edition.stages.get(kind=StageKind.FEASIBILITY)
    stage.settings |= settings
    stage.readers_each = readers
    stage.save()
    return crew, stage


def test_a_judge_reads_the_categories_of_the_own_ministry():
    crew, stage = planned(readers=2)
    at = stage.opens_at
    opening.open_stage(stage, by=crew.admin, at=at)
    competitions.drawn(stage.edition)
    keys = list(stage.edition.categories.order_by("position").values_list("key", flat=True))
    own = stage.entrants.order_by("pk").first().proposal.category.key
    judges = crew.judges_of(stage)
    for number, judge in enumerate(judges):
        given = [own] if number == 0 else [key for key in keys if key != own] if number == 1 else []
        carrying.willing(stage, judge, by=crew.secretary, at=at)
        seating.seat(stage, judge.user, categories=given, by=crew.secretary, at=at)
    giving_out.give_out(stage, by=crew.secretary, at=at)
    for member in PanelMember.objects.filter(stage=stage):
        read = Assignment.objects.filter(stage=stage, judge=member.judge_id)
        assert all(member.reads(one.proposal.category.key) for one in read)
    assert not Assignment.objects.filter(stage=stage, judge=judges[1].user, proposal__category__key=own).exists()


def test_an_opinion_is_locked_only_with_its_reason():
    crew, stage = planned(readers=2, gives=OPINION)
    stage = carrying.opened(stage, crew)
    assignment = Assignment.objects.filter(stage=stage).order_by("pk").first()
    by, at = crew.office_of(assignment.judge_id), carrying.moment(stage)
    keys = stage.rubric.criteria.values_list("key", flat=True)
    with pytest.raises(Refused) as refused:
        scoring.record_marks(assignment, {key: Given(60) for key in keys}, lock=True, by=by, at=at)
    assert refused.value.refusal is rules.REASON_OF_MARK_MISSING
    given = {key: Given(60, "Perlu tenaga terlatih.") for key in keys}
    assert scoring.record_marks(assignment, given, lock=True, by=by, at=at).locked_at


def test_whom_most_call_unfeasible_goes_on_and_is_not_proposed_in_the_end():
    crew, stage = planned(readers=2, gives=OPINION)
    stage = carrying.opened(stage, crew)
    bad = stage.entrants.order_by("pk").first().proposal
    keys = list(stage.rubric.criteria.values_list("key", flat=True))
    for assignment in Assignment.objects.filter(stage=stage).order_by("pk"):
        points = 20 if assignment.proposal_id == bad.pk else 80
        given = {key: Given(points, "Alasan.") for key in keys}
        by = crew.office_of(assignment.judge_id)
        scoring.record_marks(assignment, given, lock=True, by=by, at=carrying.moment(stage))
    carrying.published(carrying.decided(carrying.computed(stage, crew), crew), crew)
    assert Standing.objects.get(stage=stage, proposal=bad).particulars["holds"] is False
    assert Choice.objects.get(decision__stage=stage, proposal=bad).goes_on
    carrying.finished(stage.edition.stages.get(kind=StageKind.BENEFIT), crew)
    final = carrying.opened(stage.edition.stages.get(kind=StageKind.FINAL), crew)
    carrying.computed(final, crew)
    last = Standing.objects.get(stage=final, proposal=bad)
    assert last.particulars["barred"]
    assert not last.goes_on
