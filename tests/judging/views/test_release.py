"""Taking an absent judge's unfinished work back."""

import pytest
from django.urls import reverse

from accounts.models import Letter, Role
from judging.models import Assignment
from tests.factories import accounts
from tests.factories import judging as factory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    stage, office, assignments = factory.desk(3)
    factory.marked(assignments[0], office, lock=True)
    return stage, reverse("judging:panel-release", args=[stage.edition.slug, stage.position, "J01"])


def test_the_secretary_says_why_and_only_what_is_locked_stays(client, page):
    stage, address = page
    client.force_login(accounts.membership(Role.SECRETARY).user)
    assert "Tarik tugas" in client.get(address).content.decode()
    assert "Tulis alasan penarikan" in client.post(address, {"reason": ""}).content.decode()
    assert Assignment.objects.standing().filter(stage=stage).count() == 3
    assert client.post(address, {"reason": "Sakit."}).status_code == 302
    assert Assignment.objects.standing().filter(stage=stage).count() == 1


def test_the_judge_is_told_that_what_was_signed_stands(client, page):
    stage, address = page
    client.force_login(accounts.membership(Role.SECRETARY).user)
    assert "Lembar nilai yang sudah dikunci tetap berlaku." in text_of(client.get(address))
    client.post(address, {"reason": "Sakit."})
    letter = Letter.objects.get(name="panel.released")
    assert letter.recipient == stage.panel.get(code="J01").judge
    assert "2 usulan" in letter.body
    assert "1 lembar nilai yang sudah Anda kunci tetap berlaku." in letter.body
    assert "Sakit." not in letter.body


def test_an_unknown_judge_is_not_found_and_a_judge_may_not(client, page):
    _stage, address = page
    client.force_login(accounts.membership(Role.MINISTRY_ADMIN).user)
    assert client.get(address.replace("J01", "J99")).status_code == 404
    client.force_login(accounts.membership(Role.EVALUATOR).user)
    assert client.post(address, {"reason": "Sakit."}).status_code == 403
