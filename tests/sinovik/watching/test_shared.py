"""Several processes count together: those of the web server as they are started, and the clock's worker."""

import os
import signal
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from sinovik.watching import shared
from tests.sinovik.serving.conftest import ROOT, children, started, wait_until

TOKEN = "angka-bersama"


@pytest.fixture
def counting(monkeypatch, tmp_path):
    """The environment of processes that count in a folder of the test."""
    monkeypatch.setenv("METRICS_TOKEN", TOKEN)
    monkeypatch.setenv("METRICS_FOLDER", str(tmp_path / "metrics"))
    return tmp_path / "metrics"


def numbers(portal):
    """What is told, whichever process answers."""
    host, port = portal.address
    asked = urllib.request.Request(f"http://{host}:{port}/metrik", headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        lines = [line for line in answer.read().decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


@pytest.mark.journey
def test_the_processes_of_the_web_server_are_added_up_and_a_lost_one_leaves_nothing_under_way(counting, tmp_path):
    counting.mkdir()
    (counting / "counter_web-1.db").write_bytes(b"of a run before")
    (counting / "counter_worker-1.db").write_bytes(b"")
    name = 'sinovik_requests_total{method="GET",status="2xx",view="ping"}'
    with started(tmp_path) as (process, portal):
        assert not (counting / "counter_web-1.db").exists()
        (counting / "counter_worker-1.db").unlink()
        first = numbers(portal)[name]
        for _ in range(20):
            assert portal.get() == (200, "ok")
        assert numbers(portal)[name] == first + 20
        before = children(process)
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: len(set(children(process)) - set(before)) == 2)
        after = numbers(portal)
        assert after[name] >= first + 20
        assert after["sinovik_requests_under_way"] == 1
        gone = [path for pid in before for path in counting.glob(f"gauge_live*_web-{pid}.db")]
        assert gone == []


@contextmanager
def a_worker(folder):
    """A worker as it is started in production, until the block ends."""
    env = {**os.environ, "SECRET_KEY": settings.SECRET_KEY}
    command = [sys.executable, "-m", "celery", "-A", "sinovik", "worker", "--concurrency", "1", "-Q", "uji-angka"]
    with (folder / "worker.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        wait_until(lambda: b" ready." in (folder / "worker.log").read_bytes())
        yield
    finally:
        process.terminate()
        process.wait()


@pytest.mark.journey
def test_the_web_server_tells_what_the_worker_did_under_the_id_of_who_asked(counting, tmp_path):
    from celery import current_app

    from sinovik.watching import request_ids

    name = 'sinovik_tasks_total{result="failed",task="judging.compute_stage"}'
    with started(tmp_path) as (_, portal), a_worker(tmp_path):
        named = request_ids.CURRENT.set("permintaan-9")
        try:
            # There is no such computation: the run fails, and changes nothing.
            current_app.send_task("judging.compute_stage", kwargs={"computation": 0}, queue="uji-angka")
        finally:
            request_ids.CURRENT.reset(named)
        wait_until(lambda: numbers(portal).get(name) == 1)
    log = (tmp_path / "worker.log").read_text()
    assert [line for line in log.splitlines() if "judging.compute_stage" in line and "request=permintaan-9" in line]
    assert list(Path(counting).glob("counter_worker-*.db"))


def test_numbers_that_are_defined_already_cannot_be_shared(settings, tmp_path):
    settings.METRICS_TOKEN, settings.METRICS_FOLDER = TOKEN, str(tmp_path)
    with pytest.raises(RuntimeError, match="defined already"):
        shared.begin("web")


def test_without_a_token_nothing_is_shared(settings, tmp_path):
    settings.METRICS_TOKEN, settings.METRICS_FOLDER = "", str(tmp_path / "metrics")
    shared.begin("web")
    shared.end("web", 1)
    assert not (tmp_path / "metrics").exists()
