"""Signing: the card is shown once more, and only what was shown is signed."""

import pytest
from django.utils import timezone

from judging.models import Scorecard
from tests.factories import judging
from tests.judging.views.desk.cards import address, answers
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def test_the_card_is_shown_once_more_with_every_mark_and_remark(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), answers(stage, 60, **{"catatan-kebaruan": "Sudah ada di tempat lain."}))
    page = text_of(client.get(address(assignments[0], "card-signing")))
    assert "Nilai Anda 60,00" in page
    assert "Sudah ada di tempat lain." in page
    assert all(name in page for name in stage.rubric.criteria.values_list("name", flat=True))


def test_signing_opens_the_next_dossier(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), answers(stage))
    response = client.post(address(assignments[0], "card-signing"), follow=True)
    assert response.redirect_chain[-1][0] == address(assignments[1])
    assert Scorecard.objects.get().locked_at


def test_what_changed_in_another_tab_is_shown_before_it_is_signed(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), answers(stage, 60))
    client.post(address(assignments[0]), answers(stage, 80))
    response = client.post(address(assignments[0], "card-signing"), {"versi": "1"}, follow=True)
    assert not Scorecard.objects.get().locked_at
    assert "berubah di tab lain" in text_of(response)
    assert "Nilai Anda 80,00" in text_of(response)


@pytest.mark.parametrize("gaps", [{}, {"nilai-kebaruan": ""}])
def test_a_card_with_gaps_is_not_signed(client, desk, gaps):
    stage, _office, assignments = desk
    if gaps:
        client.post(address(assignments[0]), answers(stage, **gaps))
    signing = address(assignments[0], "card-signing")
    assert client.get(signing).url == client.post(signing, {"versi": "1"}).url == address(assignments[0])
    assert not Scorecard.objects.filter(locked_at__isnull=False).exists()


def test_nothing_is_signed_once_the_stage_is_closed(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[0], office)
    judging.closed(stage)
    assert client.get(address(assignments[0], "card-signing")).status_code == 403
    assert client.post(address(assignments[0], "card-signing"), {"versi": "1"}).status_code == 403
    assert not Scorecard.objects.get().locked_at


def test_what_signing_costs(client, desk, django_assert_num_queries):
    _stage, office, assignments = desk
    judging.marked(assignments[0], office)
    with django_assert_num_queries(6):
        client.get(address(assignments[0], "card-signing"))


@pytest.mark.parametrize("count", [3, 300])
def test_a_signature_costs_twelve_at_any_length(client, django_assert_num_queries, count):
    _stage, office, assignments = judging.desk(count)
    judging.marked(assignments[0], office)
    client.force_login(office.user)
    with django_assert_num_queries(12):
        client.post(address(assignments[0], "card-signing"), {"versi": "1"})
    assert Scorecard.objects.get().locked_at <= timezone.now()
