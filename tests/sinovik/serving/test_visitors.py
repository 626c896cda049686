"""Over real sockets: whoever dawdles, hangs up early or sends too much takes nobody's turn and changes nothing."""

import resource
import select
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from sinovik.serving.visitors import Patience
from tests.sinovik.serving.conftest import SECONDS, opened, wait_until

HEADERS = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
SIGNED_IN = "Cookie: csrftoken=a; sessionid=b\r\n"


@pytest.mark.parametrize("begun", [HEADERS, HEADERS + "\r\na"], ids=["headers", "bodies"])
def test_readers_are_served_while_two_hundred_dawdle(door, begun):
    portal = door()
    dawdlers = [portal.visit().say(begun) for _ in range(200)]
    for _ in range(10):
        assert portal.get("/") == (200, "sampai")
    # Nobody was sent away for it: they had time left.
    dawdlers[0].say("\r\n" + "a" * 100_000)
    assert portal.reached == [b""] * 10


@pytest.mark.parametrize("begun", ["", "GET / HT", HEADERS], ids=["silence", "half a line", "headers"])
def test_who_never_finishes_the_headers_is_hung_up_on(door, begun):
    portal = door(headers=0)
    assert portal.visit().say(begun).hear() == ""


def test_who_never_finishes_the_body_is_hung_up_on(door):
    portal = door(body=0)
    assert portal.visit().say(HEADERS + "\r\na").hear() == ""
    assert portal.reached == []


@pytest.mark.parametrize("ending", ["the visitor hangs up", "the time is over", "the server stops"])
def test_a_large_torso_leaves_no_file_open(door, ending, tmp_path, monkeypatch):
    """Warnings are errors here, so the file itself is asked as well: all that is open is known to the system."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    body = 1 if ending == "the time is over" else SECONDS
    with opened(Patience(look_around=0, body=body, bytes_a_second=10**9)) as portal:
        visit = portal.visit().say(HEADERS.replace("100000", "5000000") + "\r\n" + "a" * 2_000_000)
        wait_until(lambda: open_files(tmp_path))
        if ending == "the visitor hangs up":
            visit.socket.close()
        if ending != "the server stops":
            wait_until(lambda: not open_files(tmp_path))
    assert not open_files(tmp_path)
    assert portal.reached == []


def open_files(folder):
    """What this process holds open there, deleted or not."""
    held = []
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            held.append(descriptor.readlink())
    return [one for one in held if one.is_relative_to(folder)]


def test_a_slow_line_has_longer_the_more_it_brings(door):
    """Half of the body at once is worth more time than the rest takes."""
    portal = door(body=0, bytes_a_second=1)
    visit = portal.visit().say(HEADERS + "\r\n" + "a" * 50_000)
    assert portal.get("/")[0] == 200
    visit.say("a" * 50_000)
    assert "sampai" in visit.end().hear()
    assert b"a" * 100_000 in portal.reached


def test_who_stays_on_the_line_without_a_word_is_hung_up_on(door):
    portal = door(idle=0)
    heard = portal.visit().say("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").hear()
    assert heard.endswith("sampai")


def test_newcomers_get_in_when_every_place_is_taken(door):
    portal = door(connections=5)
    much = portal.visit().say(HEADERS + "\r\n" + "a" * 50_000)
    little = [portal.visit().say(HEADERS) for _ in range(4)]
    for _ in range(3):
        assert portal.get("/") == (200, "sampai")
    assert select.select([visit.socket for visit in little], [], [], SECONDS)[0]
    # Whoever has sent most has most to lose.
    assert "sampai" in much.say("a" * 50_000).end().hear()


URLENCODED = "Content-Type: application/x-www-form-urlencoded\r\n\r\njudul=Satu&ringkasan=Dua"
MULTIPART = (
    "Content-Type: multipart/form-data; boundary=batas\r\n\r\n"
    '--batas\r\nContent-Disposition: form-data; name="judul"\r\n\r\nSatu\r\n--batas--\r\n'
)


@pytest.mark.parametrize("body", [URLENCODED, MULTIPART], ids=["urlencoded", "multipart"])
def test_a_request_that_is_cut_short_never_reaches_the_portal(door, body):
    """Also where what did come could be read as a whole form."""
    portal = door()
    heard = portal.visit().say(HEADERS + body).end().hear()
    assert heard.startswith("HTTP/1.1 400 ")
    assert heard.endswith("tidak utuh")
    assert portal.reached == []


def test_a_stranger_may_not_bring_what_a_member_may(door):
    portal = door(body_of_a_stranger=1000, body_of_a_member=100_000)
    body = "\r\n" + "a" * 100_000
    # Refused by the headers: the body is not waited for.
    heard = portal.visit().say(HEADERS + "\r\n").hear()
    assert heard.startswith("HTTP/1.1 413 ")
    assert heard.endswith("terlalu besar")
    assert "413" in portal.visit().say(HEADERS.replace("POST /", "POST /akun/masuk/") + SIGNED_IN + "\r\n").hear()
    assert "sampai" in portal.visit().say(HEADERS + SIGNED_IN + body).end().hear()
    assert "413" in portal.visit().say(HEADERS.replace("100000", "100001") + SIGNED_IN + "\r\n").hear()
    assert portal.reached == [b"a" * 100_000]


def test_the_limit_holds_without_a_length_too(door):
    portal = door(body_of_a_stranger=1000)
    pieces = (
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        + ("200\r\n" + "a" * 512 + "\r\n") * 3
    )
    assert portal.visit().say(pieces).hear().startswith("HTTP/1.1 413 ")
    assert portal.reached == []


def test_nobody_is_asked_to_go_on_with_what_is_too_large(door):
    portal = door(body_of_a_stranger=1000)
    heard = portal.visit().say(HEADERS + "Expect: 100-continue\r\n\r\n").hear()
    assert heard.startswith("HTTP/1.1 413 ")


def test_the_page_reaches_somebody_who_is_still_sending(door):
    portal = door(body_of_a_stranger=1000)
    visit = portal.visit().say(HEADERS + "\r\n")
    for _ in range(10):
        visit.say("a" * 5000)
    assert visit.hear().endswith("terlalu besar")


def test_what_is_no_request_gets_a_page_of_ours(door):
    heard = door().visit().say("apa kabar?\r\n\r\n").hear()
    assert heard.endswith("tidak utuh")
    assert "base-uri 'none'" in heard
    assert "X-Content-Type-Options: nosniff" in heard


@pytest.mark.parametrize("path", ["/", "/berkas", "/potongan"])
def test_head_is_answered_by_headers_alone(door, path):
    portal = door()
    assert portal.get(path) == (200, "sampai")
    heard = portal.visit().say(f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").hear()
    assert heard.startswith("HTTP/1.1 200 OK")
    assert heard.endswith("\r\n\r\n")
    assert heard.count("\r\n\r\n") == 1


def test_after_head_the_line_serves_on(door):
    head = "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    heard = door().visit().say(head + head + last).hear()
    assert heard.count("Content-Length: 6") == heard.count("HTTP/1.1 200 OK") == 3
    assert heard.count("sampai") == 1
    assert heard.endswith("sampai")


def test_the_moment_that_counts_is_that_of_the_headers_and_never_the_visitors(door):
    """Written down before the body has come, whatever the visitor says of it."""
    portal = door()
    slow = portal.visit().say(HEADERS + "sinovik.arrived: 1\r\nX-Request-Start: 1\r\n\r\n")
    assert portal.get("/")[0] == 200
    between = time.time()
    slow.say("a" * 100_000).end().hear()
    assert 0 < portal.stamps[-1] <= between


@pytest.fixture
def _no_room():
    """No file of this process may grow beyond a megabyte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("_no_room")
def test_what_there_is_no_room_for_is_refused_in_words_and_reaches_nobody(door):
    portal = door()
    head = HEADERS.replace("100000", "3000000") + SIGNED_IN
    heard = portal.visit().say(head + "\r\n" + "a" * 3_000_000).hear()
    assert heard.startswith("HTTP/1.1 507 Insufficient Storage")
    assert heard.endswith("tidak utuh")
    assert portal.get("/") == (200, "sampai")
    assert portal.reached == [b""]
