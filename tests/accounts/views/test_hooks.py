"""The pages on which addresses of partners are entered, looked at, tried, gone on with and ended."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.partners import hooks, telling
from accounts.models import Event, Happening, Hook, HookMessage, Role
from tests.factories import accounts
from tests.pages import send, text_of, visit
from tests.partner_server import PartnerServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


def entered(client, admin, **said):
    client.force_login(admin.user)
    accounts.fresh(client)
    filled = {"partner": "LAN", "url": "https://contoh.go.id/kabar", "kinds": ["list.final"]}
    return send(client, reverse("hook_making"), {**filled, **said})


def test_the_secret_is_shown_once(client, admin):
    page = entered(client, admin, kinds=["list.final", "entry.changed"])
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    hook = Hook.objects.get()
    assert hook.kinds == ["entry.changed", "list.final"]
    [secret] = set(re.findall(r"whsec_[A-Za-z0-9+/=]+", page.content.decode()))
    assert secret == hooks.secret(hook)
    event = Event.objects.get(name="hook.made")
    assert secret not in event.body
    for address in (reverse("hooks"), reverse("hook", args=[hook.pk])):
        shown = client.get(address)
        assert "whsec_" not in shown.content.decode()
        assert "daftar akhir diumumkan" in text_of(shown)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"url": "http://contoh.go.id/"}, "dimulai dengan https://"),
        ({"url": "https://contoh.go.id:25/"}, "Pakai port 443"),
        ({"url": ""}, "Isi alamatnya"),
        ({"kinds": []}, "Pilih paling sedikit satu kejadian"),
        ({"kinds": ["test"]}, "Pilih dari daftar ini saja"),
        ({"partner": ""}, "Isi nama mitranya"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(client, admin, said, words):
    page = entered(client, admin, **said)
    assert page.status_code == 422
    assert words in text_of(page)
    assert not Hook.objects.exists()


def test_the_log_says_what_was_answered_and_it_is_sent_again(client, admin, tmp_path, settings):
    server = PartnerServer(tmp_path)
    settings.HOOK_NETWORKS, settings.HOOK_AUTHORITIES = ["127.0.0.0/8"], str(server.authority)
    try:
        server.answer = 500, {}, b"<b>rusak</b>"
        entered(client, admin, url=server.url)
        hook = Hook.objects.get()
        address = reverse("hook", args=[hook.pk])
        assert send(client, reverse("hook_trial", args=[hook.pk]), {}).status_code == 302
        telling.tell_due(clock=timezone.now)
        page = client.get(address)
        assert "HTTP 500, menolak" in text_of(page)
        assert "&lt;b&gt;rusak&lt;/b&gt;" in page.content.decode()
        server.answer = 200, {}, b"terima kasih"
        message = HookMessage.objects.get()
        assert client.post(reverse("hook_again", args=[message.pk]), {"versi": "?"}).status_code == 302
        telling.tell_due(clock=timezone.now)
        said = text_of(client.get(address))
        assert "Diterima" in said
        assert "terima kasih" in said
        events = Event.objects.filter(name__startswith="hook.").order_by("number")
        assert list(events.values_list("name", flat=True)) == ["hook.made", "hook.tested", "hook.sent_again"]
    finally:
        server.close()


def test_a_paused_address_is_gone_on_with_and_ended(client, admin):
    entered(client, admin)
    hook = Hook.objects.get()
    hooks.pause(hook, at=timezone.now())
    address = reverse("hook", args=[hook.pk])
    assert "Kabar terhenti" in text_of(client.get(address))
    assert "Kabar ke mitra yang terhenti" in text_of(client.get(reverse("home")))
    assert client.post(reverse("hook_resumption", args=[hook.pk]), {"versi": "?"}).status_code == 302
    assert "Kabar terhenti" not in text_of(client.get(address))
    hooks.tell(Happening.LIST_FINAL, dict, at=timezone.now())
    assert client.post(reverse("hook_ending", args=[hook.pk]), {"versi": "?"}).status_code == 302
    assert HookMessage.objects.get().given_up_at
    shown = client.get(address)
    assert "Diakhiri" in text_of(shown)
    assert 'method="post"' not in shown.content.decode().partition("<main")[2]


@pytest.mark.parametrize("role", Role)
def test_who_sees_and_enters_addresses(client, role):
    office = accounts.membership(role)
    seen, made = (visit(client, office, reverse(name)).status_code for name in ("hooks", "hook_making"))
    assert (seen == 200) == (role in {Role.MINISTRY_ADMIN, Role.AUDITOR})
    assert (made == 200) == (role == Role.MINISTRY_ADMIN)
