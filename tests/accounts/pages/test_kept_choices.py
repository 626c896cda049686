"""A mark, a number and one short word are as dear as a long text: they come back too."""

import re
from html import unescape

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from accounts.pages import kept_text
from judging.models import Scorecard
from tests.factories import accounts, judging
from tests.judging.views.desk.cards import address, answers
from tests.pages import hidden, text_of

pytestmark = pytest.mark.django_db

ORIGIN = {"HTTP_ORIGIN": "http://testserver"}
PASSWORD = "cukup-panjang-untuk-diuji"
KEPT = ["marks", "word", "number"]


@pytest.fixture
def desk():
    """A judge's card in a browser whose tokens are checked: (browser, stage, office, assignment)."""
    stage, office, assignments = judging.desk(1)
    office.user.set_password(PASSWORD)
    office.user.save()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(office.user)
    accounts.fresh(browser)
    return browser, stage, office, assignments[0]


def sent(stage, what):
    """What one form says: marks alone, one short word alone, one number alone."""
    marks = answers(stage, 80)
    return {
        "marks": marks,
        "word": {"remark": "baik", "langkah": "nanti"},
        "number": {next(name for name in marks if name.startswith("nilai-")): "80", "langkah": "nanti"},
    }[what]


def token(response):
    return response.content.decode().partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]


def stands(response, what):
    """Whether what was sent is in the boxes of the form on a page."""
    text = response.content.decode()
    if what == "word":
        return bool(re.search(r'<textarea name="remark"[^>]*>\nbaik</textarea>', text))
    chosen = re.findall(r'<input [^>]*name="nilai-[^>]*value="80"[^>]* checked', text)
    return len(chosen) == (text.count('value="80"') if what == "marks" else 1)


def drawn(browser, assignment):
    page = browser.get(address(assignment))
    return {**hidden(page), "csrfmiddlewaretoken": token(page)}


@pytest.mark.parametrize("what", KEPT)
def test_a_session_that_ended_costs_none_of_it(desk, what):
    browser, stage, office, assignment = desk
    form = drawn(browser, assignment) | sent(stage, what)
    del browser.cookies["sessionid"]
    asked = browser.post(address(assignment), form, **ORIGIN)
    assert "Sesi Anda sudah berakhir." in text_of(asked)
    again = browser.post(
        reverse("account_login"),
        {**hidden(asked), "csrfmiddlewaretoken": token(asked), "login": office.user.email, "password": PASSWORD},
        **ORIGIN,
    )
    assert SESSION_KEY in browser.session
    assert stands(again, what)
    assert not Scorecard.objects.exists()


@pytest.mark.parametrize("what", KEPT)
def test_an_old_token_costs_none_of_it(desk, what):
    browser, stage, _office, assignment = desk
    form = drawn(browser, assignment) | sent(stage, what)
    browser.cookies["csrftoken"] = "a" * 32
    response = browser.post(address(assignment), form, **ORIGIN)
    assert response.status_code == 403
    assert stands(response, what)


@pytest.mark.parametrize("what", KEPT)
def test_a_card_locked_in_another_tab_says_what_was_sent_in_words(desk, what):
    browser, stage, office, assignment = desk
    form = drawn(browser, assignment) | sent(stage, what)
    judging.marked(assignment, office, 60, lock=True)
    response = browser.post(address(assignment), form, **ORIGIN)
    assert response.status_code == 403
    text = unescape(response.content.decode())
    assert "Yang Anda tulis" in text
    if what == "word":
        assert "baik</textarea>" in text
    else:
        named = {one.name for one in stage.rubric.criteria.all() if f"{one.name}: 80 " in text}
        assert len(named) == (stage.rubric.criteria.count() if what == "marks" else 1)
    assert "nanti</textarea>" not in text


@pytest.mark.parametrize(
    ("name", "path", "is_kept"),
    [
        ("nilai-kebaruan", "/penjurian/", True),
        ("versi", "/penjurian/", False),
        ("utuh", "/penjurian/", False),
        ("langkah", "/penjurian/", False),
        ("b-3-key", "/penjurian/", False),
        ("b-jumlah", "/penjurian/", False),
        ("password", "/penjurian/", False),
        ("login", "account_login", False),
        ("code", "mfa_authenticate", False),
        ("code", "second_factor_app", False),
    ],
)
def test_only_what_a_person_can_have_chosen_counts(rf, name, path, is_kept):
    request = rf.post(path, {name: "80"})
    request.resolver_match = type("Match", (), {"url_name": path})()
    assert kept_text.is_filled_in(request) is is_kept
    request = rf.post(path, {name: " "})
    request.resolver_match = None
    assert kept_text.is_filled_in(request) is False


@pytest.mark.parametrize("name", ["mfa_authenticate", "second_factor_app"])
def test_no_code_of_an_entrance_is_kept(rf, name):
    request = rf.post("/", {"code": "123456"})
    request.resolver_match = type("Match", (), {"url_name": name})()
    assert "code" not in dict(kept_text.fields(request))
