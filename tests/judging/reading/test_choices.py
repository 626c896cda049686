"""A rule about one agency, from the plan to the snapshot and the page: it names the agency as everybody does."""

import pytest

from competitions.domain import composition
from competitions.kinds import StageKind
from competitions.models import CompositionRule
from judging.domain import recap
from judging.models import Choice, Decision
from judging.reading import choices
from tests.factories import judging

pytestmark = pytest.mark.django_db


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
    (balance,) = [one for one in choices.balances(stage, decision) if agency.name in one.rule]
    assert (balance.now, balance.maximum, balance.is_kept) == (2, 1, False)
    assert balance.rule == f"Paling banyak satu usulan dari {agency.name}"
