"""Who may second what is made public: neither its mover nor whoever had a hand in the choices, whatever the act."""

import pytest

from accounts.domain import motions
from accounts.models import Role
from accounts.rules import motions as rules
from competitions.kinds import StageKind
from judging import motions as grave
from judging.circle import deliberation
from judging.models import Choice
from tests import carrying
from tests.factories import accounts
from tests.seconding import settle

pytestmark = pytest.mark.django_db


def tell():
    """The desk computed, an author's exchange in it, with days to object: (crew, author, other, stage)."""
    crew, edition, _dossiers = carrying.begun(4, places=(3, 2, 1), rules=(), evaluators=3, panelists=3)
    stage = carrying.computed(carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew), crew), crew)
    author, other = accounts.membership(Role.MINISTRY_ADMIN), accounts.membership(Role.MINISTRY_ADMIN)
    choice = Choice.objects.filter(decision__stage=stage).going_on().order_by("pk").first()
    at = carrying.moment(stage)
    deliberation.choose(stage, choice.proposal, goes_on=False, reason="Tidak lagi berjalan.", by=author, at=at)
    return crew, author, other, stage


def decision(stage, crew, other, at):
    return grave.propose(stage, "Arahan Menteri.", by=crew.admin, at=at)


def provisional(stage, crew, other, at):
    settle(decision(stage, crew, other, at), by=other, at=at)
    type(stage).objects.filter(pk=stage.pk).update(objection_days=5)
    return grave.announce_provisionally(carrying.fresh(stage), "Arahan Menteri.", by=crew.admin, at=at)


def publication(stage, crew, other, at):
    settle(decision(stage, crew, other, at), by=other, at=at)
    return grave.publish(carrying.fresh(stage), "Arahan Menteri.", by=crew.admin, at=at)


ACTS = {"decision": decision, "provisional list": provisional, "publication": publication}
WHO = {"mover": rules.SAME_PERSON, "author": rules.AUTHOR, "third": None}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", WHO)
def test_the_seconder_is_neither_mover_nor_author(told, act, who):
    crew, author, other, stage = told
    at = carrying.moment(stage)
    motion = ACTS[act](stage, crew, other, at)
    office = {"mover": crew.admin, "author": author, "third": crew.second_admin}[who]
    roles = motions.KINDS[motion.kind].roles
    found = rules.judging_refusal(motion, office=office, roles=roles, authors=motions.authors_of(motion), at=at)
    assert found is WHO[who]
