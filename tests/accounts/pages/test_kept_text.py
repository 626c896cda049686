"""What was typed comes back, whatever happened to the session, the token or the right to do it."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event, Role
from accounts.moments import day
from proposals.models import Proposal, SectionVersion
from tests.factories import accounts, competitions, proposals
from tests.factories.competitions import DURING
from tests.pages import hidden

ORIGIN = {"HTTP_ORIGIN": "http://testserver"}
PASSWORD = "cukup-panjang-untuk-diuji"


@pytest.fixture(autouse=True)
def _during_registration(time_machine, settings, tmp_path):
    time_machine.move_to(DURING, tick=False)
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def writer(db):
    office = accounts.cast().proposer
    office.user.set_password(PASSWORD)
    office.user.save()
    return office


@pytest.fixture
def address(writer):
    draft = proposals.draft(competitions.edition(), by=writer)
    return reverse("proposals:section", args=[draft.code, "ringkasan"])


@pytest.fixture
def browser():
    """A browser whose tokens are checked."""
    return Client(enforce_csrf_checks=True)


def token(response):
    return response.content.decode().partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]


def boxes(response):
    """The form on a page as a browser would send it: what is hidden, and the one long text."""
    text = response.content.decode()
    answer = re.search(r'<textarea name="answer_ringkasan"[^>]*>\n(.*?)</textarea>', text, re.DOTALL)
    return {**hidden(response), "answer_ringkasan": unescape(answer[1])}


def written():
    return [version.texts["ringkasan"] for version in SectionVersion.objects.order_by("number")]


TYPED = {"answer_ringkasan": "Dua baris\r\nberharga & <b>", "later": "1", "versi": "0"}


def test_a_session_that_ended_costs_nothing_the_text_waits_behind_the_sign_in(browser, writer, address):
    browser.force_login(writer.user)
    form = {**TYPED, "csrfmiddlewaretoken": token(browser.get(address))}
    del browser.cookies["sessionid"]
    asked = browser.post(address, form, **ORIGIN)
    assert "Sesi Anda sudah berakhir." in asked.content.decode()
    assert written() == []
    wrong = browser.post(
        reverse("account_login"),
        {**hidden(asked), "csrfmiddlewaretoken": token(asked), "login": writer.user.email, "password": "salah"},
        **ORIGIN,
    )
    assert "Sesi Anda sudah berakhir." in wrong.content.decode()
    again = browser.post(
        reverse("account_login"),
        {**hidden(wrong), "csrfmiddlewaretoken": token(wrong), "login": writer.user.email, "password": PASSWORD},
        **ORIGIN,
    )
    text = again.content.decode()
    assert f"Anda masuk sebagai {writer.user.told_apart}." in unescape(text)
    assert '<textarea name="answer_ringkasan"' in text
    assert "\nDua baris\r\nberharga &amp; &lt;b&gt;</textarea>" in text
    assert f'action="{address}"' in text
    assert PASSWORD not in text
    assert written() == []
    sent = browser.post(address, {**boxes(again), "later": "1", "csrfmiddlewaretoken": token(again)}, **ORIGIN)
    assert sent.status_code == 302
    assert written() == ["Dua baris\nberharga & <b>"]


def test_a_token_of_before_another_sign_in_sends_the_text_again_with_a_new_one(browser, writer, address):
    browser.force_login(writer.user)
    form = {**TYPED, "csrfmiddlewaretoken": token(browser.get(address))}
    browser.cookies["csrftoken"] = "a" * 32
    response = browser.post(address, form, **ORIGIN)
    text = response.content.decode()
    assert response.status_code == 403
    assert "DEBUG" not in text
    assert "berharga &amp; &lt;b&gt;</textarea>" in text
    sent = browser.post(address, {**boxes(response), "later": "1", "csrfmiddlewaretoken": token(response)}, **ORIGIN)
    assert sent.status_code == 302
    assert written() == ["Dua baris\nberharga & <b>"]


def test_signed_out_and_without_a_token_the_text_waits_too(browser, writer, address):
    browser.force_login(writer.user)
    browser.get(address)
    del browser.cookies["sessionid"]
    asked = browser.post(address, {**TYPED, "csrfmiddlewaretoken": "b" * 32}, **ORIGIN)
    again = browser.post(
        reverse("account_login"),
        {**hidden(asked), "csrfmiddlewaretoken": token(asked), "login": writer.user.email, "password": PASSWORD},
        **ORIGIN,
    )
    browser.post(address, {**boxes(again), "later": "1", "csrfmiddlewaretoken": token(again)}, **ORIGIN)
    assert written() == ["Dua baris\nberharga & <b>"]


def test_without_cookies_the_page_says_so_and_shows_the_text(browser, writer, address):
    response = browser.post(address, TYPED, **ORIGIN)
    text = response.content.decode()
    assert "Peramban Anda tidak mengirim kuki situs ini." in text
    assert "berharga &amp; &lt;b&gt;</textarea>" in text


@pytest.mark.parametrize("origin", [{"HTTP_ORIGIN": "https://jahat.example"}, {"HTTP_ORIGIN": "null"}, {}])
def test_what_a_foreign_page_sends_is_neither_shown_nor_offered(browser, writer, address, origin):
    browser.force_login(writer.user)
    text = browser.post(address, TYPED, **origin).content.decode()
    assert "berharga" not in text
    assert f'href="{address}"' in text
    waiting = json.dumps({"to": address, "fields": list(TYPED.items())})
    response = browser.post(reverse("account_login"), {"tulisan": waiting}, **origin)
    assert "berharga" not in response.content.decode()
    assert written() == []


@pytest.mark.parametrize("to", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "usulan/"])
def test_a_waiting_form_goes_nowhere_else(client, writer, to):
    client.force_login(writer.user)
    waiting = json.dumps({"to": to, "fields": [["answer_ringkasan", "Panjang sekali."]]})
    response = client.post(reverse("account_login"), {"tulisan": waiting}, **ORIGIN)
    assert response.status_code == 302
    assert "jahat" not in response.url


@pytest.mark.parametrize("rubbish", ["", "{", "[]", "3", '{"to": "/"}', '{"to": "/", "fields": [1]}'])
def test_rubbish_waits_for_nobody(client, writer, rubbish):
    client.force_login(writer.user)
    assert client.post(reverse("account_login"), {"tulisan": rubbish}, **ORIGIN).status_code == 302


def test_a_sign_in_form_that_is_too_old_leads_back_to_itself(browser, db):
    response = browser.post(reverse("account_login"), {"login": "a@b.id", "password": PASSWORD}, **ORIGIN)
    text = response.content.decode()
    assert response.status_code == 403
    assert f'href="{reverse("account_login")}"' in text
    assert PASSWORD not in text


def test_a_refused_act_shows_what_was_typed_and_no_codes(client, writer):
    proposal = proposals.draft(competitions.edition(), by=writer)
    Proposal.objects.filter(pk=proposal.pk).update(status="withdrawn", ended_at=DURING, ended_by=writer)
    client.force_login(writer.user)
    address = reverse("proposals:withdrawal", args=[proposal.code])
    before = Event.objects.count()
    text = unescape(client.post(address, {"note": "Alasan yang panjang.", "langkah": "kirim"}).content.decode())
    assert "Alasan yang panjang.</textarea>" in text
    assert "kirim</textarea>" not in text
    assert Event.objects.count() == before


def test_a_second_person_whose_office_ended_yesterday_is_told_that_and_shown_no_fingerprint(client, db):
    """The page was open while the office ran; the fingerprint that its button carries is nothing that was typed."""
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = accounts.membership(Role.MINISTRY_ADMIN, until=yesterday)
    client.force_login(ended.user)
    told = client.post(reverse("motion_seconding", args=[1]), {"sidik": "0a" * 32})
    text = unescape(told.content.decode())
    assert told.status_code == 403
    assert (
        f"Peran Anda sebagai Admin kementerian berakhir {day(yesterday)}. Hubungi admin kementerian yang lain." in text
    )
    assert "0a" * 32 not in text
    assert "Yang Anda tulis" not in text


@pytest.mark.parametrize("origin", ["http://testserver", "http://jahat.example"])
def test_what_was_typed_where_nothing_stands_any_more_is_shown_again(client, writer, address, origin):
    """Another office has ended meanwhile, another group was chosen: the page is gone, the text is not."""
    client.force_login(writer.user)
    form = hidden(client.get(address))
    writer.unit = accounts.unit(writer.agency)
    writer.save()
    text = "Antrean <b>turun</b> dari tiga jam."
    page = client.post(address, {**form, "answer_ringkasan": text}, HTTP_ORIGIN=origin)
    assert page.status_code == 404
    assert (text in unescape(page.content.decode())) == (origin == "http://testserver")
    assert text not in page.content.decode()
