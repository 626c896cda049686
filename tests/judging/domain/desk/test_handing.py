"""What is known before work is handed to a judge: whose session falls on another, who has the role already."""

from datetime import timedelta

import pytest

from competitions.kinds import StageKind
from judging.domain.desk import handing
from judging.models import Assignment, Entrant, PanelMember, Session
from tests import carrying

pytestmark = pytest.mark.django_db


def member(stage):
    return PanelMember.objects.select_related("judge", "agency").filter(stage=stage).order_by("code").first()


def proposals_of(stage):
    return [one.proposal for one in Entrant.objects.standing(stage)]


def test_a_session_that_falls_on_one_that_the_judge_hears_is_not_given_too():
    crew, edition, _dossiers = carrying.begun(6, evaluators=5, panelists=4)
    stage = carrying.carried_to(edition, StageKind.INTERVIEW, crew)
    judge, at = member(stage), carrying.moment(stage)
    first, second = Session.objects.filter(stage=stage).order_by("starts_at")[:2]
    freed = Assignment.objects.filter(stage=stage, judge=judge.judge_id, proposal=first.proposal_id)
    freed.update(recused_at=at, recusal_reason="Tidak sempat")
    [hand] = handing.hands(stage, judge, [first.proposal], at=at).values()
    assert (hand.holds, hand.hears_another) == (False, False)
    length = first.ends_at - first.starts_at
    Session.objects.filter(pk=first.pk).update(
        room="Ruang lain", starts_at=second.starts_at + timedelta(minutes=1), ends_at=second.starts_at + length
    )
    [hand] = handing.hands(stage, judge, [first.proposal], at=at).values()
    assert hand.hears_another


def test_a_visit_wants_each_role_once():
    crew, edition, _dossiers = carrying.begun(6, evaluators=5, panelists=4)
    stage = carrying.carried_to(edition, StageKind.FIELD, crew)
    at, proposal = carrying.moment(stage), proposals_of(stage)[0]
    held = Assignment.objects.standing().filter(stage=stage, proposal=proposal)
    holders = set(held.values_list("judge_id", flat=True))
    others = PanelMember.objects.filter(stage=stage).exclude(judge__in=holders).select_related("judge", "agency")
    evaluators = {one.user_id for one in crew.evaluators}
    spare = next(one for one in others.order_by("code") if one.judge_id in evaluators)
    [hand] = handing.hands(stage, spare, [proposal], at=at).values()
    assert hand.is_role_covered
    gone = held.filter(judge__in=evaluators)
    gone.update(recused_at=at, recusal_reason="Tidak sempat")
    [hand] = handing.hands(stage, spare, [proposal], at=at).values()
    assert not hand.is_role_covered
