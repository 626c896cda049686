"""A way to look at a list, kept under a name: its person's alone."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from accounts import rules
from accounts.models import Event, SavedView
from tests.factories import accounts, competitions
from tests.pages import HIDDEN, markup

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return competitions.edition()


@pytest.fixture
def secretary():
    return accounts.membership("secretary")


def registration(edition, query=""):
    return reverse("control_room_registration", args=[edition.slug]) + query


def kept(client, edition, **changed):
    values = {"nama": "Yang diajukan", "daftar": registration(edition), "saringan": "di=submitted&page=3", "utuh": "1"}
    return client.post(reverse("saved_view_keeping"), {**values, **changed}, follow=True)


def test_filters_and_columns_are_kept_and_lead_back(client, edition, secretary):
    client.force_login(secretary.user)
    page = kept(client, edition, saringan="di=submitted&kolom=jenis&page=3&bentuk=csv")
    address = registration(edition, "?di=submitted&amp;kolom=jenis")
    assert f'href="{address}"' in markup(page)
    assert "Tampilan “Yang diajukan” disimpan" in markup(page)
    (event,) = Event.objects.filter(name="view.kept")
    assert event.particulars == {"called": "Yang diajukan"}


def test_the_form_brings_its_own_token_along(edition, secretary):
    client = Client(enforce_csrf_checks=True)
    client.force_login(secretary.user)
    form = markup(client.get(registration(edition))).partition('action="/tampilan/"')[2].partition("</form>")[0]
    values = {name: unescape(value) for name, value in HIDDEN.findall(form)}
    assert client.post(reverse("saved_view_keeping"), {**values, "nama": "Semua"}).status_code == 302
    assert SavedView.objects.get().path == registration(edition)


def test_the_same_name_on_the_same_list_is_replaced(client, edition, secretary):
    client.force_login(secretary.user)
    kept(client, edition)
    kept(client, edition, saringan="di=ended")
    assert SavedView.objects.get().query == "di=ended"


def test_nobody_else_sees_or_forgets_it(client, edition, secretary):
    client.force_login(secretary.user)
    kept(client, edition)
    view = SavedView.objects.get()
    client.force_login(accounts.membership("secretary").user)
    assert "Yang diajukan" not in markup(client.get(registration(edition)))
    forgetting = reverse("saved_view_forgetting", args=[view.pk])
    assert client.post(forgetting, {"utuh": "1"}).status_code == 404
    client.force_login(secretary.user)
    assert "dihapus" in markup(client.post(forgetting, {"utuh": "1"}, follow=True))
    assert not SavedView.objects.exists()
    assert Event.objects.filter(name="view.forgotten").count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"nama": ""}, "Beri nama tampilan ini"),
        ({"nama": "a" * 61}, "Nama tampilan paling panjang 60 huruf"),
        ({"daftar": "https://contoh.id/"}, "Buka daftarnya sekali lagi"),
        ({"daftar": "//contoh.id/"}, "Buka daftarnya sekali lagi"),
        ({"saringan": "a" * 1001}, "Filter ini terlalu panjang untuk disimpan"),
    ],
)
def test_what_cannot_be_kept_is_said(client, edition, secretary, changed, sentence):
    client.force_login(secretary.user)
    assert sentence in markup(kept(client, edition, **changed))
    assert not SavedView.objects.exists()


def test_there_is_an_end_of_keeping(client, edition, secretary, monkeypatch):
    monkeypatch.setattr("accounts.rules.saved_views.MOST", 1)
    client.force_login(secretary.user)
    kept(client, edition)
    assert str(rules.TOO_MANY_VIEWS) in markup(kept(client, edition, nama="Lain"))
    assert SavedView.objects.count() == 1
