import re

import pytest
import time_machine
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from accounts.models import Event, Role, User
from accounts.pages.doors import for_role
from accounts.tasks import send_due_letters
from tests.factories import accounts

pytestmark = pytest.mark.django_db

PASSWORD = "kuda lari di padang hijau"
NEW = "perahu kertas di sungai kecil"


def sign_in(client, user, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": user.email, "password": password}, **extra)


def link_for(user, client):
    """The address in the letter that somebody who forgot the password gets."""
    client.post(reverse("account_reset_password"), {"email": user.email})
    send_due_letters()
    return re.search(r"http\S+", mail.outbox[-1].body).group()


def choose(client, page, password=NEW):
    return client.post(page, {"password1": password, "password2": password}, follow=True)


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_the_link_in_the_letter_sets_a_password_that_opens_the_desk(client, password):
    user = accounts.membership(Role.UNIT, user=accounts.person(password=password)).user
    link = link_for(user, client)

    # Another browser: nothing of the asking is needed to answer.
    reader = Client()
    page = reader.get(link, follow=True)
    assert "Buat kata sandi baru" in page.content.decode()
    assert {"password1", "password2"} <= set(page.context["form"].fields)
    done = choose(reader, page.redirect_chain[-1][0])
    assert "Kata sandi diganti" in done.content.decode()

    assert sign_in(reader, user, NEW).url == reverse("home")
    assert reader.get(reverse("home")).status_code == 200


def test_a_link_is_good_once_and_its_neighbours_never(client):
    user = accounts.person(password=PASSWORD)
    link = link_for(user, client)
    for broken in (link[:-2] + "/", link.replace("/baru/", "/baru/z"), link.replace("-", "-x-", 1)):
        assert "Tautan ini tidak berlaku lagi" in Client().get(broken, follow=True).content.decode()
    choose(client, client.get(link, follow=True).redirect_chain[-1][0])
    assert "Tautan ini tidak berlaku lagi" in Client().get(link, follow=True).content.decode()


def test_the_link_leads_to_the_portal_whatever_host_was_asked(client, settings):
    settings.BASE_URL = "https://sinovik.contoh.go.id"
    settings.ALLOWED_HOSTS = ["peniru.contoh.id", "testserver"]
    user = accounts.person(password=PASSWORD)
    client.post(reverse("account_reset_password"), {"email": user.email}, headers={"host": "peniru.contoh.id"})
    send_due_letters()
    assert "https://sinovik.contoh.go.id/akun/sandi/baru/" in mail.outbox[0].body
    assert "peniru" not in mail.outbox[0].body


def test_an_account_without_a_password_makes_one_where_others_change_theirs(client):
    user = accounts.membership(Role.UNIT).user
    client.force_login(user)
    page = client.get(reverse("account_change_password"), follow=True)
    assert page.status_code == 200
    assert "Akun Anda belum punya kata sandi" in page.content.decode()
    after = choose(client, reverse("account_set_password"))
    assert after.redirect_chain[-1][0] == reverse("home")
    assert "Kata sandi disimpan" in after.content.decode()
    assert User.objects.get(pk=user.pk).check_password(NEW)


def test_a_changed_password_leads_back_to_work(client):
    user = accounts.membership(Role.UNIT, user=accounts.person(password=PASSWORD)).user
    client.force_login(user)
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}, follow=True
    )
    assert answer.redirect_chain[-1][0] == reverse("home")
    assert "Kata sandi diganti" in answer.content.decode()


def test_a_form_sent_twice_signs_in_once():
    user = accounts.membership(Role.UNIT, user=accounts.person(password=PASSWORD)).user
    client = Client(enforce_csrf_checks=True)
    token = client.get(reverse("account_login")).context["csrf_token"]
    for _press in range(2):
        answer = sign_in_with(client, user, token)
        assert answer.status_code == 302
        assert answer.url == reverse("home")


def sign_in_with(client, user, token):
    credentials = {"login": user.email, "password": PASSWORD, "csrfmiddlewaretoken": str(token)}
    return client.post(reverse("account_login"), credentials)


def test_a_stranger_still_needs_the_token():
    user = accounts.person(password=PASSWORD)
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, user).status_code == 403
    assert "_auth_user_id" not in client.session


@for_role(Role.SECRETARY, fresh=True, sees="a test", of="everything")
def grave(request):
    if request.method == "POST":
        return HttpResponse(f"dilakukan: {request.POST['alasan']} oleh {request.office.role}")
    return HttpResponse("halaman")


urlpatterns = [path("berat/", grave), path("", include("sinovik.urls"))]


@pytest.fixture
def secretary(client, settings):
    settings.ROOT_URLCONF = __name__
    user = accounts.membership(Role.SECRETARY, user=accounts.person(password=PASSWORD)).user
    with time_machine.travel("2026-03-01T09:00+07:00", tick=False):
        sign_in(client, user)
        yield user


def test_right_after_signing_in_a_grave_act_is_done_at_once(client, secretary):
    assert client.post("/berat/", {"alasan": "cukup"}).content.decode() == "dilakukan: cukup oleh secretary"


def test_later_the_password_is_asked_again_and_the_act_goes_on_as_typed(client, secretary):
    with time_machine.travel("2026-03-01T09:16+07:00", tick=False):
        assert client.get("/berat/").content == b"halaman"
        asked = client.post("/berat/", {"alasan": "dokumen palsu"})
        assert asked.url.startswith(reverse("account_reauthenticate"))
        assert "Isi kata sandi sekali lagi" in client.get(asked.url).content.decode()

        wrong = client.post(asked.url, {"password": "bukan ini"})
        assert "Kata sandi tidak cocok" in wrong.content.decode()
        assert not Event.objects.exists()

        done = client.post(asked.url, {"password": PASSWORD})
        assert done.content.decode() == "dilakukan: dokumen palsu oleh secretary"
        assert client.post("/berat/", {"alasan": "lagi"}).status_code == 200


def test_another_persons_password_confirms_nothing(client, secretary):
    other = accounts.person(password=NEW)
    with time_machine.travel("2026-03-01T09:16+07:00", tick=False):
        asked = client.post("/berat/", {"alasan": "dokumen palsu"})
        assert "Kata sandi tidak cocok" in client.post(asked.url, {"password": NEW}).content.decode()
    assert other.check_password(NEW)
