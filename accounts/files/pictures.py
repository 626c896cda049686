"""Pictures: opened whole, and made anew upright, in the colours of every screen, with nothing that tells.

Called in a process apart (`apart.py`), which bounds time and memory.
"""

import io
import re

import pillow_heif
from PIL import Image, ImageCms, ImageFile, ImageOps, JpegImagePlugin

from accounts.files.faults import Fault, Unopened

MAX_PIXELS = 50_000_000
# Enough to read a notice on a wall; a phone's full size only costs the reader time.
PHOTOGRAPH_SIDE = 2400
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
# What few screens can show is kept as a JPEG.
BECOMES_JPEG = {"jpeg", "heic"}
# What the decoders raise for broken content is theirs to choose.
FAULTS = (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, IndexError, OverflowError, AttributeError)
SRGB = ImageCms.createProfile("sRGB")
# The picture alone: what a telephone keeps beside it (a smaller one, depths) is not looked at.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


def copy(content: bytes, kind: str) -> bytes:
    """The picture of its own kind (Unopened otherwise): its first image, every pixel of it. A HEIC becomes a JPEG."""
    picture = checked(content, kind)
    jpeg = jpeg_settings(picture)
    try:
        drawn = plain(upright(picture))
    except FAULTS as fault:
        raise Unopened(Fault.BROKEN_PICTURE) from fault
    if kind in BECOMES_JPEG:
        return written(on_white(drawn), "JPEG", optimize=True, **jpeg)
    return written(drawn, FORMATS[kind], **({"optimize": True} if kind == "png" else {"lossless": True}))


def photograph(content: bytes, kind: str, side: int = PHOTOGRAPH_SIDE) -> bytes:
    """The picture as a JPEG of a size to look at, no longer on any side than so many pixels."""
    picture = checked(content, kind)
    try:
        # A JPEG decodes straight to about the size that is kept, in a fraction of the memory.
        picture.draft("RGB", (side, side))
        turned = upright(picture)
        turned.thumbnail((side, side))
        drawn = on_white(plain(turned))
    except FAULTS as fault:
        raise Unopened(Fault.BROKEN_PICTURE) from fault
    return written(drawn.convert("RGB"), "JPEG", quality=85, optimize=True)


# Where EXIF keeps when and where a picture was taken.
TIMES, PLACE = 0x8769, 0x8825
ORIGINAL, OFFSET = 0x9003, 0x9011
SOUTH_OR_NORTH, LATITUDE, WEST_OR_EAST, LONGITUDE = 1, 2, 3, 4


def notes(content: bytes, kind: str) -> dict[str, object]:
    """What the camera wrote into the picture of when and where: "taken", "offset", "latitude", "longitude".

    As it stands there; what is missing or cannot be read is left out.
    """
    found: dict[str, object] = {}
    try:
        exif = opened(content, kind).getexif()
        times, place = exif.get_ifd(TIMES), exif.get_ifd(PLACE)
    except (Unopened, *FAULTS):
        return found
    for name, tag in (("taken", ORIGINAL), ("offset", OFFSET)):
        if isinstance(times.get(tag), str):
            found[name] = times[tag].strip("\0 ")
    try:
        found["latitude"] = degrees(place[LATITUDE], is_negative=place[SOUTH_OR_NORTH] == "S")
        found["longitude"] = degrees(place[LONGITUDE], is_negative=place[WEST_OR_EAST] == "W")
    except (ZeroDivisionError, *FAULTS):
        found.pop("latitude", None)
    return found


def degrees(parts, *, is_negative):
    """Degrees, minutes and seconds as one number."""
    whole, minutes, seconds = (float(part) for part in parts)
    value = whole + minutes / 60 + seconds / 3600
    return -value if is_negative else value


def checked(content, kind):
    """The picture, its size known and its parts checked, its pixels not yet read."""
    picture = opened(content, kind)
    if picture.width * picture.height > MAX_PIXELS:
        raise Unopened(Fault.TOO_MANY_PIXELS)
    if kind == "png":
        # Reading stops at the last row; a check of every part also sees a missing end.
        try:
            picture.verify()
        except FAULTS as fault:
            raise Unopened(Fault.BROKEN_PICTURE) from fault
        picture = opened(content, kind)
    return picture


def opened(content, kind):
    """The picture with its header read."""
    limit()
    try:
        return Image.open(io.BytesIO(content), formats=["JPEG", "MPO"] if kind == "jpeg" else [FORMATS[kind]])
    # A warning, too, where warnings are errors: its threshold lies above ours.
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Unopened(Fault.TOO_MANY_PIXELS) from bomb
    except FAULTS as fault:
        raise Unopened(Fault.BROKEN_PICTURE) from fault


def jpeg_settings(picture):
    """How a JPEG was compressed, so that writing it anew costs it next to nothing."""
    tables = list(getattr(picture, "quantization", {}).values())
    # Tables of 16 bits are allowed to read, not to write.
    if not tables or picture.mode not in {"L", "RGB"} or max(max(table) for table in tables) > 255:
        return {"quality": 92}
    sampling = JpegImagePlugin.get_sampling(picture)
    return {"qtables": tables, **({"subsampling": sampling} if sampling >= 0 else {})}


def upright(picture):
    """The picture as it was meant to be seen, every pixel of it read."""
    picture.load()
    try:
        return ImageOps.exif_transpose(picture)
    # Notes of the camera that cannot be read make the picture no worse.
    except FAULTS:
        return picture


def plain(picture):
    """The pixels alone, in the colours of sRGB; a transparent part stays transparent."""
    picture = in_srgb(picture)
    if picture.mode in {"I;16", "I;16B", "I;16L", "I"}:
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    elif picture.has_transparency_data:
        picture = picture.convert("RGBA")
    elif picture.mode not in {"1", "L", "RGB"}:
        picture = picture.convert("RGB")
    picture.info = {}
    return picture


def in_srgb(picture):
    """The picture in the colours it was taken in; a profile that cannot be read is as good as none."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK", "RGBA"}:
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, own, SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, *FAULTS):
        return picture


def on_white(picture):
    """The picture without transparency, in a mode that every JPEG reader knows."""
    if not picture.has_transparency_data:
        return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = Image.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground


def written(picture, kind, **options):
    """The bytes of a picture."""
    content = io.BytesIO()
    picture.save(content, kind, **options)
    return content.getvalue()


# Segments of a JPEG that draw nothing: cameras and programs write about themselves in them (EXIF, place, XMP,
# IPTC, comments, further pictures). Colour profile and colour transform (APP14) stay.
TELLING_SEGMENTS = {*range(0xE1, 0xEE), 0xEF, 0xFE}
PROFILE = b"ICC_PROFILE\x00"
# In the picture itself a marker is what is neither a stuffed byte nor a restart.
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def bare(content: bytes) -> bytes:
    """The same JPEG, not a pixel changed, without the segments that tell; as it came if it cannot be followed."""
    parts, place = [content[:2]], 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        if marker == 0xDA:
            found = NEXT_MARKER.search(content, end)
            end = found.start() if found else len(content)
        told = marker in TELLING_SEGMENTS and content[place + 4 : place + 16] != PROFILE
        if not told:
            parts.append(content[place:end])
        if end >= len(content):
            return b"".join(parts)
        if content[end : end + 2] == b"\xff\xd9":
            return b"".join((*parts, b"\xff\xd9"))
        place = end
    return content


def limit():
    """Have broken pictures refused whatever other libraries of the process would allow."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    # Ours is asked first; this one holds for what a picture carries inside.
    Image.MAX_IMAGE_PIXELS = 2 * MAX_PIXELS
    Image.init()
