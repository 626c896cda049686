from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from accounts.pages.sessions import LONGEST
from tests.factories import accounts

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 1, 9, tzinfo=timezone.get_default_timezone())
HOUR = timedelta(hours=1)


def reads_home(client, at):
    with time_machine.travel(at, tick=False):
        return client.get(reverse("home")).status_code == 200


@pytest.fixture
def writer():
    return accounts.membership(Role.UNIT).user


@pytest.fixture
def signed_in(client, writer):
    with time_machine.travel(START, tick=False):
        client.force_login(writer)
    return client


def test_whoever_works_stays_signed_in_through_the_last_night(signed_in):
    for hours in (5, 10, 15, 20, 26):
        assert reads_home(signed_in, START + hours * HOUR), hours


def test_whoever_leaves_is_signed_out_after_twelve_hours(signed_in):
    assert reads_home(signed_in, START + 5 * HOUR)
    assert not reads_home(signed_in, START + 12 * HOUR + timedelta(seconds=1))


def test_who_is_no_longer_active_is_signed_out_at_once(signed_in, writer):
    assert reads_home(signed_in, START + HOUR)
    writer.is_active = False
    writer.save()
    assert not reads_home(signed_in, START + HOUR)


def test_a_session_is_written_anew_only_once_half_of_it_is_over(signed_in):
    ends = []
    for hours in (0, 5, 7, 8, 12):
        assert reads_home(signed_in, START + hours * HOUR)
        ends.append(Session.objects.get().expire_date - START)
    assert ends == [12 * HOUR, 12 * HOUR, 19 * HOUR, 19 * HOUR, 19 * HOUR]


def test_nobody_works_on_for_ever_without_the_password(client, writer):
    writer.set_password("kuda lari di padang hijau")
    writer.save()
    sheet = {"login": writer.email, "password": "kuda lari di padang hijau", "utuh": "1"}
    with time_machine.travel(START, tick=False):
        assert client.post(reverse("account_login"), sheet).status_code == 302
    for hours in range(10, 72, 10):
        assert reads_home(client, START + hours * HOUR), hours
    assert Session.objects.get().expire_date == START + LONGEST
    assert not reads_home(client, START + LONGEST + timedelta(seconds=1))


@pytest.mark.parametrize("name", ["home", "proposals:list", "account_change_password"])
def test_no_browser_keeps_a_page_of_somebody_signed_in(client, writer, name):
    writer.set_password("kuda lari di padang hijau")
    writer.save()
    client.force_login(writer)
    kept = client.get(reverse(name)).headers["Cache-Control"]
    assert "no-store" in kept
    assert "private" in kept


def test_a_visitors_page_may_be_kept(client):
    assert "no-store" not in client.get(reverse("front")).headers.get("Cache-Control", "")
