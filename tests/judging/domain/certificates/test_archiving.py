"""What a certificate claims of itself is read back from the file by another library.

No outside validator of PDF/A or PDF/UA runs here; these are the properties that both ask for and that can be read.
"""

import io

import pikepdf
import pytest

from accounts.files import sealing
from judging.domain.certificates import page, signing
from judging.models import Award
from tests.judging.domain.certificates.test_rendering import tell
from tests.once import lived_through

pytestmark = [pytest.mark.pdf, pytest.mark.django_db]

UA = "{http://www.aiim.org/pdfua/ns/id/}part"
A = "{http://www.aiim.org/pdfa/ns/id/}"


@lived_through
def printed():
    _crew, stage = tell()
    award = Award.objects.filter(stage=stage).select_related("stage__edition").order_by("number").first()
    return signing.signer().signed(sealing.with_field(page.pdf(award)))


@pytest.fixture
def document():
    with pikepdf.open(io.BytesIO(printed())) as pdf:
        yield pdf


def elements(tag):
    """Every element of structure below one, with its own."""
    yield tag
    kids = tag.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid)


def fonts(document):
    found = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
    return [one for one in found if one.get("/Type") == "/Font" and "/FontDescriptor" in one]


def test_it_claims_to_be_kept_and_to_be_read_aloud(document):
    with document.open_metadata() as told:
        assert told[f"{A}part"] == "3"
        assert told[f"{A}conformance"] == "A"
        assert told[UA] == "1"
        assert told["dc:title"].startswith("Top 99: ")
    written = document.Root.Metadata.read_bytes()
    assert written.count(b"<rdf:RDF") == 1
    assert b"pdfaExtension:schemas" in written


def test_its_colours_mean_the_same_everywhere(document):
    (intent,) = document.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert b"sRGB" in intent.DestOutputProfile.read_bytes()


def test_every_letter_is_in_the_file_and_can_be_copied(document):
    found = fonts(document)
    assert found
    for font in found:
        assert {"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()), font.BaseFont
    whole = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Type0"]
    assert whole
    assert all("/ToUnicode" in one for one in whole)


def test_it_is_read_aloud_in_order_and_in_indonesian(document):
    root = document.Root
    assert root.Lang == "id"
    assert root.MarkInfo.Marked is True
    assert root.ViewerPreferences.DisplayDocTitle is True
    tags = [one for top in root.StructTreeRoot.K for one in elements(top)]
    names = [str(one.S) for one in tags]
    assert names.count("/H1") == 1
    pictures = [one for one in tags if one.S == "/Figure"]
    assert pictures
    assert all(str(one.Alt) for one in pictures)
    assert all(sheet.get("/Tabs") == "/S" for sheet in document.pages if "/Annots" in sheet)


def test_nothing_in_it_runs_or_comes_from_elsewhere(document):
    assert not {"/OpenAction", "/AA"} & set(document.Root.keys())
    form = document.Root.AcroForm
    assert [str(one.FT) for one in form.Fields] == ["/Sig"]
    assert not {"/XFA", "/NeedAppearances"} & set(form.keys())
    assert document.trailer.get("/ID") is not None
    assert "/Encrypt" not in document.trailer


def test_its_seal_is_printed_told_and_tagged_as_both_standards_ask(document):
    (field,) = document.Root.AcroForm.Fields
    # PDF/A-3, 6.3: printed, not hidden; without a size it needs no picture. PDF/UA-1, 7.18: named, and inside a Form.
    assert int(field.F) & 4
    assert not int(field.F) & (1 | 2 | 32 | 256)
    assert [int(one) for one in field.Rect] == [0, 0, 0, 0]
    assert str(field.TU)
    numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
    tag = numbers[numbers[::2].index(field.StructParent) * 2 + 1]
    assert (str(tag.S), bool(str(tag.Alt))) == ("/Form", True)
    assert tag.K.Obj.objgen == field.objgen
    assert tag in [one for top in document.Root.StructTreeRoot.K for one in elements(top)]
    assert str(field.V.SubFilter) == "/ETSI.CAdES.detached"
