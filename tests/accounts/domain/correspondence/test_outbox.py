import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.db import connection

from accounts.domain import tries
from accounts.domain.correspondence import letters, outbox
from accounts.domain.entrance import links
from accounts.models import Event, Failure, Letter, Role
from accounts.rules import KEY_GONE, NOT_GIVEN_UP, ONLY_MINISTRY, Refused
from tests.factories import accounts
from tests.mail_server import mail_server

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def write_to(*addresses, at=AT, is_secret=False):
    """A letter to each address; returns them in this order."""
    people = [accounts.person(email=address) for address in addresses]
    words = partial(links.password_words, "http://x/kunci/", at)
    letters.write(links.LETTER, to=people, words=words, about=people[0], at=at, is_secret=is_secret)
    return [Letter.objects.get(recipient=person) for person in people]


def send(at=AT, **turn):
    return outbox.send_due(clock=lambda: at, **turn)


@pytest.mark.django_db
def test_letters_go_out_once_in_order_over_one_connection(settings):
    write_to("a@contoh.go.id", "b@contoh.go.id", "c@contoh.go.id")
    with mail_server(settings) as server:
        assert send() == 3
        assert send(AT + MINUTE) == 0
    assert server.recipients == ["a@contoh.go.id", "b@contoh.go.id", "c@contoh.go.id"]
    assert server.connections == 1
    assert server.letters[0]["Subject"] == "Buat kata sandi Sinovik yang baru"
    assert "http://x/kunci/" in server.letters[0].get_content()
    assert set(Letter.objects.values_list("sent_at", "tries", "next_try_at")) == {(AT, 1, None)}


@pytest.mark.django_db
def test_a_refused_address_is_given_up_at_once_and_holds_up_no_other(settings):
    gone, fine = write_to("pindah@contoh.go.id", "b@contoh.go.id")
    with mail_server(settings, refusals={"pindah@contoh.go.id": "550 5.1.1 tidak dikenal"}) as server:
        assert send() == 1
    assert server.recipients == ["b@contoh.go.id"]
    assert server.connections == 1
    gone.refresh_from_db()
    assert (gone.given_up_at, gone.failure, gone.failure_detail) == (AT, Failure.REFUSED, "550 5.1.1 tidak dikenal")
    fine.refresh_from_db()
    assert fine.sent_at == AT


@pytest.mark.django_db
def test_a_full_mailbox_is_tried_again_with_growing_pauses_and_then_given_up(settings):
    (letter,) = write_to("penuh@contoh.go.id")
    at, waits = AT, []
    with mail_server(settings, refusals={"penuh@contoh.go.id": "452 penuh"}) as server:
        for _try in range(7):
            assert send(at) == 0
            letter.refresh_from_db()
            if letter.next_try_at is None:
                break
            # A moment early nothing happens.
            assert send(letter.next_try_at - timedelta(seconds=1)) == 0
            waits.append(letter.next_try_at - at)
            at = letter.next_try_at
    assert waits == list(tries.PAUSES)
    assert waits == sorted(set(waits))
    assert server.connections == 7
    assert (letter.tries, letter.given_up_at, letter.failure_detail) == (7, at, "452 penuh")


def test_the_server_of_the_tests_opens_while_a_browser_keeps_a_loop_running(settings):
    async def beside_a_loop():
        with mail_server(settings, silent=True) as server:
            return server.listening.is_serving()

    assert asyncio.run(beside_a_loop())


@pytest.mark.django_db
def test_a_mailbox_that_has_room_again_gets_its_letter(settings):
    write_to("penuh@contoh.go.id")
    with mail_server(settings, refusals={"penuh@contoh.go.id": "452 penuh"}) as server:
        assert send() == 0
        server.refusals.clear()
        assert send(AT + MINUTE) == 1
    letter = Letter.objects.get()
    assert (letter.tries, letter.failure, letter.sent_at) == (2, "", AT + MINUTE)


@pytest.mark.django_db
def test_a_silent_server_costs_one_wait_a_turn_and_no_letter_a_try(settings):
    settings.EMAIL_TIMEOUT = 0.2
    write_to(*[f"{number}@contoh.go.id" for number in range(5)])
    with mail_server(settings, silent=True) as server:
        assert send() == 0
        assert server.connections == 1
    assert set(Letter.objects.values_list("tries", "next_try_at", "failure")) == {(0, AT, Failure.UNREACHABLE)}


@pytest.mark.django_db
def test_a_server_that_is_not_there_costs_no_letter_a_try(settings):
    write_to("a@contoh.go.id")
    with mail_server(settings) as server:
        pass
    assert send() == 0
    with mail_server(settings) as server:
        assert send() == 1
    assert server.recipients == ["a@contoh.go.id"]
    assert Letter.objects.get().tries == 1


@pytest.mark.django_db
def test_a_letter_that_makes_the_server_fall_silent_delays_the_others_by_one_turn(settings):
    settings.EMAIL_TIMEOUT = 0.2
    odd, *_fine = write_to("aneh@contoh.go.id", "b@contoh.go.id", "c@contoh.go.id")
    with mail_server(settings, silent_for={"aneh@contoh.go.id"}) as server:
        assert send() == 0
        assert server.connections == 1
        assert send(AT + MINUTE / 2) == 2
    assert server.recipients == ["b@contoh.go.id", "c@contoh.go.id"]
    odd.refresh_from_db()
    assert (odd.tries, odd.next_try_at, odd.failure) == (1, AT + MINUTE, Failure.UNREACHABLE)


@pytest.mark.django_db
def test_an_address_that_is_none_is_given_up_and_holds_up_no_other():
    broken, _fine = write_to("tanpa\nalamat@contoh.go.id", "b@contoh.go.id")
    assert send() == 1
    assert [message.to for message in mail.outbox] == [["b@contoh.go.id"]]
    broken.refresh_from_db()
    assert broken.failure == Failure.UNSENDABLE


@pytest.mark.django_db
def test_a_turn_ends_when_its_time_is_over():
    write_to(*[f"{number}@contoh.go.id" for number in range(9)])
    moments = iter(AT + timedelta(seconds=5) * step for step in range(99))
    sent = outbox.send_due(clock=lambda: next(moments), turn=timedelta(seconds=30))
    assert 0 < sent < 9
    assert send(AT + MINUTE) == 9 - sent


@pytest.mark.django_db
def test_what_somebody_waits_for_goes_first():
    (slow,) = write_to("pemberitahuan@contoh.go.id")
    (key,) = write_to("masuk@contoh.go.id", at=AT + MINUTE, is_secret=True)
    assert send(AT + MINUTE) == 2
    assert [message.to[0] for message in mail.outbox] == [key.recipient.email, slow.recipient.email]


@pytest.mark.django_db
def test_a_key_is_kept_no_longer_than_its_letter_waits(settings):
    write_to("masuk@contoh.go.id", is_secret=True)
    assert "kunci" in Letter.objects.get().body
    with mail_server(settings) as server:
        send()
    assert "kunci" in server.letters[0].get_content()
    assert Letter.objects.get().body == ""

    Letter.objects.all().delete()
    write_to("pindah@contoh.go.id", is_secret=True)
    with mail_server(settings, refusals={"pindah@contoh.go.id": "550 tidak dikenal"}):
        send()
    assert Letter.objects.get().body == ""


class Dying(locmem.EmailBackend):
    """Takes the letter; the sender is killed before it can note that."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise KeyboardInterrupt


@pytest.mark.django_db
def test_a_killed_sender_leaves_a_letter_that_is_sent_once_more_and_no_lock(settings):
    write_to("a@contoh.go.id")
    settings.EMAIL_BACKEND = f"{__name__}.Dying"
    with pytest.raises(KeyboardInterrupt):
        send()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send(AT + MINUTE / 2) == 0
    assert send(AT + MINUTE) == 1
    assert send(AT + timedelta(days=9)) == 0
    assert len(mail.outbox) == 2


@pytest.mark.django_db
def test_a_letter_that_kills_every_sender_is_given_up(settings):
    (letter,) = write_to("a@contoh.go.id")
    settings.EMAIL_BACKEND = f"{__name__}.Dying"
    for day in range(7):
        with pytest.raises(KeyboardInterrupt):
            send(AT + timedelta(days=2 * day))
    assert send(AT + timedelta(days=30)) == 0
    letter.refresh_from_db()
    assert (letter.tries, letter.failure) == (7, Failure.INTERRUPTED)


@pytest.mark.django_db(transaction=True)
def test_while_the_network_is_waited_for_no_transaction_is_open_and_nobody_else_sends(settings):
    write_to("a@contoh.go.id", "b@contoh.go.id")
    seen = []

    def look():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT state FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            seen.append({state for (state,) in cursor.fetchall()})
            seen.append(outbox.send_due(clock=lambda: AT))
        connection.close()

    with mail_server(settings, on_letter=look) as server:
        assert send() == 2
    assert len(server.letters) == 2
    assert seen == [{"idle"}, 0, {"idle"}, 0]


@pytest.mark.django_db(transaction=True)
def test_two_senders_send_each_letter_once(settings):
    people = [f"{number}@contoh.go.id" for number in range(6)]
    write_to(*people)
    start = threading.Barrier(2, timeout=30)

    def sender():
        try:
            start.wait()
            return send()
        finally:
            connection.close()

    with mail_server(settings) as server, ThreadPoolExecutor(2) as pool:
        counts = [future.result() for future in [pool.submit(sender), pool.submit(sender)]]
    assert sum(counts) == 6
    assert server.recipients == people


@pytest.mark.django_db
def test_a_person_has_it_tried_again():
    (letter,) = write_to("pindah@contoh.go.id")
    outbox.give_up(letter, Failure.REFUSED, "550", at=AT)
    secretary = accounts.membership(Role.SECRETARY)
    outbox.try_again(letter, by=secretary, at=AT + MINUTE)
    assert send(AT + MINUTE) == 1
    assert Event.objects.get().name == "letter.tried_again"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "is_secret", "is_given_up", "refusal"),
    [
        (Role.AGENCY_ADMIN, False, True, ONLY_MINISTRY),
        (Role.EVALUATOR, False, True, ONLY_MINISTRY),
        (Role.SECRETARY, False, False, NOT_GIVEN_UP),
        (Role.MINISTRY_ADMIN, True, True, KEY_GONE),
    ],
)
def test_who_may_not_have_what_tried_again(role, is_secret, is_given_up, refusal):
    (letter,) = write_to("pindah@contoh.go.id", is_secret=is_secret)
    if is_given_up:
        outbox.give_up(letter, Failure.REFUSED, "550", at=AT)
    with pytest.raises(Refused) as refused:
        outbox.try_again(letter, by=accounts.membership(role), at=AT)
    assert refused.value.refusal is refusal
    assert not Event.objects.exists()
