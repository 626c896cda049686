"""The processes of the web server: they share a listening socket, and one that dies is replaced."""

import ctypes
import gc
import logging
import os
import resource
import signal
import socket
import time
from contextlib import suppress

logger = logging.getLogger(__name__)

SECONDS_TO_STOP = 8
# One that dies as soon as it lives must not keep the machine busy.
SECONDS_BETWEEN = 1
FILES = 8192
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PR_SET_PDEATHSIG = 1


def listening(host, port):
    """A socket that visitors can reach."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=1024)


def keep(serve, *, count, bury=lambda pid: None):
    """Keep `count` processes running `serve(is_told)` until we are asked to stop.

    `serve` runs in the new process, and returns soon after `is_told()` has become true. Of one that ended by itself
    `bury` is told the number.
    """
    told = AskedToStop()
    running = {}
    while not told():
        while len(running) < count and not told():
            running[start(serve, told)] = time.monotonic()
        pid = ended(told)
        if pid in running:
            lived = time.monotonic() - running.pop(pid)
            bury(pid)
            if not told():
                logger.error("web process %s ended after %.0f s; another takes its place", pid, lived)
                told.wait(max(0, SECONDS_BETWEEN - lived))
    stop(running)


def settle():
    """What is loaded by now stays for good: it is not looked through for garbage again, nor copied into each process.

    A look through everything takes as long as two pages, and some reader waits for it.
    """
    gc.collect()
    gc.freeze()


class AskedToStop:
    """Whether this process has been asked to stop."""

    def __init__(self):
        self.is_so = False
        for number in STOPPING:
            signal.signal(number, self.tell)

    def __call__(self):
        return self.is_so

    def tell(self, *_):
        self.is_so = True

    def wait(self, seconds):
        """Let the time pass, not longer than until we are told."""
        until = time.monotonic() + seconds
        while not self.is_so and time.monotonic() < until:
            time.sleep(0.05)


def start(serve, told):
    """A new process that runs `serve` and does not outlive this one; returns its number."""
    parent = os.getpid()
    if pid := os.fork():
        return pid
    code = 1
    try:
        die_with(parent)
        allow_files()
        serve(told)
        code = 0
    except BaseException:
        logger.exception("web process failed")
    finally:
        # Not the way out that Python usually takes: what the parent opened is the parent's to close.
        os._exit(code)


def die_with(parent):
    """Have the kernel end this process when its parent is gone, however it went."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        raise SystemExit


def allow_files():
    """Each visitor is an open file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


def ended(told):
    """Wait until a process of ours ends, and return its number; None when we are told to stop first."""
    while not told():
        with suppress(ChildProcessError):
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if pid:
                return pid
        told.wait(0.2)
    return None


def stop(running):
    """Ask every process to end, and end those that do not."""
    for pid in running:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + SECONDS_TO_STOP
    left = set(running)
    while left:
        for pid in list(left):
            with suppress(ChildProcessError):
                if not os.waitpid(pid, os.WNOHANG)[0]:
                    continue
            left.discard(pid)
        if left and time.monotonic() > until:
            for pid in left:
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)
