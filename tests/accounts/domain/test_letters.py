import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.db import connection
from django.utils import translation

from accounts.domain import letters
from accounts.models import Letter
from tests.factories import accounts
from tests.factories.competitions import edition, stage

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


class Refusing(locmem.EmailBackend):
    """A mail server that knows one address no more."""

    def send_messages(self, messages):
        if any(message.to == ["pindah@contoh.go.id"] for message in messages):
            raise OSError("alamat tidak dikenal")
        return super().send_messages(messages)


class Meeting(locmem.EmailBackend):
    """A mail server that lets two senders meet: each waits with its first letter until both have one in hand."""

    both = threading.Barrier(2, timeout=30)
    own = threading.local()

    def send_messages(self, messages):
        if not hasattr(self.own, "met"):
            self.own.met = True
            self.both.wait()
        return super().send_messages(messages)


def work_letter(*people):
    desk = stage(edition(), "desk")
    letters.write("stage.work_given_out", to=people, at=AT, stage=desk)


@pytest.mark.django_db
def test_the_first_line_is_the_subject_and_each_person_gets_one():
    one, two = accounts.person(), accounts.person()
    work_letter(one, two)
    letter, other = Letter.objects.unsent()
    assert (letter.recipient, other.recipient) == (one, two)
    assert letter.subject == "Tugas menilai menunggu Anda: Penilaian proposal"
    assert letter.body.startswith("Usulan untuk Anda nilai")
    assert letter.body.endswith("/beranda/")


@pytest.mark.django_db
def test_nobody_to_write_to_is_no_letter():
    work_letter()
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_due_letters_are_sent_once_in_order_and_up_to_the_limit():
    people = [accounts.person() for _ in range(3)]
    work_letter(*people)
    assert letters.send_due(at=AT, limit=2) == 2
    assert letters.send_due(at=AT) == 1
    assert letters.send_due(at=AT) == 0
    assert [message.to for message in mail.outbox] == [[person.email] for person in people]
    assert set(Letter.objects.values_list("sent_at", flat=True)) == {AT}


@pytest.mark.django_db
def test_a_letter_that_the_mail_server_refuses_holds_up_no_other(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    moved, fine = accounts.person(email="pindah@contoh.go.id"), accounts.person()
    work_letter(moved, fine)
    assert letters.send_due(at=AT) == 1
    assert [message.to for message in mail.outbox] == [[fine.email]]
    # It stays in the outbox for the next round, when the address may work again.
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert letters.send_due(at=AT + timedelta(minutes=1)) == 1
    assert Letter.objects.get(recipient=moved).sent_at == AT + timedelta(minutes=1)


@pytest.mark.django_db
def test_an_address_that_is_none_holds_up_no_other():
    broken, fine = accounts.person(email="tanpa\nalamat@contoh.go.id"), accounts.person()
    work_letter(broken, fine)
    assert letters.send_due(at=AT) == 1
    assert [message.to for message in mail.outbox] == [[fine.email]]


@pytest.mark.django_db
def test_a_letter_is_in_indonesian_whatever_its_writer_reads():
    with translation.override("en"):
        work_letter(accounts.person())
    assert Letter.objects.get().subject.startswith("Tugas menilai menunggu Anda")


@pytest.mark.django_db(transaction=True)
def test_two_senders_send_each_letter_once(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Meeting"
    people = [accounts.person() for _ in range(6)]
    work_letter(*people)

    def send():
        try:
            return letters.send_due(at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        counts = [future.result() for future in [pool.submit(send), pool.submit(send)]]
    assert sum(counts) == 6
    assert 0 not in counts
    assert sorted(message.to[0] for message in mail.outbox) == sorted(person.email for person in people)
