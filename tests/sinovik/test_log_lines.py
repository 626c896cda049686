"""An entry of the log is one line in UTC that says whose request it was; nobody writes a line of theirs into it."""

import logging
import re
import sys

import pytest
from django.urls import reverse

from accounts.models import Role
from sinovik.settings.log_lines import LogLine
from tests.factories import accounts

MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00"


def written(message, *args, fault=None):
    return LogLine().format(logging.LogRecord("accounts.files", logging.WARNING, "file", 1, message, args, fault))


def fail(text):
    raise ValueError(text)


def test_an_entry_says_when_how_grave_who_and_what():
    assert re.fullmatch(
        MOMENT + " WARNING accounts.files: the store did not take a/b", written("the store did not take %s", "a/b")
    )


@pytest.mark.parametrize("sign", ["\n", "\r", "\x0b", "\x1b", "\x85", "\u2028", "\x00", "\u202e"])
def test_nobody_begins_a_line_of_theirs(sign):
    line = written("refused: %s", f"x{sign}2026-01-01T00:00:00.000+00:00 INFO django: all is well")
    assert len(line.splitlines()) == 1
    assert sign not in line


def test_what_a_fault_says_is_set_in():
    try:
        fail("x\n2026-01-01T00:00:00.000+00:00 INFO django: all is well")
    except ValueError:
        first, *rest = written("it failed", fault=sys.exc_info()).splitlines()
    assert first.endswith("it failed")
    assert len(rest) > 3
    assert [line for line in rest if not line.startswith("  ")] == []


@pytest.mark.django_db
def test_whoever_is_refused_stands_in_the_log(client, caplog, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    writer = accounts.membership(Role.UNIT).user
    client.force_login(writer)
    assert client.get(reverse("history"), headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 403
    lines = [LogLine().format(record) for record in caplog.records if record.name == "django.request"]
    assert [
        line for line in lines if f"Forbidden: /riwayat/ [GET 403 user={writer.pk} from=203.0.113.7 request=" in line
    ]


@pytest.mark.django_db
def test_what_is_not_there_for_a_visitor_stands_in_the_log_without_a_name(client, caplog):
    assert client.get("/tidak-ada/").status_code == 404
    lines = [LogLine().format(record) for record in caplog.records if record.name == "django.request"]
    assert [line for line in lines if "Not Found: /tidak-ada/ [GET 404" in line and "user=" not in line]
