"""Where things lie: the project, its virtual environment, and one lasting folder for each kind of start."""

import fcntl
import getpass
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from . import sentences
from .sentences import Sentence, Stopped

# Others may pass through to what is theirs (the database folder of `nobody`) but not list what is here.
PASSABLE = 0o711
PRIVATE = 0o600


@dataclass(frozen=True)
class Project:
    """A checkout of the project, given by its top folder."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def var(self) -> Path:
        return self.root / "var"

    def site_packages(self) -> list[Path]:
        """The folders of installed packages; none before the environment exists."""
        return sorted(self.venv.glob("lib/python3.*/site-packages"))


def make_folder(folder: Path, mode: int) -> None:
    """Make a folder of ours with exactly this mode, whatever the umask; raises Stopped when not allowed."""
    try:
        folder.mkdir(exist_ok=True, parents=True)
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(mode)
    except OSError as error:
        raise Stopped(sentences.not_writable(folder.parent, user_name())) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Stopped(sentences.not_writable(folder, user_name()))


def user_name() -> str:
    """The name of the person who runs this, or the number where the machine knows no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.geteuid())


@dataclass(frozen=True)
class Instance:
    """One kind of start (`demo`, `test`) in one checkout: its folder, and the lock that keeps others out."""

    folder: Path
    lock: IO[str]

    def __enter__(self) -> "Instance":
        return self

    def __exit__(self, *_: object) -> None:
        self.lock.close()


def take(project: Project, name: str, *, command: str) -> Instance:
    """Take `var/<name>` for this process until it ends, however it ends.

    Raises Stopped when another process holds it, or when the project folder cannot be written.
    """
    for folder in (project.var, project.var / name):
        make_folder(folder, PASSABLE)
    lock = _open_lock(project.var / name / "lock")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        pid = lock.read().strip()
        lock.close()
        raise Stopped(sentences.already_running(command, project.root, pid)) from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return Instance(project.var / name, lock)


def queue_for(path: Path, waiting: Sentence) -> IO[str]:
    """Take the lock in this file, saying so once if we must wait: for steps that all commands share."""
    lock = _open_lock(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sentences.say(waiting)
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def _open_lock(path: Path) -> IO[str]:
    try:
        path.touch(mode=PRIVATE)
        return path.open("r+")
    except OSError as error:
        raise Stopped(sentences.not_writable(path.parent, user_name())) from error


def remembered_secret(path: Path) -> str:
    """The secret kept in this file, made on the first call; only its owner may read it."""
    if not path.exists():
        new = path.with_name(path.name + ".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w") as file:
            file.write(secrets.token_urlsafe(32))
        new.rename(path)
    return path.read_text().strip()
