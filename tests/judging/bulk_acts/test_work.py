"""Work given to judges where one is wanted and moved between them, many pieces at once; taken back before it begins."""

from dataclasses import dataclass

import pytest
from django.utils import timezone

from accounts.models import Event, Letter
from accounts.rules import Refused
from competitions.kinds import StageKind
from judging import stages
from judging.domain.desk import handing
from judging.models import Assignment, Entrant, Interest, PanelMember
from judging.rules.desk import handing as rules
from judging.rules.refusals import LEFT_THE_CONTEST, STAGE_NOT_OPEN
from proposals.models import Proposal, Status
from tests import bulk, carrying

pytestmark = pytest.mark.django_db


@dataclass
class So:
    """The open desk of six entrants, two readers each out of five; J01 is who loses work, J02 who gets it."""

    crew: object
    stage: object
    at: object

    @property
    def entrants(self):
        return list(Entrant.objects.filter(stage=self.stage).select_related("proposal").order_by("proposal__number"))

    def member(self, code):
        return PanelMember.objects.select_related("judge", "agency").get(stage=self.stage, code=code)

    def held(self, code):
        """What a judge holds, by the number of the proposal."""
        own = Assignment.objects.standing().filter(stage=self.stage, judge=self.member(code).judge_id)
        return list(own.select_related("proposal").order_by("proposal__number"))

    def entrants_of(self, code):
        proposals = {one.proposal_id for one in self.held(code)}
        return [one for one in self.entrants if one.proposal_id in proposals]

    def apart(self):
        """Two judges, the second of whom lacks something that the first holds: (codes, the entrants)."""
        for one in PanelMember.objects.filter(stage=self.stage).order_by("code"):
            for other in PanelMember.objects.filter(stage=self.stage).order_by("code"):
                theirs = {held.proposal_id for held in self.held(other.code)}
                lacking = [entrant for entrant in self.entrants_of(one.code) if entrant.proposal_id not in theirs]
                if one != other and lacking:
                    return one.code, other.code, lacking
        raise AssertionError("everybody holds the same")

    def moving(self, was, to, reason="Sakit"):
        was, to = self.member(was), self.member(to)
        return {
            "stage": self.stage.pk,
            "from": was.pk,
            "from_name": was.label,
            "to": to.pk,
            "to_name": to.label,
            "reason": reason,
        }

    def giving(self, to):
        to = self.member(to)
        return {"stage": self.stage.pk, "to": to.pk, "to_name": to.label}


def tell():
    crew, edition, _dossiers = carrying.begun(6, evaluators=5)
    return crew, carrying.carried_to(edition, StageKind.DESK, crew)


@pytest.fixture
def so(told):
    crew, stage = told
    return So(crew, stage, carrying.moment(stage))


def move(so, entrants, was, to, **more):
    return bulk.done("move", entrants, so.moving(was, to, **more), by=so.crew.secretary, at=so.at)


def test_reads_go_from_one_judge_to_another_with_one_letter(so):
    was, to, entrants = so.apart()
    Letter.objects.all().delete()
    act = move(so, entrants, was, to)
    assert set(bulk.came(act)) == {None}
    moved = {one.proposal_id for one in entrants}
    assert not moved & {one.proposal_id for one in so.held(was)}
    assert moved <= {one.proposal_id for one in so.held(to)}
    assert Event.objects.filter(name="assignment.moved").count() == len(entrants)
    letters = Letter.objects.filter(name="stage.work_given_out")
    assert [one.recipient_id for one in letters] == [so.member(to).judge_id]


def test_a_move_is_undone_before_the_other_judge_begins(so):
    was, to, entrants = so.apart()
    before = {code: [one.pk for one in so.held(code)] for code in (was, to)}
    act = move(so, entrants, was, to)
    assert set(bulk.came(bulk.undone(act, by=so.crew.admin, at=so.at))) == {None}
    assert {code: [one.pk for one in so.held(code)] for code in (was, to)} == before
    assert Event.objects.filter(name="assignment.moved_back").count() == len(entrants)


def test_what_was_moved_and_moved_back_can_be_moved_again(so):
    was, to, entrants = so.apart()
    bulk.undone(move(so, entrants, was, to), by=so.crew.admin, at=so.at)
    assert set(bulk.came(move(so, entrants, was, to))) == {None}


def test_a_read_that_the_other_judge_began_stays_with_that_judge(so):
    was, to, entrants = so.apart()
    act = move(so, entrants[:1], was, to)
    begun = next(one for one in so.held(to) if one.proposal_id == entrants[0].proposal_id)
    carrying.mark(begun, so.crew, lock=False, at=so.at)
    made = [Assignment.objects.get(pk=begun.pk)]
    assert bulk.foretold("move-back", made, act.inputs, by=so.crew.admin, at=so.at) == [str(rules.WORK_BEGUN)]
    with pytest.raises(Refused) as refused:
        handing.move_back(begun, bulk_work(so), by=so.crew.admin, at=so.at)
    assert refused.value.refusal is rules.WORK_BEGUN


def bulk_work(so):
    return stages.of(so.stage).WORK


def leaves(so, entrant):
    Proposal.objects.filter(pk=entrant.proposal_id).update(
        status=Status.WITHDRAWN, ended_at=timezone.now(), ended_by=so.crew.admin
    )


def tied(so, entrant, code):
    Interest.objects.create(proposal=entrant.proposal, judge=so.member(code).judge, reason="Kerabat", declared_at=so.at)


def locks(so, entrant, code):
    own = next(one for one in so.held(code) if one.proposal_id == entrant.proposal_id)
    carrying.mark(own, so.crew, at=so.at)


def gives_back(so, entrant, code):
    own = Assignment.objects.filter(stage=so.stage, proposal=entrant.proposal, judge=so.member(code).judge_id)
    own.update(recused_at=so.at, recusal_reason="Tidak sempat")


def fills(so, code):
    PanelMember.objects.filter(pk=so.member(code).pk).update(at_most=len(so.held(code)))


def sleeps(so, code):
    judge = so.member(code).judge
    judge.is_active = False
    judge.save(update_fields=["is_active"])


# What befalls the first of the chosen before it is moved, and the sentence it gets.
MOVES = {
    "nothing": (lambda so, entrant, was, to: None, None),
    "it left the contest": (lambda so, entrant, was, to: leaves(so, entrant), LEFT_THE_CONTEST[Status.WITHDRAWN]),
    "the other is tied": (lambda so, entrant, was, to: tied(so, entrant, to), rules.TIED),
    "it is finished": (lambda so, entrant, was, to: locks(so, entrant, was), rules.WORK_LOCKED),
    "it was given back": (lambda so, entrant, was, to: gives_back(so, entrant, was), rules.NOT_HELD),
    "the other is full": (lambda so, entrant, was, to: fills(so, to), rules.FULL),
    "the other is gone": (lambda so, entrant, was, to: sleeps(so, to), rules.INACTIVE_JUDGE),
}


@pytest.mark.parametrize("case", MOVES)
def test_the_preview_of_a_move_says_what_comes_of_it(so, case):
    was, to, entrants = so.apart()
    befalls, refusal = MOVES[case]
    befalls(so, entrants[0], was, to)
    expected = refusal and str(refusal)
    inputs = so.moving(was, to)
    assert bulk.foretold("move", entrants[:1], inputs, by=so.crew.secretary, at=so.at) == [expected]
    held = {code: len(so.held(code)) for code in (was, to)}
    if refusal is None:
        assert bulk.came(move(so, entrants[:1], was, to)) == [None]
        return
    # Nothing of it would be done, so it does not begin; a door of its own says the same.
    own = Assignment.objects.get(stage=so.stage, proposal=entrants[0].proposal, judge=so.member(was).judge_id)
    with pytest.raises(Refused) as refused:
        handing.move(own, bulk_work(so), so.member(to), "Sakit", by=so.crew.secretary, at=so.at)
    assert refused.value.refusal is refusal
    assert {code: len(so.held(code)) for code in (was, to)} == held


def test_a_judge_who_takes_two_more_gets_two_of_three(so):
    _was, to, _entrants = so.apart()
    third = [one for one in so.entrants if one.proposal_id not in {held.proposal_id for held in so.held(to)}]
    PanelMember.objects.filter(pk=so.member(to).pk).update(at_most=len(so.held(to)) + 1)
    for entrant in third[:3]:
        gives_back(so, entrant, next(code for code in codes(so) if entrant in so.entrants_of(code)))
    said = bulk.foretold("give", third[:3], so.giving(to), by=so.crew.secretary, at=so.at)
    assert said == [None, *[str(rules.FULL)] * (len(third[:3]) - 1)]
    act = bulk.done("give", third[:3], so.giving(to), by=so.crew.secretary, at=so.at)
    assert bulk.came(act) == said


def codes(so):
    return PanelMember.objects.filter(stage=so.stage).order_by("code").values_list("code", flat=True)


def test_by_hand_only_a_gap_is_filled(so):
    first = so.entrants[0]
    holders = [code for code in codes(so) if first in so.entrants_of(code)]
    other = next(code for code in codes(so) if code not in holders)
    said = bulk.foretold("give", [first], so.giving(other), by=so.crew.secretary, at=so.at)
    assert said == [str(rules.ENOUGH_JUDGES)]
    # Nobody was found at once for what came back.
    Assignment.objects.filter(
        pk=next(one.pk for one in so.held(holders[0]) if one.proposal_id == first.proposal_id)
    ).update(recused_at=so.at, recusal_reason="Kerabat")
    act = bulk.done("give", [first], so.giving(other), by=so.crew.secretary, at=so.at)
    assert bulk.came(act) == [None]
    assert first in so.entrants_of(other)
    tied_one = bulk.foretold("give", [first], so.giving(holders[0]), by=so.crew.secretary, at=so.at)
    assert tied_one == [str(rules.ENOUGH_JUDGES)]
    back = bulk.undone(act, by=so.crew.secretary, at=so.at)
    assert bulk.came(back) == [None]
    assert first not in so.entrants_of(other)
    again = bulk.done("give", [first], so.giving(other), by=so.crew.secretary, at=so.at)
    assert bulk.came(again) == [None]


def test_nothing_is_moved_once_the_stage_is_closed(so):
    was, to, entrants = so.apart()
    done = carrying.worked(so.stage, so.crew)
    carrying.closed(done, so.crew)
    said = bulk.foretold("move", entrants, so.moving(was, to), by=so.crew.secretary, at=so.at)
    assert set(said) == {str(STAGE_NOT_OPEN)}


@pytest.mark.parametrize("count", [1, 6])
@pytest.mark.parametrize("kind", ["give", "move"])
def test_a_preview_costs_the_same_for_many(so, kind, count, django_assert_max_num_queries):
    inputs = so.giving("J02") if kind == "give" else so.moving("J01", "J02")
    chosen = so.entrants[:count]
    with django_assert_max_num_queries(16):
        bulk.foretold(kind, chosen, inputs, by=so.crew.secretary, at=so.at)
