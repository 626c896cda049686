"""Whatever cannot be read gets a page of ours with a sentence and a way out, never a page of Django's."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import accounts

FORM = "multipart/form-data; boundary=b"


@pytest.fixture
def browser():
    """Sees pages, not exceptions."""
    return Client(raise_request_exception=False)


@pytest.fixture
def member(browser, db):
    browser.force_login(accounts.cast().proposer.user)
    return browser


def is_ours(response):
    text = response.content.decode()
    return "– Sinovik</title>" in text and "<h1>" in text


@pytest.mark.parametrize(
    ("body", "kind", "sentence"),
    [
        ("a=" + "x" * 8_400_000, "application/x-www-form-urlencoded", "lebih dari 8 MB"),
        ("&".join(["a=1"] * 6001), "application/x-www-form-urlencoded", "lebih dari 6.000 isian"),
        (
            '--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nx\r\n' * 101 + "--b--\r\n",
            FORM,
            "lebih dari 100 berkas",
        ),
        ("x", "multipart/form-data", "tidak sampai utuh"),
        ("x", FORM.replace("=b", "=é"), "tidak sampai utuh"),
    ],
    ids=["large", "fields", "files", "no boundary", "strange boundary"],
)
def test_what_is_too_much_or_broken_gets_a_sentence(member, body, kind, sentence):
    response = member.generic("POST", reverse("switch_office"), body, content_type=kind)
    assert response.status_code == 400
    assert is_ours(response)
    assert sentence in response.content.decode()
    assert "isian Anda masih di sana" in response.content.decode()


@pytest.mark.parametrize("base", ["http://localhost:8000", "https://sinovik.contoh.go.id"])
def test_another_host_is_told_where_the_portal_is(browser, settings, db, base):
    settings.BASE_URL, settings.SECURE_SSL_REDIRECT = base, base.startswith("https")
    response = browser.get("/", HTTP_HOST="jahat.example")
    assert response.status_code == 400
    assert is_ours(response)
    assert f'href="{base}"' in response.content.decode()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/tidak-ada/", 404),
        ("GET", "/%ff%fe/", 404),
        ("GET", "/static/tidak-ada.css", 404),
        ("GET", "/akun/peran/", 405),
        ("PUT", "/beranda/", 405),
        ("GET", "/akun/sandi/baru/a-b/", 200),
        ("GET", "/usulan/x%00/", 404),
        ("GET", "/inovasi/?page=%00&kata=%ff", 200),
    ],
)
def test_every_other_answer_is_a_page_of_ours(member, method, path, status):
    response = member.generic(method, path)
    assert is_ours(response), response.content[:200]
    assert response.status_code == status


@pytest.mark.parametrize("path", ["/", "/ping", "/beranda/", "/static/img/mark.svg"])
def test_trace_gives_nothing_back(member, path):
    response = member.generic("TRACE", path, headers={"X-Told": "rahasia-7341"})
    response.close()
    assert response.get("Content-Type") != "message/http"
    assert response.streaming or b"rahasia-7341" not in response.content
