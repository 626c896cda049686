"""What is kept of a photograph: the picture, upright, and nothing that tells where or with what it was taken."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from accounts.rules import Refused
from judging.domain import photographs


def upload(picture, kind="JPEG", **options):
    content = io.BytesIO()
    picture.save(content, kind, **options)
    return SimpleUploadedFile("foto", content.getvalue())


def kept(photo):
    return Image.open(io.BytesIO(photographs.cleaned(photo).read()))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_accepted_format_becomes_a_jpeg(kind):
    picture = kept(upload(Image.new("RGB", (60, 40), "teal"), kind))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (60, 40))


def test_place_and_device_are_gone():
    exif = Image.Exif()
    exif[0x010F] = "Kamera"
    exif.get_ifd(0x8825)[2] = (6.0, 12.0, 30.0)
    photo = upload(Image.new("RGB", (60, 40)), exif=exif)
    assert b"Kamera" in photo.read()
    assert b"Kamera" not in photographs.cleaned(photo).read()
    assert not kept(photo).getexif()


def test_a_picture_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert kept(upload(Image.new("RGB", (60, 40)), exif=exif)).size == (40, 60)


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    assert kept(upload(Image.new("RGB", (4800, 3600), "teal"))).size == (2400, 1800)


def test_transparent_parts_become_white():
    picture = kept(upload(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"))
    assert picture.getpixel((10, 10)) == (255, 255, 255)


def test_the_same_upload_gives_the_same_bytes():
    photo = upload(Image.new("RGB", (60, 40), "teal"))
    assert photographs.cleaned(photo).read() == photographs.cleaned(photo).read()


@pytest.mark.parametrize(
    "content", [b"GIF89a", b"<svg></svg>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF0000WEBP", b"\0" * 50]
)
def test_what_only_begins_like_a_picture_is_refused(content):
    with pytest.raises(Refused):
        photographs.cleaned(SimpleUploadedFile("foto.jpg", content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_cut_picture_is_refused_also_where_the_process_fills_up_what_is_missing(kind, monkeypatch):
    """As WeasyPrint has it, from its import on."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = upload(Image.effect_noise((600, 400), 90), kind).read()
    with pytest.raises(Refused):
        photographs.cleaned(SimpleUploadedFile("foto", whole[: len(whole) // 2]))
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.pdf
def test_printing_certificates_first_lets_no_cut_picture_in():
    import weasyprint  # noqa: F401 - for what its import does to Pillow

    whole = upload(Image.effect_noise((600, 400), 90)).read()
    with pytest.raises(Refused) as refused:
        photographs.cleaned(SimpleUploadedFile("foto", whole[: len(whole) // 2]))
    assert refused.value.refusal is photographs.BROKEN
