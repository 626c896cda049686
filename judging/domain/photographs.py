"""Photographs of a visit: what an upload really is, and a copy that carries the picture and nothing else."""

import io
import threading
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps

from accounts.rules import Refusal, Refused

MAX_BYTES = 5 * 1_048_576
MAX_PIXELS = 50_000_000
# Enough to read a notice on a wall; a phone's full size only costs the reader time.
LONGEST_SIDE = 2400
FORMATS = ("JPEG", "PNG", "WEBP")
STRICT = threading.Lock()

EMPTY = Refusal("photo_empty", _("Berkas foto ini kosong. Pilih foto lain"))
TOO_LARGE = Refusal("photo_too_large", _("Foto harus 5 MB atau kurang"))
NOT_A_PHOTO = Refusal("not_a_photo", _("Isi berkas bukan foto JPEG, PNG, atau WebP. Pilih foto lain"))
BROKEN = Refusal("photo_broken", _("Foto ini rusak atau terpotong. Unggah ulang dari perangkat yang memotretnya"))
TOO_MANY_PIXELS = Refusal("photo_too_many_pixels", _("Foto ini melebihi 50 megapiksel. Perkecil dahulu"))


def cleaned(upload):
    """The picture as a JPEG of our own making, upright and without metadata (place, device, time).

    `upload` is an uploaded file. Raises Refused with the reason when it is not a photograph we can read. The
    same upload always gives the same bytes.
    """
    if not upload.size:
        raise Refused(EMPTY)
    if upload.size > MAX_BYTES:
        raise Refused(TOO_LARGE)
    upload.seek(0)
    with nothing_made_up():
        flat = upright(opened(upload))
    content = io.BytesIO()
    flat.save(content, "JPEG", quality=85, optimize=True)
    return ContentFile(content.getvalue(), name="foto.jpg")


def opened(upload):
    """The picture, its header read; Refused when the content is none of the accepted formats."""
    try:
        return Image.open(upload, formats=FORMATS)
    # A warning, too, where warnings are errors: its threshold lies above ours.
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(TOO_MANY_PIXELS) from bomb
    except (OSError, SyntaxError, ValueError, EOFError) as fault:
        raise Refused(NOT_A_PHOTO) from fault


def upright(picture):
    """The picture as its photographer held it, no larger than is kept; Refused when a part of it is missing."""
    if picture.width * picture.height > MAX_PIXELS:
        raise Refused(TOO_MANY_PIXELS)
    # A JPEG decodes straight to about the size that is kept, in a fraction of the memory.
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    try:
        turned = ImageOps.exif_transpose(picture)
        turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return on_white(turned)
    # What the decoders raise for broken content is theirs to choose.
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as fault:
        raise Refused(BROKEN) from fault


@contextmanager
def nothing_made_up():
    """Pillow refuses cut pictures in here.

    Whether it fills up what is missing is one switch for the whole process, and WeasyPrint throws it when imported.
    """
    with STRICT:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def on_white(picture):
    """The picture without transparency and in RGB."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = Image.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground
