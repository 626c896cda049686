"""Further reads near the line: offered with cost and gain, given out as any other work, sealed all the while."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Event, Role
from accounts.rules import Refused, Stale
from competitions.kinds import StageKind
from judging import rules
from judging.circle import further_reading, giving_out
from judging.domain.desk import giving_back
from judging.models import Assignment
from tests import carrying
from tests.factories import accounts
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def tell():
    """The desk of eight proposals, every card signed, three places."""
    crew, edition, _dossiers = carrying.begun(8, places=(3, 3, 2), rules=(), evaluators=5)
    return crew, carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew), crew)


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def desk(told):
    return told[1]


def given(stage):
    return set(Assignment.objects.filter(stage=stage).standing().values_list("proposal", "judge"))


def give(stage, crew, number=2, **more):
    return further_reading.give_further(stage, number, by=crew.secretary, at=carrying.moment(stage), **more)


def test_what_is_worth_most_gets_a_reader_more_and_nobody_reads_twice(desk, crew):
    before = given(desk)
    best = further_reading.believed(desk)[0].ordered[:2]
    assert give(desk, crew) == 2
    new = Assignment.objects.filter(stage=desk, scorecard=None).standing()
    assert {one.proposal.code for one in new} == set(best)
    assert given(desk) >= before
    assert len(given(desk)) == len(before) + 2
    event = Event.objects.filter(name="stage.further_reads_given").latest("pk")
    assert event.particulars == {"assignments": 2}


def test_while_a_card_is_open_nothing_is_offered(desk, crew):
    give(desk, crew)
    with pytest.raises(Refused) as refused:
        give(desk, crew)
    assert refused.value.refusal is rules.STILL_READING


def test_a_further_read_counts_once_it_is_signed_and_the_next_round_follows_it(desk, crew):
    give(desk, crew, 1)
    (assignment,) = Assignment.objects.filter(stage=desk, scorecard=None).standing()
    carrying.mark(assignment, crew)
    assert further_reading.refusal(desk, office=crew.secretary, at=carrying.moment(desk)) is None
    found, _groups, _places = further_reading.believed(desk)
    assert found.reads[assignment.proposal.code] == desk.readers_each + 1
    stage = carrying.computed(desk, crew)
    standing = stage.standings.get(proposal=assignment.proposal)
    assert len(standing.particulars["reads"]) == desk.readers_each + 1


def test_cards_that_changed_since_the_page_was_drawn_stop_it(desk, crew):
    with pytest.raises(Stale):
        give(desk, crew, seen="lain")
    assert give(desk, crew, seen=further_reading.stamp(desk)) == 2


def test_nobody_else_and_no_closed_stage(desk, crew):
    judge = crew.judges_of(desk)[0]
    refusal = further_reading.refusal(desk, office=judge, at=carrying.moment(desk))
    assert refusal is not None
    stage = carrying.computed(desk, crew)
    with pytest.raises(Refused) as refused:
        give(stage, crew)
    assert refused.value.refusal is rules.STAGE_NOT_OPEN


def test_the_offers_name_what_they_cost_and_bring(desk, crew):
    assert further_reading.refusal(desk, office=crew.secretary, at=carrying.moment(desk)) is None
    offers = further_reading.offered(desk, at=carrying.moment(desk))
    assert offers.places == sum(further_reading.believed(desk)[2].values())
    assert 0 < offers.rightly <= offers.places
    for one in offers.each:
        assert one.most >= 1
        assert one.rightly >= offers.rightly - 0.1


def test_the_page_shows_what_it_costs_and_gives_it_out_by_a_click(client, desk, time_machine):
    time_machine.move_to(carrying.moment(desk))
    client.force_login(accounts.membership(Role.SECRETARY).user)
    place = [desk.edition.slug, desk.position]
    assert "Pembacaan tambahan" in text_of(client.get(reverse("judging:stage", args=place)))
    address = reverse("judging:further-reading", args=place)
    page = client.get(address)
    assert "tempat terisi usulan yang benar-benar terbaik" in text_of(page)
    for code in Assignment.objects.filter(stage=desk).values_list("proposal__code", flat=True):
        assert code not in text_of(page)
    (stamp,) = re.findall(r'name="versi"\s+value="([^"]+)"', page.content.decode())
    before = len(given(desk))
    assert client.post(address, {"versi": stamp, "utuh": "1"}).status_code == 200
    assert client.post(address, {"number": "1", "versi": stamp, "utuh": "1"}).status_code == 302
    assert len(given(desk)) == before + 1
    # Pressed once more, nothing is given out: a card is open.
    assert client.post(address, {"number": "1", "versi": stamp, "utuh": "1"}).status_code == 403
    assert len(given(desk)) == before + 1


def test_a_judge_finds_the_further_read_among_the_others(client, desk, crew, time_machine):
    give(desk, crew, 1)
    time_machine.move_to(carrying.moment(desk))
    (assignment,) = Assignment.objects.filter(stage=desk, scorecard=None).standing()
    client.force_login(assignment.judge)
    page = text_of(client.get(reverse("judging:desk")))
    assert "tambahan" not in page


def readers(assignment):
    own = Assignment.objects.filter(stage=assignment.stage, proposal=assignment.proposal).standing()
    return set(own.values_list("judge", flat=True))


def test_a_read_bought_at_the_cut_is_not_lost_to_a_tie(desk, crew):
    give(desk, crew, 1)
    (third,) = Assignment.objects.filter(stage=desk, scorecard=None).standing()
    before = readers(third)
    giving_out.recuse(third, "Pernah satu kantor.", by=crew.office_of(third.judge_id), at=carrying.moment(desk))
    assert len(readers(third)) == len(before) == desk.readers_each + 1
    assert third.judge_id not in readers(third)


def test_two_who_leave_a_proposal_read_by_three_are_both_replaced_once(desk, crew):
    give(desk, crew, 1)
    (third,) = Assignment.objects.filter(stage=desk, scorecard=None).standing()
    at = carrying.moment(desk) + timedelta(minutes=1)
    gone = [third, Assignment.objects.filter(stage=desk, proposal=third.proposal).exclude(pk=third.pk).earliest("pk")]
    giving_back.give_back(gone, "Ikatan kerja.", at=at)
    for place, one in enumerate([*gone, *gone]):
        giving_out.replace_later(one.pk, at=at + timedelta(minutes=1 + place))
    assert len(readers(third)) == desk.readers_each + 1
    assert not readers(third) & {one.judge_id for one in gone}
    assert Event.objects.filter(name="assignment.replaced").count() == 2
