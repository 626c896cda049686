"""Who may second what is made public: neither its mover nor whoever had a hand in the choices, whatever the act."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import motions
from accounts.domain.entrance import visitors
from accounts.models import MINISTRY, Membership, Role
from accounts.rules import motions as rules
from competitions.kinds import StageKind
from judging import motions as grave
from judging.circle import deliberation
from judging.domain import objections
from judging.models import Choice
from tests import carrying
from tests.factories import accounts
from tests.pages import Browser, text_of
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


def answer(stage, crew, other, at):
    settle(provisional(stage, crew, other, at), by=other, at=at)
    proposal = Choice.objects.filter(decision__stage=stage).going_on().order_by("pk").first().proposal
    given = {"sort": "objection", "text": "Layanan ini tutup.", "full_name": "Nia Sari", "network": ""}
    visitor = visitors.confirm("nia@contoh.id", at=at)
    objection = objections.state(carrying.fresh(stage), proposal, **given, visitor=visitor, at=at)
    objections.assign(objection, crew.admin, timezone.localdate(at), by=crew.admin, at=at)
    told = {"answer": "Anda benar.", "summary": "Sudah tutup.", "reason": "Diperiksa."}
    return grave.answer(objection, outcome="suspended", **told, by=crew.admin, at=at)


ACTS = {"decision": decision, "provisional list": provisional, "answer": answer, "publication": publication}
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


def test_the_page_names_who_can_agree_and_where_all_had_a_hand_whom_to_appoint(told, time_machine):
    crew, author, other, stage = told
    at = carrying.moment(stage)
    motion = answer(stage, crew, other, at)
    time_machine.move_to(at)
    page, reader = reverse("motion", args=[motion.pk]), Browser()
    reader.force_login(author.user)
    shown = text_of(reader.get(page))
    named = shown.partition("Dapat disetujui oleh ")[2].partition(" Alasan ")[0]
    assert [one for one in (crew.second_admin, crew.secretary, other) if one.user.told_apart not in named] == []
    assert [one for one in (crew.admin, author) if one.user.told_apart in named] == []
    assert str(rules.AUTHOR) in shown
    left = Membership.objects.filter(role__in=MINISTRY).exclude(pk__in=[crew.admin.pk, author.pk])
    left.update(until=timezone.localdate(at))
    shown = text_of(reader.get(page))
    assert "Dapat disetujui oleh" not in shown
    assert "Semua orang lain yang berhak menyetujui ikut menyusun yang diputuskan ini" in shown
    assert "Angkat satu orang lagi sebagai sekretariat, yang tidak ikut menyusunnya" in shown
    # The way out leads somewhere: whoever is appointed can agree.
    new = accounts.membership(Role.SECRETARY, since=timezone.localdate(at))
    assert f"Dapat disetujui oleh {new.user.told_apart}." in text_of(reader.get(page))
    assert settle(motion, by=new, at=at).is_carried
