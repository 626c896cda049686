"""Names that are written in a PDF are black in the picture of their page, and nothing else is."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
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
        "<p>D I N A S &nbsp; S L E M A N</p>",
        "<p>S L E M A N 2 0 2 3</p>",
        "<p>D I N A S K A B U P A T E N S L E M A N</p>",
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
    "text",
    [
        "<p>Layanan di Slemania dan kabupaten</p>",
        "<p>sleman kecil</p>",
        "",
        "<p>A B C D</p>",
        "<p>S L E M A Slemania</p>",
    ],
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


def saved(document):
    fields = [one for page in document.pages for one in page.get("/Annots", ()) if one.Subtype == Name.Widget]
    if fields:
        document.Root.AcroForm = Dictionary(Fields=Array(fields))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def beside(*notes, bookmark="", **more):
    """A page that names nobody, with these notes, a bookmark, and what else stands in the file."""
    with pikepdf.open(io.BytesIO(paper("<p>Antrean daring</p>"))) as document:
        document.pages[0].Annots = Array([document.make_indirect(note) for note in notes])
        for key, value in more.items():
            document.Root[f"/{key}"] = value
        if bookmark:
            with document.open_outline() as outline:
                outline.root.append(pikepdf.OutlineItem(bookmark, 0))
        return saved(document)


def note(subtype, **more):
    return Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([50, 50, 150, 80]), F=4, **more)


def field(**more):
    return note("Widget", FT=Name.Tx, **more)


def link(address):
    return note("Link", A=Dictionary(S=Name.URI, URI=String(address)))


LINKED = NAMES + r"|https?://\S+"


@pytest.mark.parametrize("told", ["Pemerintah Kabupaten Sleman", "SLEMAN", "Sle\u200bman", "D I N A S   S L E M A N"])
def test_a_name_beside_the_page_is_found(told):
    for content in (
        beside(field(V=String(told))),
        beside(field(TU=String(told), V=String("lain"))),
        beside(field(Parent=Dictionary(V=String(told)))),
        beside(note("FreeText", Contents=String(told))),
        beside(bookmark=told),
        beside(StructTreeRoot=Dictionary(K=Array([Dictionary(Alt=String(told))]))),
    ):
        assert apart.names(content, NAMES)
        assert not apart.names(content, NOTHING)


def test_where_a_link_leads_is_read():
    content = beside(link("https://dinkes.contoh.go.id/x"))
    assert apart.names(content, LINKED)
    assert not apart.names(content, NAMES)


def test_how_colours_are_meant_names_nobody():
    """A file made for an archive carries an address of its makers' of colours."""
    meant = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, RegistryName=String("http://www.color.org"))
    assert not apart.names(beside(OutputIntents=Array([meant])), LINKED)


def with_look(text, make):
    """A page that names nobody, with a note that `make` gives a look which draws this text."""
    with pikepdf.open(io.BytesIO(paper("<p>Antrean daring</p>"))) as document:
        source = pikepdf.open(io.BytesIO(paper(f"<p>{text}</p>")))
        page = document.copy_foreign(source.pages[0].as_form_xobject())
        document.pages[0].Annots = Array([document.make_indirect(make(AP=Dictionary(N=page)))])
        return saved(document)


def stamp(**more):
    return note("Stamp", **more)


@pytest.mark.parametrize("make", [stamp, lambda **more: field(V=String("lain"), **more)])
def test_what_is_drawn_over_the_page_is_read(make):
    assert apart.names(with_look("Sleman", make), NAMES)
    assert not apart.names(with_look("Antrean", make), NAMES)


@pytest.mark.parametrize(
    ("field_of", "counts"),
    [
        (Dictionary(FT=Name.Sig), True),
        (Dictionary(FT=Name.Tx), True),
        (Dictionary(FT=Name.Tx, V=String("12 menit")), False),
        (Dictionary(Parent=Dictionary(FT=Name.Tx, V=String("12 menit"))), False),
        (Dictionary(FT=Name.Btn, AS=Name.Off), False),
    ],
)
def test_a_field_that_is_drawn_and_says_nothing_may_name(field_of, counts):
    def make(**more):
        made = note("Widget", **more)
        for key in field_of:
            made[key] = field_of[key]
        return made

    assert apart.names(with_look("", make), NAMES) is counts


def told_as(drawn, told, *, as_property=False, in_drawing=False):
    """A page that draws one text and gives another to be read in its place."""
    with pikepdf.open(io.BytesIO(paper(f"<p>{drawn}</p>"))) as document:
        page = document.pages[0]
        page.Resources.Properties = Dictionary(Told=Dictionary(ActualText=String(told)))
        operand = b"/Told" if as_property else b"<</Actual#54ext (" + told.encode() + b")>>"
        content = b"/Span " + operand + b" BDC " + page.Contents.read_bytes() + b" EMC"
        page.Contents = document.make_stream(content)
        if in_drawing:
            drawing = document.make_stream(
                content, Subtype=Name.Form, BBox=Array([0, 0, 400, 300]), Resources=page.Resources
            )
            page.Resources = Dictionary(XObject=Dictionary(Drawing=drawing))
            page.Contents = document.make_stream(b"/Drawing Do")
        return saved(document)


@pytest.mark.parametrize("as_property", [False, True])
@pytest.mark.parametrize("in_drawing", [False, True])
def test_what_is_told_in_the_place_of_what_is_drawn_hides_no_name(as_property, in_drawing):
    for drawn, told in (("Sleman", "Antrean"), ("Sleman", ""), ("Antrean", "Sleman")):
        content = told_as(drawn, told, as_property=as_property, in_drawing=in_drawing)
        assert apart.names(content, NAMES)
        assert share_of_black(picture(content, NAMES)) > share_of_black(picture(content)) + 0.005
    content = told_as("Antrean", "Antri", as_property=as_property, in_drawing=in_drawing)
    assert not apart.names(content, NAMES)
    assert differs_in(content) is None
