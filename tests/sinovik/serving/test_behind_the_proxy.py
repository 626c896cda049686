"""Over real sockets through Caddy with the Caddyfile that production has: what is cut there reaches nobody either."""

import os
import shutil
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from sinovik.embedded import processes as embedded
from tests.sinovik.serving.conftest import Portal, answers, wait_until

CADDY = os.environ.get("SINOVIK_CADDY") or shutil.which("caddy")
NO_CADDY = "caddy belum terpasang: apt-get install caddy, atau isi SINOVIK_CADDY"
CADDYFILE = Path(__file__).resolve().parents[3] / "Caddyfile"
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=batas"
URLENCODED = b"judul=Satu&ringkasan=" + b"a" * 640 + b"&utuh=1"
MULTIPART = (
    b'--batas\r\nContent-Disposition: form-data; name="ringkasan"\r\n\r\n' + b"a" * 640 + b"\r\n"
    b'--batas\r\nContent-Disposition: form-data; name="utuh"\r\n\r\n1\r\n--batas--\r\n'
)
BOTH = pytest.mark.parametrize(("kind", "body"), [(FORM, URLENCODED), (PARTS, MULTIPART)], ids=["urlencoded", "parts"])
pytestmark = [pytest.mark.journey, pytest.mark.skipif(not CADDY, reason=NO_CADDY)]


def is_old():
    """Whether this Caddy is from before 2.7."""
    said = subprocess.run([CADDY, "version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(one) for one in said.split()[0].lstrip("v").split(".")[:2]) < (2, 7)


def is_up(front, until):
    """Whether somebody listens and what is waited for is so."""
    with suppress(OSError):
        return until(front)
    return False


@contextmanager
def proxied(portal, folder, until=answers):
    """Caddy before a server of the tests; only the two addresses are others, and nothing is fetched."""
    port = embedded.free_port()
    host, behind = portal.address
    told = CADDYFILE.read_text().replace("{\n", "{\n\tadmin off\n", 1)
    told = told.replace("{$SITE_ADDRESS}", f"http://localhost:{port}").replace("web:8000", f"{host}:{behind}")
    # Debian's is older and says it so.
    told = told.replace("request_buffers 1MB", "buffer_requests\n\t\tmax_buffer_size 1MB") if is_old() else told
    own = folder / "Caddyfile"
    own.write_text(told)
    env = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "caddy.log").open("wb") as log:
        process = subprocess.Popen(
            [CADDY, "run", "--config", str(own), "--adapter", "caddyfile"], env=env, stdout=log, stderr=log
        )
    front = Portal(("127.0.0.1", port))
    try:
        wait_until(lambda: is_up(front, until))
        with front.visits:
            yield front
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def behind(door):
    return door()


@pytest.fixture
def front(behind, tmp_path):
    with proxied(behind, tmp_path) as found:
        # What asked whether it is up.
        behind.reached.clear()
        behind.stamps.clear()
        yield found


def head(kind, *more):
    lines = ["POST / HTTP/1.1", "Host: localhost", f"Content-Type: {kind}", "Connection: close", *more]
    return "\r\n".join(lines) + "\r\n\r\n"


@BOTH
@pytest.mark.parametrize("came", [1, 100, 600])
def test_what_is_cut_before_the_proxy_reaches_nobody(front, behind, kind, body, came):
    front.visit().say(head(kind, f"Content-Length: {len(body)}")).say(body[:came]).end().hear()
    assert front.get("/") == (200, "sampai")
    assert [one for one in behind.reached if one] == []


@BOTH
def test_a_body_in_chunks_that_stops_before_its_end_reaches_nobody(front, behind, kind, body):
    chunk = f"{len(body[:600]):x}\r\n".encode() + body[:600] + b"\r\n"
    front.visit().say(head(kind, "Transfer-Encoding: chunked")).say(chunk).end().hear()
    assert front.get("/") == (200, "sampai")
    assert [one for one in behind.reached if one] == []


@BOTH
def test_what_comes_whole_arrives_and_its_moment_is_the_proxys(front, behind, kind, body):
    claimed = "X-Request-Start: 1000000000000"
    began = time.time()
    heard = front.visit().say(head(kind, f"Content-Length: {len(body)}", claimed)).say(body).hear()
    assert "sampai" in heard
    assert behind.reached == [body]
    [stamp] = behind.stamps
    assert began - 1 <= float(stamp) <= time.time() + 1


def test_what_is_cut_after_more_than_the_proxy_gathers_reaches_nobody(front, behind):
    """What it passes on while it comes."""
    body = MULTIPART.replace(b"a" * 640, b"a" * 2_000_000)
    front.visit().say(head(PARTS, f"Content-Length: {len(body)}")).say(body[:1_500_000]).end().hear()
    assert front.get("/") == (200, "sampai")
    assert [one for one in behind.reached if one] == []


def test_what_is_larger_than_the_portal_takes_is_answered_by_its_own_page(front, behind):
    visit = front.visit().say(head(FORM, "Transfer-Encoding: chunked"))
    chunk = b"100000\r\n" + b"a" * 0x100000 + b"\r\n"
    with suppress(ConnectionError):
        for _mebibyte in range(101):
            visit.say(chunk)
        visit.say("0\r\n\r\n")
    heard = visit.hear()
    is_told_all(heard, "HTTP/1.1 413 ")
    assert heard.endswith("terlalu besar")
    assert [one for one in behind.reached if one] == []


def test_the_proxy_tells_the_browser_what_it_may_do_while_there_is_no_portal(tmp_path):
    nobody = Portal(("127.0.0.1", embedded.free_port()))
    with proxied(nobody, tmp_path, until=lambda front: front.get()[0] == 502) as front:
        asked = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        is_told_all(front.visit().say(asked).hear(), "HTTP/1.1 502 ")


def is_told_all(heard, status):
    """Whether an answer says once what a browser may do with it."""
    assert heard.startswith(status)
    for line in (
        "Strict-Transport-Security: max-age=31536000; includeSubDomains",
        "base-uri 'none'",
        "X-Content-Type-Options: nosniff",
    ):
        assert heard.count(line) == 1, line


def test_while_the_portal_is_away_the_proxy_says_so_in_words(tmp_path):
    nobody = Portal(("127.0.0.1", embedded.free_port()))
    with proxied(nobody, tmp_path, until=lambda front: front.get("/")[0] == 502) as front:
        told = front.visit().say("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").hear()
    assert told.startswith("HTTP/1.1 502 ")
    assert "\r\nRetry-After: 60\r\n" in told
    assert "Yang sudah disimpan tetap tersimpan" in told
    assert "What was saved is safe" in told
