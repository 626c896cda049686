"""The server as it is started for real."""

import gc
import http
import os
import signal

import pytest

from sinovik.serving import processes
from tests.sinovik.embedded.conftest import is_gone
from tests.sinovik.serving.conftest import SECONDS, children, started, wait_until

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with started(tmp_path_factory.mktemp("serving")) as served:
        yield served


def test_a_process_that_dies_is_replaced_and_the_site_stays_up(served):
    process, portal = served
    before = children(process)
    assert before
    for pid in before:
        os.kill(pid, signal.SIGKILL)
        assert portal.get() == (200, "ok")
    wait_until(lambda: len(set(children(process)) - set(before)) == 2)
    assert portal.get() == (200, "ok")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_stays_when_it_is_stopped_or_killed(tmp_path, number):
    with started(tmp_path) as (process, _):
        workers = children(process)
        assert workers
        process.send_signal(number)
        assert process.wait(SECONDS) == (0 if number == signal.SIGTERM else -number)
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


def test_what_is_loaded_is_not_looked_through_again():
    before = gc.get_freeze_count()
    try:
        processes.settle()
        assert gc.get_freeze_count() > before
        assert gc.isenabled()
    finally:
        gc.unfreeze()
