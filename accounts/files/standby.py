"""The process that stands by, and its children: each opens one file and ends. See `apart.py`."""

import json
import os
import resource
import signal
import socket
import warnings
from pathlib import Path

from accounts.files.faults import Fault, Unopened
from accounts.files.kinds import OFFICE

CPU_SECONDS = 15
SECONDS = 40
MEMORY = 1024 * 1_048_576
READY = b"ready"


def attend(line_number):
    """Split off a child for each line that comes; end when the server's process has gone."""
    from accounts.files import pages, pdf, pictures  # noqa: F401

    pdf.limit()
    pictures.limit()
    # What the libraries think of a file that still opens is of no use to anybody.
    warnings.simplefilter("ignore")
    # Nobody waits for the children: their end is the end of their line.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=line_number) as line:
        line.sendall(READY)
        while True:
            message, numbers, _flags, _address = socket.recv_fds(line, 1, 1)
            if not message:
                return
            for number in numbers:
                if not os.fork():
                    line.close()
                    serve(socket.socket(fileno=number))
                os.close(number)


def serve(line):
    """One file in, one answer out, and no way back."""
    try:
        confine()
        head, _newline, content = all_of(line).partition(b"\n")
        line.sendall(answered(content, **json.loads(head)))
        line.close()
    finally:
        os._exit(0)


def confine():
    """So much time, so much memory beyond what the loaded libraries have, no file to write."""
    signal.alarm(SECONDS - 5)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    statm = Path("/proc/self/statm")
    # Elsewhere than on Linux the address space is not counted in a way that could be limited.
    if statm.exists():
        size = int(statm.read_text().split()[0]) * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def all_of(line):
    """Everything that comes until the other side closes."""
    pieces = []
    while piece := line.recv(1_048_576):
        pieces.append(piece)
    return b"".join(pieces)


def answered(content, kind, *, as_photograph=False, page=0, side=0, hidden=""):
    """The answer as bytes: one line of facts, then both copies, or the picture of a page."""
    from accounts.files import pages, pdf, pictures

    notes = {}
    count = 0
    try:
        if kind == "page":
            drawn, count = pages.drawn(content, page, hidden)
            made = pdf.Copies(b"", drawn)
        elif kind in ("names", "words", "covered"):
            made = pdf.Copies(b"", read(content, kind, hidden))
        elif kind == "seals":
            # Reading signatures takes libraries that few files need.
            from accounts.files import seals

            made = pdf.Copies(b"", json.dumps(seals.found(content)).encode())
        elif kind == "pdf":
            made = pdf.copies(content)
        elif kind in OFFICE:
            # So does reading office documents.
            from accounts.files.office import opening

            made = opening.copies(content, kind)
        elif side:
            made = pdf.Copies(b"", pictures.photograph(content, kind, side))
        else:
            picture = pictures.photograph(content, kind) if as_photograph else pictures.copy(content, kind)
            made = pdf.Copies(picture, picture)
            notes = pictures.notes(content, kind) if as_photograph else {}
    except Unopened as unopened:
        return json.dumps({"fault": unopened.fault}).encode()
    except MemoryError:
        return json.dumps({"fault": Fault.TOO_HEAVY}).encode()
    # The libraries raise what they like for a file that breaks their rules; to a person it is one thing.
    except Exception:  # noqa: BLE001
        of_pdf = Fault.BROKEN if kind in ("pdf", "page", "names", "words", "seals") else Fault.BROKEN_PICTURE
        is_office = kind in OFFICE or kind == "covered"
        return json.dumps({"fault": Fault.OFFICE_BROKEN if is_office else of_pdf}).encode()
    facts = {
        "kept": len(made.kept),
        "clean": len(made.clean),
        "is_signed": made.is_signed,
        "was_active": made.was_active,
        "notes": notes,
        "pages": count,
    }
    return json.dumps(facts).encode() + b"\n" + made.kept + made.clean


def read(content, kind, hidden):
    """What is written in a PDF, or whether anything there matches the expression `hidden`; or a document covered."""
    from accounts.files import hiding, pages

    if kind == "covered":
        from accounts.files.office import blackening

        return blackening.blackened(content, hidden)
    if kind == "words":
        return pages.words(content)
    return b"yes" if hiding.names(content, hidden) else b"no"
