"""Leaving a dossier for a tie."""

import pytest
from django.urls import reverse

from accounts.models import Event
from judging.domain.cards import scorecards
from judging.models import Interest
from tests.factories import judging

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    stage, office, assignments = judging.desk(2)
    client.force_login(office.user)
    return stage, office, assignments


def address(assignment):
    stage = assignment.stage
    return reverse("judging:interest", args=(stage.edition.slug, stage.position, assignment.proposal.code))


def test_a_declared_tie_closes_the_dossier_and_gives_the_work_back(client, desk):
    _stage, office, assignments = desk
    response = client.post(address(assignments[0]), {"reason": " Saya konsultannya. "}, follow=True)
    assert "Benturan kepentingan dicatat" in response.content.decode()
    assert assignments[0].proposal.code not in response.content.decode().split("</main>")[0].split("<table")[1]
    interest = Interest.objects.get()
    assert (interest.judge, interest.proposal, interest.reason) == (
        office.user,
        assignments[0].proposal,
        "Saya konsultannya.",
    )
    assignments[0].refresh_from_db()
    assert assignments[0].recusal_reason == "Saya konsultannya."
    assert Event.objects.filter(name="assignment.recused").count() == 1


@pytest.mark.parametrize("reason", ["", "   ", None])
def test_without_a_reason_nothing_is_declared(client, desk, reason):
    _stage, _office, assignments = desk
    response = client.post(address(assignments[0]), {} if reason is None else {"reason": reason})
    assert "Tulis hubungan Anda dengan usulan ini" in response.content.decode()
    assert not Interest.objects.exists()


def test_looking_declares_nothing_and_there_is_a_way_back(client, desk):
    _stage, _office, assignments = desk
    response = client.get(address(assignments[0]), {"reason": "x"})
    card = address(assignments[0]).removesuffix("benturan/")
    assert response.content.decode().count(f'href="{card}"') == 2
    assert not Interest.objects.exists()


def counted(stage):
    """The codes of the proposals whose cards a computation would read."""
    return {read["proposal"] for read in scorecards.frozen(stage, readers_each=1, criteria=[])["reads"]}


def test_a_locked_card_no_longer_counts(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[0], office, lock=True)
    judging.marked(assignments[1], office, lock=True)
    client.post(address(assignments[0]), {"reason": "Saudara saya di unit itu."})
    assert counted(stage) == {assignments[1].proposal.code}


def test_what_a_closed_stage_counted_stays(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[0], office, lock=True)
    judging.closed(stage)
    client.post(address(assignments[0]), {"reason": "Saudara saya di unit itu."})
    assert Interest.objects.exists()
    assert counted(stage) == {assignments[0].proposal.code}


def test_what_it_costs(client, desk, django_assert_num_queries):
    _stage, _office, assignments = desk
    with django_assert_num_queries(5):
        client.get(address(assignments[0]))
    # With the search for somebody else, who may be kept apart from some, and, since there is nobody, the letter to the
    # secretariat in the words of the edition; the act asks for the pact by itself, calendars lose what went back.
    with django_assert_num_queries(37):
        client.post(address(assignments[0]), {"reason": "Saudara."})
