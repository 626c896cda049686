"""Asking a virus scanner (clamd of ClamAV) about a file, over its socket; where none is set, nobody is asked.

The scanner knows what has been seen elsewhere. What a file may do here is prevented without it: see `stripping.py`.
"""

import logging
import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

from accounts.files import reasons
from accounts.rules import Refusal

logger = logging.getLogger(__name__)

SECONDS = 30
CHUNK = 65_536
# What clamd answers, with the zero that ends it.
CLEAN, FOUND = b"stream: OK\0", b" FOUND\0"


def refusal(content: bytes) -> Refusal | None:
    """Why a content cannot be taken: something was found in it, or the scanner that is set does not answer."""
    if not settings.CLAMAV_ADDRESS:
        return None
    try:
        answer = said_of(content, settings.CLAMAV_ADDRESS)
    except (OSError, ValueError):
        logger.exception("the virus scanner did not answer")
        return reasons.NOT_SCANNED
    if answer == CLEAN:
        return None
    if answer.endswith(FOUND):
        logger.warning("the virus scanner found: %s", answer.rstrip(b"\0").decode(errors="replace"))
        return reasons.INFECTED
    logger.error("the virus scanner answered: %s", answer.rstrip(b"\0").decode(errors="replace"))
    return reasons.NOT_SCANNED


def said_of(content: bytes, address: str) -> bytes:
    """The scanner's answer to a content sent as INSTREAM: pieces, each behind its length, the last of length 0."""
    with connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            line.sendall(struct.pack("!I", len(chunk)) + chunk)
        line.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := line.recv(4096)):
            answer += more
        return answer


def connected(address: str) -> socket.socket:
    """A line to `unix:///run/clamav/clamd.ctl` or `tcp://host:3310`. Raises OSError, ValueError."""
    where = urlsplit(address)
    if where.scheme == "tcp":
        return socket.create_connection((where.hostname or "", where.port or 3310), timeout=SECONDS)
    if where.scheme != "unix":
        raise ValueError(address)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    try:
        line.connect(where.path)
    except OSError:
        line.close()
        raise
    return line
