import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sinovik.embedded.sentences import Stopped
from tests.sinovik.embedded.conftest import ROOT, is_gone

ENVIRONMENT = {"PATH": os.environ["PATH"]}

# A supervisor of its own: starts one process, says its number, and waits to be killed.
SUPERVISOR = """
import os, sys
from pathlib import Path
sys.path.append(sys.argv[1])
from embedded.processes import Children
children = Children(Path(sys.argv[2]))
child = children.start("web", ["sh", "-c", "echo ready; exec sleep 600"], env=dict(os.environ), cwd=Path("/"))
children.wait_until(lambda: child.log.read_text() == "ready\\n", child, seconds=60)
print(child.process.pid, flush=True)
sys.stdin.read()
"""


def start(children, name, script):
    return children.start(name, ["sh", "-c", script], env=ENVIRONMENT, cwd=Path("/"))


def test_a_process_that_ends_by_itself_is_named_with_its_log(children, tmp_path):
    start(children, "web", "echo 'tidak ada memori'; exit 3")

    with pytest.raises(Stopped, match=f"Proses web berhenti sendiri.*{tmp_path / 'web.log'}"):
        children.watch(every=0.01)

    assert (tmp_path / "web.log").read_text() == "tidak ada memori\n"


def test_an_answer_from_a_stranger_does_not_count_when_our_process_is_gone(children):
    child = start(children, "web", "exit 0")
    child.process.wait()

    with pytest.raises(Stopped, match="Proses web berhenti sendiri"):
        children.wait_until(lambda: True, child, seconds=60)


def test_a_process_that_stays_silent_is_named_with_its_log(children, tmp_path):
    child = start(children, "web", "exec sleep 600")

    with pytest.raises(Stopped, match=f"tidak menjawab dalam 0 detik. Rinciannya di {tmp_path / 'web.log'}"):
        children.wait_until(lambda: False, child, seconds=0)


def test_stopping_leaves_nothing_of_a_session_behind(children, tmp_path):
    child = start(children, "web", "sleep 600 & echo $!; exec sleep 600")
    log = tmp_path / "web.log"
    children.wait_until(lambda: log.read_text().endswith("\n"), child, seconds=60)

    children.stop()

    assert child.process.returncode == -signal.SIGTERM
    assert is_gone(int(log.read_text()))


def test_a_process_that_ignores_the_request_is_killed(children, tmp_path):
    child = start(children, "worker", "trap '' TERM; echo ready; while :; do sleep 600; done")
    children.wait_until(lambda: (tmp_path / "worker.log").read_text() == "ready\n", child, seconds=60)

    child.stop_seconds = 0
    children.stop()

    assert child.process.returncode == -signal.SIGKILL


def test_the_processes_go_even_when_the_supervisor_is_killed(tmp_path):
    command = [sys.executable, "-c", SUPERVISOR, str(ROOT / "sinovik"), str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as supervisor:
        pid = int(supervisor.stdout.readline())
        supervisor.kill()

    assert is_gone(pid)
