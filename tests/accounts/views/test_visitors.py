"""A visitor confirms an address: one of each real mailbox, however it is written, and nobody learns whose."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.domain.correspondence import outbox
from accounts.domain.entrance import visitors
from accounts.models import Attempt, Event, Letter, Role, Visitor
from accounts.models.entrance.visitor import domain_of, mailbox
from accounts.pages.visitors import COOKIE, REMEMBERED, network_of
from tests.factories import accounts
from tests.mail_server import mail_server
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def ask(client, address, back="/tentang/"):
    return client.post(reverse("visitor"), {"email": address, "back": back}, follow=True)


def link_in(letter):
    return re.search(r"https?://[^/\s]+(/pengunjung/\S+)", str(letter))[1]


def confirm(client, address):
    ask(client, address)
    return client.post(link_in(Letter.objects.order_by("-pk").first().body), follow=True)


@pytest.mark.django_db(transaction=True)
def test_a_letter_comes_and_only_the_press_behind_its_link_confirms(client, settings):
    with mail_server(settings) as server:
        assert "Periksa surel Anda" in text_of(ask(client, "Nia.Sari+kipp@Gmail.com"))
        outbox.send_due(clock=timezone.now)
        (letter,) = server.letters
    assert letter["To"] == "Nia.Sari+kipp@Gmail.com"
    link = link_in(letter.get_content())
    # A scanner of mail opens the link, several times.
    for _time in range(2):
        assert "Tekan tombol ini" in text_of(client.get(link))
    assert not Visitor.objects.exists()
    assert COOKIE not in client.cookies
    answer = client.post(link, follow=True)
    assert answer.redirect_chain[0][0] == "/tentang/"
    visitor = Visitor.objects.get()
    assert (visitor.address, visitor.mailbox) == ("Nia.Sari+kipp@Gmail.com", "niasari@gmail.com")
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["max-age"] == REMEMBERED.total_seconds()
    assert "niasari" not in cookie.value.casefold()
    # The key is gone from the outbox with the end of the letter, the address from its page.
    assert Letter.objects.get().body == ""
    assert "gmail" not in Event.objects.get(name="visitor.confirmed").particulars.__repr__()


@pytest.mark.parametrize(
    ("back", "chosen", "said"),
    [
        ("/tentang/", "id", "Buka tautan ini, lalu tekan Konfirmasi:"),
        ("/en/tentang/", "id", "Open this link, then press Confirm:"),
        ("/tentang/", "en", "Open this link, then press Confirm:"),
    ],
)
def test_the_letter_speaks_the_language_of_the_page_it_was_asked_from(client, settings, back, chosen, said):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = chosen
    ask(client, "nia@contoh.id", back)
    assert said in Letter.objects.get().body


def test_one_mailbox_is_one_visitor_however_it_is_written(client):
    for address in ("nia.sari@contoh.id", "NIASARI@contoh.id", "n.i.a.sari+lain@CONTOH.id"):
        Letter.objects.update(written_at=timezone.now() - timedelta(hours=1))
        confirm(client, address)
    assert Visitor.objects.get().address == "nia.sari@contoh.id"


@given(st.text(alphabet="abcXYZ", min_size=1, max_size=12), st.data())
def test_capitals_dots_and_tags_make_no_new_mailbox(name, data):
    dotted = "".join(letter + data.draw(st.sampled_from(["", "."])) for letter in name[:-1]) + name[-1]
    cased = "".join(data.draw(st.sampled_from([letter.upper(), letter.lower()])) for letter in dotted)
    tag = data.draw(st.text(alphabet="abc+.", max_size=8))
    assert mailbox(f"{cased}+{tag}@Contoh.ID") == mailbox(f"{name}@contoh.id")


def test_other_mailboxes_stay_others():
    written = ("nia@contoh.id", "nia2@contoh.id", "nia@lain.id", "+nia@contoh.id", "+sari@contoh.id")
    assert len({mailbox(one) for one in written}) == len(written)
    assert mailbox("nia@googlemail.com") == mailbox("nia@gmail.com")


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("a@contoh.com", "contoh.com"),
        ("a@x1.contoh.com", "contoh.com"),
        ("a@kemenkes.go.id", "kemenkes.go.id"),
        ("a@dinkes.jogjaprov.go.id", "jogjaprov.go.id"),
        ("a@surel.contoh.id", "contoh.id"),
    ],
)
def test_names_in_front_of_a_domain_make_no_new_domain(address, domain):
    assert domain_of(address) == domain


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("", ""),
        ("bukan", ""),
    ],
)
def test_the_network_of_an_address(address, network):
    assert network_of(address) == network


def test_known_and_unknown_addresses_take_the_same_answer(client):
    confirm(client, "ada@contoh.id")
    Letter.objects.all().delete()
    answers = [ask(client, address) for address in ("ada@contoh.id", "baru@contoh.id")]
    assert len({text_of(answer) for answer in answers}) == 1
    assert Letter.objects.count() == 2


def test_a_mailbox_gets_no_second_letter_at_once_and_the_answer_is_the_same(client):
    first, second = text_of(ask(client, "nia@contoh.id")), text_of(ask(client, "N.I.A@contoh.id"))
    assert first == second
    assert Letter.objects.count() == 1


def test_too_many_wishes_that_nobody_confirms_end(client):
    for _time in range(3):
        ask(client, "nia@contoh.id")
    assert "Terlalu banyak percobaan" in text_of(ask(client, "nia+4@contoh.id"))


def test_wishes_that_are_confirmed_do_not_count(client):
    for number in range(5):
        Letter.objects.update(written_at=timezone.now() - timedelta(hours=1))
        confirm(client, "nia@contoh.id")
        assert Attempt.objects.count() == 0, number


@pytest.mark.parametrize("back", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", ""])
def test_the_link_leads_back_to_no_page_but_ours(client, back):
    ask(client, "nia@contoh.id", back=back)
    _address, way = visitors.read(link_in(Letter.objects.get().body).split("/")[2])
    assert way == "/"


def test_a_forged_or_old_link_says_so_and_confirms_nothing(client, monkeypatch):
    forged = signing.dumps(["nia@contoh.id", "/"], salt="lain")
    old = signing.dumps(["nia@contoh.id", "/"], salt=visitors.SALT)
    monkeypatch.setattr(visitors, "LINK_LIVES", timedelta(seconds=-1))
    for key in (forged, old):
        assert "Tautan ini tidak berlaku lagi" in text_of(client.post(reverse("visitor_confirmation", args=[key])))
    assert not Visitor.objects.exists()


@pytest.mark.parametrize(("address", "said"), [("", "Isi alamat surel"), ("bukan", "Tulis alamat surel yang lengkap")])
def test_a_bad_address_is_said(client, address, said):
    assert said in text_of(ask(client, address))
    assert not Letter.objects.exists()


def test_the_ministry_sees_that_a_visitor_was_written_to_and_not_where(client, admin_office):
    ask(client, "nia@contoh.id")
    client.force_login(admin_office.user)
    page = text_of(client.get(reverse("letters"), {"keadaan": "semua"}))
    assert "Pengunjung" in page
    assert "nia@" not in page


@pytest.fixture
def admin_office():

    return accounts.membership(Role.MINISTRY_ADMIN)


def test_a_shared_computer_forgets_its_visitor(client):
    confirm(client, "nia@contoh.id")
    client.post(reverse("visitor_forgetting"), {"back": "/tentang/"})
    assert client.cookies[COOKIE].value == ""


def test_addresses_are_erased_in_time_and_what_the_visitor_did_stays(client):
    confirm(client, "nia@contoh.id")
    Letter.objects.update(next_try_at=None, sent_at=timezone.now(), body="")
    now = timezone.now()
    assert visitors.erase_old(at=now + visitors.KEPT - timedelta(days=1)) == 0
    assert not Letter.objects.exists()
    assert visitors.erase_old(at=now + visitors.KEPT + timedelta(days=1)) == 1
    visitor = Visitor.objects.get()
    assert (visitor.address, visitor.mailbox) == ("", None)
    # Somebody of that mailbox is new to us then.
    confirm(client, "nia@contoh.id")
    assert Visitor.objects.count() == 2
