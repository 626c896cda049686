"""What is not official can be done without: a link, a button, a page, and nothing that waits is sent."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts.domain.correspondence import courtesies, letters, outbox
from accounts.models import Event, Failure, Letter, Role, Unwanted
from accounts.rules import UNWANTED, Refused
from competitions.letter_kinds import KINDS
from tests.factories import accounts
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
REMINDER = "reminder.drafts"


def written(person, name=REMINDER, *, is_courtesy=True, about=None):
    letters.store([letters.row(name, person, about or person, AT, "Perihal", "Isi", is_courtesy=is_courtesy)])
    return Letter.objects.get(recipient=person, name=name)


def send(at=AT):
    return outbox.send_due(clock=lambda: at)


def link(letter):
    return urlsplit(courtesies.address_of(letter)).path


def test_only_reminders_and_talk_are_a_courtesy():
    assert {name for name, kind in KINDS.items() if kind.is_courtesy} == {
        "discussion.said",
        "reminder.drafts",
        "reminder.judging",
        "reminder.materials",
    }


def test_a_courtesy_says_how_to_stop_it_and_an_official_letter_does_not(settings):
    reminder = written(accounts.person())
    written(accounts.person(), "stage.outcome", is_courtesy=False)
    with mail_server(settings) as server:
        assert send() == 2
    courtesy, official = server.letters
    address = courtesies.address_of(reminder)
    assert "".join(courtesy["List-Unsubscribe"].split()) == f"<{address}>"
    assert courtesy["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in courtesy.get_content()
    assert official["List-Unsubscribe"] is official["List-Unsubscribe-Post"] is None
    assert "Tidak mau lagi" not in official.get_content()


def test_opening_the_link_changes_nothing_and_its_button_stops_what_waits(client, settings):
    letter = written(accounts.person())
    other = written(accounts.person())
    page = client.get(link(letter)).content.decode()
    assert "Pengingat: usulan belum diajukan" in page
    assert not Unwanted.objects.exists()
    page = client.post(link(letter), {"utuh": "1"}).content.decode()
    assert "Anda tidak menerima lagi surat ini" in page
    letter.refresh_from_db()
    assert (letter.failure, letter.next_try_at) == (Failure.UNWANTED, None)
    with mail_server(settings) as server:
        assert send() == 1
    assert server.recipients == [other.recipient.email]


def test_a_mail_program_presses_the_button_without_cookies_or_tokens():
    letter = written(accounts.person())
    strict = Client(enforce_csrf_checks=True)
    for _press in range(2):
        answer = strict.post(link(letter), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert Unwanted.objects.get().name == REMINDER
    (event,) = Event.objects.filter(name="letters.unwanted")
    assert event.subject_id == letter.recipient_id


def test_no_other_form_is_taken_bare():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("visitor"), {"List-Unsubscribe": "One-Click"}).status_code == 403


def test_a_link_that_is_not_ours_stops_nothing(client):
    letter = written(accounts.person())
    answer = client.post(link(letter)[:-3] + "/", {"utuh": "1"})
    assert answer.status_code == 404
    assert "Tautan ini tidak lengkap" in answer.content.decode()
    assert not Unwanted.objects.exists()


def test_what_is_written_afterwards_is_not_sent_and_official_letters_are(settings):
    person = accounts.person()
    courtesies.stop(person, REMINDER, at=AT)
    courtesies.stop(person, "stage.outcome", at=AT)
    reminder = written(person)
    written(person, "stage.outcome", is_courtesy=False)
    written(person, "reminder.judging")
    with mail_server(settings) as server:
        assert send() == 2
        assert send(AT + timedelta(days=3)) == 0
    assert len(server.letters) == 2
    reminder.refresh_from_db()
    assert (reminder.failure, reminder.tries) == (Failure.UNWANTED, 0)


def test_the_outbox_shows_it_as_not_wanted_and_sends_it_to_nobody(client):
    secretary = accounts.membership(Role.SECRETARY)
    person = accounts.person("Sari Wulandari")
    letter = written(person)
    courtesies.stop(person, REMINDER, at=AT)
    client.force_login(secretary.user)
    assert "Sari Wulandari" not in client.get(reverse("letters")).content.decode()
    page = client.get(reverse("letters"), {"keadaan": "ditolak"}).content.decode()
    assert "Sari Wulandari" in page
    assert str(UNWANTED.sentence) in page
    with pytest.raises(Refused) as caught:
        outbox.try_again(letter, by=secretary, at=AT)
    assert caught.value.refusal is UNWANTED


OTHERS = ["discussion.said", "reminder.judging", "reminder.materials", "message.list", "message.nudge"]


def test_the_account_chooses_again(client):
    office = accounts.membership(Role.EVALUATOR)
    courtesies.stop(office.user, REMINDER, at=AT)
    client.force_login(office.user)
    address = reverse("letters_wanted")
    page = client.get(address)
    assert page.context["form"].initial["mau"] == OTHERS
    client.post(address, {"mau": [REMINDER], "utuh": "1"})
    assert set(Unwanted.objects.values_list("name", flat=True)) == set(OTHERS)
    client.post(address, {"mau": [REMINDER, *OTHERS], "utuh": "1"})
    client.post(address, {"mau": [REMINDER, *OTHERS], "utuh": "1"})
    assert not Unwanted.objects.exists()
    assert Event.objects.filter(name="letters.unwanted").count() == 3
