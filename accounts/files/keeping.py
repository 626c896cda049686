"""The store: what is said to be there is there, byte for byte. Nobody else writes into it.

A file lies under the hash of its content, so the same bytes lie there once. It is written under another name,
flushed to the disk, read back, and only then given its own: a full disk or a killed process leaves at most a name
that nothing points to, never half a file that is believed.
"""

import hashlib
import io
import logging
import os
import secrets
import shutil
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404

from accounts.files import reasons
from accounts.files.taking import Taken
from accounts.models import StoredCopy
from accounts.rules import Refused

logger = logging.getLogger(__name__)

# What an unfinished file is called; nothing that is kept begins with a dot.
UNFINISHED = ".unfinished-"


def digest(content: bytes) -> str:
    """The hash that a content is known by."""
    return hashlib.sha256(content).hexdigest()


def name_for(content: bytes, *, folder: str, ending: str) -> str:
    """Where in the store a content lies."""
    own = digest(content)
    return f"{folder}/{own[:2]}/{own}.{ending}"


def keep(content: bytes, *, folder: str, ending: str) -> str:
    """Have `content` in the store and return its name there. Raises Refused when the store cannot take it."""
    name = name_for(content, folder=folder, ending=ending)
    try:
        if not is_whole(name, size=len(content), sha256=digest(content)):
            write(name, content)
    except OSError as fault:
        logger.exception("the store did not take %s", name)
        raise Refused(reasons.NOT_KEPT) from fault
    return name


def is_whole(name: str, *, size: int, sha256: str) -> bool:
    """Whether the store holds under a name what it should: a name that exists proves nothing."""
    try:
        file = default_storage.open(name)
    except FileNotFoundError:
        return False
    with file:
        return file.size == size and hashlib.file_digest(file, "sha256").hexdigest() == sha256


def write(name, content):
    """Put the content under its name, whole or not at all; what lay there before was not it."""
    if isinstance(default_storage, FileSystemStorage):
        write_into_folder(Path(default_storage.path(name)), content)
    else:
        write_elsewhere(name, content)


def write_into_folder(place, content):
    """Under another name first; the own name is given to what was read back as it was written."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f"{UNFINISHED}{secrets.token_hex(8)}")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        compare(unfinished.read_bytes() == content, unfinished)
        unfinished.replace(place)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    flush_folder(place.parent)


def write_elsewhere(name, content):
    """The same in a store that is no folder (S3): there a file takes the place of another whole, or not at all."""
    if not getattr(default_storage, "file_overwrite", False):
        default_storage.delete(name)
    compare(default_storage.save(name, ContentFile(content)) == name, name)
    with default_storage.open(name) as kept:
        compare(kept.read() == content, name)


def compare(is_as_meant, name):
    """A fault of the disk or of the store is one, also when it gives no sign."""
    if not is_as_meant:
        raise OSError(f"{name} is otherwise than written")


def flush_folder(folder):
    """Have the new name itself on the disk, not only the content."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def room() -> tuple[int, int] | None:
    """Bytes that are free where files lie, and all there are; None where that is no folder of this machine."""
    if not isinstance(default_storage, FileSystemStorage):
        return None
    folder = Path(default_storage.location)
    disk = shutil.disk_usage(next(one for one in (folder, *folder.parents) if one.exists()))
    return disk.free, disk.total


def answers() -> bool:
    """Whether the store can be asked at all."""
    try:
        default_storage.exists(UNFINISHED)
    except OSError:
        logger.warning("the store does not answer", exc_info=True)
        return False
    return True


def both(file: Taken, *, folder: str) -> dict[str, object]:
    """Have both copies of what was handed in in the store; the columns of a `HandedIn` that names them."""
    ending = file.kind.endings[0]
    return {
        "name": file.name,
        "content_type": file.kind.content_type,
        "came_sha256": file.came_sha256,
        "is_signed": file.is_signed,
        "is_active": file.is_signed and file.was_active,
        "file": keep(file.kept, folder=folder, ending=ending),
        "size": len(file.kept),
        "sha256": digest(file.kept),
        "clean_file": keep(file.clean, folder=folder, ending=ending),
        "clean_size": len(file.clean),
        "clean_sha256": digest(file.clean),
    }


def content(copy: StoredCopy) -> bytes | None:
    """What a copy in the store holds, to be drawn into something else; None where it is lost or not what was kept.

    Raises Refused while the store does not answer: what is drawn without it would stay so.
    """
    try:
        with default_storage.open(copy.name) as file:
            found = file.read()
    except FileNotFoundError:
        logger.exception("the store has lost %s", copy.name)
        return None
    except OSError as fault:
        logger.exception("the store did not give %s", copy.name)
        raise Refused(reasons.NOT_GIVEN) from fault
    if len(found) != copy.size or digest(found) != copy.sha256:
        logger.error("the store does not hold %s as it was kept", copy.name)
        return None
    return found


def response(copy: StoredCopy, *, filename: str, content_type: str, shown: bool = False):
    """A copy in the store as an answer: a download, or with `shown` a picture inside a page. 404 if it is lost.

    Raises Refused while the store does not answer.

    This is the only way out of the store to a reader; which copy a reader gets, the row says (`HandedIn`). The
    browser must not guess what it is, nobody between may keep a copy, and half a file is not sent as a whole.
    """
    try:
        content = default_storage.open(copy.name)
    except FileNotFoundError as lost:
        logger.exception("the store has lost %s", copy.name)
        raise Http404 from lost
    except OSError as fault:
        logger.exception("the store did not give %s", copy.name)
        raise Refused(reasons.NOT_GIVEN) from fault
    if content.size != copy.size:
        content.close()
        logger.error("the store holds %s in another size than it was kept", copy.name)
        raise Http404
    return sent(content, filename=filename, content_type=content_type, shown=shown)


def handed(content: bytes, *, filename: str, content_type: str):
    """A copy that was made for one reader and lies nowhere, as a download."""
    return sent(io.BytesIO(content), filename=filename, content_type=content_type, shown=False)


def sent(content, *, filename, content_type, shown):
    """An open file as an answer that no browser reinterprets and nobody between keeps."""
    answer = FileResponse(content, as_attachment=not shown, filename=filename, content_type=content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
