"""Who reads what beside whom: of two employers where it can be, never two who are kept apart, experts where asked."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AgencyKind, Role
from judging.arithmetic.allocation.allocation import Infeasible
from judging.domain.desk import assigning
from judging.domain.judges import keeping_apart
from judging.models import Judge, JudgesApart
from judging.rules import sums
from tests.factories import accounts
from tests.factories import judging as factory

pytestmark = pytest.mark.django_db


def test_two_of_one_employer_and_two_kept_apart_share_no_dossier():
    stage = factory.running(readers_each=2)
    home = accounts.agency(AgencyKind.MINISTRY)
    offices = [accounts.membership(Role.EVALUATOR, agency=home) for _ in range(2)]
    offices += [accounts.membership(Role.EVALUATOR, agency=accounts.agency(AgencyKind.MINISTRY)) for _ in range(3)]
    for one in offices:
        factory.seated(stage, one)
    secretary = accounts.membership(Role.SECRETARY)
    keeping_apart.put_apart(offices[2].user, offices[3].user, "Suami istri.", by=secretary, at=timezone.now())
    factory.entrants(stage, 12)
    drawn = assigning.draw_readers(stage, at=timezone.now())
    readers = {}
    for proposal, judge, _position in drawn.new:
        readers.setdefault(proposal, set()).add(judge)
    for pair in ({offices[0].user_id, offices[1].user_id}, {offices[2].user_id, offices[3].user_id}):
        assert not any(pair <= own for own in readers.values())
    assert {len(own) for own in readers.values()} == {2}


def test_two_of_one_employer_are_better_than_no_draw_and_two_kept_apart_are_not():
    stage = factory.running(readers_each=2)
    home = accounts.agency(AgencyKind.MINISTRY)
    offices = [accounts.membership(Role.EVALUATOR, agency=home) for _ in range(2)]
    for one in offices:
        factory.seated(stage, one)
    factory.entrants(stage, 4)
    assert len(assigning.draw_readers(stage, at=timezone.now()).new) == 8
    secretary = accounts.membership(Role.SECRETARY)
    apart = keeping_apart.put_apart(offices[0].user, offices[1].user, "Saudara.", by=secretary, at=timezone.now())
    with pytest.raises(Infeasible) as refused:
        assigning.draw_readers(stage, at=timezone.now())
    assert all("daftar penilai yang dipisahkan" in sums.sentence(one.as_json()) for one in refused.value.lacks)
    keeping_apart.bring_together(apart, by=secretary, at=timezone.now())
    assert len(assigning.draw_readers(stage, at=timezone.now()).new) == 8


def test_experts_read_their_field_where_the_stage_prefers_them():
    stage = factory.running(readers_each=1)
    first, second = stage.edition.categories.order_by("position")[:2]
    offices = [accounts.membership(Role.EVALUATOR) for _ in range(2)]
    for one, category in zip(offices, (first, second), strict=True):
        factory.seated(stage, one)
        Judge.objects.create(user=one.user, fields=[category.name])
    factory.entrants(stage, 5, category=first)
    factory.entrants(stage, 5, category=second)

    def drawn():
        found = assigning.draw_readers(stage, at=timezone.now())
        field = {entrant.proposal_id: entrant.proposal.category_id for entrant in found.dossiers}
        return sorted((field[proposal], judge, proposal) for proposal, judge, _position in found.new)

    def know(*names):
        for one, name in zip(offices, names, strict=True):
            Judge.objects.filter(user=one.user).update(fields=[name])

    by_lot = drawn()
    know(second.name, first.name)
    assert drawn() == by_lot
    stage.settings = {**stage.settings, "experts": True}
    first_judge, second_judge = (one.user_id for one in offices)
    assert {(field, judge) for field, judge, _proposal in drawn()} == {
        (first.pk, second_judge),
        (second.pk, first_judge),
    }
    know(first.name, second.name)
    assert {(field, judge) for field, judge, _proposal in drawn()} == {
        (first.pk, first_judge),
        (second.pk, second_judge),
    }


def test_judges_are_put_apart_on_the_register(client):
    one, other = (accounts.membership(Role.EVALUATOR) for _ in range(2))
    client.force_login(accounts.membership(Role.SECRETARY).user)
    address = reverse("judging:judge-apart", args=[one.user_id])
    assert client.post(address, {"other": one.user_id, "reason": "Sendiri."}).status_code == 200
    assert client.post(address, {"other": other.user_id, "reason": "Suami istri."}).status_code == 302
    (found,) = JudgesApart.objects.all()
    assert "Suami istri." in client.get(reverse("judging:judge-apart", args=[other.user_id])).content.decode()
    client.post(reverse("judging:judge-together", args=[other.user_id, found.pk]))
    assert not JudgesApart.objects.exists()
