"""A bundle is somebody else's: it is looked at in a process apart, with so much time and memory."""

from __future__ import annotations

import multiprocessing
from collections.abc import Collection
from multiprocessing.connection import Connection

from judging.proof.verifying import Looked
from judging.proof.verifying import verified as looked_at


def verified(content: bytes, *, keys: Collection[str], seconds: int, memory: int) -> list[Looked]:
    """What holds of a bundle, or that looking went beyond the limits (seconds, MiB)."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_look, args=(theirs, content, list(keys), seconds, memory), daemon=True)
    process.start()
    theirs.close()
    try:
        if ours.poll(seconds):
            return [Looked(**one) for one in ours.recv()]
    except EOFError:
        pass
    finally:
        process.kill()
        process.join()
        ours.close()
    return [Looked("ended", False, {"seconds": seconds, "memory": memory})]


def _look(line: Connection, content: bytes, keys: list[str], seconds: int, memory: int) -> None:
    confine(seconds, memory)
    line.send([one.as_json() for one in looked_at(content, keys=keys)])
    line.close()


def confine(seconds: int, memory: int) -> None:
    """So much time and memory, where the machine can count them."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory * 1_048_576, memory * 1_048_576))
