"""Bundles of every kind of stage there is, and of both manners of a feasibility stage: made, and looked at."""

import json
from datetime import timedelta

import pytest

from competitions.kinds import StageKind
from competitions.kinds.settings import OPINION
from judging.domain.cards import scoring
from judging.domain.cards.scoring import Given
from judging.models import Assignment, ResultBundle
from judging.proof import bundle, verifying, words
from tests import carrying, proving
from tests.judging.stages.test_feasibility import planned
from tests.judging.views.test_benefit import flood
from tests.once import lived_through

pytestmark = pytest.mark.django_db

# What is said beside what every bundle says.
SAID = {
    StageKind.ADMINISTRATIVE: set(),
    StageKind.DESK: {"weights", "cards"},
    StageKind.PANEL: {"kept", "solved"},
    StageKind.INTERVIEW: {"weights", "cards"},
    StageKind.FIELD: set(),
    StageKind.FEASIBILITY: {"weights", "cards"},
    StageKind.BENEFIT: set(),
    StageKind.FINAL: {"kept", "solved"},
}
EVERY = {
    "tree",
    *("layout", "members", "signature", "signer", "snapshot", "result", "event"),
    *("code", "labels", "rules", "computed", "decision"),
}


@lived_through
def six_stages():
    """The bundles of an edition with interviews and visits; one claim was not confirmed."""
    crew, edition, dossiers = carrying.begun(4, places=(4, 3, 2), rules=())
    for stage in edition.stages.in_order():
        failing = [*dossiers] if stage.kind == StageKind.FIELD else []
        carrying.finished(stage, crew, failing=failing[:1])
    return bundles(stage)


@lived_through
def with_citizens():
    """Those of an edition that citizens rate, with marks about feasibility."""
    crew, stage = planned(readers=2)
    carrying.finished(stage, crew)
    return rated_to_the_end(stage.edition, crew)


@lived_through
def with_opinions():
    """Those of the same with graded opinions, one of them the lowest."""
    crew, stage = planned(readers=2, gives=OPINION)
    stage = carrying.opened(stage, crew)
    keys = list(stage.rubric.criteria.values_list("key", flat=True))
    for number, assignment in enumerate(Assignment.objects.filter(stage=stage).order_by("proposal", "pk")):
        given = {key: Given(20 if number < 2 else 80, "Alasan.") for key in keys}
        by = crew.office_of(assignment.judge_id)
        scoring.record_marks(assignment, given, lock=True, by=by, at=carrying.moment(stage))
    carrying.published(carrying.decided(carrying.computed(stage, crew), crew), crew)
    return rated_to_the_end(stage.edition, crew)


def rated_to_the_end(edition, crew):
    """Citizens rate one innovation, and the plenary chooses; the bundles by kind."""
    benefit = carrying.opened(edition.stages.get(kind=StageKind.BENEFIT), crew)
    flood(benefit, 3, at=carrying.moment(benefit) - timedelta(minutes=30))
    carrying.published(carrying.decided(carrying.computed(benefit, crew), crew), crew)
    final = carrying.finished(edition.stages.get(kind=StageKind.FINAL), crew)
    return bundles(final)


def bundles(last):
    proving.make_all(at=carrying.moment(last))
    found = ResultBundle.objects.filter(stage__edition=last.edition).values_list("stage__kind", flat=True)
    return {kind: proving.content(kind) for kind in found}


@pytest.mark.parametrize(
    ("edition", "kinds"),
    [
        (
            six_stages,
            {
                *(StageKind.ADMINISTRATIVE, StageKind.DESK, StageKind.PANEL),
                *(StageKind.INTERVIEW, StageKind.FIELD, StageKind.FINAL),
            },
        ),
        (
            with_citizens,
            {
                *(StageKind.ADMINISTRATIVE, StageKind.DESK, StageKind.FEASIBILITY),
                *(StageKind.BENEFIT, StageKind.FINAL),
            },
        ),
    ],
)
def test_everything_of_each_holds(edition, kinds):
    whole = edition()
    assert set(whole) == kinds
    for kind, content in whole.items():
        found = verifying.verified(content, keys=[proving.key()])
        assert {one.key: one.holds for one in found} == dict.fromkeys(EVERY | SAID[kind], True), kind
        assert words.lines(found)[-1] == "Everything holds."


def test_opinions_are_counted_again_and_have_no_cards_of_points():
    whole = with_opinions()
    for kind in (StageKind.FEASIBILITY, StageKind.BENEFIT, StageKind.FINAL):
        found = verifying.verified(whole[kind], keys=[proving.key()])
        beside = SAID[kind] if kind == StageKind.FINAL else set()
        assert {one.key: one.holds for one in found} == dict.fromkeys(EVERY | beside, True), kind
    assert bundle.CARDS not in bundle.opened(whole[StageKind.FEASIBILITY])


@pytest.mark.parametrize(
    ("edition", "kind", "change"),
    [
        (six_stages, StageKind.INTERVIEW, lambda one: next(iter(one["criteria"].values())).update(weight="1.00")),
        (six_stages, StageKind.INTERVIEW, lambda one: one["reads"].pop()),
        (six_stages, StageKind.FIELD, lambda one: one["visits"][0]["claims"][1].update(outcome="not")),
        (with_citizens, StageKind.FEASIBILITY, lambda one: one["reads"][0].update(total="3.000")),
        (with_opinions, StageKind.FEASIBILITY, lambda one: one["reads"][-1].update(total="20.000")),
        (with_citizens, StageKind.BENEFIT, lambda one: one["ratings"].pop()),
        (with_citizens, StageKind.BENEFIT, lambda one: one["ratings"][0].update(total="1.000")),
    ],
)
def test_a_changed_snapshot_of_each_is_found_though_it_is_signed_anew(edition, kind, change):
    content = edition()[kind]

    def differs(frozen):
        before = json.dumps(frozen, sort_keys=True)
        change(frozen)
        assert json.dumps(frozen, sort_keys=True) != before

    altered = proving.altered(content, bundle.SNAPSHOT, differs, hashes=["snapshot"], secret=bytes(range(32)))
    wrong = {one.key for one in verifying.verified(altered, keys=[proving.key()]) if one.holds is False}
    assert wrong >= {"signer", "event", "computed"}
