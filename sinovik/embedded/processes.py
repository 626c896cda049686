"""The long-running processes of one start: they live and die with the process that started them."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn

from . import sentences
from .sentences import Stopped

STOP_SECONDS = 20
POLL_SECONDS = 0.02
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """We were asked to stop, from the keyboard or by a signal."""

    def __init__(self, number: int):
        super().__init__(number)
        self.number = number


def interrupt_on_signals() -> None:
    """Turn the signals that mean "stop" into Interrupted, so that every `finally` runs."""

    def interrupt(number: int, _frame: FrameType | None) -> None:
        raise Interrupted(number)

    for number in STOP_SIGNALS:
        # `nohup bin/demo` has asked for hang-ups to be ignored, and goes on being obeyed.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, interrupt)


def dying_with_us(stop_signal: signal.Signals = signal.SIGTERM, *, user: Sequence[str] = ()) -> list[str]:
    """The words before a command that make the kernel stop it when we are gone, even by `kill -9`."""
    return ["setpriv", *user, "--pdeathsig", stop_signal.name.removeprefix("SIG"), "--"]


def free_port() -> int:
    """A TCP port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Child:
    """One long-running process."""

    name: str
    log: Path
    stop_signal: signal.Signals
    process: subprocess.Popen[bytes]
    stop_seconds: float = STOP_SECONDS

    def is_alive(self) -> bool:
        return self.process.poll() is None


@dataclass
class Children:
    """The processes of one start, in the order they were started."""

    logs: Path
    started: list[Child] = field(default_factory=list)

    def start(
        self,
        name: str,
        command: Sequence[object],
        *,
        env: Mapping[str, str],
        cwd: Path,
        stop_signal: signal.Signals = signal.SIGTERM,
        user: Sequence[str] = (),
        text: str | None = None,
        stop_seconds: float = STOP_SECONDS,
    ) -> Child:
        """Start a process with its output in `<name>.log`; `text` is written to its input.

        `stop_seconds` is how long it may take to end once asked; what it does then can be cut off.

        It gets a session of its own: Ctrl-C reaches only us, and we stop the processes in their right order.
        """
        log = self.logs / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*dying_with_us(stop_signal, user=user), *map(str, command)],
                stdin=subprocess.DEVNULL if text is None else subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(env),
                cwd=cwd,
                start_new_session=True,
            )
        child = Child(name, log, stop_signal, process, stop_seconds)
        self.started.append(child)
        if process.stdin is not None and text is not None:
            try:
                process.stdin.write(text.encode())
                process.stdin.close()
            except BrokenPipeError as error:
                raise Stopped(sentences.child_died(name, log)) from error
        return child

    def wait_until(self, answers: Callable[[], bool], child: Child, *, seconds: float) -> None:
        """Wait until `child` answers; raises Stopped when it ended or stays silent.

        Its life is looked at after the answer: a stranger on the same port must not be taken for it.
        """
        deadline = time.monotonic() + seconds
        while True:
            answered = answers()
            if not child.is_alive():
                raise Stopped(sentences.child_died(child.name, child.log))
            if answered:
                return
            if time.monotonic() > deadline:
                raise Stopped(sentences.child_silent(child.name, seconds, child.log))
            time.sleep(POLL_SECONDS)

    def watch(self, *, every: float = 0.5) -> NoReturn:
        """Return never; raises Stopped as soon as one of the processes has ended."""
        while True:
            for child in self.started:
                if not child.is_alive():
                    raise Stopped(sentences.child_died(child.name, child.log))
            time.sleep(every)

    def stop(self) -> None:
        """Stop everything, the last started first, and leave nothing of their sessions behind."""
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        for child in reversed(self.started):
            if child.is_alive():
                child.process.send_signal(child.stop_signal)
                try:
                    child.process.wait(child.stop_seconds)
                except subprocess.TimeoutExpired:
                    child.process.kill()
                    child.process.wait()
        _sweep(child.process.pid for child in self.started)
        self.started.clear()


def _sweep(sessions: Iterable[int]) -> None:
    for session in sessions:
        try:
            os.killpg(session, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
