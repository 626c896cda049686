"""A request has an id: in its answer, in every line of the log, and in the tasks that it starts."""

import json
import logging
import re

import pytest
from celery import current_app
from redis import Redis

from sinovik.settings.log_lines import LogLine
from sinovik.watching import request_ids, runs, state

pytestmark = pytest.mark.django_db
MADE = r"[0-9a-f]{16}"
QUEUE = "uji-permintaan"


def answered(client, said=None):
    return client.get("/ping", headers={"X-Request-Id": said} if said else {})["X-Request-Id"]


def test_an_id_is_made_and_said_in_the_answer(client):
    first, second = answered(client), answered(client)
    assert re.fullmatch(MADE, first)
    assert first != second


def test_that_of_a_proxy_is_taken(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    said = "0a6f2a1c-4d2e-4f63-9df2-2f1f6b5a7a11"
    assert answered(client, said) == said


def test_that_of_whoever_comes_without_a_proxy_is_not(client):
    assert re.fullmatch(MADE, answered(client, "0a6f2a1c-4d2e-4f63-9df2-2f1f6b5a7a11"))


@pytest.mark.parametrize("said", ["short", "x" * 65, "two words", "semi;colon", "dua-kata\u00e9", "12345678\t1"])
def test_one_without_a_safe_shape_is_not_taken(client, settings, said):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert re.fullmatch(MADE, answered(client, said))


def test_the_line_of_a_refusal_bears_it(client, caplog):
    said = client.get("/tidak-ada/")["X-Request-Id"]
    lines = [LogLine().format(record) for record in caplog.records if record.name == "django.request"]
    assert [line for line in lines if line.endswith(f" request={said}]")]


def test_any_other_line_bears_it_while_the_request_lasts():
    record = logging.LogRecord("accounts.files", logging.WARNING, "file", 1, "the store did not take it", (), None)
    named = request_ids.CURRENT.set("permintaan-1")
    try:
        assert LogLine().format(record).endswith("the store did not take it [request=permintaan-1]")
    finally:
        request_ids.CURRENT.reset(named)
    assert LogLine().format(record).endswith("the store did not take it")
    assert request_ids.current() == ""


def test_a_task_bears_the_id_of_the_request_that_asked_for_it(settings):
    """As it lies in the queue for a worker."""
    with Redis.from_url(settings.REDIS_URL) as broker:
        broker.delete(QUEUE)
        named = request_ids.CURRENT.set("permintaan-2")
        try:
            current_app.send_task("sinovik.watch", queue=QUEUE)
        finally:
            request_ids.CURRENT.reset(named)
        message = broker.rpop(QUEUE)
    assert json.loads(message)["headers"]["request_id"] == "permintaan-2"
    assert 0 <= state.asked(message) < 300


@pytest.mark.parametrize("message", [None, b"", b"{}", b"[]", b'{"headers": {"asked_at": "x"}}'])
def test_what_nobody_dated_waits_for_no_time(message):
    assert state.asked(message) == 0


@pytest.mark.parametrize(
    ("sent", "known"), [("permintaan-3", "permintaan-3"), ("", "tugas-nomor-1"), ("dua kata", MADE)]
)
def test_while_it_runs_its_lines_bear_the_id(sent, known):
    from sinovik.tasks import watch

    watch.request_stack.push(type(watch.request)(request_id=sent))
    try:
        runs.take_up("tugas-nomor-1", watch)
        assert re.fullmatch(known, request_ids.current())
        runs.count(watch, "SUCCESS")
    finally:
        watch.request_stack.pop()
    assert request_ids.current() == ""
