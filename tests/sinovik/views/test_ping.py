"""Whether the server answers and whether it can work are two questions."""

import pytest
from django.db import connection

from tests.owner import as_owner

GONE = "redis://127.0.0.1:1/0"


def asked(client):
    answer = client.get("/siap")
    return answer.status_code, dict(line.split(": ") for line in answer.content.decode().splitlines())


def test_a_server_with_everything_it_needs_is_ready(client, db):
    assert asked(client) == (200, {"database": "ok", "queue": "ok"})


def test_tables_of_another_version_are_not_those_it_needs(client, db):
    with as_owner() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'judging'")
    assert asked(client) == (503, {"database": "no", "queue": "ok"})


def test_without_its_queue_it_answers_and_is_not_ready(client, db, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": GONE}}
    assert asked(client) == (503, {"database": "ok", "queue": "no"})
    assert client.get("/ping").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_without_its_database_it_answers_and_is_not_ready(client, monkeypatch):
    connection.close()
    with monkeypatch.context() as patched:
        patched.setitem(connection.settings_dict, "PORT", "1")
        assert asked(client) == (503, {"database": "no", "queue": "ok"})
        assert client.get("/ping").status_code == 200


@pytest.mark.parametrize("path", ["/ping", "/siap", "/robots.txt", "/sitemap.xml", "/kabar.atom", "/", "/tidak-ada/"])
def test_every_text_says_its_letters(client, db, path):
    assert client.get(path)["Content-Type"].endswith("; charset=utf-8")
