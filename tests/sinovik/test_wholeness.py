"""Whatever server brings a request: one that lacks its end is refused before any view."""

import io

import pytest
from django.core.handlers.wsgi import WSGIHandler

from sinovik.wholeness import Torso, WholeBodies, WholeBody

URLENCODED = b"login=siapa%40contoh.id&password=rahasia&utuh=1"
PART = '--b\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
MULTIPART = (PART.format("login", "siapa") + PART.format("utuh", "1") + "--b--\r\n").encode()


def answered(body, kind, length):
    """The status and the page for a sign-in with this body."""
    heard = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/akun/masuk/",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
        "wsgi.input": io.BytesIO(body),
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(length),
        # Without it the form is refused unread.
        "HTTP_COOKIE": "csrftoken=" + "a" * 32,
    }
    portal = WholeBodies(WSGIHandler())
    page = b"".join(portal(environ, lambda status, headers: heard.append(status)))
    return heard[0][:3], page.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kind"),
    [(URLENCODED, "application/x-www-form-urlencoded"), (MULTIPART, "multipart/form-data; boundary=b")],
    ids=["urlencoded", "multipart"],
)
def test_a_cut_body_is_refused_with_our_page(body, kind, caplog):
    status, page = answered(body, kind, len(body) + 1)
    assert status == "400"
    assert "Permintaan ini tidak dapat dibaca" in page
    # A whole one goes on to the next guard, which misses the token of a form.
    assert answered(body, kind, len(body))[0] == "403"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (URLENCODED.removesuffix(b"&utuh=1"), "application/x-www-form-urlencoded"),
        (PART.format("login", "siapa").encode(), "multipart/form-data; boundary=b"),
    ],
    ids=["urlencoded", "multipart"],
)
def test_a_body_cut_so_that_its_length_fits_is_refused_too(body, kind):
    """As a proxy passes on what it has: nothing is missing but the end of the form."""
    status, page = answered(body, kind, len(body))
    assert status == "400"
    assert "Kiriman Anda tidak sampai utuh" in page


@pytest.mark.parametrize(
    "read", [lambda s: s.read(), lambda s: s.read(10), lambda s: s.readline(), lambda s: s.readline(9)]
)
def test_a_stream_says_that_its_end_is_missing(read):
    with pytest.raises(Torso):
        read(WholeBody(io.BytesIO(b"12345"), 10))


def test_a_whole_stream_reads_as_usual_and_no_further():
    stream = WholeBody(io.BytesIO(b"satu\ndua\ntiga dan yang berikutnya"), 13)
    assert [stream.readline(), stream.readline(2), stream.read(2), stream.read(), stream.read()] == [
        b"satu\n",
        b"du",
        b"a\n",
        b"tiga",
        b"",
    ]
