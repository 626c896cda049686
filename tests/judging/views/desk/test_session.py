"""The schedule of a panelist's sessions."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from judging.models import Scorecard, Session
from tests.factories import accounts, judging
from tests.judging.views.desk.cards import address as card
from tests.judging.views.desk.cards import answers
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def address(stage):
    return reverse("judging:schedule", args=(stage.edition.slug, stage.position))


@pytest.mark.parametrize("count", [3, 300])
def test_the_schedule_costs_the_same_at_any_length(client, django_assert_num_queries, count):
    stage, office, _assignments = judging.desk(count, kind=StageKind.INTERVIEW)
    client.force_login(office.user)
    with django_assert_num_queries(6):
        assert client.get(address(stage)).status_code == 200


def test_sessions_stand_day_by_day(client):
    stage, office, _assignments = judging.desk(13, kind=StageKind.INTERVIEW)
    client.force_login(office.user)
    page = client.get(address(stage))
    assert page.content.decode().count("<caption>") == 2
    text = text_of(page)
    assert text.index("09.00 WIB") < text.index("09.20 WIB")
    assert "Ruang 1" in text


def test_a_tie_takes_the_session_off_the_schedule(client):
    stage, office, assignments = judging.desk(2, kind=StageKind.INTERVIEW)
    client.force_login(office.user)
    gone = assignments[0]
    client.post(
        reverse("judging:interest", args=(stage.edition.slug, stage.position, gone.proposal.code)), {"reason": "Paman."}
    )
    page = client.get(address(stage)).content.decode().split("<table")[1]
    assert gone.proposal.code not in page
    assert assignments[1].proposal.code in page


def test_a_stage_without_sessions_has_no_schedule(client):
    stage, office, _assignments = judging.desk(1)
    client.force_login(office.user)
    assert client.get(address(stage)).status_code == 404


def test_a_stage_of_others_has_no_schedule(client):
    stage, _office, _assignments = judging.desk(1, kind=StageKind.INTERVIEW)
    client.force_login(judging.judge(stage).user)
    assert client.get(address(stage)).status_code == 404


def test_other_roles_are_refused(client):
    stage, _office, _assignments = judging.desk(1, kind=StageKind.INTERVIEW)
    client.force_login(accounts.membership(Role.SECRETARY).user)
    assert client.get(address(stage)).status_code == 403


def test_before_its_session_a_dossier_is_read_and_not_marked(client):
    stage, office, assignments = judging.desk(2, kind=StageKind.INTERVIEW)
    first, later = assignments
    Session.objects.filter(stage=stage, proposal=later.proposal).update(
        starts_at=timezone.now() + timedelta(hours=1), ends_at=timezone.now() + timedelta(hours=2)
    )
    client.force_login(office.user)
    page = text_of(client.get(card(later)))
    assert "Sesi usulan ini belum dimulai" in page
    assert "Simpan dan buka" not in page
    assert client.post(card(later), {**answers(stage), "versi": "0"}).status_code == 403
    assert not Scorecard.objects.exists()
    # The way on leads past it.
    client.post(card(first), {**answers(stage), "versi": "0"})
    going = reverse("judging:next", args=(stage.edition.slug, stage.position))
    assert client.get(going).url == card(first)
    judging.marked(first, office, lock=True)
    assert client.get(going).url == reverse("judging:desk")


def test_once_its_session_has_begun_a_dossier_is_marked(client):
    stage, office, assignments = judging.desk(1, kind=StageKind.INTERVIEW)
    client.force_login(office.user)
    assert client.post(card(assignments[0]), {**answers(stage), "versi": "0"}).status_code == 302
    assert Scorecard.objects.get().total == 80
