"""Files on their way: kept in pieces until the last one has come, so that a cut line costs one piece at most.

A piece is kept whole or not at all, as everything in the store is. What is unfinished proves nothing and is forgotten.
"""

import logging

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.files import keeping, reasons
from accounts.files.sizes import KIBIBYTE
from accounts.rules import Refused

logger = logging.getLogger(__name__)

FOLDER = "pieces"
# Five seconds on a line of 400 kbit/s: more would be lost when it is cut, less would be spent on asking.
PIECE = 256 * KIBIBYTE


def due(*, size: int, received: int) -> int:
    """How many bytes the next piece has."""
    return min(PIECE, size - received)


def keep(token: str, offset: int, content: bytes) -> None:
    """Have one piece in the store. Raises Refused when the store cannot take it."""
    name = f"{folder_of(token)}/{offset:012d}"
    try:
        keeping.write(name, content)
    except OSError as fault:
        logger.exception("the store did not take %s", name)
        raise Refused(reasons.NOT_KEPT) from fault


def whole(token: str, *, name: str, size: int) -> ContentFile | None:
    """The file that all pieces make, as an upload; None where the store has lost one of them.

    Raises Refused while the store does not answer: the pieces are still there.
    """
    content = b""
    while len(content) < size:
        try:
            with default_storage.open(f"{folder_of(token)}/{len(content):012d}") as piece:
                read = piece.read()
        except FileNotFoundError:
            logger.exception("the store has lost a piece of %s", token)
            return None
        except OSError as fault:
            logger.exception("the store did not give a piece of %s", token)
            raise Refused(reasons.NOT_KEPT) from fault
        if len(read) != due(size=size, received=len(content)):
            logger.error("the store holds a piece of %s in another size than it was kept", token)
            return None
        content += read
    return ContentFile(content, name=name)


def drop(token: str) -> None:
    """Throw away what was kept of one file; nothing is no fault. What cannot go now stays for the clock."""
    folder = folder_of(token)
    try:
        for name in names_in(folder):
            default_storage.delete(f"{folder}/{name}")
        default_storage.delete(folder)
    except OSError:
        logger.exception("the store did not throw away %s", folder)


def tokens() -> list[str]:
    """Every file of which something is kept, in order."""
    try:
        return sorted(default_storage.listdir(FOLDER)[0])
    except FileNotFoundError:
        return []


def folder_of(token):
    """Where the pieces of one file lie."""
    return f"{FOLDER}/{token}"


def names_in(folder):
    """The pieces that lie in a folder."""
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []
