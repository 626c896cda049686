"""What holds for every task there is."""

from pathlib import Path

import pytest

from sinovik.celery import app
from sinovik.embedded import demo

app.loader.import_default_modules()
TASKS = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}


def test_there_are_tasks_of_every_floor_that_has_some():
    assert {name.split(".")[0] for name in TASKS} >= {"accounts", "judging"}


@pytest.mark.parametrize("name", sorted(TASKS))
def test_no_task_may_hold_a_worker_for_ever(name):
    """First an exception that the task can answer, then the end of its process."""
    task = TASKS[name]
    assert 0 < task.soft_time_limit < task.time_limit


def test_no_task_is_given_out_again_while_it_may_still_run():
    longest = max(task.time_limit for task in TASKS.values())
    assert app.conf.broker_transport_options["visibility_timeout"] > longest


def test_every_task_of_the_clock_exists():
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(TASKS)


def test_limits_hold_because_workers_are_processes(tmp_path, capfd):
    """Threads cannot be ended; where there is nothing else, it is said."""
    compose = (Path(__file__).resolve().parents[2] / "docker-compose.yml").read_text()
    assert "--pool" not in compose
    assert "--pool" not in demo.pool(tmp_path)
    assert "threads" in demo.pool(tmp_path / "tidak-ada")
    assert "batas waktu pekerjaan latar tidak berlaku" in capfd.readouterr().out
