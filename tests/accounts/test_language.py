"""The language of a page: its address says it, or the person's choice where people work."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from accounts import language
from accounts.models import Role
from tests.factories import accounts

INDONESIAN, ENGLISH = '<html lang="id"', '<html lang="en"'


@pytest.mark.django_db
def test_a_browser_that_prefers_english_still_gets_indonesian(client):
    assert INDONESIAN in client.get("/", headers={"accept-language": "en"}).content.decode()


@pytest.mark.django_db
def test_the_choice_is_kept_where_people_work(client):
    client.force_login(accounts.membership(Role.UNIT).user)
    answer = client.post("/bahasa/", {"language": "en", "next": "/beranda/"})
    assert (answer.status_code, answer.url) == (302, "/beranda/")
    assert answer.cookies["django_language"]["max-age"] == 365 * 24 * 60 * 60
    assert ENGLISH in client.get("/beranda/").content.decode()
    assert INDONESIAN in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("unknown", ["xx", "", "en-GB", "../en"])
def test_an_unknown_choice_is_indonesian(client, unknown):
    client.cookies["django_language"] = unknown
    assert INDONESIAN in client.get("/akun/masuk/").content.decode()


@pytest.mark.django_db
def test_a_choice_made_by_the_switch_outlives_the_language_a_link_carried(client):
    page = client.get("/akun/masuk/?bahasa=en&next=/usulan/").content.decode()
    assert 'name="next" value="/akun/masuk/?next=%2Fusulan%2F"' in page


@pytest.mark.django_db
def test_reading_keeps_no_language(client):
    assert "django_language" not in client.get("/akun/masuk/?bahasa=en").cookies


@pytest.mark.django_db
def test_a_page_of_work_that_is_not_there_speaks_the_chosen_language(client):
    client.cookies["django_language"] = "en"
    assert ENGLISH in client.get("/beranda/tidak-ada/").content.decode()


@pytest.mark.parametrize(
    ("path", "indonesian", "english"),
    [("/", "/", "/en/"), ("/inovasi/", "/inovasi/", "/en/inovasi/"), ("/energi/", "/energi/", "/en/energi/")],
)
def test_an_address_has_its_twin_both_ways(path, indonesian, english):
    for start in (indonesian, english):
        assert language.address_in("id", start) == indonesian
        assert language.address_in("en", start) == english


@pytest.mark.parametrize("path", ["/enam/", "/id/", "/EN/", "/", "", "/inovasi/en/"])
def test_only_a_whole_first_part_names_a_language(path):
    assert language.of_address(path) == "id"


def test_the_thread_is_left_speaking_indonesian():
    page = language.PageLanguage(lambda _request: RuntimeResponse())
    page(RequestFactory().get("/en/"))
    assert translation.get_language() == "id"


class RuntimeResponse:
    """An answer with headers, and no more."""

    def __init__(self):
        self.headers = {}


def test_words_are_marked_only_where_another_language_is_spoken():
    assert language.indonesian("Kesehatan & gizi") == "Kesehatan & gizi"
    with translation.override("en"):
        marked = language.indonesian("Kesehatan & gizi")
        assert marked == '<span lang="id">Kesehatan &amp; gizi</span>'
        assert language.plain_text(marked) == "Kesehatan & gizi"
        assert language.indonesian("") == ""
    assert language.plain_text("a < b") == "a < b"
