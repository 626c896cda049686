"""A sender that is killed while a real mail server takes its letter: nobody gets it twice, and a person decides."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.domain.alone import alone
from accounts.domain.correspondence import messages, outbox
from accounts.models import Event, Failure, Letter, Role
from tests.factories import accounts
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[4]
PATIENCE = 30
SENDER = """
import django
django.setup()
from accounts import tasks
tasks.send_due_letters()
"""


def environment(settings):
    """The environment of a worker on the database of this test, with its mail server."""
    at = connection.settings_dict
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "sinovik.settings",
        "DATABASE_URL": f"postgres://{at['USER']}:{quote(at['PASSWORD'])}@{at['HOST']}:{at['PORT']}/{at['NAME']}",
        "EMAIL_URL": f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
    }


def until(holds):
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_alone():
    """Whether PostgreSQL has noticed that the sender is gone."""
    with alone(outbox.SENDER_LOCK) as is_free:
        return is_free


def killed_while_sending(settings, server):
    """Let a sender of its own process hand over a letter, and kill it after the server said that it takes it.

    It is stopped while the server still has the text in its hands: what the server says it never hears.
    """
    senders = []

    def stop():
        os.kill(senders[0].pid, signal.SIGSTOP)
        server.on_letter = None

    server.on_letter = stop
    with subprocess.Popen([sys.executable, "-c", SENDER], cwd=ROOT, env=environment(settings)) as sender:
        senders.append(sender)
        until(lambda: "250 diterima" in server.said)
        sender.kill()
    assert sender.returncode == -signal.SIGKILL
    until(is_alone)


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


@pytest.fixture
def message(secretary):
    """A message to a list of three, not sent yet."""
    people = [accounts.person(email=f"penerima{number}@contoh.go.id") for number in range(3)]
    listed = [messages.Addressee(person, {}) for person in people]
    messages.send(messages.Text("Halo", "Isi"), listed, key=uuid4(), audience="", by=secretary, at=timezone.now())
    return people


def test_nobody_on_a_list_is_written_to_twice_by_a_sender_that_died(settings, client, message, secretary):
    with mail_server(settings) as server:
        killed_while_sending(settings, server)
        first = Letter.objects.get(recipient=message[0])
        assert (first.sent_at, first.next_try_at) == (None, None)
        for _turn in range(2):
            outbox.send_due(clock=timezone.now)
        assert server.recipients == [person.email for person in message]
    first.refresh_from_db()
    assert (first.is_cut_off, first.failure) == (True, Failure.INTERRUPTED)
    assert Letter.objects.filter(sent_at__isnull=False).count() == 2

    client.force_login(secretary.user)
    assert "Surat yang tidak atau belum pasti sampai" in client.get(reverse("home")).content.decode()
    page = client.get(reverse("letters"), {"keadaan": "terputus"}).content.decode()
    assert message[0].email in page
    assert message[1].email not in page
    assert "Terputus saat dikirim" in page


def test_what_was_cut_off_is_sent_again_by_a_person_alone(settings, client, message, secretary):
    client.force_login(secretary.user)
    with mail_server(settings) as server:
        killed_while_sending(settings, server)
        outbox.send_due(clock=timezone.now)
        letter = Letter.objects.cut_off().get()
        answer = client.post(reverse("letter_again", args=[letter.pk]), follow=True)
        assert "dikirim lagi" in answer.content.decode()
        outbox.send_due(clock=timezone.now)
    assert server.recipients.count(letter.to) == 2
    marks = {one["Message-ID"] for one in server.letters if one["To"] == letter.to}
    assert len(marks) == 1
    assert Event.objects.filter(name="letter.tried_again").count() == 1


def test_what_was_cut_off_is_called_delivered_by_a_person(settings, client, message, secretary):
    client.force_login(secretary.user)
    with mail_server(settings) as server:
        killed_while_sending(settings, server)
        outbox.send_due(clock=timezone.now)
        letter = Letter.objects.cut_off().get()
        answer = client.post(reverse("letter_vouched", args=[letter.pk]), follow=True)
        assert "dinyatakan sampai" in answer.content.decode()
        outbox.send_due(clock=timezone.now)
        assert server.recipients.count(letter.to) == 1
    assert Event.objects.filter(name="letter.vouched").count() == 1
    page = client.get(reverse("letter", args=[letter.pk])).content.decode()
    assert "Dinyatakan sampai" in page
    assert secretary.user.full_name in page
    # Said a second time, it is refused and nothing happens.
    assert client.post(reverse("letter_vouched", args=[letter.pk])).status_code == 403
    assert Event.objects.filter(name="letter.vouched").count() == 1
