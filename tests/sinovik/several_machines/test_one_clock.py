"""Several clocks are one: what is due is asked for once, whichever of them dies, stops for a while or comes back."""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from redis import Redis
from time_machine import travel

from sinovik import one_clock
from sinovik.celery import app
from sinovik.embedded import processes
from sinovik.one_clock import OneClock

HOUR = 3600
ENTRIES = {
    "surat": {"task": "uji.surat", "schedule": HOUR},
    "hitung": {"task": "uji.hitung", "schedule": 2 * HOUR},
}
# Of the processes: the lease, how often something is due, and how long a look lasts.
SHORT, EVERY, PATIENCE = 2.0, 1.0, 60


@pytest.fixture(autouse=True)
def own_queue(monkeypatch):
    """Another name for each test: the processes of a run share one Valkey. What is asked for waits there."""
    name = f"uji-{uuid.uuid4().hex}"
    monkeypatch.setattr(one_clock, "LEASE", f"{name}:clock")
    monkeypatch.setattr(one_clock, "ASKED", f"{name}:asked")
    before = app.conf.beat_schedule, app.conf.task_default_queue
    app.conf.beat_schedule, app.conf.task_default_queue = ENTRIES, name
    broker = Redis.from_url(settings.REDIS_URL)
    yield name
    app.conf.beat_schedule, app.conf.task_default_queue = before
    broker.delete(name, one_clock.LEASE, one_clock.ASKED)
    broker.close()


@pytest.fixture
def clock(request):
    def made(**options):
        one = OneClock(app, **options)
        request.addfinalizer(one.close)
        return one

    return made


@pytest.fixture
def waiting(own_queue):
    """The tasks that were asked for, the first first."""
    broker = Redis.from_url(settings.REDIS_URL)
    yield lambda: [json.loads(one)["headers"]["task"] for one in reversed(broker.lrange(own_queue, 0, -1))]
    broker.close()


def turn(clock):
    """Everything that is due by now; the seconds until it looks again."""
    while not (pause := clock.tick()):
        pass
    return pause


def test_of_several_clocks_one_asks(clock, waiting):
    with travel(now(), tick=False) as moment:
        first, second = clock(), clock()
        assert max(turn(first), turn(second)) <= one_clock.LOOKS_EVERY
        assert waiting() == []
        for _ in range(4):
            moment.shift(timedelta(seconds=HOUR))
            turn(second)
            turn(first)
    assert sorted(waiting()) == ["uji.hitung"] * 2 + ["uji.surat"] * 4


def test_the_next_one_goes_on_where_the_first_was(clock, waiting):
    with travel(now(), tick=False) as moment:
        first, second = clock(), clock()
        turn(first)
        turn(second)
        moment.shift(timedelta(seconds=HOUR))
        turn(first)
        first.close()
        turn(second)
        assert waiting() == ["uji.surat"]
        moment.shift(timedelta(seconds=HOUR))
        turn(second)
    assert sorted(waiting()[1:]) == ["uji.hitung", "uji.surat"]


def test_what_fell_due_while_no_clock_ran_is_asked_for_once(clock, waiting):
    with travel(now(), tick=False) as moment:
        first = clock()
        turn(first)
        moment.shift(timedelta(seconds=HOUR))
        turn(first)
        first.close()
        moment.shift(timedelta(seconds=9 * HOUR))
        turn(clock())
    # The other entry was never asked for: it is due a while after the first clock that knows of it.
    assert waiting() == ["uji.surat"] * 2


def test_a_clock_that_stood_still_asks_for_nothing_once_another_has_taken_over(clock, waiting, caplog):
    with travel(now(), tick=False) as moment:
        first, second = clock(), clock()
        turn(first)
        moment.shift(timedelta(seconds=HOUR))
        # Its lease ran out while it was stopped between looking and asking.
        assert first.is_its_turn()
        first.broker.delete(one_clock.LEASE)
        turn(second)
        [entry] = [one for one in first.schedule.values() if one.name == "surat"]
        first.apply_entry(entry)
        assert not first.has_lease
        assert waiting() == ["uji.surat"]
        turn(first)
        moment.shift(timedelta(seconds=HOUR))
        turn(first)
        turn(second)
    assert sorted(waiting()[1:]) == ["uji.hitung", "uji.surat"]
    assert "another clock has taken over" in caplog.text


@pytest.mark.parametrize("days", [1, 400])
def test_a_machine_whose_clock_runs_ahead_and_is_set_right_stops_nothing(clock, waiting, days):
    began = now()
    with travel(began, tick=False):
        first = clock()
        turn(first)
    with travel(began + timedelta(days=days), tick=False):
        turn(first)
        assert len(waiting()) == 2
        # One more that starts meanwhile believes the same.
        first.close()
        second = clock()
        turn(second)
        assert len(waiting()) == 2
    with travel(began + timedelta(minutes=5), tick=False) as moment:
        turn(second)
        moment.shift(timedelta(seconds=2 * HOUR))
        turn(second)
    assert sorted(waiting()[2:]) == ["uji.hitung", "uji.surat"]


def test_without_valkey_a_clock_waits_and_says_so(clock, tmp_path, settings, caplog):
    settings.REDIS_URL = f"redis://127.0.0.1:{processes.free_port()}/0"
    one = clock(schedule_filename=str(tmp_path / "tanda"))
    assert turn(one) == one_clock.LOOKS_EVERY
    assert "does not reach" in caplog.text
    # It is alive all the same.
    assert (tmp_path / "tanda").exists()


def now():
    """A round moment of today."""
    return timezone.now().replace(minute=0, second=0, microsecond=0)


# --- processes

CODE = f"""
from sinovik import one_clock
from sinovik.celery import app
import sys
one_clock.LEASE, one_clock.ASKED, one_clock.LEASE_SECONDS, one_clock.LOOKS_EVERY = (*sys.argv[1:3], {SHORT}, 0.2)
app.conf.task_default_queue, app.conf.task_queues = sys.argv[3], None
app.conf.beat_schedule = {{"surat": {{"task": "uji.surat", "schedule": {EVERY}}}}}
app.Beat(loglevel="info", schedule=sys.argv[4]).run()
"""


class Clocks:
    """Real clocks, each a process of its own."""

    def __init__(self, folder, queue):
        self.folder, self.queue, self.started = folder, queue, []
        self.broker = Redis.from_url(settings.REDIS_URL)

    def start(self):
        name = self.folder / f"tanda-{len(self.started)}"
        words = [one_clock.LEASE, one_clock.ASKED, self.queue, str(name)]
        env = {**os.environ, "SECRET_KEY": settings.SECRET_KEY}
        with name.with_suffix(".log").open("wb") as log:
            one = subprocess.Popen([sys.executable, "-c", CODE, *words], env=env, stdout=log, stderr=log)
        self.started.append(one)
        return one

    def asked(self):
        return self.broker.llen(self.queue)

    def until_asked(self, more):
        """Wait until so many more were asked for."""
        aim, end = self.asked() + more, time.monotonic() + PATIENCE
        while self.asked() < aim:
            assert time.monotonic() < end
            time.sleep(0.05)

    def close(self):
        for one in self.started:
            one.kill()
            one.wait()
        self.broker.close()


@pytest.fixture
def clocks(tmp_path, own_queue):
    found = Clocks(tmp_path, own_queue)
    yield found
    found.close()


@pytest.mark.journey
def test_real_clocks_are_one_while_they_are_killed_stopped_and_started(clocks):
    began = time.monotonic()
    first, _second = clocks.start(), clocks.start()
    clocks.until_asked(3)
    first.kill()
    clocks.until_asked(3)
    third = clocks.start()
    clocks.until_asked(1)
    for one in clocks.started[1:]:
        one.send_signal(signal.SIGSTOP)
        time.sleep(SHORT + EVERY)
        one.send_signal(signal.SIGCONT)
    clocks.until_asked(3)
    third.terminate()
    clocks.until_asked(1)
    # One clock asks once each time; two would ask twice as often.
    assert clocks.asked() <= (time.monotonic() - began) / EVERY + 1
