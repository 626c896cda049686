"""Indonesian until the visitor chooses."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_browser_that_prefers_english_still_gets_indonesian(client):
    page = client.get("/", headers={"accept-language": "en"})
    assert '<html lang="id"' in page.content.decode()


def test_the_choice_is_kept(client):
    client.post("/bahasa/", {"language": "en", "next": "/"})
    assert '<html lang="en"' in client.get("/").content.decode()


def test_an_unknown_choice_is_indonesian(client):
    client.cookies["django_language"] = "xx"
    assert '<html lang="id"' in client.get("/").content.decode()
