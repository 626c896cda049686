"""The way into both commands: an expected failure ends in one sentence and an exit code, not a traceback."""

import socket
from collections.abc import Callable, Mapping

from . import processes, sentences
from .processes import Interrupted
from .sentences import Stopped

REFUSED = 1
DEFAULT_PORT = "8000"


def run(command: Callable[[], int]) -> int:
    """Run a command and return its exit code."""
    processes.interrupt_on_signals()
    try:
        return command()
    except Stopped as stopped:
        sentences.say(stopped.sentence, to_error=True)
        return REFUSED
    except Interrupted as interrupted:
        sentences.say(sentences.interrupted(), to_error=True)
        return 128 + interrupted.number
    except OSError as error:
        sentences.say(sentences.system_refused(str(error)), to_error=True)
        return REFUSED


def choose_port(environ: Mapping[str, str]) -> int:
    """The port of the web server, free at this moment; raises Stopped with the reason otherwise."""
    value = environ.get("PORT") or DEFAULT_PORT
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 65535:
        raise Stopped(sentences.port_not_a_number(value))
    port = int(value)
    with socket.socket() as probe:
        # A port that was in use a moment ago is free; one that somebody listens on is not.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise Stopped(sentences.port_forbidden(port)) from error
        except OSError as error:
            raise Stopped(sentences.port_taken(port)) from error
    return port
