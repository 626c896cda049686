"""What Prometheus reads: for whoever carries the token, in names of views and tasks, without people or addresses."""

import re

import pytest
from django.core.cache import cache
from django.db import connection

from accounts.models import Role
from accounts.pages.read_only import refuse_writes
from sinovik.watching import metrics, runs, statements
from tests.factories import accounts

pytestmark = pytest.mark.django_db
TOKEN = "rahasia-untuk-angka"


def asked(client, carried=f"Bearer {TOKEN}"):
    return client.get("/metrik", headers={"Authorization": carried} if carried else {})


def read(client):
    """{"name{labels}": value} of what is told."""
    lines = [line for line in asked(client).content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


@pytest.fixture
def token(settings):
    settings.METRICS_TOKEN = TOKEN


def test_without_a_token_in_the_settings_there_is_no_such_address(client):
    assert asked(client).status_code == 404
    assert asked(client, "Bearer ").status_code == 404


@pytest.mark.parametrize(
    "carried", [None, "", "Bearer", "Bearer ", "Bearer salah", f"Basic {TOKEN}", f"Bearer {TOKEN}é"]
)
def test_whoever_does_not_carry_it_reads_nothing(client, token, carried):
    answer = asked(client, carried)
    assert (answer.status_code, answer.content) == (401, b"no\n")


def test_requests_are_counted_by_view_method_and_kind_of_answer(client, token):
    before = read(client)
    writer = accounts.membership(Role.UNIT).user
    client.force_login(writer)
    client.get("/beranda/")
    client.get("/riwayat/")
    client.post("/metrik")
    client.generic("BREW", "/orang/12345/")
    after = read(client)

    def more(name):
        return after.get(name, 0) - before.get(name, 0)

    assert more('sinovik_requests_total{method="GET",status="2xx",view="home"}') == 1
    assert more('sinovik_requests_total{method="GET",status="4xx",view="history"}') == 1
    assert more('sinovik_requests_total{method="POST",status="4xx",view="metrics"}') == 1
    assert more('sinovik_requests_total{method="other",status="4xx",view="person"}') == 1
    assert more('sinovik_request_seconds_count{view="home"}') == 1
    # The one that asks is under way itself.
    assert after["sinovik_requests_under_way"] == 1
    told = " ".join(after)
    assert "12345" not in told
    assert "BREW" not in told
    assert writer.email not in told


def test_a_kept_page_and_a_page_that_is_not_there_have_names_too(client, token):
    client.get("/tentang/")
    before = read(client)
    client.get("/tentang/")
    client.get("/tidak-ada-99/")
    after = read(client)
    for view, status in (("about", "2xx"), ("none", "4xx")):
        name = f'sinovik_requests_total{{method="GET",status="{status}",view="{view}"}}'
        assert after[name] == before.get(name, 0) + 1


def test_no_label_holds_more_than_names(client, token):
    client.get("/beranda/")
    for name in read(client):
        for value in re.findall(r'="([^"]*)"', name):
            assert re.fullmatch(r"[\w:. -]+|\+Inf", value), name


def test_what_waits_and_how_old_it_is_is_told(client, token):
    told = read(client)
    for queue in ("tasks", "computations", "certificates", "letters"):
        assert f'sinovik_waiting{{queue="{queue}"}}' in told
        assert f'sinovik_waiting_oldest_seconds{{queue="{queue}"}}' in told
    assert told["sinovik_database_up"] == 1
    assert sum(value for name, value in told.items() if name.startswith("sinovik_database_connections")) > 0
    assert told["sinovik_disk_free_bytes"] < told["sinovik_disk_bytes"]
    assert "sinovik_heartbeat_seconds" not in told


@pytest.mark.django_db(transaction=True)
def test_without_a_database_the_numbers_say_so(client, token, monkeypatch):
    connection.close()
    with monkeypatch.context() as patched:
        patched.setitem(connection.settings_dict, "PORT", "1")
        assert read(client)["sinovik_database_up"] == 0


def test_a_slow_statement_is_logged_without_its_values_and_counted(client, token, settings, caplog):
    before = read(client)["sinovik_slow_statements_total"]
    with connection.cursor() as cursor:
        settings.SLOW_STATEMENT_MS = 20
        cursor.execute("SELECT pg_sleep(%s), %s", [0.03, "nama-orang"])
        settings.SLOW_STATEMENT_MS = 20_000
        cursor.execute("SELECT 1")
    (line,) = [record.getMessage() for record in caplog.records if record.name == "sinovik.slow"]
    assert line.endswith("ms: SELECT pg_sleep(%s), %s")
    assert read(client)["sinovik_slow_statements_total"] == before + 1


@pytest.mark.django_db(transaction=True)
def test_a_connection_made_while_only_reading_is_allowed_may_write_afterwards():
    """Whatever watches statements must not be in the way of what holds a GET to reading."""
    connection.close()
    connection.execute_wrappers.clear()
    with connection.execute_wrapper(refuse_writes):
        assert connection.connection is None
        connection.ensure_connection()
        assert refuse_writes in connection.execute_wrappers
    assert connection.execute_wrappers == [statements.timed]


@pytest.mark.parametrize(("state", "result"), [("SUCCESS", "done"), ("RETRY", "again"), ("FAILURE", "failed")])
def test_runs_of_tasks_are_counted_by_how_they_ended(client, token, state, result):
    from sinovik.tasks import watch

    cache.delete(runs.key_of(watch.name))
    name = f'sinovik_tasks_total{{result="{result}",task="sinovik.watch"}}'
    before = read(client).get(name, 0)
    runs.take_up("a-task", watch)
    runs.count(watch, state)
    assert read(client)[name] == before + 1
    assert (cache.get(runs.key_of(watch.name)) is not None) is (result == "failed")
    cache.delete(runs.key_of(watch.name))


def test_buckets_are_those_that_pages_and_work_need():
    assert tuple(sorted(metrics.PAGES)) == metrics.PAGES
    assert metrics.WORK[-1] >= 29 * 60
