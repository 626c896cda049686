"""Servers of the tests: one in a thread, whose application tells what reached it, and one as it is really started."""

import http
import http.client
import io
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from accounts.pages import arrival
from sinovik.embedded import processes as embedded
from sinovik.serving import processes
from sinovik.serving.visitors import Door, Patience
from sinovik.wsgi import application as portal

ROOT = Path(__file__).resolve().parents[3]
# Long enough for a machine that is busy; nothing waits this long when all is well.
SECONDS = 60
# What is said at each address: at once, in pieces whose length nobody knows beforehand, and from a file.
ANSWERS = {
    "/": lambda environ: [b"sampai"],
    "/ping": lambda environ: [b"sampai"],
    "/potongan": lambda environ: iter([b"sam", b"pai"]),
    "/berkas": lambda environ: environ.get("wsgi.file_wrapper", iter)(io.BytesIO(b"sampai")),
}
PAGES = {400: b"tidak utuh", 413: b"terlalu besar"}


class Visit:
    """A visitor with a bare socket."""

    def __init__(self, address):
        self.socket = socket.create_connection(address, timeout=SECONDS)

    def say(self, text):
        self.socket.sendall(text if isinstance(text, bytes) else text.encode())
        return self

    def end(self):
        """Say no more, but listen."""
        self.socket.shutdown(socket.SHUT_WR)
        return self

    def hear(self):
        """Everything until the server hangs up."""
        heard = b""
        # A server that has not read everything hangs up harder.
        with suppress(ConnectionResetError):
            while part := self.socket.recv(65536):
                heard += part
        return heard.decode()


class Portal:
    """A server and who visits it."""

    def __init__(self, address):
        self.address, self.reached, self.stamps, self.visits = address, [], [], ExitStack()

    def visit(self):
        visit = Visit(self.address)
        self.visits.callback(visit.socket.close)
        return visit

    def get(self, path="/ping"):
        """What a reader of this page gets: status and text."""
        reader = http.client.HTTPConnection(*self.address, timeout=SECONDS)
        try:
            reader.request("GET", path, headers={"Host": "localhost", "Connection": "close"})
            answer = reader.getresponse()
            return answer.status, answer.read().decode()
        finally:
            reader.close()


@pytest.fixture
def door():
    """Opens a server with two threads in this process; its application notes each body that reaches it."""
    with ExitStack() as open_doors:
        yield lambda **patience: open_doors.enter_context(opened(Patience(**{"look_around": 0, **patience})))


@pytest.fixture
def portal_door(transactional_db):
    """The portal itself behind a server in this process, which leaves no connection to the database open."""

    def application(environ, start_response):
        try:
            answer = portal(environ, start_response)
            body = b"".join(answer)
            answer.close()
            return [body]
        finally:
            connections.close_all()

    with opened(Patience(look_around=0), application) as found:
        yield found


@contextmanager
def opened(patience, application=None):
    listener = processes.listening("127.0.0.1", 0)
    portal = Portal(listener.getsockname())

    def telling(environ, start_response):
        portal.stamps.append(environ[arrival.STAMP])
        portal.reached.append(environ["wsgi.input"].read())
        start_response("200 OK", [("Content-Type", "text/plain")])
        return ANSWERS[environ["PATH_INFO"]](environ)

    door = Door(application or telling, listener, threads=2, apologies=PAGES, patience=patience)
    is_told = threading.Event()
    serving = threading.Thread(target=door.serve_until, args=(is_told.is_set,))
    serving.start()
    with portal.visits:
        yield portal
    is_told.set()
    serving.join(SECONDS)
    assert not serving.is_alive()


@contextmanager
def started(folder):
    """The web server as the demo and the image start it; yields the process and its portal, both processes at work."""
    port = embedded.free_port()
    env = {**os.environ, "SECRET_KEY": settings.SECRET_KEY}
    command = [sys.executable, "-m", "sinovik.serving", "--port", str(port)]
    portal = Portal(("127.0.0.1", port))
    with (folder / "web.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        wait_until(lambda: answers(portal) and len(children(process)) == 2)
        with portal.visits:
            yield process, portal
    finally:
        process.kill()
        process.wait()


def children(process):
    """The numbers of a process's own processes."""
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def answers(portal):
    try:
        return portal.get()[0] == http.HTTPStatus.OK
    except OSError:
        return False


def wait_until(happens):
    until = time.monotonic() + SECONDS
    while not happens():
        assert time.monotonic() < until
        time.sleep(0.05)
