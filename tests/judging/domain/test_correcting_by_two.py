"""Who agrees to the correction of a verdict: nobody who gave it, put it forward or answered one of its rules."""

import pytest

from accounts.domain import motions as grave
from accounts.models import Role
from accounts.rules import motions as rules
from judging import motions
from judging.domain import verification
from judging.domain.verification import Found
from tests import carrying
from tests.factories import accounts
from tests.refusals import refusal_of
from tests.seconding import settle

pytestmark = pytest.mark.django_db
WHY = "Surat dibaca lagi."


@pytest.fixture
def told():
    """(crew, stage, proposal, the rule in question, at): a checklist laid out, nothing decided."""
    crew, stage = carrying.looked_at()
    proposal = stage.entrants.order_by("pk").first().proposal
    check = stage.edition.entry_checks.filter(method="person").order_by("position").last()
    return crew, stage, proposal, check, carrying.moment(stage)


def corrected(told, *, holds, by):
    _crew, stage, proposal, check, at = told
    return motions.correct(stage, proposal, {check.pk: Found(holds, "Sesuai surat.")}, WHY, by=by, at=at)


def agreed(motion, by, at):
    return grave.second(motion, seen=motion.sha256, by=by, at=at)


def test_who_gave_the_verdict_does_not_agree_to_its_correction(told):
    crew, stage, proposal, _check, at = told
    carrying.verify(stage, proposal, crew, at=at)
    motion = corrected(told, holds=False, by=crew.admin)
    assert motion.author_ids == [crew.secretary.user_id]
    assert refusal_of(agreed, motion, crew.secretary, at) is rules.AUTHOR
    assert settle(motion, by=crew.second_admin, at=at).is_carried


def test_with_two_people_the_one_who_gave_it_moves_and_the_other_agrees(told):
    crew, stage, proposal, _check, at = told
    carrying.verify(stage, proposal, crew, at=at)
    assert settle(corrected(told, holds=False, by=crew.secretary), by=crew.admin, at=at).is_carried


def test_who_answered_a_rule_of_it_had_a_hand_in_it_but_not_in_another_dossier(told):
    crew, stage, proposal, check, at = told
    helper, elsewhere = accounts.membership(Role.SECRETARY), accounts.membership(Role.SECRETARY)
    verification.answer(stage, proposal, check, Found(True, "Ada."), by=helper, at=at)
    another = stage.entrants.exclude(proposal=proposal).order_by("pk").first().proposal
    verification.answer(stage, another, check, Found(True, "Ada."), by=elsewhere, at=at)
    carrying.verify(stage, proposal, crew, at=at)
    motion = corrected(told, holds=False, by=crew.admin)
    assert set(motion.author_ids) == {crew.secretary.user_id, helper.user_id}
    assert refusal_of(agreed, motion, helper, at) is rules.AUTHOR
    assert settle(motion, by=elsewhere, at=at).is_carried


def test_both_who_corrected_a_verdict_made_what_is_corrected_again(told):
    crew, stage, proposal, _check, at = told
    carrying.verify(stage, proposal, crew, at=at)
    settle(corrected(told, holds=False, by=crew.admin), by=crew.second_admin, at=at)
    again = corrected(told, holds=True, by=crew.secretary)
    assert set(again.author_ids) == {crew.admin.user_id, crew.second_admin.user_id}
    assert refusal_of(agreed, again, crew.admin, at) is rules.AUTHOR
