"""What holds for every task there is."""

import ast
import inspect
import sys
import textwrap
from pathlib import Path

import pytest
from django.conf import settings

from competitions.models import Reminder
from sinovik.celery import app
from sinovik.embedded import demo
from sinovik.urls import CHORES

ROOT = Path(__file__).resolve().parents[2]

app.loader.import_default_modules()
TASKS = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}


def test_there_are_tasks_of_every_floor_that_has_some():
    assert {name.split(".")[0] for name in TASKS} >= {"accounts", "judging"}


@pytest.mark.parametrize("name", sorted(TASKS))
def test_no_task_may_hold_a_worker_for_ever(name):
    """First an exception that the task can answer, then the end of its process."""
    task = TASKS[name]
    assert 0 < task.soft_time_limit < task.time_limit


@pytest.mark.parametrize("name", sorted(TASKS))
def test_every_task_is_one_line(name):
    """Ids in, a domain function called: where it ends half-way, one thing alone is left undone."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(TASKS[name].run)))
    (function,) = tree.body
    assert [type(line) for line in function.body] == [ast.Expr]


def test_a_task_that_takes_its_process_with_it_is_not_given_back_at_once():
    """That would go on for ever; the clock asks again, after pauses and so often."""
    assert app.conf.task_acks_late
    assert not app.conf.task_reject_on_worker_lost


def test_whatever_the_clock_does_has_a_name_that_people_know():
    """The names under which tries are counted."""
    named = set()
    for app_name in ("accounts", "competitions", "proposals", "judging"):
        for path in (ROOT / app_name).rglob("*.py"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for call in ast.walk(ast.parse(path.read_text())):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "tries.each":
                    named |= names_of(call.args[0], sys.modules[module])
    assert named == set(CHORES)


def names_of(argument, module):
    """What the first argument of `tries.each` may be: a constant of the module, or "reminder." and what about."""
    if isinstance(argument, ast.Name):
        return {getattr(module, argument.id)}
    assert ast.unparse(argument) == "f'reminder.{about}'"
    return {f"reminder.{about}" for about in Reminder.About}


def test_no_task_is_given_out_again_while_it_may_still_run():
    longest = max(task.time_limit for task in TASKS.values())
    assert app.conf.broker_transport_options["visibility_timeout"] > longest


def test_every_task_of_the_clock_exists():
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(TASKS)


def test_limits_hold_because_workers_are_processes(tmp_path, capfd):
    """Threads cannot be ended; where there is nothing else, it is said."""
    compose = (ROOT / "docker-compose.yml").read_text()
    assert "--pool" not in compose
    assert "--pool" not in demo.pool(tmp_path)
    assert "threads" in demo.pool(tmp_path / "tidak-ada")
    assert "batas waktu pekerjaan latar tidak berlaku" in capfd.readouterr().out


def test_what_takes_long_waits_in_a_line_of_its_own_and_every_line_has_a_worker():
    """In a test process all lines are one; these are the settings of production."""
    lines = {name: said["queue"] for name, said in settings.CELERY_TASK_ROUTES.items()}
    assert set(lines) <= set(TASKS)
    assert lines["judging.compute_stage"] != lines["judging.render_certificates"] != lines["accounts.send_due_letters"]
    # A worker that is told nothing takes from all.
    assert {queue.name for queue in settings.CELERY_TASK_QUEUES} == {
        *lines.values(),
        settings.CELERY_TASK_DEFAULT_QUEUE,
    }
