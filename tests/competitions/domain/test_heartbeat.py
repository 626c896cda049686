import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from competitions.domain import heartbeat
from competitions.models import ServingRun
from tests.factories import competitions
from tests.factories.competitions import CLOSES_AT

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def beats(since, until):
    """A beat a minute, both ends among them."""
    at = since
    while at <= until:
        heartbeat.beat(at=at)
        at += MINUTE


def test_a_run_without_a_gap_is_one_row_however_often_it_beats():
    beats(CLOSES_AT, CLOSES_AT + 30 * MINUTE)
    heartbeat.beat(at=CLOSES_AT + 30 * MINUTE)
    heartbeat.beat(at=CLOSES_AT + 10 * MINUTE)
    run = ServingRun.objects.get()
    assert (run.began_at, run.last_at) == (CLOSES_AT, CLOSES_AT + 30 * MINUTE)


@pytest.mark.parametrize(
    ("silent", "asked_at", "lost"),
    [
        ((100, 88), 0, 12),
        ((100, 98), 0, 0),
        # What happened before the last day is another matter.
        ((1500, 1430), 0, 10),
        ((2000, 1600), 0, 0),
        # Down over the close itself: what was left of registration.
        ((12, -30), -30, 12),
        # Down still.
        ((60, -60), 20, 40),
        # Long after, nobody proposes anything any more.
        ((100, 88), -2000, 0),
    ],
)
def test_what_was_lost_of_the_last_day_is_counted_in_minutes(silent, asked_at, lost):
    edition = competitions.edition()
    last, first = (CLOSES_AT - minutes * MINUTE for minutes in silent)
    now = CLOSES_AT - asked_at * MINUTE
    beats(CLOSES_AT - 2100 * MINUTE, CLOSES_AT - 2095 * MINUTE)
    ServingRun.objects.update(last_at=last)
    if first <= now:
        beats(first, first)
        newest = ServingRun.objects.order_by("-pk")[:1]
        ServingRun.objects.filter(pk__in=newest).update(last_at=max(now, first))
    assert heartbeat.lost(edition, at=now) == lost


def test_before_the_first_beat_nothing_is_known_and_nothing_is_lost():
    edition = competitions.edition()
    assert heartbeat.lost(edition, at=CLOSES_AT - MINUTE) == 0
    beats(CLOSES_AT - MINUTE, CLOSES_AT - MINUTE)
    assert heartbeat.lost(edition, at=CLOSES_AT - MINUTE) == 0


def test_a_server_that_does_not_answer_makes_no_beat():
    heartbeat.keep("http://127.0.0.1:1/ping", clock=lambda: CLOSES_AT)
    assert not ServingRun.objects.exists()
    heartbeat.keep("", clock=lambda: CLOSES_AT)
    assert ServingRun.objects.get().began_at == CLOSES_AT


class Elsewhere(BaseHTTPRequestHandler):
    """Answers its own address, and sends whoever asks for another there."""

    def do_GET(self):
        self.send_response(200 if self.path == "/ping" else 302)
        self.send_header("Location", "/ping")
        self.end_headers()

    def log_message(self, *_args):
        """Nothing on the terminal."""


@pytest.mark.parametrize(("path", "is_there"), [("/ping", True), ("/pindah", False)])
def test_only_the_address_that_was_set_is_asked(path, is_there):
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert heartbeat.answers(f"http://127.0.0.1:{server.server_port}{path}") is is_there
        server.shutdown()
