"""A portal of its own, as `bin/demo` starts it, whose processes are started again when they die, as in production."""

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from sinovik.embedded import demo, folders, processes, servers
from sinovik.embedded.folders import Project
from sinovik.embedded.processes import Children

ROOT = Path(__file__).resolve().parents[3]
# Far more than anything needs, on a machine that is busy.
PATIENCE = 240
# How soon it is noticed that a process is gone, as Docker does.
LOOKS_EVERY = 0.2
GROUND = "tests.sinovik.drills.ground"
NOT_OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
# A worker looks for its broker; nobody needs its answer.
QUIET = ("--without-gossip", "--without-mingle", "--loglevel", "warning")


class Kept(Children):
    """Processes whose start is remembered, so that each can be started again as it was."""

    def __init__(self, logs):
        super().__init__(logs)
        self.known, self.held = {}, set()
        self.lock = threading.Lock()

    def start(self, name, command, **how):
        self.known[name] = command, how
        return super().start(name, command, **how)

    def child(self, name):
        return next(one for one in reversed(self.started) if one.name == name)

    def kill(self, name):
        """End a process and all of its own, as a machine without memory would."""
        os.killpg(self.child(name).process.pid, signal.SIGKILL)
        self.child(name).process.wait()

    def start_what_is_gone(self):
        with self.lock:
            for name, (command, how) in list(self.known.items()):
                if name not in self.held and not self.child(name).is_alive():
                    super().start(name, command, **how)


class House:
    """The whole portal on free ports: database, broker, web server, worker and clock."""

    def __init__(self, folder):
        self.folder, self.children, self.over = folder, Kept(folder), threading.Event()
        self.port = processes.free_port()
        self.drills = itertools.count(1)

    def make(self, instance, project, *, environ):
        """Database and broker of its own, with tables in which there is nothing."""
        environ = {name: value for name, value in environ.items() if name not in NOT_OURS}
        env = demo.environment(instance, self.port, has_pdf=False, environ=environ)
        env |= servers.start(self.children, project, instance, durable=True, environ=environ)
        self.env = {**env, "BASE_URL": f"http://localhost:{self.port}", "SECOND_FACTOR_REQUIRED": "0"}
        self.run("manage.py", "migrate", "--skip-checks")
        # Only who migrates may know the owner of the tables.
        self.env.pop("DATABASE_OWNER_URL")

    def stand_on(self, env):
        """On a database and a broker that are there."""
        self.env = {**env, "BASE_URL": f"http://localhost:{self.port}"}

    def people(self):
        """Lay the ground of one more drill; who is there and what waits for them."""
        return json.loads(self.run("-m", GROUND, "lay", str(next(self.drills))).splitlines()[-1])

    def close_stage(self, stage):
        """Have the cards of a stage signed and the stage closed; its computation is asked for."""
        self.run("-m", GROUND, "close", str(stage))

    def serve(self, *names):
        """Start these of web server, worker and clock, wait for the first, and from now on start what dies again."""
        python, how = sys.executable, {"env": self.env, "cwd": ROOT}
        celery = [python, "-m", "celery", "-A", "sinovik"]
        clock = ["beat", "--schedule", self.folder / "beat-schedule", "--pidfile", "", "--loglevel", "warning"]
        commands = {
            "web": [python, "-m", "sinovik.serving", "--port", self.port],
            "worker": [*celery, "worker", "--concurrency", 2, *QUIET],
            "clock": [*celery, *clock],
            # As a portal on several machines has them.
            "letters": [*celery, "worker", "--queues", "celery,letters", "--concurrency", 1, *QUIET],
            "computing": [*celery, "worker", "--queues", "computing", "--concurrency", 1, *QUIET],
            "certificates": [*celery, "worker", "--queues", "certificates", "--concurrency", 1, *QUIET],
        }
        for name in names:
            self.children.start(name, commands[name], **how)
        until(self.answers)
        self.watch = threading.Thread(target=self.look_after, daemon=True)
        self.watch.start()

    def answers(self):
        return demo.answers(self.port)

    @contextmanager
    def small_files(self, size):
        """Meanwhile the web server may write no file longer than this, as on a disk that is full."""
        command, how = self.children.known["web"]
        self.start_web_as(["prlimit", f"--fsize={size}", *command], how)
        yield
        self.start_web_as(command, how)

    def start_web_as(self, command, how):
        self.children.known["web"] = command, how
        self.children.kill("web")
        until(lambda: self.children.child("web").is_alive() and self.answers())

    def run(self, *words):
        """A command of the portal, done to its end; returns what it said."""
        command = [sys.executable, *words]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def look_after(self):
        while not self.over.wait(LOOKS_EVERY):
            self.children.start_what_is_gone()

    def stop_and_hold(self, name):
        """End a process and leave it ended."""
        self.children.held.add(name)
        self.children.kill(name)

    def let_go(self, name):
        self.children.held.discard(name)

    def ask(self, statement, *values):
        """Rows of the database, as soon as it answers."""
        until(self.is_there)
        with psycopg2.connect(self.env["DATABASE_URL"]) as connection, connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()

    def is_there(self):
        try:
            psycopg2.connect(self.env["DATABASE_URL"], connect_timeout=5).close()
        except psycopg2.OperationalError:
            return False
        return True

    def close(self):
        self.over.set()
        if hasattr(self, "watch"):
            self.watch.join()
        before = {number: signal.getsignal(number) for number in processes.STOP_SIGNALS}
        self.children.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def opened(folder, *, environ):
    """A house with its tables made and nothing in it, everybody at work."""
    (folder / ".venv").symlink_to(ROOT / ".venv")
    project, house = Project(folder), House(folder)
    with folders.take(project, "demo", command="bin/drill") as instance:
        try:
            house.make(instance, project, environ=environ)
            house.serve("web", "worker", "clock")
            yield house
        finally:
            house.close()


def until(holds, *, seconds=PATIENCE):
    """Wait until something holds; returns how long it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() < began + seconds, f"not within {seconds} s"
        time.sleep(0.1)
    return time.monotonic() - began
