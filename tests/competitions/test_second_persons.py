"""Who agrees to an announcement: nobody who planned; and there is a way out where all admins did."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import motions as grave
from accounts.models import Letter, Membership, Role
from accounts.rules import motions as rules
from competitions import motions
from competitions.domain import planning
from competitions.domain.blueprint import CategoryData
from competitions.domain.parts import PARTS
from tests.factories import accounts, competitions
from tests.factories.competitions import PLANNED_AT
from tests.pages import Browser, text_of
from tests.refusals import refusal_of
from tests.seconding import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def other():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def draft(planner):
    return competitions.edition(by=planner, announced=False)


def one_more_category(draft, by):
    value = (*PARTS["categories"].read(planning.plan_of(draft)), CategoryData("air", "Air bersih"))
    planning.alter(draft, "categories", value, by=by, at=PLANNED_AT)


def announced(draft, by):
    return motions.announce(draft, "Surat tugas.", by=by, at=PLANNED_AT)


def agreed(motion, by):
    return grave.second(motion, seen=motion.sha256, by=by, at=PLANNED_AT)


def test_whoever_altered_the_draft_does_not_agree_to_its_announcement(draft, planner, other):
    third = accounts.membership(Role.MINISTRY_ADMIN)
    assert planning.planners(draft) == {planner.user_id}
    one_more_category(draft, other)
    motion = announced(draft, planner)
    assert set(motion.author_ids) == {planner.user_id, other.user_id}
    assert refusal_of(agreed, motion, other) is rules.AUTHOR
    # One admin did not plan: the secretariat is not asked.
    secretary = accounts.membership(Role.SECRETARY)
    assert refusal_of(agreed, motion, secretary) is rules.NOT_OF_THIS_ROLE
    assert settle(motion, by=third, at=PLANNED_AT).is_carried


def test_whoever_only_read_the_draft_agrees(draft, planner, other):
    assert settle(announced(draft, planner), by=other, at=PLANNED_AT).is_carried


def test_who_copied_an_edition_planned_the_copy_and_not_the_first(draft, planner, other):
    dates = {"opens_at": draft.opens_at, "closes_at": draft.closes_at}
    copy = planning.copy(draft, slug="salinan", name="Salinan", year=2026, **dates, by=other, at=PLANNED_AT)
    assert (planning.planners(copy), planning.planners(draft)) == ({other.user_id}, {planner.user_id})


def test_two_admins_who_both_planned_announce_with_the_secretariat(draft, planner, other, time_machine):
    time_machine.move_to(PLANNED_AT)
    one_more_category(draft, other)
    motion = announced(draft, planner)
    reader = Browser()
    reader.force_login(planner.user)
    page = reverse("motion", args=[motion.pk])
    shown = text_of(reader.get(page))
    # There is nobody yet: the page says whom to appoint, which one admin does alone.
    assert "Tidak ada orang kedua" in shown
    assert str(rules.ALL_ADMINS_HAD_A_HAND) in shown
    assert "Angkat sekretariat" in shown
    assert "Bila salah seorang penyusunnya" not in shown
    secretary = accounts.membership(Role.SECRETARY, since=timezone.localdate(PLANNED_AT))
    shown = text_of(reader.get(page))
    assert f"Dapat disetujui oleh {secretary.user.told_apart}." in shown
    assert refusal_of(agreed, motion, other) is rules.AUTHOR
    second = Browser()
    second.force_login(secretary.user)
    assert "Setujui pengumuman edisi ini?" in text_of(second.get(page))
    assert text_of(second.get(reverse("competitions:plan", args=[draft.slug])))
    done = settle(motion, by=secretary, at=PLANNED_AT)
    assert (done.state, done.lapse_reason) == (done.State.CARRIED, "")
    draft.refresh_from_db()
    assert draft.announced_at == PLANNED_AT


def test_the_secretariat_that_stands_in_is_asked_by_letter(draft, planner, other):
    secretary = accounts.membership(Role.SECRETARY)
    one_more_category(draft, other)
    announced(draft, planner)
    letter = Letter.objects.get(name="motion.moved")
    assert letter.recipient_id == secretary.user_id
    assert str(rules.ALL_ADMINS_HAD_A_HAND) in letter.body


def test_a_mover_who_did_not_plan_may_change_places_with_the_planner(draft, planner, other, time_machine):
    """Two people, nobody of the secretariat: whoever planned moves, whoever did not agrees."""
    time_machine.move_to(PLANNED_AT)
    Membership.objects.filter(role=Role.SECRETARY).delete()
    motion = announced(draft, other)
    reader = Browser()
    reader.force_login(other.user)
    assert "Bila salah seorang penyusunnya yang mengajukan" in text_of(reader.get(reverse("motion", args=[motion.pk])))
    grave.withdraw(motion, by=other, at=PLANNED_AT)
    assert settle(announced(draft, planner), by=other, at=PLANNED_AT).is_carried
