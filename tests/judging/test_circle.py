"""The table of the circle's acts: who, when, whose turn; and the rules and pages say the same."""

from datetime import UTC, datetime

import pytest

from accounts.models import Membership, Role
from competitions.kinds import NEEDS
from competitions.models import Edition, Stage
from judging.rules.circle.circle import CIRCLE, NEXT, CircleFacts, Phase, circle_refusals
from judging.views.control import acts, stage_page

# Nobody's turn: others are at work, the machine is, or nothing is left to do.
WITHOUT_ACT = {Phase.LATER, Phase.WORK, Phase.COMPUTE, Phase.SETTLE, Phase.OBJECT, Phase.TIMED}
WITHOUT_ACT |= {Phase.OVER, Phase.SKIPPED}
NOT_THIS_ROLE = {"admin_only", "ministry_only", "not_ministry_admin"}


def facts(role):
    """A stage that was just planned, as the control room counts it."""
    stage = Stage(edition=Edition(), kind=next(iter(NEEDS)))
    counted = ("n_judges", "has_work", "has_recusals", "gives_awards", "publication_id", "publication_mover_id")
    counted += ("publication_seconded_at",)
    for name in counted:
        setattr(stage, name, None)
    at = datetime(2027, 1, 4, tzinfo=UTC)
    stage.opens_at = stage.closes_at = stage.edition.closes_at = at
    return CircleFacts(stage, Membership(role=role), at, decision=None, computing=None, earlier_are_over=True)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("noun", CIRCLE)
def test_the_rule_refuses_exactly_the_roles_that_the_table_leaves_out(noun, role):
    refusal = circle_refusals(facts(role))[noun]
    assert (refusal is not None and refusal.key in NOT_THIS_ROLE) is (role not in CIRCLE[noun].by)


def test_each_phase_waits_for_one_act_or_for_nobody():
    waited = [phase for act in CIRCLE.values() for phase in act.phases]
    assert len(waited) == len(set(waited))
    assert set(waited) | WITHOUT_ACT == set(Phase)
    assert not set(waited) & WITHOUT_ACT
    assert set(NEXT.values()) <= set(CIRCLE)


def test_every_act_has_its_page_and_every_page_its_act():
    pages = [*acts.ACTS, *stage_page.PAGES, *stage_page.SECONDED]
    assert sorted(pages) == sorted(CIRCLE)


@pytest.mark.parametrize("act", CIRCLE.values())
def test_who_is_waited_for_may_act(act):
    """The holder that the pages name is among those whom the rule lets through."""
    said = {Role.MINISTRY_ADMIN: "admin kementerian", Role.SECRETARY: "sekretariat"}
    if act.holder is not None:
        assert any(words in str(act.holder) and role in act.by for role, words in said.items())
