"""Opening a file in a process apart, with a limit of time and of memory.

What people upload is read by large libraries written in C. A file made for it can keep such a library busy for
hours, fill the machine or break the process. So a small process stands beside each server process, with the
libraries loaded and nothing else: no settings, no secrets, no database. For each file it splits off a child that
lives for this file alone; if the child is lost, the file is refused and nothing else has happened.
"""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

from accounts.files import reasons
from accounts.files.standby import READY, SECONDS, all_of
from accounts.rules import Refused

# More files at a time would only wait for each other, each with the memory that one may take.
AT_ONCE = 2
ROOT = Path(__file__).resolve().parents[2]
START = "import sys; from accounts.files import standby; standby.attend(int(sys.argv[1]))"


class Attendant:
    """The process that stands by; started at the first file, again when it was lost, and anew after a fork."""

    def __init__(self):
        self.lock = threading.Lock()
        self.places = threading.BoundedSemaphore(AT_ONCE)
        self.line = self.process = None

    def connect(self):
        """A line to a new child."""
        with self.lock:
            try:
                return self.call()
            except OSError:
                self.stop()
                return self.call()

    def call(self):
        if self.line is None:
            self.start()
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.line, [b"."], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        ours.settimeout(SECONDS)
        return ours

    def start(self):
        self.line, theirs = socket.socketpair()
        environment = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "HOME") if name in os.environ}
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-c", START, str(theirs.fileno())],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self.line.settimeout(SECONDS)
        if self.line.recv(len(READY)) != READY:
            self.stop()
            raise RuntimeError("The process that opens files did not start; its own words stand above.")

    def stop(self):
        """Let it go: it ends when its line is closed."""
        if self.line:
            self.line.close()
        if self.process:
            self.process.wait()
        self.line = self.process = None

    def forget(self):
        """In a process split off from ours: what stands by is not its own, nor to be waited for."""
        if self.process:
            self.process.returncode = 0
        self.__init__()


attendant = Attendant()
atexit.register(attendant.stop)
os.register_at_fork(after_in_child=attendant.forget)


def copies(content: bytes, kind: str, *, as_photograph: bool = False):
    """What `pdf.copies` or `pictures` make of a file: (kept, clean, facts). Raises Refused."""
    return asked(content, kind=kind, as_photograph=as_photograph)


def smaller(content: bytes, kind: str, *, side: int) -> bytes:
    """A picture as a JPEG no longer on any side than so many pixels. Raises Refused."""
    _kept, drawn, _facts = asked(content, kind=kind, side=side)
    return drawn


def page(content: bytes, number: int, *, hidden: str = ""):
    """A page of a PDF as a picture, and how many pages there are; no picture for page 0. What matches the expression
    `hidden` is black. Raises Refused.
    """
    _kept, drawn, facts = asked(content, kind="page", page=number, hidden=hidden)
    return drawn, int(facts["pages"])


def names(content: bytes, hidden: str) -> bool:
    """Whether something that is written in a PDF matches the expression `hidden`. Raises Refused."""
    _kept, told, _facts = asked(content, kind="names", hidden=hidden)
    return told != b"no"


def covered(content: bytes, hidden: str) -> bytes:
    """A Word or Excel document with every letter covered that matches the expression `hidden`; empty where a name
    would stay all the same. Raises Refused.
    """
    _kept, told, _facts = asked(content, kind="covered", hidden=hidden)
    return told


def words(content: bytes) -> str:
    """What is written on the first pages of a PDF. Raises Refused."""
    _kept, found, _facts = asked(content, kind="words")
    return found.decode(errors="replace")


def seals(content: bytes) -> list[dict[str, object]]:
    """The signatures of a PDF, as `seals.found` reads them. Raises Refused.

    A child may have been taken over by what it read: nothing but plain values comes back, and each is looked at.
    """
    _kept, told, _facts = asked(content, kind="seals")
    return [
        {"key": str(one["key"])[:64], "fits": one["fits"] is True, "covers": one["covers"] is True}
        for one in json.loads(told)
    ]


def asked(content, **head):
    """What a child makes of a file: two pieces of bytes and the facts. Raises Refused.

    The answer is taken as bytes and plain values only: a child may have been taken over by the file it read.
    """
    head = json.dumps(head).encode()
    with attendant.places, attendant.connect() as line:
        try:
            line.sendall(head + b"\n" + content)
            line.shutdown(socket.SHUT_WR)
            answer = all_of(line)
        except OSError as lost:
            raise Refused(reasons.TOO_HEAVY) from lost
    head, _newline, body = answer.partition(b"\n")
    facts = json.loads(head) if head else {"fault": reasons.TOO_HEAVY.key}
    if "fault" in facts:
        raise Refused(reasons.BY_FAULT[facts["fault"]])
    kept, clean = body[: facts["kept"]], body[facts["kept"] :]
    if len(clean) != facts["clean"]:
        raise Refused(reasons.TOO_HEAVY)
    return kept, clean, facts
