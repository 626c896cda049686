from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Event, Motion
from competitions import motions as plans
from competitions.domain.blueprint import RuleData
from competitions.kinds import StageKind
from competitions.models import CompositionRule, Stage
from judging import rules
from judging.arithmetic.results.frozen import FrozenPart
from judging.arithmetic.results.recap import source_weights
from judging.circle import closing, giving_out, opening
from judging.domain import recap
from judging.models import Assignment, Choice, Entrant, Standing, Visit
from proposals.models import CatalogueEntry
from tests import carrying
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def tell():
    """Four proposals heard in the interview; the field stage open, its visits given out."""
    crew, edition, _dossiers = carrying.begun(4, places=(4, 4, 2), rules=(), evaluators=3, panelists=3)
    return crew, edition, carrying.carried_to(edition, StageKind.FIELD, crew)


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def edition(told):
    return told[1]


@pytest.fixture
def field(told):
    return told[2]


def skip(stage, crew, reason="Bencana alam di lima daerah."):
    return carrying.skipped(stage, reason, crew)


def final_of(edition):
    return edition.stages.get(kind=StageKind.FINAL)


def test_a_stage_opens_only_after_those_before_it(edition, crew, field):
    final = final_of(edition)
    caught = refused(opening.open_stage, final, by=crew.admin, at=final.opens_at)
    assert caught.refusal is rules.EARLIER_STAGE


def test_a_stage_opened_early_starts_now_and_one_opened_late_keeps_its_plan(edition, crew, field):
    skip(field, crew)
    final = final_of(edition)
    early = final.opens_at - timedelta(days=2)
    with transaction.atomic():
        opened = opening.open_stage(final, by=crew.admin, at=early)
        assert (opened.opens_at, opened.opened_at, opened.takes_marks(early)) == (early, early, True)
        transaction.set_rollback(True)
    late = final.opens_at + timedelta(days=2)
    opened = opening.open_stage(final, by=crew.admin, at=late)
    assert (opened.opens_at, opened.opened_at) == (final.opens_at, late)
    assert refused(opening.open_stage, final, by=crew.admin, at=late).refusal is rules.ALREADY_OPENED


def test_who_left_the_contest_does_not_enter_the_next_stage(edition, crew, field):
    gone = field.entrants.first().proposal
    carrying.disqualified(gone, "Data dipalsukan.", crew, at=carrying.moment(field))
    skip(field, crew)
    final = carrying.opened(final_of(edition), crew)
    assert gone.pk not in final.entrants.values_list("proposal_id", flat=True)
    assert final.entrants.count() == 3


def test_visits_that_were_not_reported_are_named(crew, field):
    codes = list(Visit.objects.filter(stage=field).order_by("proposal__code").values_list("proposal__code", flat=True))
    caught = refused(closing.close_stage, field, by=crew.admin, at=carrying.moment(field))
    assert [str(one) for one in caught.sentences] == [f"4 kunjungan belum dilaporkan: {', '.join(codes)}."]
    Visit.objects.filter(stage=field).delete()
    caught = refused(closing.close_stage, field, by=crew.admin, at=carrying.moment(field))
    assert [str(one) for one in caught.sentences] == [f"4 usulan belum punya kunjungan: {', '.join(codes)}."]


def test_the_field_stage_can_be_left_out_of_a_running_edition_with_a_reason(edition, crew, field):
    assert refused(skip, field, crew, "  ").refusal is rules.REASON_MISSING
    with pytest.raises(IntegrityError, match="stage_skipped_with_a_reason"), transaction.atomic():
        Stage.objects.filter(pk=field.pk).update(skipped_at=field.opens_at, skipped_by=crew.admin)
    skip(field, crew)
    told = {"reason": "Bencana alam di lima daerah.", "motion": Motion.objects.about(field).first().pk}
    assert Event.objects.about(field).last().particulars == told
    assert refused(skip, field, crew).refusal is rules.ALREADY_OVER
    # Its entrants go on as they were, and the edition comes to its end without it.
    final = carrying.finished(final_of(edition), crew)
    heard = Entrant.objects.filter(stage__edition=edition, stage__kind=StageKind.INTERVIEW)
    assert set(final.entrants.values_list("proposal_id", flat=True)) == set(heard.values_list("proposal_id", flat=True))
    assert CatalogueEntry.objects.filter(proposal__edition=edition, awards__key="top").count() == 2


def test_a_visit_of_a_stage_that_is_skipped_afterwards_bars_nobody(edition, crew, field):
    barred = field.entrants.first().proposal
    field = carrying.computed(carrying.worked(field, crew, failing=[barred]), crew)
    assert recap.unconfirmed(final_of(edition)) == [barred.code]
    skip(field, crew)
    assert recap.unconfirmed(final_of(edition)) == []


@pytest.mark.parametrize("kind", [StageKind.DESK, StageKind.PANEL, StageKind.FINAL])
def test_other_stages_are_never_left_out(edition, crew, kind):
    assert refused(skip, edition.stages.get(kind=kind), crew).refusal is rules.CANNOT_BE_SKIPPED


def weights(stage):
    """What each source counts for in the recap of a stage."""
    return source_weights(FrozenPart(recap.freeze(stage)))


def test_weights_of_a_skipped_source_fall_to_the_others(edition, crew, field):
    final = final_of(edition)
    assert weights(final) == {"desk": Decimal(50), "interview": Decimal(50)}
    Stage.objects.filter(edition=edition, kind=StageKind.INTERVIEW).update(
        published_at=None, published_by=None, skipped_at=field.opens_at, skipped_by=crew.admin, skip_reason="Wabah."
    )
    assert weights(final) == {"desk": Decimal(100)}


def test_rules_that_cannot_be_kept_are_named_at_the_opening_while_they_may_still_change(edition, crew, field):
    final = final_of(edition)
    impossible = RuleData(CompositionRule.Dimension.AGENCY_KIND, "body", minimum=3)
    CompositionRule.objects.create(stage=final, position=1, **vars(impossible))
    skip(field, crew)
    caught = refused(opening.open_stage, final, by=crew.admin, at=carrying.moment(final))
    assert caught.refusal is rules.INFEASIBLE
    assert "Sedikitnya tiga usulan dari lembaga" in str(caught.sentences[0])
    assert carrying.fresh(final).state == Stage.State.PLANNED
    assert not Entrant.objects.filter(stage=final).exists()
    at = carrying.moment(final)
    reason = "Tidak ada lembaga yang masuk."
    alteration = plans.alter(edition, "composition", {"final": ()}, reason, by=crew.admin, at=at)
    carrying.settle(alteration, by=crew.second_admin, at=at)
    assert opening.open_stage(final, by=crew.admin, at=carrying.moment(final)).is_open


@pytest.mark.journey
def test_a_verifier_with_a_tie_is_replaced_and_no_other_visit_changes_hands(crew, field):
    first = Assignment.objects.filter(stage=field).order_by("pk").first()
    others = set(Assignment.objects.filter(stage=field).exclude(pk=first.pk).values_list("pk", flat=True))
    own = crew.office_of(first.judge_id)
    giving_out.recuse(first, "Kerabat.", by=own, at=carrying.moment(field))
    giving_out.give_out(field, by=crew.secretary, at=carrying.moment(field))
    new = Assignment.objects.filter(stage=field).standing().exclude(pk__in=others).get()
    assert new.proposal == first.proposal
    assert crew.office_of(new.judge_id).role == own.role


def variant_2025(passing_points):
    """The variant of 2025 at its desk, worked: three proposals marked below the passing score, three above."""
    crew, edition, _dossiers = carrying.begun(
        6, "benefit_2025", evaluators=3, panelists=2, places=(None, 2, 1), rules=()
    )
    desk = carrying.carried_to(edition, StageKind.DESK, crew)
    for index, entrant in enumerate(desk.entrants.order_by("pk")):
        for assignment in entrant.proposal.assignments.all():
            carrying.mark(assignment, crew, points=passing_points if index % 2 else 60)
    return crew, edition, carrying.fresh(desk)


@pytest.mark.journey
def test_the_variant_of_2025_runs_through_its_five_stages():
    crew, edition, desk = variant_2025(passing_points=100)
    desk = carrying.published(carrying.decided(carrying.computed(desk, crew), crew), crew)
    going_on = Choice.objects.filter(decision__stage=desk, goes_on=True).values_list("proposal_id", flat=True)
    passing = Standing.objects.filter(stage=desk, score__gte=85).values_list("proposal_id", flat=True)
    # No places at this desk: all who reach the passing score go on, and nobody else.
    assert set(going_on) == set(passing)
    assert 0 < len(going_on) < 6
    for kind in (StageKind.FEASIBILITY, StageKind.BENEFIT, StageKind.FINAL):
        carrying.finished(edition.stages.get(kind=kind), crew)
    kinds = [stage.kind for stage in edition.stages.in_order()]
    assert kinds == ["administrative", "desk", "feasibility", "benefit", "final"]
    assert CatalogueEntry.objects.filter(proposal__edition=edition, awards__key="top").count() == 1


@pytest.mark.journey
def test_an_edition_in_which_nobody_reaches_the_passing_score_ends_without_an_error():
    crew, edition, desk = variant_2025(passing_points=80)
    carrying.published(carrying.decided(carrying.computed(desk, crew), crew), crew)
    for kind in (StageKind.FEASIBILITY, StageKind.BENEFIT, StageKind.FINAL):
        stage = carrying.finished(edition.stages.get(kind=kind), crew)
        assert stage.entrants.count() == 0
    assert not CatalogueEntry.objects.filter(proposal__edition=edition).exists()
