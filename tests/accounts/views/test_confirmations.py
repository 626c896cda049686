"""The page on which offices are confirmed for a year."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import OfficeConfirmation, Role
from accounts.rules.confirming import LAST_ONE
from tests.factories import accounts

pytestmark = pytest.mark.django_db
HERE = reverse("confirmations")


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


def asked(role, name, **more):
    office = accounts.membership(role, user=accounts.person(name), **more)
    today = timezone.localdate()
    given = {"asked_at": timezone.now(), "due_on": today + timedelta(days=20)}
    return OfficeConfirmation.objects.create(membership=office, **given)


def text(response):
    return response.content.decode()


def waiting():
    return OfficeConfirmation.objects.unanswered().count()


def test_each_sees_the_offices_that_they_appoint(client, secretary):
    asked(Role.EVALUATOR, "Laksmi Hadi")
    asked(Role.SECRETARY, "Dian Kusuma")
    client.force_login(secretary.user)
    page = text(client.get(HERE))
    assert "Laksmi Hadi" in page
    assert "Dian Kusuma" not in page
    client.force_login(accounts.membership(Role.MINISTRY_ADMIN).user)
    page = text(client.get(HERE))
    assert "Laksmi Hadi" in page
    assert "Dian Kusuma" in page


@pytest.mark.parametrize("role", [Role.AGENCY_ADMIN, Role.AUDITOR, Role.EVALUATOR, Role.UNIT])
def test_others_have_no_such_page(client, role):
    client.force_login(accounts.membership(role).user)
    assert client.get(HERE).status_code == 403


def test_what_is_chosen_is_confirmed_and_the_rest_waits(client, secretary):
    first, _second = asked(Role.EVALUATOR, "Laksmi Hadi"), asked(Role.PANELIST, "Rudi Hartono")
    client.force_login(secretary.user)
    page = text(client.post(HERE, {"pilih": first.pk}, follow=True))
    assert "1 peran dikonfirmasi" in page
    assert "Laksmi Hadi" not in page
    assert "Rudi Hartono" in page


def test_all_that_are_shown_are_confirmed_and_nothing_else(client, secretary):
    shown = [asked(Role.EVALUATOR, f"Juri {number}") for number in range(2)]
    asked(Role.EVALUATOR, "Juri Lain")
    client.force_login(secretary.user)
    sent = {"baris": [one.pk for one in shown], "langkah": "semua"}
    assert "2 peran dikonfirmasi" in text(client.post(HERE, sent, follow=True))
    assert waiting() == 1
    page = text(client.post(HERE, sent, follow=True))
    assert "2 peran sudah dijawab atau berakhir" in page


def test_an_office_that_one_does_not_appoint_cannot_be_confirmed(client, secretary):
    other = asked(Role.AUDITOR, "Wira Utama")
    client.force_login(secretary.user)
    client.post(HERE, {"pilih": other.pk})
    assert waiting() == 1


def test_nothing_chosen_is_said(client, secretary):
    asked(Role.EVALUATOR, "Laksmi Hadi")
    client.force_login(secretary.user)
    assert "Pilih dahulu peran yang dikonfirmasi" in text(client.post(HERE, {}, follow=True))
    assert waiting() == 1


def test_the_page_leads_to_ending_and_the_list_of_people_leads_here(client, secretary):
    question = asked(Role.EVALUATOR, "Laksmi Hadi")
    client.force_login(secretary.user)
    assert reverse("person_ending", args=[question.membership_id]) in text(client.get(HERE))
    assert f'href="{HERE}"' in text(client.get(reverse("people")))


def test_the_page_costs_as_many_queries_for_many_as_for_few(client, secretary, django_assert_max_num_queries):
    for number in range(12):
        asked(Role.AGENCY_ADMIN, f"Admin {number}")
    client.force_login(secretary.user)
    with django_assert_max_num_queries(8):
        client.get(HERE)


def test_the_page_says_which_admin_stays_as_the_rule_does(client, secretary):
    client.force_login(secretary.user)
    sentence = str(LAST_ONE.sentence)
    assert sentence[0].lower() + sentence[1:] in text(client.get(HERE))
