import re

import pytest
import redis
import time_machine
from celery import Celery
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Attempt, Letter, Role
from accounts.tasks import send_due_letters
from sinovik.celery import app
from tests.factories import accounts

pytestmark = pytest.mark.django_db

PASSWORD = "kuda lari di padang hijau"
HOME = "/beranda/"
TOO_MANY = "Terlalu banyak percobaan"


@pytest.fixture
def person():
    return accounts.membership(Role.MINISTRY_ADMIN, user=accounts.person(password=PASSWORD)).user


def sign_in(user, password=PASSWORD, *, visitor="10.0.0.1"):
    credentials = {"login": user.email, "password": password}
    return Client().post(reverse("account_login"), credentials, REMOTE_ADDR=visitor)


def ask(address, *, visitor="10.0.0.1"):
    return Client().post(reverse("account_reset_password"), {"email": address}, REMOTE_ADDR=visitor)


def test_a_strangers_failures_do_not_keep_the_owner_out(person):
    for _time in range(6):
        sign_in(person, "bukan ini", visitor="10.9.9.9")
    assert TOO_MANY in sign_in(person, visitor="10.9.9.9").content.decode()
    assert sign_in(person, visitor="10.0.0.1").url == HOME


def test_an_office_behind_one_address_signs_in_as_often_as_it_likes(person):
    for _time in range(70):
        assert sign_in(person).url == HOME
    assert not Attempt.objects.exists()


def test_guessing_at_many_accounts_from_one_address_is_stopped(person):
    others = [accounts.person(email=f"{number}@contoh.go.id") for number in range(15)]
    for other in others:
        for _time in range(4):
            assert TOO_MANY not in sign_in(other, "tebakan").content.decode()
    assert TOO_MANY in sign_in(person).content.decode()


def test_guessing_stops_even_when_the_last_guess_is_right(person):
    for _time in range(5):
        assert "tidak cocok" in sign_in(person, "tebakan").content.decode()
    assert TOO_MANY in sign_in(person).content.decode()


def test_the_old_password_is_not_guessed_either(person):
    client = Client()
    client.force_login(person)
    new = {"password1": "perahu kertas di sungai kecil", "password2": "perahu kertas di sungai kecil"}
    for _time in range(5):
        client.post(reverse("account_change_password"), {"oldpassword": "tebakan", **new})
    answer = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    assert TOO_MANY in answer.content.decode()


def test_whoever_makes_a_new_password_by_letter_starts_afresh(person):
    for _time in range(5):
        sign_in(person, "lupa")
    ask(person.email)
    send_due_letters()
    client = Client()
    page = client.get(re.search(r"http\S+", mail.outbox[0].body).group(), follow=True).redirect_chain[-1][0]
    new = "perahu kertas di sungai kecil"
    client.post(page, {"password1": new, "password2": new})
    assert sign_in(person, new).url == HOME


def test_asking_for_a_link_does_the_same_for_every_address(person, django_assert_num_queries):
    with django_assert_num_queries(6) as known:
        ask(person.email)
    with django_assert_num_queries(6) as unknown:
        ask("siapa@contoh.go.id")
    assert wordless(known) == wordless(unknown)
    assert not Letter.objects.exists()

    send_due_letters()
    assert [message.to for message in mail.outbox] == [[person.email]]
    send_due_letters()
    assert len(mail.outbox) == 1


def wordless(captured):
    """The statements without what they are about."""
    return [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in captured.captured_queries]


def test_links_are_not_asked_for_without_end(person):
    for _time in range(5):
        assert ask(person.email).url == reverse("account_reset_password_done")
    refused = ask(person.email)
    assert refused.status_code == 200
    assert TOO_MANY in refused.content.decode()
    assert ask(person.email, visitor="10.0.0.2").status_code == 302


def test_however_often_a_link_is_asked_for_one_letter_comes_in_a_while(person):
    with time_machine.travel("2026-03-01T09:00+07:00", tick=False) as moment:
        for number in range(30):
            assert ask(person.email, visitor=f"10.0.3.{number}").status_code == 302
            send_due_letters()
        assert len(mail.outbox) == 1
        moment.shift(301)
        ask(person.email)
        send_due_letters()
        assert len(mail.outbox) == 2


def test_somebody_who_is_no_longer_active_gets_no_link(person):
    person.is_active = False
    person.save()
    ask(person.email)
    send_due_letters()
    assert mail.outbox == []


@pytest.fixture
def no_valkey(settings):
    """Neither the cache nor the broker can be reached."""
    nowhere = "redis://127.0.0.1:1/0"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": nowhere}}
    lost = Celery("tests", broker=nowhere, set_as_current=False)
    lost.set_current()
    yield
    app.set_current()
    lost.close()


@pytest.mark.django_db(transaction=True)
def test_signing_in_and_asking_for_a_link_go_on_without_valkey(no_valkey, person, caplog):
    with pytest.raises(redis.ConnectionError):
        cache.get("sesuatu")
    assert sign_in(person).url == HOME
    assert "tidak cocok" in sign_in(person, "bukan ini").content.decode()
    assert ask(person.email).url == reverse("account_reset_password_done")
    assert "Connection refused" in caplog.text
    # The minute's own task finds what was asked for.
    send_due_letters()
    assert [message.to for message in mail.outbox] == [[person.email]]
