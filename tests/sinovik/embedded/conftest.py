"""Temporary checkouts and processes for tests of the start-up path, which run its real code."""

import os
import select
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from sinovik.embedded import folders, postgres_programs, processes
from sinovik.embedded.folders import Project
from sinovik.embedded.processes import Children

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _our_own_signals():
    """The commands find the signals untouched, also under nohup, and take them over; the run gets its own back."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in processes.STOP_SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def project(tmp_path):
    """An empty checkout that borrows the packages installed in the real one."""
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    return Project(tmp_path)


@pytest.fixture
def instance(project):
    """The folder of a demo in that checkout, held by this test."""
    with folders.take(project, "demo", command="bin/demo") as instance:
        yield instance


@pytest.fixture
def children(tmp_path):
    """Processes that are certainly gone after the test."""
    children = Children(tmp_path)
    yield children
    children.stop()


@pytest.fixture
def lasting(monkeypatch):
    """A folder that every user can reach, in place of the machine's own for lasting data."""
    folder = Path(tempfile.mkdtemp(prefix="sinovik-test-", dir="/tmp"))
    folder.chmod(0o755)
    monkeypatch.setattr(postgres_programs, "LASTING", folder)
    yield folder
    shutil.rmtree(folder)


def is_gone(pid, *, seconds=60):
    """Whether a process, not necessarily a child of ours, has ended; waits for it, never longer than it must."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)
