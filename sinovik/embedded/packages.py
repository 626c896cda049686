"""The virtual environment and the pinned Python packages in it."""

import hashlib
import importlib.util
import sys
from pathlib import Path

from . import commands, folders, sentences, system
from .folders import Project
from .sentences import Stopped

RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"
CONSTRAINTS = "constraints.txt"


def ensure(project: Project, requirements: str) -> None:
    """Have the packages of one requirements file installed; instant when nothing changed since the last time.

    Raises Stopped when the environment cannot be made or the packages cannot be fetched.
    """
    with folders.queue_for(project.var / "setup.lock", sentences.waiting_for_setup()):
        if is_installed(project, requirements):
            return
        log = project.var / "packages.log"
        _ensure_venv(project, log)
        sentences.say(sentences.installing_packages())
        if not (_install_with_uv(project, requirements, log) or _install_with_pip(project, requirements, log)):
            raise Stopped(sentences.packages_not_installed(log))
        remember(project, requirements)


def is_installed(project: Project, requirements: str) -> bool:
    """Whether the stamp says so; the development packages include those of run time."""
    if not project.python.exists():
        return False
    candidates = {requirements, DEVELOPMENT} if requirements == RUNTIME else {requirements}
    return any(_stamp_is_fresh(project, name) for name in candidates)


def remember(project: Project, requirements: str) -> None:
    """Write the stamp that makes the next start instant."""
    _stamp(project, requirements).write_text(fingerprint(project, requirements))


def fingerprint(project: Project, requirements: str) -> str:
    """A digest over everything that decides which versions are installed, as hexadecimal text."""
    digest = hashlib.sha256()
    for name in sorted({RUNTIME, requirements, CONSTRAINTS}):
        path = project.root / name
        digest.update(name.encode() + b"\0" + (path.read_bytes() if path.exists() else b"") + b"\0")
    return digest.hexdigest()


def _stamp(project: Project, requirements: str) -> Path:
    return project.venv / f".installed-{requirements}"


def _stamp_is_fresh(project: Project, requirements: str) -> bool:
    stamp = _stamp(project, requirements)
    return stamp.exists() and stamp.read_text() == fingerprint(project, requirements)


def _ensure_venv(project: Project, log: Path) -> None:
    if commands.first_line([project.python, "-m", "pip", "--version"])[0]:
        return
    # Debian keeps ensurepip in a package of its own; asking first avoids a half-made environment.
    if importlib.util.find_spec("ensurepip") is None and not system.install(system.VENV, log=log):
        raise Stopped(sentences.venv_missing(system.sudo_line(system.VENV)))
    if not commands.run([sys.executable, "-m", "venv", "--clear", project.venv], log=log):
        raise Stopped(sentences.step_failed("python3 -m venv", log))


def _install_with_uv(project: Project, requirements: str, log: Path) -> bool:
    """With uv, ten times as fast as pip; `--system-certs` makes it trust what the machine trusts."""
    uv = project.venv / "bin" / "uv"
    pinned = _constraints(project)
    if not uv.exists() and not commands.run(_pip(project, "install", *pinned, "uv"), log=log):
        return False
    return commands.run(
        [uv, "pip", "install", "--system-certs", "--python", project.python, *pinned, "-r", requirements],
        log=log,
        cwd=project.root,
    )


def _install_with_pip(project: Project, requirements: str, log: Path) -> bool:
    return commands.run(_pip(project, "install", *_constraints(project), "-r", requirements), log=log, cwd=project.root)


def _pip(project: Project, *arguments: object) -> list[object]:
    options = ("--disable-pip-version-check", "--no-input", "--retries", "2")
    return [project.python, "-m", "pip", *options, *arguments]


def _constraints(project: Project) -> tuple[object, ...]:
    path = project.root / CONSTRAINTS
    return ("-c", path) if path.exists() else ()
