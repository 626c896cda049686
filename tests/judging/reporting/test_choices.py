"""A rule about one agency, from the plan to the snapshot and the page: it names the agency as everybody does."""

import pytest

from competitions.domain import composition
from competitions.kinds import StageKind
from competitions.models import AwardName, CompositionRule
from judging.domain import recap
from judging.domain.panel import composing
from judging.models import Choice, Decision
from judging.reporting import choices
from proposals.models import Status
from tests.factories import judging, proposals

pytestmark = pytest.mark.django_db
STATES = (choices.ON, choices.OFF, choices.DEPARTS, choices.HONOURED)


def test_a_rule_about_one_agency_counts_its_proposals_without_the_database_number():
    stage = judging.running(StageKind.PANEL)
    own, other = judging.entrants(stage, 2), judging.entrants(stage, 1)
    agency = own[0].agency
    CompositionRule.objects.filter(stage=stage).delete()
    CompositionRule.objects.create(stage=stage, position=1, dimension="agency", value=agency.name, maximum=1)
    frozen = recap.freeze(stage)
    assert [rule["value"] for rule in frozen["rules"]] == [agency.name]
    assert [one["traits"]["agency"] for one in frozen["entrants"]] == [agency.name, agency.name, other[0].agency.name]
    assert composition.agencies([agency.name, "Tidak ada", "\0"]) == {agency.name: agency.name}

    decision = Decision.objects.create(stage=stage, drafted_at=stage.opened_at)
    Choice.objects.bulk_create(
        Choice(decision=decision, proposal=one, proposed_by_machine=True, goes_on=True) for one in (*own, *other)
    )
    (balance,) = [one for one in composing.balances(stage, decision) if agency.name in one.rule]
    assert (balance.now, balance.maximum, balance.is_kept) == ("2", 1, False)
    assert balance.rule == f"Paling banyak satu usulan dari {agency.name}"


def test_a_rule_about_every_value_is_held_against_the_rarest_and_the_most_frequent_one():
    stage = judging.running(StageKind.PANEL)
    own, other = judging.entrants(stage, 2), judging.entrants(stage, 1)
    CompositionRule.objects.filter(stage=stage).delete()
    every = CompositionRule.objects.create(stage=stage, position=1, dimension="agency", value="*", minimum=1)
    strict = CompositionRule.objects.create(stage=stage, position=2, dimension="category", value="*", minimum=1)
    frozen = {rule["dimension"]: rule for rule in recap.freeze(stage)["rules"]}
    assert "values" not in frozen["agency"]
    assert frozen["category"]["values"] == list(
        stage.edition.categories.order_by("position").values_list("key", flat=True)
    )
    decision = Decision.objects.create(stage=stage, drafted_at=stage.opened_at)
    Choice.objects.bulk_create(
        Choice(decision=decision, proposal=one, proposed_by_machine=one in own, goes_on=one in own)
        for one in (*own, *other)
    )

    def of(rule):
        return {one.rule: one for one in composing.balances(stage, decision)}[composition.sentence(rule, names={})]

    assert (of(every).now, of(every).is_kept) == ("0", False)
    assert of(every).rule == "Sedikitnya satu usulan dari tiap instansi peserta"
    assert (of(strict).now, of(strict).state) == ("0", "belum terpenuhi")
    Choice.objects.filter(decision=decision).update(goes_on=True, proposed_by_machine=True)
    assert (of(every).now, of(every).is_kept) == ("1", True)
    CompositionRule.objects.filter(pk=every.pk).update(maximum=1)
    every.refresh_from_db()
    assert of(every).rule == "Satu usulan dari tiap instansi peserta"
    assert (of(every).now, of(every).state) == ("1–2", "terlampaui")


def test_who_left_the_contest_counts_nowhere():
    stage = judging.running(StageKind.FINAL)
    stays, gone = judging.entrants(stage, 2)
    decision = Decision.objects.create(stage=stage, drafted_at=stage.opened_at)
    Choice.objects.bulk_create(
        Choice(
            decision=decision,
            proposal=one,
            proposed_by_machine=False,
            goes_on=True,
            reason="Dampaknya luas.",
            honours=["outstanding"],
        )
        for one in (stays, gone)
    )
    proposals.left(gone, Status.DISQUALIFIED)
    awards = [AwardName(key="outstanding", name="Terbaik", places=2)]
    assert [honour.given for honour in choices.honours(composing.going_on(decision), awards)] == [1]
    assert [choice.proposal for choice in choices.departures(decision)] == [stays]
    assert len(composing.going_on(decision)) == 1
    of_states = {state: [row.proposal for row in choices.rows(decision, keadaan=state)] for state in STATES}
    assert of_states == {
        choices.ON: [stays],
        choices.OFF: [gone],
        choices.DEPARTS: [stays],
        choices.HONOURED: [stays],
    }
    assert {row.proposal: row.has_left for row in choices.rows(decision)} == {stays: False, gone: True}
