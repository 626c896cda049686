"""Names that are written in a PDF are black in the picture of their page, and nothing else is."""

import io

import pikepdf
import pytest
from PIL import Image, ImageChops
from weasyprint import HTML

from accounts.files import apart

PAPER = "<style>@page {{ size: 400px 300px; margin: 20px }} p {{ font-size: 16px }}</style>{}"
NAMES = r"(?<!\w)(?:(?i:Kabupaten\s+Sleman)|(?i:Kulon\-Progo)|Sleman|SLEMAN|Tedjasukmana)(?!\w)"
NOTHING = r"(?<!\w)(?:Wonosobo)(?!\w)"


def paper(*pages):
    """A PDF of these pages, as HTML."""
    return HTML(string=PAPER.format("<div style='break-after: page'></div>".join(pages))).write_pdf()


def picture(content, hidden="", number=1):
    drawn, _count = apart.page(content, number, hidden=hidden)
    return Image.open(io.BytesIO(drawn)).convert("L")


def share_of_black(image):
    return sum(image.histogram()[:40]) / (image.width * image.height)


def differs_in(content):
    """Where the picture differs from the one without names: left, top, right, bottom; None where nowhere."""
    return changed(picture(content), picture(content, NAMES))


def changed(one, other):
    """The same of two pictures; what packing a picture changes is too little to count."""
    return ImageChops.difference(one, other).point(lambda value: 255 if value > 60 else 0).getbbox()


@pytest.mark.parametrize(
    "text",
    [
        "<p>Layanan Kabupaten Sleman sejak 2020</p>",
        "<p>Layanan KABUPATEN  sleman</p>",
        "<p>Kabupaten<br>Sleman</p>",
        "<p style='width: 85px'>Milik Sle&shy;man</p>",
        "<p>Milik Kulon-<br>Progo</p>",
        "<p style='letter-spacing: 5px'>KABUPATEN SLEMAN</p>",
        "<p style='letter-spacing: 5px'>SLEMAN</p>",
        "<p style='transform: rotate(20deg)'>Bupati Tedjasukmana</p>",
        "<table><tr><td>1</td><td>Sleman</td></tr></table>",
        "<p style='color: white'>Sleman</p>",
    ],
)
def test_a_name_is_found_however_it_is_set(text):
    content = paper(text)
    assert apart.names(content, NAMES)
    assert share_of_black(picture(content, NAMES)) > share_of_black(picture(content)) + 0.005


@pytest.mark.parametrize(
    "text", ["<p>Layanan di Slemania dan kabupaten</p>", "<p>sleman kecil</p>", "", "<p>A B C D</p>"]
)
def test_what_names_nobody_is_shown_as_it_is(text):
    content = paper(text)
    assert not apart.names(content, NAMES)
    assert differs_in(content) is None


def test_only_the_name_is_black():
    content = paper("<p>Antrean daring</p><p>Sleman</p><p>Waktu tunggu turun</p>")
    left, top, right, bottom = differs_in(content)
    hidden, whole = picture(content, NAMES), picture(content)
    width, height = whole.size
    for box in ((0, 0, width, top), (0, bottom, width, height), (right, 0, width, height)):
        assert changed(whole.crop(box), hidden.crop(box)) is None
    assert share_of_black(hidden.crop((left, top, right, bottom))) > 0.95


def test_under_the_black_nothing_is_left():
    """Two papers that differ in a name as long as it is wide alone are the same picture."""
    one, other = (paper(f"<p style='font-family: monospace'>Milik {name} saja</p>") for name in ("Sleman", "Bantul"))
    pattern = r"(?<!\w)(?:Sleman|Bantul)(?!\w)"
    assert picture(one).tobytes() != picture(other).tobytes()
    assert picture(one, pattern).tobytes() == picture(other, pattern).tobytes()


def test_every_page_is_looked_at():
    content = paper("<p>Satu</p>", "<p>Dua</p>", "<p>Sleman</p>")
    assert apart.names(content, NAMES)
    assert not apart.names(content, NOTHING)
    assert share_of_black(picture(content, NAMES, 3)) > share_of_black(picture(content, NOTHING, 3)) + 0.005
    assert picture(content, NAMES, 1).tobytes() == picture(content, NOTHING, 1).tobytes()


def test_a_page_that_lies_on_its_side_is_blackened_in_its_place():
    with pikepdf.open(io.BytesIO(paper("<p>Antrean</p><p>Sleman</p>"))) as document:
        document.pages[0].Rotate = 90
        written = io.BytesIO()
        document.save(written)
    content = written.getvalue()
    hidden, whole = picture(content, NAMES), picture(content)
    assert hidden.size == whole.size
    box = differs_in(content)
    assert share_of_black(hidden.crop(box)) > 0.95
