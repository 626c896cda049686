"""In front of Django: the same answer to the same question while the page stands, and Django for everything else."""

import io
import sys
from itertools import product

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.signals import request_started
from django.db import OperationalError, connection

from accounts.notices import Notices
from accounts.pages import still
from sinovik.serving import again
from sinovik.watching import metrics
from sinovik.wsgi import application, ours
from tests.factories import catalogue
from tests.one_line import one_line

pytestmark = pytest.mark.django_db
LIST = "/inovasi/"
PLAIN = {"HTTP_HOST": "localhost"}


@pytest.fixture(autouse=True)
def entry():
    return catalogue.earlier_entry(title="Antrean Daring")


@pytest.fixture(autouse=True)
def one_connection():
    with one_line():
        yield


@pytest.fixture
def reached():
    """Every question that comes to Django."""
    asked = []

    def note(environ, **_more):
        asked.append(environ["PATH_INFO"])

    request_started.connect(note)
    yield asked
    request_started.disconnect(note)


def ask(path=LIST, query="", method="GET", through=application, **said):
    """(status, headers, body) of one question, as a web server puts it."""
    told = []
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        **PLAIN,
        **said,
    }
    answer = through(environ, lambda status, headers, exc_info=None: told.extend((status, headers)))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    status, headers = told
    return status, dict(headers), body


def without_its_name(answer):
    status, headers, body = answer
    return status, {name: value for name, value in headers.items() if name != "X-Request-Id"}, body


def test_who_asks_the_same_gets_the_same_and_django_is_not_asked(reached, django_assert_num_queries):
    drawn, given = ask(), ask()
    assert reached == [LIST]
    with django_assert_num_queries(1):
        again = ask()
    assert reached == [LIST]
    assert without_its_name(drawn) == without_its_name(given) == without_its_name(again)
    assert len({one[1]["X-Request-Id"] for one in (drawn, given, again)}) == 3
    assert "default-src" in given[1]["Content-Security-Policy"]
    assert given[1]["Content-Language"] == "id"


def test_what_is_published_shows_at_once(reached):
    ask(), ask()
    catalogue.earlier_entry(title="Posyandu Terapung")
    assert b"Posyandu Terapung" in ask()[2]
    assert b"Posyandu Terapung" in ask()[2]
    assert len(reached) == 2


def test_whatever_is_said_the_answer_is_what_django_alone_would_give():
    """Every way of asking, twice, before and after others have asked."""
    mark = ask()[1]["ETag"].strip('"')
    packed = ask(HTTP_ACCEPT_ENCODING="gzip")[1]["ETag"]
    ways = [
        {"method": "GET"} | {name: value for name, value in zip(names, said, strict=True) if value}
        for names in [("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "query", "HTTP_COOKIE", "HTTP_HOST")]
        for said in product(
            ("", "gzip, br", "identity"),
            ("", f'"{mark}"', packed, f'W/"{mark}"', '"lain"', f'"lain", "{mark}"', "*"),
            ("", "cari=antrean"),
            ("", "a=1"),
            ("", "127.0.0.1"),
        )
    ]
    ways += [
        {"method": "HEAD"},
        {"HTTP_HOST": "lain.example"},
        {"HTTP_IF_MATCH": '"lain"'},
        {"HTTP_IF_MODIFIED_SINCE": "Sun, 29 Nov 2026 00:00:00 GMT"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"query": "cari=%61ntrean"},
        {"path": "/inovasi/\xc3\xa9/"},
        {"path": "/en/inovasi/"},
        {"path": "/inovasi"},
        {"method": "POST"},
        {"HTTP_COOKIE": f"{Notices.cookie_name}={CookieStorage(None)._encode([])}"},
    ]
    for _turn in range(2):
        for way in ways:
            assert without_its_name(ask(**way)) == without_its_name(ask(through=ours, **way)), way


def test_another_host_is_refused_though_the_page_is_kept():
    ask(), ask()
    assert ask(HTTP_HOST="lain.example")[0].startswith("400")
    assert ask(HTTP_HOST="localhost")[0].startswith("200")


def test_who_is_told_something_gets_a_page_of_their_own(reached):
    ask()
    ask(HTTP_COOKIE=f"{Notices.cookie_name}=x")
    ask(HTTP_AUTHORIZATION="Bearer x")
    assert len(reached) == 3


def test_the_same_page_over_another_line_is_asked_of_django(reached):
    """There it may lead to the line that is safe."""
    ask()
    ask(HTTP_X_FORWARDED_PROTO="https")
    ask(**{"wsgi.url_scheme": "https"})
    assert len(reached) == 3


def test_without_a_database_pages_are_given_as_they_were(reached):
    drawn = ask()

    def silent(*_):
        raise OperationalError

    with connection.execute_wrapper(silent):
        assert without_its_name(ask()) == without_its_name(drawn)
    assert len(reached) == 2


def test_who_has_the_page_is_told_so_without_django(reached):
    mark = ask()[1]["ETag"]
    first, second = ask(HTTP_IF_NONE_MATCH=mark), ask(HTTP_IF_NONE_MATCH=mark)
    assert len(reached) == 2
    assert without_its_name(first) == without_its_name(second)
    assert (second[0], second[2]) == ("304 Not Modified", b"")


def test_ways_of_asking_are_kept_within_bounds():
    for port in range(2 * again.WAYS):
        ask(SERVER_PORT=str(port))
    assert len(still.SHELF.take(LIST).sent) == again.WAYS


def test_it_is_counted_under_the_name_of_its_view():
    def counted():
        return metrics.OWN.get_sample_value(
            "sinovik_requests_total", {"view": "proposals:catalogue", "method": "GET", "status": "2xx"}
        )

    ask()
    before = counted()
    ask()
    assert counted() == before + 1


def test_a_name_from_the_proxy_is_taken_over_only_behind_one(settings):
    ask()
    assert ask(HTTP_X_REQUEST_ID="dari-luar-1")[1]["X-Request-Id"] != "dari-luar-1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert ask(HTTP_X_REQUEST_ID="dari-proksi-1")[1]["X-Request-Id"] == "dari-proksi-1"
