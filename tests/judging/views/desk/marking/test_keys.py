"""Single keys for the card: on for everybody, switched off by whoever they disturb, wherever that person works."""

import pytest
from django.urls import reverse

from accounts.models import Event, Role
from judging.models import WithoutKeys
from tests.factories import accounts
from tests.judging.views.desk.cards import address
from tests.pages import markup

pytestmark = pytest.mark.django_db

SWITCH = reverse("judging:keys")


def has_keys(client, assignment):
    return " data-keys " in markup(client.get(address(assignment)))


def test_keys_are_switched_off_and_on_again(client, desk):
    _stage, office, assignments = desk
    assert has_keys(client, assignments[0])
    for _ in range(2):
        back = client.post(SWITCH, {"pakai": "0", "dari": address(assignments[0]), "utuh": "1"})
        assert back.url == address(assignments[0])
    assert WithoutKeys.objects.get().judge == office.user
    assert not has_keys(client, assignments[0])
    assert "Nyalakan tombol pintas" in markup(client.get(address(assignments[0])))
    client.post(SWITCH, {"pakai": "1", "utuh": "1"})
    assert has_keys(client, assignments[0])
    assert Event.objects.filter(name="judge.keys_switched").count() == 2


def test_each_judge_chooses_alone(client, desk):
    _stage, _office, assignments = desk
    other = accounts.membership(Role.EVALUATOR)
    client.force_login(other.user)
    client.post(SWITCH, {"pakai": "0", "utuh": "1"})
    client.force_login(assignments[0].judge)
    assert has_keys(client, assignments[0])


@pytest.mark.parametrize("to", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(client, desk, to):
    response = client.post(SWITCH, {"pakai": "0", "dari": to, "utuh": "1"})
    assert response.url == reverse("judging:desk")
