"""What is taken, under which name, and what is refused with which sentence: through the process apart."""

import hashlib
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from accounts.files import apart, reasons, taking
from accounts.files.faults import Fault
from accounts.rules import Refused
from tests.factories import documents

ROOT = Path(__file__).resolve().parents[3]
MEBIBYTE = 1_048_576
ANYTHING = taking.Allowed(max_bytes=20 * MEBIBYTE)
PLAIN = documents.pdf()
PNG = documents.picture("PNG")
JPEG = documents.picture("JPEG")
HEIC = documents.picture("HEIF", exif=documents.exif())


def taken(name, content, allowed=ANYTHING):
    return taking.taken(SimpleUploadedFile(name, content), allowed)


def refusal(name, content, allowed=ANYTHING):
    with pytest.raises(Refused) as refused:
        taken(name, content, allowed)
    return refused.value.refusal


@pytest.mark.parametrize(
    ("name", "content", "kept_as"),
    [
        ("a.pdf", PLAIN, "a.pdf"),
        ("A.PDF", PLAIN, "A.PDF"),
        ("nama dengan titik.2026.pdf", PLAIN, "nama dengan titik.2026.pdf"),
        ("surat.pdf ", PLAIN, "surat.pdf"),
        ("surat", PLAIN, "surat.pdf"),
        (".pdf", PLAIN, "berkas.pdf"),
        ("foto.jpg", JPEG, "foto.jpg"),
        ("foto.JPEG", JPEG, "foto.JPEG"),
        ("foto.jfif", JPEG, "foto.jpg"),
        ("foto.jpe", JPEG, "foto.jpg"),
        ("layar.jpg", PNG, "layar.png"),
        ("layar.pdf", PNG, "layar.png"),
        ("surat.png", PLAIN, "surat.pdf"),
        ("\u202egnp.surat.pdf", PLAIN, "gnp.surat.pdf"),
        ("a\u200bb\x07 c.pdf", PLAIN, "ab c.pdf"),
        ("baris\nsatu.pdf", PLAIN, "baris satu.pdf"),
        ("x" * 240 + ".pdf", PLAIN, "x" * 196 + ".pdf"),
    ],
)
def test_a_file_goes_by_its_content_and_its_name_is_put_right(name, content, kept_as):
    upload = SimpleUploadedFile("a", content)
    # As it came: Django cleans the names that come in a form.
    upload._name = name
    assert taking.taken(upload, ANYTHING).name == kept_as


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(documents.locked(reading=False), id="password for changes only"),
        pytest.param(b"Lampiran surel\r\n\r\n" + PLAIN, id="junk before the header"),
        pytest.param(b"\xef\xbb\xbf\r\n" + PLAIN, id="mark of byte order"),
        pytest.param(PLAIN.replace(b"%PDF-1.", b"%XXX-1."), id="no header"),
        pytest.param(documents.spelled_out().replace(b"startxref\n", b"startxref\n9"), id="wrong table"),
        pytest.param(PLAIN + b"\r\n\r\n", id="blank end"),
        pytest.param(documents.pdf(linearize=True, pages=3), id="for the web"),
        pytest.param(documents.locked_inside_only(), id="only the file inside is locked"),
        pytest.param(documents.pdf(lambda document: document.pages[0].obj.__delitem__("/Contents")), id="empty page"),
    ],
)
def test_what_a_person_can_open_is_taken(content):
    file = taken("surat.pdf", content)
    for copy in (file.kept, file.clean):
        with pikepdf.open(io.BytesIO(copy)) as pdf:
            assert len(pdf.pages) >= 1
    assert file.kept == content or file.kept.startswith(b"%PDF-")


def cut(content, share=0.5):
    return content[: int(len(content) * share)]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"", reasons.EMPTY),
        ("a.pdf", b"%PDF-1.4\nini bukan pdf", reasons.NOT_A_PDF),
        ("a.pdf", b"%PDF- catatan rapat", reasons.NOT_A_PDF),
        ("a.pdf", b"%PDF-1.7\n", reasons.NOT_A_PDF),
        ("a.pdf", b"%PDF-1.4\n<html><script>alert(1)</script></html>", reasons.NOT_A_PDF),
        ("a.pdf", cut(PLAIN), reasons.CUT),
        ("a.pdf", cut(documents.spelled_out(pages=9), 0.9), reasons.CUT),
        ("a.pdf", cut(documents.pdf(linearize=True, pages=30)), reasons.CUT),
        ("a.pdf", documents.locked(reading=True), reasons.LOCKED),
        ("a.pdf", documents.pdf(pages=0), reasons.NO_PAGES),
        (
            "a.pdf",
            documents.spelled_out().replace(b"/Contents", b"/Contentz").replace(b"/Kids", b"/Kidz"),
            reasons.BROKEN,
        ),
        ("a.pdf", documents.with_archive(PLAIN), reasons.TWO_IN_ONE),
        ("a.jpg", JPEG[:2] + b"\xff\xfe\x00\x10%PDF-1.4\nobjek " + JPEG[2:], reasons.TWO_IN_ONE),
        ("a.png", documents.with_archive(PNG), reasons.TWO_IN_ONE),
        ("a.pdf", b"<html><script>alert(1)</script>" + PLAIN, reasons.DISGUISED),
        ("a.pdf", b"MZ\x90\x00" + bytes(60), reasons.DISGUISED),
        ("a.pdf", b"PK\x03\x04" + bytes(40), reasons.DISGUISED),
        ("a.pdf", b"just text, no signature at all", reasons.DISGUISED),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", reasons.DISGUISED),
        ("a.jpg", JPEG[:24], reasons.BROKEN_PICTURE),
        ("a.jpg", cut(documents.picture(size=(400, 300))), reasons.BROKEN_PICTURE),
        ("a.png", PNG[:33], reasons.BROKEN_PICTURE),
        ("a.png", cut(documents.picture("PNG", size=(400, 300))), reasons.BROKEN_PICTURE),
        ("a.png", PNG[:-12], reasons.BROKEN_PICTURE),
        ("a.png", PNG.replace(b"IDAT", b"IDAT\x00\x00", 1), reasons.BROKEN_PICTURE),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(60), reasons.BROKEN_PICTURE),
        ("a.jpg", b"\x00\x00\x00\x18ftypmif1" + bytes(60), reasons.BROKEN_PICTURE),
        ("a.heic", cut(HEIC), reasons.BROKEN_PICTURE),
        ("a.heic", documents.with_archive(HEIC), reasons.TWO_IN_ONE),
    ],
)
def test_what_nobody_can_open_is_refused_with_its_own_sentence(name, content, reason):
    assert refusal(name, content) is reason


@pytest.mark.parametrize("name", ["laporan.pdf.exe", "laporan.PDF.Exe ", "surat.html", "surat.js"])
def test_a_name_that_is_started_by_a_click_is_refused_whatever_it_holds(name):
    assert refusal(name, PLAIN) is reasons.PROGRAM


@pytest.mark.parametrize(
    "content", [documents.picture("GIF"), documents.picture("TIFF"), documents.picture("WEBP"), b"MZ" + bytes(60)]
)
def test_other_kinds_are_told_which_are_taken(content):
    assert str(refusal("berkas.xyz", content)) == "Berkas harus berupa PDF, JPEG, atau PNG"
    assert str(refusal("a.xyz", content, taking.Allowed(kinds=("pdf",)))) == "Berkas harus berupa PDF"
    assert str(refusal("a.xyz", PLAIN, taking.Allowed(kinds=("jpeg", "png")))) == "Berkas harus berupa JPEG atau PNG"


def test_too_large_says_how_large_it_may_be():
    assert str(refusal("a.pdf", PLAIN, taking.Allowed(max_bytes=307))) == "Ukuran berkas paling besar 307 B"
    assert str(refusal("a.pdf", bytes(MEBIBYTE + 1), taking.Allowed())) == "Ukuran berkas paling besar 1 MB"
    assert taken("a.pdf", PLAIN, taking.Allowed(max_bytes=len(PLAIN))).kept == PLAIN


@pytest.mark.parametrize(
    ("size", "words"),
    [(MEBIBYTE, "1 MB"), (2 * MEBIBYTE, "2 MB"), (MEBIBYTE + MEBIBYTE // 2, "1,5 MB"), (307_200, "300 KB")],
)
def test_sizes_in_words(size, words):
    assert taking.in_words(size) == words


# --- made to fill a machine


def many_objects(document):
    document.Root.X = document.make_indirect(pikepdf.Array([pikepdf.Array([]) for _ in range(10)]))
    for number in range(260_000):
        document.make_indirect(number)


def unpacks_to(mebibytes, times=1):
    def change(document):
        for number in range(times):
            document.Root[f"/X{number}"] = document.make_stream(bytes(mebibytes * MEBIBYTE))

    return change


def huge_image(document):
    document.Root.X = document.make_stream(b"x", Subtype=pikepdf.Name.Image, Width=60_000, Height=60_000)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", documents.pdf(unpacks_to(300)), reasons.TOO_HEAVY),
        ("a.pdf", documents.pdf(unpacks_to(40, 15)), reasons.TOO_HEAVY),
        ("a.pdf", documents.pdf(huge_image), reasons.TOO_HEAVY),
        ("a.png", documents.picture("PNG", (20_000, 15_000), "1"), reasons.TOO_MANY_PIXELS),
    ],
    ids=["one stream", "many streams", "an image in a document", "300 megapixels"],
)
def test_a_bomb_is_refused_and_the_next_file_is_taken(name, content, reason):
    assert len(content) < 2 * MEBIBYTE
    assert refusal(name, content) is reason
    assert taken("surat.pdf", PLAIN).kept == PLAIN


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", documents.spelled_out(documents.with_script)),
        ("a.jpg", documents.picture(exif=documents.exif())),
        ("a.png", documents.picture("PNG", exif=documents.exif())),
    ],
)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_happens_to_the_bytes_they_are_refused_or_open_and_tell_nothing(name, content, data):
    spoilt = bytearray(content)
    for _ in range(data.draw(st.integers(1, 8))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    try:
        file = taken(name, bytes(spoilt[: data.draw(st.integers(len(spoilt) // 2, len(spoilt)))]))
    except Refused:
        return
    assert documents.AUTHOR.encode() not in file.clean
    if file.kind.key == "pdf":
        with pikepdf.open(io.BytesIO(file.clean)) as pdf:
            assert len(pdf.pages) == 1
        assert b"/JavaScript" not in file.clean
        return
    opened(file.clean).load()


@pytest.mark.parametrize("nothing", ["CPU_SECONDS = 0", "MEMORY = 1"])
def test_a_child_that_is_lost_costs_its_own_file_alone(monkeypatch, nothing):
    """The child is given no time, or no memory, so the machine ends it."""
    monkeypatch.setattr(apart, "START", apart.START.replace("standby.attend", f"standby.{nothing}; standby.attend"))
    attendant = apart.Attendant()
    monkeypatch.setattr(apart, "attendant", attendant)
    try:
        assert refusal("a.pdf", documents.pdf(unpacks_to(100))) is reasons.TOO_HEAVY
    finally:
        attendant.stop()
    monkeypatch.undo()
    assert taken("surat.pdf", PLAIN).kept == PLAIN


def test_the_attendant_comes_back_when_it_was_killed():
    assert taken("surat.pdf", PLAIN).kept == PLAIN
    os.kill(apart.attendant.process.pid, signal.SIGKILL)
    apart.attendant.process.wait()
    assert taken("surat.pdf", PLAIN).kept == PLAIN


def test_the_attendant_ends_with_its_server_and_knows_no_secret(tmp_path):
    """A server process is killed outright; the one that stood by sees its line closed and goes."""
    code = (
        "import os, django; django.setup()\n"
        "from accounts.files import apart\n"
        "apart.copies(open('surat.pdf', 'rb').read(), 'pdf')\n"
        "pid = apart.attendant.process.pid\n"
        "print(pid, b'RAHASIA' in open(f'/proc/{pid}/environ', 'rb').read(), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    (tmp_path / "surat.pdf").write_bytes(PLAIN)
    server = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(apart.ROOT),
            "SECRET_KEY": "RAHASIA",
            "DJANGO_SETTINGS_MODULE": "sinovik.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    pid, knows = server.stdout.split()
    assert knows == "False"
    deadline = time.monotonic() + 20
    while Path(f"/proc/{pid}").exists() and not is_gone(pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_gone(pid):
    """Ended, though its parent may not have asked for it yet."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


# --- pictures


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png")])
def test_a_picture_is_kept_without_author_place_and_device(kind, ending):
    options = {"exif": documents.exif()}
    if kind == "JPEG":
        options |= {"comment": documents.AUTHOR.encode(), "xmp": f"<x>{documents.AUTHOR}</x>".encode()}
    content = documents.picture(kind, **options)
    assert documents.AUTHOR.encode() in content
    file = taken(f"foto.{ending}", content + b"tambahan " + documents.AUTHOR.encode())
    assert file.kept == file.clean
    for told in (documents.AUTHOR.encode(), b"Kamera", b"Exif", b"eXIf"):
        assert told not in file.kept
    picture = opened(file.kept)
    assert (picture.format, picture.size, dict(picture.getexif())) == (kind, (60, 40), {})
    assert close(picture.convert("RGB").getpixel((50, 30)), (0, 128, 128))


@pytest.mark.parametrize("allowed", [taking.Allowed(), taking.Allowed(kinds=("jpeg",), as_photograph=True)])
@pytest.mark.parametrize("name", ["IMG_0412.HEIC", "IMG_0412.jpg"])
def test_what_a_telephone_keeps_as_heic_becomes_a_jpeg_without_place(name, allowed):
    assert documents.AUTHOR.encode() in HEIC
    file = taken(name, HEIC, allowed)
    picture = opened(file.kept)
    assert (file.name, file.kind.key, picture.format, picture.size) == ("IMG_0412.jpg", "jpeg", "JPEG", (60, 40))
    assert file.kept == file.clean
    assert documents.AUTHOR.encode() not in file.kept
    assert dict(picture.getexif()) == {}
    assert close(picture.getpixel((50, 30)), (0, 128, 128))
    assert file.came_sha256 == hashlib.sha256(HEIC).hexdigest()


def test_a_heic_stands_upright_and_is_no_document():
    content = documents.picture("HEIF", exif=documents.exif(orientation=6).tobytes())
    assert opened(taken("a.heic", content).kept).size == (40, 60)
    assert str(refusal("a.heic", HEIC, taking.Allowed(kinds=("pdf",)))) == "Berkas harus berupa PDF"
    assert taking.Allowed(kinds=("png", "jpeg")).endings.endswith(".heic,.heif")
    assert ".heic" not in taking.Allowed(kinds=("pdf", "png")).endings


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(orientation):
    """The white corner lies where the marks of the camera say that it belongs."""
    corner = {1: "lt", 2: "rt", 3: "rb", 4: "lb", 5: "lt", 6: "rt", 7: "rb", 8: "lb"}[orientation]
    picture = opened(taken("a.jpg", documents.picture(exif=documents.exif(orientation=orientation))).clean)
    assert picture.size == ((60, 40) if orientation < 5 else (40, 60))
    across, down = picture.size
    places = {"lt": (3, 3), "rt": (across - 4, 3), "lb": (3, down - 4), "rb": (across - 4, down - 4)}
    white = [name for name, place in places.items() if close(picture.getpixel(place), (255, 255, 255))]
    assert white == [corner]


def close(one, other):
    return all(abs(a - b) < 20 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("kind", "mode", "colour", "seen"),
    [
        ("JPEG", "CMYK", (0, 255, 255, 0), (254, 0, 0)),
        ("JPEG", "L", 90, (90, 90, 90)),
        ("PNG", "RGBA", (200, 10, 10, 255), (200, 10, 10)),
        ("PNG", "LA", (90, 255), (90, 90, 90)),
        ("PNG", "P", 0, (0, 0, 0)),
        ("PNG", "I;16", 0, (0, 0, 0)),
        ("PNG", "1", 0, (0, 0, 0)),
    ],
)
def test_every_manner_of_colours_is_kept(kind, mode, colour, seen):
    content = io.BytesIO()
    Image.new(mode, (60, 40), colour).save(content, kind)
    picture = opened(taken("a.png", content.getvalue()).clean)
    assert close(picture.convert("RGB").getpixel((50, 30)), seen)
    assert picture.mode in {"RGB", "RGBA", "L", "1"}


def test_sixteen_bits_of_grey_keep_their_shade():
    content = io.BytesIO()
    Image.new("I;16", (9, 9), 0x8000).save(content, "PNG")
    assert opened(taken("a.png", content.getvalue()).clean).getpixel((4, 4)) == 0x80


def test_colours_of_another_profile_become_those_of_every_screen():
    """In the profile red and green are exchanged: what looks green is green afterwards, without any profile."""
    profile = swapped_profile()
    content = documents.picture("PNG", colour=(255, 0, 0), icc_profile=profile)
    picture = opened(taken("a.png", content).clean)
    assert "icc_profile" not in picture.info
    red, green, _blue = picture.getpixel((50, 30))
    assert green > 200 > red


def swapped_profile():
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ", 128), profile.index(b"gXYZ", 128)
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


def test_a_profile_that_is_none_makes_the_picture_no_worse():
    picture = opened(taken("a.jpg", documents.picture(icc_profile=b"bukan profil")).clean)
    assert close(picture.getpixel((50, 30)), (0, 128, 128))


def test_of_several_pictures_in_one_file_the_first_is_kept():
    first, second = Image.new("RGB", (60, 40), "teal"), Image.new("RGB", (60, 40), "red")
    for kind, name in (("MPO", "a.jpg"), ("PNG", "a.png")):
        content = io.BytesIO()
        first.save(content, kind, save_all=True, append_images=[second])
        picture = opened(taken(name, content.getvalue()).clean)
        assert getattr(picture, "n_frames", 1) == 1
        assert close(picture.getpixel((50, 30)), (0, 128, 128))


def test_a_cut_picture_is_refused_whatever_other_libraries_allow(monkeypatch):
    """WeasyPrint has the whole process accept pictures whose end is missing."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert refusal("a.jpg", cut(documents.picture(size=(400, 300)))) is reasons.BROKEN_PICTURE


@pytest.mark.pdf
def test_a_cut_picture_is_refused_in_a_process_that_prints_certificates():
    """The library that prints is loaded first here, as a worker may do, and the picture is opened beside it."""
    program = (
        "import sys, weasyprint\n"
        "from accounts.files import pictures\n"
        "from accounts.files.faults import Unopened\n"
        "try:\n    pictures.copy(sys.stdin.buffer.read(), 'jpeg')\n"
        "except Unopened as unopened:\n    print(unopened.fault.value)\n"
    )
    content = cut(documents.picture(size=(400, 300)))
    said = subprocess.run([sys.executable, "-c", program], input=content, capture_output=True, check=True, cwd=ROOT)
    assert said.stdout.decode().strip() == Fault.BROKEN_PICTURE.value


PHOTOGRAPH = taking.Allowed(kinds=("jpeg", "png", "webp"), max_bytes=5 * MEBIBYTE, as_photograph=True)


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jfif"), ("PNG", "a.jpg"), ("WEBP", "a.webp")])
def test_a_photograph_becomes_a_jpeg(kind, name):
    file = taken(name, documents.picture(kind), PHOTOGRAPH)
    picture = opened(file.clean)
    assert (file.name, picture.format, picture.mode, picture.size) == ("a.jpg", "JPEG", "RGB", (60, 40))


def test_a_large_photograph_is_made_smaller_and_keeps_its_shape():
    assert opened(taken("a.jpg", documents.picture(size=(4800, 3600)), PHOTOGRAPH).clean).size == (2400, 1800)


def test_transparent_parts_of_a_photograph_become_white():
    content = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(content, "PNG")
    assert opened(taken("a.png", content.getvalue(), PHOTOGRAPH).clean).getpixel((10, 10)) == (255, 255, 255)


def test_the_same_upload_gives_the_same_bytes():
    for name, content in (("a.pdf", documents.pdf(documents.with_script)), ("a.jpg", JPEG), ("a.png", PNG)):
        assert taken(name, content) == taken(name, content)
