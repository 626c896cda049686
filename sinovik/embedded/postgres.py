"""The embedded PostgreSQL: its database folder and its start."""

import os
import secrets
import shutil
import signal
from pathlib import Path

from . import commands, folders, processes, sentences
from .postgres_programs import OsUser, Programs
from .processes import Child, Children
from .sentences import Stopped

DATABASE = "sinovik"
# Three roles: who made the cluster, who owns and changes the tables, and the portal, which can only fill them.
SUPERUSER, OWNER, ROLE = "postgres", "sinovik_owner", "sinovik"
START_SECONDS = 60
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
# Much faster, and lost with the machine: only for databases that tests throw away.
# Nobody looks at tables behind a test's back: what is counted while a test has rows would be believed after it.
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


def prepare(programs: Programs, user: OsUser, *, log: Path, durable: bool, afresh: bool = False) -> Path:
    """Return the database folder, made on the first call and afresh each time when it need not last or `afresh` is set.

    Raises Stopped when it was made by another major version, or cannot be made.
    """
    data = programs.home / "postgres"
    if afresh or not durable:
        shutil.rmtree(data, ignore_errors=True)
    if data.exists():
        check_version(data, programs.major)
        if not _password_file(programs, SUPERUSER).exists():
            raise Stopped(sentences.password_lost(data))
        if not _password_file(programs, OWNER).exists():
            raise Stopped(sentences.made_without_roles(data))
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


def start(children: Children, programs: Programs, user: OsUser, data: Path, *, durable: bool) -> dict[str, str]:
    """Start PostgreSQL on a free port, wait until it takes connections, and return its addresses for both roles."""
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
    settings = {"DATABASE_URL": ROLE, "DATABASE_OWNER_URL": OWNER}
    return {
        setting: f"postgres://{role}:{_password(programs, role)}@127.0.0.1:{port}/{DATABASE}"
        for setting, role in settings.items()
    }


def takes_connections(data: Path, child: Child) -> bool:
    """Whether the server says so itself: its eighth line in postmaster.pid, where pg_ctl looks too."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[0].strip() == str(child.process.pid) and lines[7].strip() == "ready"


def _password(programs: Programs, role: str) -> str:
    return folders.remembered_secret(_password_file(programs, role))


def _password_file(programs: Programs, role: str) -> Path:
    return programs.home / ("postgres-password" if role == SUPERUSER else f"postgres-password-{role}")


def _make_database_folder(programs: Programs, user: OsUser, data: Path, *, log: Path, durable: bool) -> None:
    """Make it beside its place and move it there complete: an interrupted start leaves nothing half done."""
    new = data.with_name("postgres.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    user.own(new)
    # initdb wants a real file that its own user can read.
    password_file = programs.home / f".{secrets.token_hex(8)}"
    password = _password(programs, SUPERUSER)
    try:
        with os.fdopen(os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(password + "\n")
        user.own(password_file)
        made = commands.run(
            [programs.folder / "initdb", "-D", new, "-U", SUPERUSER, "-A", "scram-sha-256", "-E", "UTF8"]
            + ["--pwfile", password_file, "--no-instructions", *_locale(programs.major)]
            + ([] if durable else ["--no-sync"]),
            log=log,
            env=ENVIRONMENT,
            cwd=Path("/"),
            user=user.words,
        )
    finally:
        password_file.unlink(missing_ok=True)
    # Single-user mode needs no client and no port, and sorts names as production does.
    made = made and commands.run(
        [programs.folder / "postgres", "--single", "-D", new, "postgres"],
        log=log,
        env=ENVIRONMENT,
        cwd=Path("/"),
        user=user.words,
        text=_roles(programs, durable=durable),
    )
    if not made:
        shutil.rmtree(new, ignore_errors=True)
        raise Stopped(sentences.step_failed("initdb", log))
    new.rename(data)


def _roles(programs: Programs, *, durable: bool) -> str:
    """The commands that make roles and database, one a line.

    Tests make databases of their own, and step into the owner's place where they need it.
    """
    statements = [
        f"create role {OWNER} login {'' if durable else 'createdb'} password '{_password(programs, OWNER)}'",
        f"create role {ROLE} login noinherit password '{_password(programs, ROLE)}'",
        f"create database {DATABASE} owner {OWNER}",
        *([] if durable else [f"grant {OWNER} to {ROLE}"]),
    ]
    return "".join(f"{statement}\n" for statement in statements)


def _locale(major: str) -> list[str]:
    """The collation of production; versions before 17 have no builtin provider."""
    return ["--locale=C.UTF-8", *(["--locale-provider=builtin"] if int(major) >= 17 else [])]
