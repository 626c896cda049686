"""The files from which production is started: by the book, and several machines have what one has."""

import json
import re

import pytest
from compose_spec import PyCompose
from django.conf import settings

from tests import stack

BOTH = pytest.mark.parametrize("name", [stack.COMPOSE, stack.STACK])
# One machine's worker is several there; where files lie differs, and how a connection is had.
OF_ONE_MACHINE = {"HTTP_PORT", "HTTPS_PORT", "SINOVIK_VERSION"}
WORKERS = ("worker", "computing", "certificates")
# What a machine may lose without anybody missing it; PostgreSQL, Valkey and the proxy lie on one, by their labels.
OF_NO_USE_LATER = {"metrics"}
WAITS = "until python manage.py migrate --check; do sleep 2; done\n"


def by_the_book(told):
    """Raises ValueError where a file is none, or names what it does not say."""
    PyCompose.from_json(json.dumps(told)).validate()


@BOTH
def test_it_is_by_the_book(name):
    by_the_book(stack.read(name))


@BOTH
@pytest.mark.parametrize(
    ("said", "instead"),
    [("interval: 15s", "interval: soon"), ("- inside", "- inseide"), ("retries: 4", "retries: empat")],
)
def test_a_file_that_is_not_is_found_out(name, said, instead, tmp_path, monkeypatch):
    text = (stack.ROOT / name).read_text()
    assert said in text
    (tmp_path / name).write_text(text.replace(said, instead, 1))
    monkeypatch.setattr(stack, "ROOT", tmp_path)
    with pytest.raises(ValueError, match=name_of(instead)):
        by_the_book(stack.read(name))


def name_of(instead):
    """What the complaint has to speak of."""
    return instead.split()[-1].partition(":")[0]


def test_several_machines_are_told_what_one_is():
    one, several = (stack.read(name)["services"]["web"]["environment"] for name in (stack.COMPOSE, stack.STACK))
    assert set(several) - set(one) == {"DATABASE_KEPT_SECONDS"}
    assert set(one) - set(several) == set()
    differ = {name for name, value in one.items() if several[name] != value}
    assert differ == {"DATABASE_URL", "S3_BUCKET"}


@pytest.mark.parametrize("service", ["web", "beat", "postgres", "valkey", "proxy"])
def test_a_service_is_the_same_and_its_health_is_asked_for_alike(service):
    one, several = (stack.read(name)["services"][service] for name in (stack.COMPOSE, stack.STACK))
    assert one["healthcheck"]["test"] == several["healthcheck"]["test"]
    # The image's own command is the web server's; there it waits for the tables first.
    assert service == "web" or one.get("command") == several.get("command")


def test_the_web_server_is_started_alike():
    image = next(line for line in (stack.ROOT / "Dockerfile").read_text().splitlines() if line.startswith("CMD "))
    waits, starts = stack.shell(stack.read(stack.STACK)["services"]["web"]).splitlines()
    assert waits + "\n" == WAITS
    assert starts.split()[1:] == json.loads(image.removeprefix("CMD "))


def test_every_line_of_tasks_has_a_worker_and_each_waits_for_the_tables():
    services = stack.read(stack.STACK)["services"]
    scripts = {name: stack.shell(services[name]) for name in WORKERS}
    taken = [queue for script in scripts.values() for queue in re.search(r"--queues (\S+)", script)[1].split(",")]
    assert sorted(taken) == sorted(settings.TASK_QUEUE_NAMES)
    assert all(script.startswith(WAITS) for script in scripts.values())
    # On one machine one worker takes from all.
    assert "--queues" not in " ".join(stack.read(stack.COMPOSE)["services"]["worker"]["command"])


def test_no_machine_keeps_anything_of_the_portal():
    services = stack.read(stack.STACK)["services"]
    for name in ("migrate", "web", "beat", *WORKERS):
        volumes = {one.partition(":")[0] for one in services[name].get("volumes", ())}
        assert volumes <= OF_NO_USE_LATER, name
    assert services["beat"]["deploy"]["replicas"] > 1
    assert services["web"]["deploy"]["replicas"] > 1


def test_every_variable_is_told_to_whoever_fills_them_in():
    known = (stack.ROOT / ".env.example").read_text() + (stack.ROOT / "docs" / "operations.md").read_text()
    for name in (stack.COMPOSE, stack.STACK):
        asked = {found[0] for found in stack.VARIABLE.findall((stack.ROOT / name).read_text())}
        assert not {one for one in asked - OF_ONE_MACHINE if not re.search(rf"\b{one}\b", known)}
