"""Programs of partners told over a real connection: taken, refused, silent, slow, pointing elsewhere, not public."""

import ipaddress
import json
import socket
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts import tasks
from accounts.domain import tries
from accounts.domain.entrance import sign_ins
from accounts.domain.partners import hooks, posting, telling
from accounts.models import Event, Happening, Hook, HookMessage, HookTry, Role
from accounts.rules import Refused
from accounts.rules import partners as rules
from tests.factories import accounts
from tests.partner_server import PartnerServer, is_genuine

pytestmark = pytest.mark.django_db
Failure = HookTry.Failure


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def server(tmp_path, settings):
    server = PartnerServer(tmp_path)
    settings.HOOK_NETWORKS, settings.HOOK_AUTHORITIES = ["127.0.0.0/8"], str(server.authority)
    yield server
    server.close()


def made(admin, url, *kinds):
    return hooks.make("LAN", url, kinds or [Happening.LIST_FINAL], by=admin, at=timezone.now())


def told(*, later=timedelta(), now=None):
    at = (now or timezone.now()) + later
    return telling.tell_due(clock=lambda: at)


def last():
    return HookTry.objects.order_by("-pk").first()


def test_what_happened_arrives_signed(admin, server):
    hook = made(admin, server.url)
    hooks.tell(Happening.LIST_FINAL, lambda: {"edition": "kipp-2026", "title": "Daftar “akhir”"}, at=timezone.now())
    hooks.tell(Happening.LIST_PROVISIONAL, lambda: {"edition": "kipp-2026"}, at=timezone.now())
    assert told() == 1
    [(headers, body)] = server.taken
    assert is_genuine(hooks.secret(hook), headers, body)
    assert not is_genuine(hooks.secret(hook), headers, body + b" ")
    assert not is_genuine(hooks.secret(made(admin, "https://contoh.go.id/")), headers, body)
    said = json.loads(body)
    assert (said["type"], said["data"]["title"]) == ("list.final", "Daftar “akhir”")
    message = HookMessage.objects.get()
    assert {name.lower(): value for name, value in headers.items()}["webhook-id"] == message.key
    assert message.taken_at
    assert (last().status, last().answer, last().failure) == (200, "diterima", "")
    assert told() == 0
    assert len(server.taken) == 1


def test_the_tables_alone_do_not_tell_the_secret(admin, settings):
    hook = made(admin, "https://contoh.go.id/")
    secret = hooks.secret(hook)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(h)::text FROM accounts_hook h")
        assert secret.removeprefix("whsec_") not in cursor.fetchone()[0]
    settings.SECRET_KEY = "another"
    assert hooks.secret(hook) != secret


def test_an_act_that_is_taken_back_tells_nobody(admin, server):
    made(admin, server.url)
    with transaction.atomic():
        hooks.tell(Happening.LIST_FINAL, dict, at=timezone.now())
        assert HookMessage.objects.exists()
        transaction.set_rollback(True)
    assert told() == 0
    assert not server.taken


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ((204, {}, b""), ""),
        ((200, {}, b"a" * 100_000), ""),
        ((500, {}, b"gagal \x00\xff"), Failure.REFUSED),
        ((403, {}, b""), Failure.REFUSED),
        ((302, {"Location": "https://contoh.go.id/"}, b""), Failure.REDIRECTS),
        ((307, {"Location": "/kabar"}, b""), Failure.REDIRECTS),
    ],
)
def test_what_an_answer_means(admin, server, answer, failure):
    made(admin, server.url)
    server.answer = answer
    hooks.tell(Happening.LIST_FINAL, dict, at=timezone.now())
    assert told() == (0 if failure else 1)
    assert len(server.taken) == 1
    assert (last().status, last().failure) == (answer[0], failure)
    assert len(last().answer) <= posting.KEPT
    message = HookMessage.objects.get()
    assert bool(message.taken_at) == (not failure)
    assert bool(message.next_try_at) == bool(failure)


def test_who_is_silent_or_drips_is_hung_up_on(admin, server, monkeypatch):
    monkeypatch.setattr(posting, "WHOLE", 0.6)
    monkeypatch.setattr(posting, "EACH", 0.3)
    made(admin, server.url)
    server.silent = True
    hooks.tell(Happening.LIST_FINAL, dict, at=timezone.now())
    assert told() == 0
    assert (last().status, last().failure) == (None, Failure.TOO_SLOW)
    server.silent, server.drips, server.answer = False, 0.1, (200, {}, b"x" * 1000)
    assert told(later=timedelta(minutes=2)) == 0
    assert (last().status, last().failure) == (None, Failure.TOO_SLOW)
    # Byte by byte it would have taken a hundred seconds.
    assert last().milliseconds < 50_000


def test_who_is_not_there_or_not_whom_it_says(admin, server, settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"https://127.0.0.1:{closed.getsockname()[1]}/"
        assert posting.post(nobody, "{}", {}).failure == Failure.UNREACHABLE
    assert posting.post("https://tidak-ada.invalid/", "{}", {}).failure == Failure.NO_ADDRESS
    settings.HOOK_AUTHORITIES = ""
    assert posting.post(server.url, "{}", {}).failure == Failure.NOT_SECURE
    assert not server.taken


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:1]"])
def test_the_portal_knocks_at_no_door_behind_it(server, settings, host):
    settings.HOOK_NETWORKS = []
    outcome = posting.post(f"https://{host}:{server.http.server_port}/", "{}", {})
    assert outcome.failure in {Failure.NOT_PUBLIC, Failure.NO_ADDRESS}
    assert not server.taken


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("::ffff:8.8.8.8", True),
        # Every Python calls the way of NAT64 itself reserved, wherever it leads.
        ("64:ff9b::808:808", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:a00:1::", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_which_addresses_are_anybodys(settings, address, may):
    settings.HOOK_NETWORKS = []
    assert posting.may_be_called(address) is may
    settings.HOOK_NETWORKS = ["10.0.0.0/8"]
    if ipaddress.ip_address(address.partition("%")[0]) in ipaddress.ip_network("10.0.0.0/8"):
        assert posting.may_be_called(address)


def test_what_nobody_takes_is_tried_with_growing_pauses_and_then_pauses_its_address(admin, server):
    hook, at = made(admin, server.url), timezone.now()
    server.answer = 500, {}, b""
    hooks.tell(Happening.LIST_FINAL, dict, at=at)
    for number, rest in enumerate([*tries.PAUSES, None], start=1):
        assert told(now=at) == 0
        assert len(server.taken) == number
        if rest:
            assert HookMessage.objects.get().next_try_at == at + rest
            assert told(now=at + rest - timedelta(seconds=1)) == 0
            assert len(server.taken) == number
            at += rest
    hook.refresh_from_db()
    assert hook.paused_at
    assert HookMessage.objects.get().given_up_at
    assert len({headers["webhook-id"] for headers, _body in server.taken}) == 1
    event = Event.objects.get(name="hook.paused")
    assert event.actor_id is None
    # What happens meanwhile waits, and is told once somebody goes on.
    hooks.tell(Happening.LIST_FINAL, dict, at=at)
    server.answer = 200, {}, b""
    assert told(now=at) == 0
    with pytest.raises(Refused) as refused:
        hooks.test(hook, by=admin, at=at)
    assert refused.value.refusal is rules.HOOK_PAUSED
    hooks.go_on(hook, by=admin, at=at)
    hooks.send_again(HookMessage.objects.order_by("pk").first(), by=admin, at=at)
    assert told(now=at) == 2
    assert not HookMessage.objects.filter(taken_at=None).exists()


def test_who_says_that_nothing_is_there_any_more_pauses_at_once(admin, server):
    hook = made(admin, server.url)
    server.answer = 410, {}, b""
    hooks.tell(Happening.LIST_FINAL, dict, at=timezone.now())
    told()
    hook.refresh_from_db()
    assert hook.paused_at


def test_an_address_that_fails_costs_one_try_a_turn_and_holds_up_no_other(admin, server):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        bad = made(admin, f"https://127.0.0.1:{closed.getsockname()[1]}/")
        good, at = made(admin, server.url), timezone.now()
        for _each in range(3):
            hooks.tell(Happening.LIST_FINAL, dict, at=at)
        assert told(now=at) == 3
    assert HookTry.objects.filter(message__hook=bad).count() == 1
    assert HookTry.objects.filter(message__hook=good).count() == 3


def test_a_teller_that_died_leaves_its_message_to_the_next(admin, server):
    made(admin, server.url)
    at = timezone.now()
    hooks.tell(Happening.LIST_FINAL, dict, at=at)
    assert telling.begun(set(), at=at)
    assert told(now=at) == 0
    assert told(now=at, later=tries.PAUSES[0]) == 1


def test_an_ended_address_is_told_nothing(admin, server):
    hook = made(admin, server.url)
    hooks.tell(Happening.LIST_FINAL, dict, at=timezone.now())
    hooks.end(hook, by=admin, at=timezone.now())
    hooks.tell(Happening.LIST_FINAL, dict, at=timezone.now())
    assert told() == 0
    assert not server.taken
    assert made(admin, server.url).pk != hook.pk


def test_a_test_says_nothing_but_that_it_arrived(admin, server):
    hook = made(admin, server.url)
    hooks.test(hook, by=admin, at=timezone.now())
    assert told() == 1
    [(_headers, body)] = server.taken
    assert json.loads(body)["type"] == "test"
    assert Event.objects.filter(name="hook.tested", actor_id=admin.user_id).count() == 1


def test_what_was_told_is_erased_when_signing_in_is(admin, server):
    old, new, waiting = (made(admin, f"{server.url}{number}") for number in range(3))
    at = timezone.now()
    hooks.tell(Happening.LIST_FINAL, dict, at=at)
    telling.tell_due(clock=lambda: at)
    HookMessage.objects.filter(hook=waiting).update(next_try_at=at, taken_at=None)
    HookMessage.objects.filter(hook=new).update(taken_at=at + timedelta(days=2))
    HookTry.objects.filter(message__hook=new).update(at=at + timedelta(days=2))
    tasks.erase_old_messages()
    assert HookMessage.objects.count() == 3
    assert telling.erase_old(at=at + sign_ins.KEPT + timedelta(days=1)) == 1
    assert {one.hook for one in HookMessage.objects.all()} == {new, waiting}
    assert [one.message.hook for one in HookTry.objects.all()] == [new]
    assert old.messages.count() == 0
    HookMessage.objects.filter(hook=new).update(taken_at=None, given_up_at=at)
    assert telling.erase_old(at=at + sign_ins.KEPT + timedelta(days=1)) == 1


def test_an_address_in_big_letters_is_refused_and_not_a_fault(admin):
    with pytest.raises(Refused) as refused:
        made(admin, "Https://contoh.go.id/")
    assert refused.value.refusal is rules.NOT_AN_ADDRESS


def test_an_address_is_entered_once(admin):
    made(admin, "https://contoh.go.id/")
    with pytest.raises(Refused) as refused:
        made(admin, " https://contoh.go.id/ ")
    assert refused.value.refusal is rules.TOLD_ALREADY
    assert Hook.objects.count() == 1
