"""The server as it is started for real."""

import http
import os
import signal
import time
from pathlib import Path

import pytest

from tests.sinovik.embedded.conftest import is_gone
from tests.sinovik.serving.conftest import SECONDS


def children(process):
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


@pytest.fixture
def served(command):
    """The started process and its portal, both web processes at work."""
    process, portal = command
    wait_until(lambda: answers(portal) and len(children(process)) == 2)
    return process, portal


def answers(portal):
    try:
        return portal.get()[0] == http.HTTPStatus.OK
    except OSError:
        return False


def wait_until(happens):
    until = time.monotonic() + SECONDS
    while not happens():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_process_that_dies_is_replaced_and_the_site_stays_up(served):
    process, portal = served
    before = children(process)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
        assert portal.get() == (200, "ok")
    wait_until(lambda: len(set(children(process)) - set(before)) == 2)
    assert portal.get() == (200, "ok")


def test_it_stops_when_asked_and_nothing_stays(served):
    process, _ = served
    workers = children(process)
    process.terminate()
    assert process.wait(SECONDS) == 0
    assert all(is_gone(pid) for pid in workers)


def test_nothing_outlives_it_when_it_is_killed(served):
    process, _ = served
    workers = children(process)
    process.kill()
    assert all(is_gone(pid) for pid in workers)


@pytest.mark.parametrize("begun", ["", "\r\nlogin=siapa"], ids=["headers", "bodies"])
def test_a_page_is_read_while_two_hundred_dawdle_at_the_sign_in(served, begun):
    _, portal = served
    head = "POST /akun/masuk/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
    for _ in range(200):
        portal.visit().say(head + begun)
    assert portal.get() == (200, "ok")
    assert portal.get("/akun/masuk/")[0] == http.HTTPStatus.OK


def test_the_answers_before_the_portal_are_pages(served):
    _, portal = served
    head = "POST /akun/masuk/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n"
    cut = portal.visit().say(head.format(100) + "login=siapa").end().hear()
    assert "Permintaan ini tidak sampai utuh" in cut
    assert "Tidak ada yang berubah" in cut
    large = portal.visit().say(head.format(50 * 1_048_576)).hear()
    assert large.startswith("HTTP/1.1 413 ")
    assert "Kiriman terlalu besar" in large
