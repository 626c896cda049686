"""Readers who differ more than noise explains: their proposal is offered, and read once more, by a rule."""

import re

import pytest
from django.urls import reverse

from accounts.models import Event, Role
from competitions.kinds import StageKind
from judging.circle import further_reading
from judging.models import Assignment
from tests import carrying
from tests.factories import accounts
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def tell():
    """The desk of eight proposals, three places: everybody agrees, but of one proposal one reader thinks nothing."""
    crew, edition, _dossiers = carrying.begun(8, places=(3, 3, 2), rules=(), evaluators=5)
    desk = carrying.carried_to(edition, StageKind.DESK, crew)
    levels = sorted(desk.rubric.levels.values_list("points", flat=True))
    held = list(Assignment.objects.filter(stage=desk).standing().select_related("proposal").order_by("proposal", "pk"))
    apart = held[0].proposal_id
    for place, one in enumerate(held):
        middle = levels[len(levels) // 2 - one.proposal.number % 2]
        ends = (levels[0], levels[-1])
        carrying.mark(one, crew, points=ends[place % 2] if one.proposal_id == apart else middle)
    return crew, carrying.fresh(desk), held[0].proposal


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def desk(told):
    return told[1]


@pytest.fixture
def apart(told):
    return told[2]


def new(stage):
    return Assignment.objects.filter(stage=stage, scorecard=None).standing()


def test_it_is_offered_by_itself(desk, apart):
    assert further_reading.believed(desk)[0].discordant == (apart.code,)
    (offer,) = (one for one in further_reading.offered(desk, at=carrying.moment(desk)).each if one.is_of_discordant)
    assert (offer.number, offer.most) == (1, 1)


def test_without_a_number_exactly_those_are_read_once_more(desk, crew, apart):
    readers = set(Assignment.objects.filter(stage=desk, proposal=apart).values_list("judge", flat=True))
    assert further_reading.give_further(desk, None, by=crew.secretary, at=carrying.moment(desk)) == 1
    (given,) = new(desk)
    assert given.proposal_id == apart.pk
    assert given.judge_id not in readers
    event = Event.objects.filter(name="stage.further_reads_given").latest("pk")
    assert event.particulars == {"assignments": 1}


def test_the_page_says_what_it_is_and_gives_it_out(client, desk, apart, time_machine):
    time_machine.move_to(carrying.moment(desk))
    client.force_login(accounts.membership(Role.SECRETARY).user)
    address = reverse("judging:further-reading", args=[desk.edition.slug, desk.position])
    page = client.get(address)
    assert "1 pembacaan untuk usulan yang nilai kedua pembacanya berbeda jauh" in text_of(page)
    assert apart.code not in text_of(page)
    (stamp,) = re.findall(r'name="versi"\s+value="([^"]+)"', page.content.decode())
    assert client.post(address, {"number": "berbeda", "versi": stamp, "utuh": "1"}).status_code == 302
    assert [one.proposal_id for one in new(desk)] == [apart.pk]


def test_where_nobody_differs_there_is_no_such_offer(client, desk, crew, apart, time_machine):
    """The third reader was the last word: two readers are needed to differ."""
    further_reading.give_further(desk, None, by=crew.secretary, at=carrying.moment(desk))
    carrying.mark(new(desk).get(), crew)
    assert not further_reading.believed(desk)[0].discordant
    time_machine.move_to(carrying.moment(desk))
    client.force_login(accounts.membership(Role.SECRETARY).user)
    address = reverse("judging:further-reading", args=[desk.edition.slug, desk.position])
    assert "berbeda jauh" not in text_of(client.get(address))
    assert client.post(address, {"number": "berbeda", "versi": "0", "utuh": "1"}).status_code == 200
    assert not new(desk).exists()
