"""PgBouncer, started with the stack's own command before the database of the tests."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2

from sinovik.embedded import processes
from tests import stack

PGBOUNCER = (
    os.environ.get("SINOVIK_PGBOUNCER") or shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
)
NO_PGBOUNCER = "pgbouncer belum terpasang: apt-get install pgbouncer, atau isi SINOVIK_PGBOUNCER"
# It refuses to run as root.
NOBODY = 65534
PATIENCE = 60


@contextmanager
def pooled(at, *, connections):
    """A pooler with so many connections before a database (Django's settings of one); yields its port."""
    folder = Path(tempfile.mkdtemp(prefix="sinovik-pooler-", dir="/tmp"))
    folder.chmod(0o777)
    port = processes.free_port()
    database = f"{at['NAME']} = host={at['HOST']} port={at['PORT']} dbname={at['NAME']}"
    script = stack.shell(stack.read(stack.STACK)["services"]["pooler"])
    for said, instead in (
        ('"sinovik"', f'"{at["USER"]}"'),
        ("sinovik = host=postgres port=5432 dbname=sinovik", database),
        ("listen_addr = *", "listen_addr = 127.0.0.1"),
        ("listen_port = 6432", f"listen_port = {port}"),
        ("default_pool_size = 80", f"default_pool_size = {connections}"),
        ("/tmp/", f"{folder}/"),
    ):
        assert said in script, said
        script = script.replace(said, instead)
    path = f"{Path(PGBOUNCER).parent}:{os.environ['PATH']}"
    who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            ["sh", "-c", script],
            env={"PATH": path, "DATABASE_PASSWORD": at["PASSWORD"]},
            cwd=folder,
            stdout=log,
            stderr=log,
            **who,
        )
    try:
        end = time.monotonic() + PATIENCE
        while not answers(at, port):
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < end, (folder / "log").read_text()
            time.sleep(0.1)
        yield port
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder)


def answers(at, port):
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2):
        connect(at, port).close()
        return True
    return False


def connect(at, port):
    """Somebody's connection through it."""
    return psycopg2.connect(
        host="127.0.0.1", port=port, dbname=at["NAME"], user=at["USER"], password=at["PASSWORD"], connect_timeout=30
    )
