"""One-off commands of the start-up path: quiet on the screen, complete in a log, never left behind."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import processes

STOP_SECONDS = 30


def run(
    command: Sequence[object],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    text: str | None = None,
    user: Sequence[str] = (),
    may_outlive_us: bool = False,
) -> bool:
    """Run a command to its end, output appended to `log`, input from `text`. True when it exited with 0."""
    words = [str(part) for part in command]
    if not may_outlive_us:
        words = [*processes.dying_with_us(user=user), *words]
    done, _ = _run(words, log=log, env=env, cwd=cwd, text=text, keep_output=False)
    return done


def output(
    command: Sequence[object], *, log: Path, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> str | None:
    """What a command writes to its standard output, or None when it failed; its errors go to `log`."""
    words = [*processes.dying_with_us(), *map(str, command)]
    done, written = _run(words, log=log, env=env, cwd=cwd, text=None, keep_output=True)
    return written if done else None


def first_line(command: Sequence[object], *, cwd: Path | None = None) -> tuple[bool, str]:
    """Whether a short command succeeded, and the first line it wrote (to its error output when it failed)."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            errors="replace",
            cwd=cwd,
            check=False,
        )
    except OSError as error:
        return False, str(error)
    lines = (done.stdout if done.returncode == 0 else done.stderr or done.stdout).strip().splitlines()
    return done.returncode == 0, lines[0] if lines else f"kode keluar {done.returncode}"


def wait(process: subprocess.Popen[bytes], text: str | None = None) -> bytes:
    """Wait for a command and return its output, if that was asked for.

    When we are interrupted the command is asked to end and waited for: killing apt halfway would leave the
    machine's package database broken.
    """
    try:
        written, _ = process.communicate(None if text is None else text.encode())
    except BaseException:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise
    return written or b""


def _run(
    words: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str] | None,
    cwd: Path | None,
    text: str | None,
    keep_output: bool,
) -> tuple[bool, str]:
    with log.open("ab") as record:
        record.write(f"$ {' '.join(words)}\n".encode())
        record.flush()
        try:
            process = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL if text is None else subprocess.PIPE,
                stdout=subprocess.PIPE if keep_output else record,
                stderr=record,
                env=None if env is None else dict(env),
                cwd=cwd,
            )
        except OSError as error:
            record.write(f"{error}\n".encode())
            return False, ""
        written = wait(process, text)
        return process.returncode == 0, written.decode(errors="replace")
