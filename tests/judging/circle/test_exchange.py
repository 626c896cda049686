"""Two proposals exchanged in plenary: one act, one event; who comes back leaves its partner to the other."""

import pytest

from accounts.models import Event
from accounts.rules import Refused, Stale
from judging import motions as grave
from judging import rules
from judging.circle import deliberation
from judging.domain.judges import held_apart
from judging.models import Choice, Decision
from tests import carrying
from tests.factories import competitions, judging

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    """A crew, and a panel's decision on six: the machine proposes the first three."""
    crew, _edition, _dossiers = carrying.begun(0)
    stage = judging.running("panel")
    entrants = judging.entrants(stage, 6)
    decision = Decision.objects.create(stage=stage, drafted_at=stage.opened_at)
    Choice.objects.bulk_create(
        Choice(decision=decision, proposal=one, proposed_by_machine=place < 3, goes_on=place < 3)
        for place, one in enumerate(entrants)
    )
    return crew, stage, entrants


def swap(hall, out, taken, reason="Lebih luas dampaknya.", **more):
    crew, stage, entrants = hall
    return deliberation.exchange(
        stage, entrants[out], entrants[taken], reason, by=crew.secretary, at=stage.opened_at, **more
    )


@pytest.mark.parametrize("place", [2, 3])
def test_somebody_of_the_ministry_with_a_tie_to_one_of_them_exchanges_nothing(hall, place):
    crew, stage, entrants = hall
    held_apart.declare(entrants[place], "Adik saya mengelolanya.", by=crew.secretary, at=stage.opened_at)
    with pytest.raises(Refused) as refused:
        swap(hall, 2, 3)
    assert refused.value.refusal.key == rules.HELD_APART.key
    assert not Choice.objects.exclude(reason="").exists()


def state(hall):
    """Whom each that departs stands across from, by place, and who goes on."""
    _crew, stage, entrants = hall
    place = {one.pk: number for number, one in enumerate(entrants)}
    found = {place[one.proposal_id]: one for one in Choice.objects.filter(decision__stage=stage)}
    pairs = {number: place.get(one.partner_id) for number, one in found.items() if one.departs}
    return pairs, {number for number, one in found.items() if one.goes_on}


def test_an_exchange_changes_both_with_one_event(hall):
    _crew, _stage, entrants = hall
    before = Event.objects.count()
    decision = swap(hall, 0, 3)
    assert state(hall) == ({0: 3, 3: 0}, {1, 2, 3})
    assert Event.objects.count() == before + 1
    event = Event.objects.latest("pk")
    assert event.name == "choice.exchanged"
    assert decision.version == 2
    reasons = Choice.objects.filter(decision=decision, proposal__in=[entrants[0], entrants[3]])
    assert set(reasons.values_list("reason", flat=True)) == {"Lebih luas dampaknya."}


def test_exchanged_back_nothing_departs(hall):
    swap(hall, 0, 3)
    swap(hall, 3, 0)
    assert state(hall) == ({}, {0, 1, 2})
    assert not Choice.objects.exclude(reason="").exists()


def test_who_comes_back_leaves_its_partner_to_the_other(hall):
    swap(hall, 0, 3)
    swap(hall, 3, 4)
    assert state(hall) == ({0: 4, 4: 0}, {1, 2, 4})
    swap(hall, 1, 0)
    assert state(hall) == ({1: 4, 4: 1}, {0, 2, 4})


def test_two_exchanges_undone_crosswise_leave_the_other_two_as_a_pair(hall):
    swap(hall, 0, 3)
    swap(hall, 1, 4)
    swap(hall, 3, 1)
    assert state(hall) == ({0: 4, 4: 0}, {1, 2, 4})


def test_a_single_choice_takes_a_pair_apart(hall):
    crew, stage, entrants = hall
    swap(hall, 0, 3)
    deliberation.choose(stage, entrants[3], goes_on=False, by=crew.secretary, at=stage.opened_at)
    assert state(hall) == ({0: None}, {1, 2})


@pytest.mark.parametrize(("out", "taken"), [(0, 1), (3, 4), (4, 0)])
def test_only_one_that_goes_on_is_exchanged_for_one_that_does_not(hall, out, taken):
    with pytest.raises(Refused) as refused:
        swap(hall, out, taken)
    assert refused.value.refusal is rules.NOT_AN_EXCHANGE


@pytest.mark.parametrize("reason", ["", "  "])
def test_every_exchange_has_a_reason(hall, reason):
    with pytest.raises(Refused) as refused:
        swap(hall, 0, 3, reason)
    assert refused.value.refusal is rules.REASON_MISSING


def test_what_was_drawn_before_another_exchange_changes_nothing(hall):
    _crew, stage, _entrants = hall
    drawn = Decision.objects.get(stage=stage).stamp()
    swap(hall, 0, 3, seen=drawn)
    with pytest.raises(Stale):
        swap(hall, 1, 4, seen=drawn)
    assert state(hall)[1] == {1, 2, 3}


def test_whoever_exchanged_is_an_author_and_a_decision_on_its_way_stands(hall):
    crew, stage, _entrants = hall
    decision = swap(hall, 0, 3)
    assert list(decision.authors.all()) == [crew.secretary.user]
    competitions.drawn(stage.edition)
    stage.quotas.all().delete()
    said = {"override": "Pleno memilih lain.", "without_quorum": carrying.UNMET}
    grave.propose(stage, "Arahan Menteri.", **said, by=crew.admin, at=stage.opened_at)
    with pytest.raises(Refused) as refused:
        swap(hall, 1, 4)
    assert refused.value.refusal is rules.ALREADY_PROPOSED
