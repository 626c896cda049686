import asyncio
import io
import smtplib
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.db import connection

from accounts.domain import tries
from accounts.domain.correspondence import conversation, letters, outbox
from accounts.domain.entrance import links
from accounts.models import MINISTRY, Event, Failure, Letter, Role
from accounts.rules import (
    KEY_GONE,
    MINISTRY_ONLY,
    NOT_CUT_OFF,
    NOT_GIVEN_UP,
    ONLY_MINISTRY,
    Refused,
    vouching_refusal,
)
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

    # A loop of a thread of its own: a browser's may be running in this one.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: asyncio.run(beside_a_loop())).result()


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


@pytest.fixture
def cut_off(settings):
    """A letter that a server took while its sender died, and that the next sender found."""
    (letter,) = write_to("a@contoh.go.id")
    settings.EMAIL_BACKEND = f"{__name__}.Dying"
    with pytest.raises(KeyboardInterrupt):
        send()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send(AT + MINUTE) == 0
    letter.refresh_from_db()
    return letter


@pytest.mark.django_db
def test_a_killed_sender_leaves_a_letter_that_nobody_sends_again_by_itself_and_no_lock(cut_off):
    assert (cut_off.begun_at, cut_off.given_up_at, cut_off.failure) == (AT, AT + MINUTE, Failure.INTERRUPTED)
    write_to("b@contoh.go.id")
    assert [send(AT + day) for day in (MINUTE, timedelta(days=9))] == [1, 0]
    assert [message.to for message in mail.outbox] == [["a@contoh.go.id"], ["b@contoh.go.id"]]
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_person_has_one_that_was_cut_off_sent_again(cut_off):
    outbox.try_again(cut_off, by=accounts.membership(Role.SECRETARY), at=AT + MINUTE)
    assert send(AT + MINUTE) == 1
    cut_off.refresh_from_db()
    assert (cut_off.sent_at, cut_off.begun_at, cut_off.failure) == (AT + MINUTE, None, "")
    assert len(mail.outbox) == 2
    # A mailbox can tell that it is the same.
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 1
    assert Event.objects.get().name == "letter.tried_again"


@pytest.mark.django_db
def test_a_person_calls_one_that_was_cut_off_delivered(cut_off):
    secretary = accounts.membership(Role.SECRETARY)
    outbox.vouch(cut_off, by=secretary, at=AT + MINUTE)
    assert send(AT + timedelta(days=9)) == 0
    cut_off.refresh_from_db()
    assert (cut_off.sent_at, cut_off.begun_at, cut_off.given_up_at, cut_off.failure) == (AT, None, None, "")
    assert (cut_off.vouched_by, cut_off.vouched_at) == (secretary, AT + MINUTE)
    assert len(mail.outbox) == 1
    (event,) = Event.objects.all()
    assert (event.name, event.particulars["recipient"]) == ("letter.vouched", cut_off.recipient_id)
    # What one person decided the other cannot decide otherwise.
    with pytest.raises(Refused) as refused:
        outbox.try_again(cut_off, by=secretary, at=AT + MINUTE)
    assert refused.value.refusal is NOT_GIVEN_UP


@pytest.mark.django_db
def test_a_key_in_a_letter_that_was_cut_off_is_kept_no_longer(settings):
    (letter,) = write_to("masuk@contoh.go.id", is_secret=True)
    settings.EMAIL_BACKEND = f"{__name__}.Dying"
    with pytest.raises(KeyboardInterrupt):
        send()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send(AT + MINUTE) == 0
    letter.refresh_from_db()
    assert (letter.body, letter.failure) == ("", Failure.INTERRUPTED)


@pytest.mark.django_db
def test_a_sender_thought_dead_that_learns_the_end_notes_it_unless_somebody_decided(settings):
    (letter,) = write_to("a@contoh.go.id")
    taken = outbox.taken(at=AT)
    outbox.note_cut_off(at=AT + MINUTE)
    outbox.failed(taken, Failure.UNREACHABLE, "putus", at=AT + MINUTE)
    letter.refresh_from_db()
    assert letter.is_cut_off
    outbox.end(taken, begun_at=None, sent_at=AT + MINUTE, given_up_at=None, failure="")
    letter.refresh_from_db()
    assert (letter.sent_at, letter.is_cut_off) == (AT + MINUTE, False)

    (letter,) = write_to("b@contoh.go.id")
    taken = outbox.taken(at=AT)
    outbox.note_cut_off(at=AT + MINUTE)
    outbox.try_again(letter, by=accounts.membership(Role.SECRETARY), at=AT + 2 * MINUTE)
    outbox.end(taken, begun_at=None, sent_at=AT + MINUTE, given_up_at=None, failure="")
    letter.refresh_from_db()
    assert (letter.sent_at, letter.next_try_at) == (None, AT + 2 * MINUTE)


@pytest.mark.django_db
@pytest.mark.parametrize("failure", Failure)
@pytest.mark.parametrize("role", Role)
def test_who_may_call_which_letter_delivered(role, failure):
    """Only the ministry, and only one that was cut off: of every other somebody knows how it ended."""
    (letter,) = write_to("a@contoh.go.id")
    by = accounts.membership(role)
    assert vouching_refusal(letter, office=by) is (NOT_CUT_OFF if role in MINISTRY else MINISTRY_ONLY)
    begun = outbox.taken(at=AT)
    assert vouching_refusal(begun, office=by) is (NOT_CUT_OFF if role in MINISTRY else MINISTRY_ONLY)
    outbox.give_up(begun, failure, "", at=AT)
    letter.refresh_from_db()
    expected = None if failure == Failure.INTERRUPTED else NOT_CUT_OFF
    assert vouching_refusal(letter, office=by) is (expected if role in MINISTRY else MINISTRY_ONLY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "failure", "is_waiting"),
    [
        ("250 diterima", "", False),
        ("451 nanti", Failure.REFUSED, True),
        ("554 isinya ditolak", Failure.REFUSED, False),
        (None, Failure.INTERRUPTED, False),
    ],
)
def test_what_a_server_says_to_the_text_decides_whether_it_is_tried_again(settings, answer, failure, is_waiting):
    (letter,) = write_to("a@contoh.go.id")
    with mail_server(settings, answer=answer) as server:
        send()
        assert len(server.letters) == 1
        server.answer = "250 diterima"
        assert send(AT + MINUTE) == is_waiting
        assert len(server.letters) == 1 + is_waiting
    letter.refresh_from_db()
    if not is_waiting:
        assert letter.failure == failure
        assert letter.is_cut_off == (answer is None)


@pytest.mark.django_db
def test_a_server_that_looks_long_at_a_text_is_waited_for_and_one_that_never_answers_is_not(settings):
    settings.EMAIL_TIMEOUT, settings.EMAIL_TEXT_TIMEOUT = 0.2, 5
    go = threading.Event()
    first, second = write_to("a@contoh.go.id", "b@contoh.go.id")
    with mail_server(settings, on_letter=partial(go.wait, 0.6)) as server:
        assert send() == 2
        settings.EMAIL_TEXT_TIMEOUT = 0.2
        (third,) = write_to("c@contoh.go.id")
        server.on_letter = go.wait
        assert send() == 0
        go.set()
        assert send(AT + timedelta(days=1)) == 0
    third.refresh_from_db()
    assert (third.is_cut_off, third.failure) == (True, Failure.INTERRUPTED)
    assert server.recipients == ["a@contoh.go.id", "b@contoh.go.id", "c@contoh.go.id"]
    assert {Letter.objects.get(pk=one.pk).sent_at for one in (first, second)} == {AT}


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_conversation_under_tls_knows_how_far_it_came_as_well(is_sealed):
    server = conversation.EmailBackend(use_ssl=is_sealed)
    assert issubclass(server.connection_class, smtplib.SMTP_SSL) == is_sealed
    server.connection = server.connection_class()
    assert not conversation.may_have_taken(server)
    server.connection.file = io.BytesIO(b"354 tulis\r\n250 ya\r\n")
    assert server.connection.getreply()[0] == 354
    assert conversation.may_have_taken(server)
    assert server.connection.getreply()[0] == 250
    assert not conversation.may_have_taken(server)
    # One that cannot tell may have taken it.
    assert conversation.may_have_taken(locmem.EmailBackend())


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
