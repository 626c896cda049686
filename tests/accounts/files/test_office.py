"""Word and Excel: what is taken, what judges get of it, and what is refused with which sentence."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from accounts.files import reasons, taking
from accounts.rules import Refused
from tests.factories import documents, office
from tests.factories.office import MICROSOFT, STANDARD

ALLOWED = taking.Allowed(kinds=("pdf", "docx", "xlsx"), max_bytes=20 * 1_048_576)
TYPED = b'<!DOCTYPE x [<!ENTITY a "b">]><w:settings'
DOCX, XLSX, WRITTEN = office.docx(), office.xlsx(), office.written_xlsx()
ANY = {"docx": DOCX, "xlsx": XLSX}


def taken(name, content, allowed=ALLOWED):
    return taking.taken(SimpleUploadedFile(name, content), allowed)


def refusal(name, content, allowed=ALLOWED):
    with pytest.raises(Refused) as refused:
        taken(name, content, allowed)
    return refused.value.refusal


@pytest.mark.parametrize(
    ("name", "content", "kept_as", "kind"),
    [
        ("laporan.docx", DOCX, "laporan.docx", "docx"),
        ("LAPORAN.DOCX", DOCX, "LAPORAN.DOCX", "docx"),
        ("laporan.xlsx", DOCX, "laporan.docx", "docx"),
        ("laporan", DOCX, "laporan.docx", "docx"),
        ("data.xlsx", XLSX, "data.xlsx", "xlsx"),
        ("data.pdf", WRITTEN, "data.xlsx", "xlsx"),
    ],
)
def test_documents_of_other_software_are_kept_as_they_came(name, content, kept_as, kind):
    file = taken(name, content)
    assert (file.name, file.kind.key, file.kept) == (kept_as, kind, content)
    assert not file.is_signed
    assert file.clean != content


def test_the_copy_for_judges_opens_and_says_the_same():
    file = taken("laporan.docx", DOCX)
    document = Document(io.BytesIO(file.clean))
    assert document.paragraphs[0].text == "Antrean turun dari 90 menjadi 12 menit."
    assert document.tables[0].cell(0, 0).text == "Waktu tunggu"
    assert [one.text for one in document.comments] == ["Mohon dicek"]
    sheet = openpyxl.load_workbook(io.BytesIO(taken("data.xlsx", XLSX).clean)).active
    assert [sheet["A1"].value, sheet["A3"].value] == [90, "=A1-A2"]
    assert sheet["A1"].comment.text == "Penulis:\nsebelum inovasi"
    written = openpyxl.load_workbook(io.BytesIO(taken("data.xlsx", WRITTEN).clean))["Data"]
    assert (written["A3"].value, written["B1"].hyperlink.target) == (12, "https://contoh.go.id/antrean")
    assert len(written._charts) == len(written._images) == 1


@pytest.mark.parametrize("content", [DOCX, XLSX, WRITTEN, office.with_tracked_changes()])
def test_the_copy_for_judges_tells_nothing_of_who_made_it(content):
    own = office.parts(content)
    assert any(office.AUTHOR.encode() in part for part in own.values())
    clean = office.parts(taken("a", content).clean)
    for name, part in clean.items():
        for telling in (office.AUTHOR.encode(), office.AGENCY.encode(), b"2026-11-01", b"rsidR=", b"Exif"):
            assert telling not in part, name
    assert not any(name.startswith(("docProps/", "customXml/")) for name in clean)
    assert b"docProps" not in clean[office.TYPES] + clean[office.POINTERS]


@pytest.mark.parametrize(
    ("author", "said", "reads"),
    [
        (office.AUTHOR, f"{office.AUTHOR}:\nsebelum", "Penulis:\nsebelum"),
        (office.AUTHOR, "Catatan:\nsebelum", "Catatan:\nsebelum"),
        # As LibreOffice writes it: the name stands in the remark alone.
        (" ", f"{office.AUTHOR}:\nsebelum", "Penulis:\nsebelum"),
        (" ", "Antrean: 90 menit", "Antrean: 90 menit"),
        (" ", "sebelum\ninovasi", "sebelum\ninovasi"),
    ],
)
def test_a_remark_begins_with_nobody(author, said, reads):
    book = openpyxl.Workbook()
    book.active["A1"] = 90
    book.active["A1"].comment = Comment(said, author)
    clean = taken("data.xlsx", office.saved(book)).clean
    assert openpyxl.load_workbook(io.BytesIO(clean)).active["A1"].comment.text == reads


def test_tracked_changes_stay_and_nobody_made_them():
    body = office.parts(taken("a.docx", office.with_tracked_changes()).clean)["word/document.xml"].decode()
    assert "<w:delText>lama</w:delText>" in body
    assert body.count('w:author="Penulis"') == 2


def test_the_same_file_gives_the_same_copy():
    assert taken("a.docx", DOCX).clean == taken("b.docx", DOCX).clean


def outside(kind, aim="https://contoh.test/x", content=DOCX):
    return office.pointing(content, STANDARD + kind, aim, is_outside=True)


def inside(kind, name, called="application/octet-stream", content=DOCX, root=STANDARD):
    return office.with_part(content, name, kind=root + kind, called=called)


VBA = "application/vnd.ms-office.vbaproject"
OLE = "application/vnd.openxmlformats-officedocument.oleobject"
MAIN = b"wordprocessingml.document.main+xml"
XML = b'<?xml version="1.0"?>'
REFUSED = {
    # What is no whole document of the kind.
    "empty": ("a.docx", b"", reasons.EMPTY),
    "cut in half": ("a.docx", DOCX[: len(DOCX) // 2], reasons.OFFICE_CUT),
    "cut at the end": ("a.xlsx", XLSX[:-30], reasons.OFFICE_CUT),
    "an archive of something": ("a.docx", office.packed({"catatan.txt": b"x"}), reasons.NOT_OFFICE),
    "a header alone": ("a.xlsx", b"PK\x03\x04" + bytes(40), reasons.OFFICE_CUT),
    "no main part": ("a.docx", office.changed(DOCX, document=(b"document", b"catatan")), reasons.OFFICE_BROKEN),
    "a template": ("a.docx", office.packed({**office.parts(DOCX), office.TYPES: office.parts(DOCX)[office.TYPES]
                   .replace(MAIN, b"wordprocessingml.template.main+xml")}), reasons.NOT_OFFICE),
    "text with the name": ("a.docx", b"hanya teks", reasons.DISGUISED),
    "a program": ("a.docx", b"MZ" + bytes(60), reasons.DISGUISED),
    "broken inside": ("a.docx", DOCX[:3000] + bytes(40) + DOCX[3040:], reasons.OFFICE_BROKEN),
    "not XML": ("a.docx", office.changed(DOCX, document=(b"<w:body>", b"<w:body")), reasons.OFFICE_BROKEN),
    "a document type": ("a.docx", office.changed(DOCX, settings=(b"<w:settings", TYPED)), reasons.OFFICE_BROKEN),
    # Behind a password, or of former years.
    "locked": ("a.docx", office.locked(), reasons.OFFICE_LOCKED),
    "locked part": ("a.docx", office.locked_as_an_archive(), reasons.OFFICE_LOCKED),
    "old Word": ("a.docx", office.old(), reasons.OFFICE_OLD),
    # Two in one.
    "a PDF before": ("a.docx", documents.with_archive(documents.pdf()), reasons.TWO_IN_ONE),
    "something behind": ("a.docx", DOCX + b"MZ" + bytes(90), reasons.OFFICE_MIXED),
    "something between": ("a.docx", office.with_a_gap(), reasons.OFFICE_MIXED),
    "a part that nobody lists": ("a.docx", office.with_part(DOCX, "META-INF/MANIFEST.MF"), reasons.OFFICE_MIXED),
    "two parts of one name": ("a.docx", office.twice(), reasons.OFFICE_BROKEN),
    "a part outside": ("a.docx", office.with_part(DOCX, "../../jahat.xml"), reasons.OFFICE_BROKEN),
    # Made to fill a machine.
    "a bomb": ("a.xlsx", office.bomb(), reasons.TOO_HEAVY),
    "a part of 33 MB": ("a.xlsx", office.bomb(33), reasons.TOO_HEAVY),
    "very many parts": ("a.docx", office.crowd(), reasons.TOO_HEAVY),
    # What runs.
    "macros": ("a.docx", inside("vbaProject", "word/vbaProject.bin", VBA, root=MICROSOFT), reasons.OFFICE_MACROS),
    "macros nobody points to": ("a.xlsx", office.with_part(XLSX, "xl/vbaProject.bin"), reasons.OFFICE_MACROS),
    "macros by the list": ("a.docx", office.packed({**office.parts(DOCX), office.TYPES: office.parts(DOCX)[
                           office.TYPES].replace(b"application/vnd.openxmlformats-officedocument." + MAIN,
                           b"application/vnd.ms-word.document.macroEnabled.main+xml")}), reasons.OFFICE_MACROS),
    "macros of Excel 4": ("a.xlsx", office.with_part(XLSX, "xl/macrosheets/sheet1.xml", XML,
                          called="application/vnd.ms-excel.macrosheet+xml"), reasons.OFFICE_MACROS),
    "buttons in the ribbon": ("a.docx", inside("ui/extensibility", "customUI/customUI.xml", "application/xml",
                              root=MICROSOFT), reasons.OFFICE_MACROS),
    "ActiveX": ("a.docx", inside("control", "word/activeX/activeX1.xml", "application/vnd.ms-office.activex+xml"),
                reasons.OFFICE_CONTROLS),
    "an add-in": ("a.docx", inside("webextensiontaskpanes", "word/webextensions/taskpanes.xml", "application/xml",
                  root="http://schemas.microsoft.com/office/2011/relationships/"), reasons.OFFICE_CONTROLS),
    # What carries other files.
    "an OLE object": ("a.docx", inside("oleObject", "word/embeddings/oleObject1.bin", OLE), reasons.OFFICE_EMBEDDED),
    "a workbook within": ("a.docx", inside("package", "word/embeddings/data.xlsx"), reasons.OFFICE_EMBEDDED),
    "a page within": ("a.docx", inside("aFChunk", "word/isi.html", "text/html"), reasons.OFFICE_EMBEDDED),
    "a film": ("a.docx", inside("video", "word/media/film.mp4", "video/mp4"), reasons.OFFICE_EMBEDDED),
    "a program as a picture": ("a.docx", inside("image", "word/media/foto.png", "image/png"), reasons.OFFICE_EMBEDDED),
    # What reaches out.
    "a template elsewhere": ("a.docx", outside("attachedTemplate"), reasons.OFFICE_TEMPLATE),
    "a picture elsewhere": ("a.docx", outside("image"), reasons.OFFICE_OUTSIDE),
    "an object elsewhere": ("a.docx", outside("oleObject"), reasons.OFFICE_OUTSIDE),
    "a frame elsewhere": ("a.docx", outside("frame"), reasons.OFFICE_OUTSIDE),
    "a link to a folder": ("a.docx", outside("hyperlink", "file://server/berkas"), reasons.OFFICE_OUTSIDE),
    "a link that runs": ("a.docx", outside("hyperlink", "ms-msdt:/id"), reasons.OFFICE_OUTSIDE),
    "another workbook": ("a.xlsx", outside("externalLinkPath", content=XLSX), reasons.OFFICE_OUTSIDE),
    "a link of a workbook": ("a.xlsx", inside("externalLink", "xl/externalLinks/externalLink1.xml", content=XLSX),
                             reasons.OFFICE_OUTSIDE),
    "a data connection": ("a.xlsx", inside("connections", "xl/connections.xml", content=XLSX), reasons.OFFICE_OUTSIDE),
    "a field that starts": ("a.docx", office.with_field("DDEAUTO c:\\\\cmd.exe"), reasons.OFFICE_OUTSIDE),
    "the same, torn": ("a.docx", office.with_field(" DDEAUTO c:\\\\cmd.exe", pieces=5), reasons.OFFICE_OUTSIDE),
    "a field that loads": ("a.docx", office.with_field("INCLUDEPICTURE x"), reasons.OFFICE_OUTSIDE),
    "a formula that loads": ("a.xlsx", office.with_formula("_xlfn.WEBSERVICE(A1)"), reasons.OFFICE_OUTSIDE),
    "a formula that starts": ("a.xlsx", office.with_formula("DDE(A1,A2)"), reasons.OFFICE_OUTSIDE),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_with_which_sentence(name, content, reason):
    assert refusal(name, content) is reason


@pytest.mark.parametrize(
    "content",
    [
        outside("hyperlink", "https://contoh.go.id"),
        outside("hyperlink", "mailto:humas@contoh.go.id"),
        office.with_field("PAGE"),
        office.with_field('HYPERLINK "https://contoh.go.id/dde"'),
        office.with_formula("SUM(A1:A2)"),
        office.with_formula('"hubungi CALL(021)"'),
        office.pointing(DOCX, STANDARD + "image", "NULL"),
        office.packed(office.parts(DOCX), method=0),
    ],
    ids=["link", "letter", "page number", "link in a field", "sum", "text in a formula", "lost picture", "not packed"],
)
def test_what_is_harmless_is_taken(content):
    assert taken("a", content).kept == content


@pytest.mark.parametrize("content", [DOCX, XLSX, office.locked(), office.old()])
def test_where_the_edition_wants_none_it_says_what_it_wants(content):
    only = taking.Allowed(kinds=("pdf", "png"))
    assert str(refusal("a.docx", content, only)) == "Berkas harus berupa PDF atau PNG"


def test_a_workbook_is_no_word_document_where_only_those_are_wanted():
    assert str(refusal("a.docx", XLSX, taking.Allowed(kinds=("docx",)))) == "Berkas harus berupa DOCX"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["docx", "xlsx"]), st.floats(0, 0.999))
def test_no_part_of_a_document_passes_for_the_whole(kind, share):
    content = ANY[kind]
    with pytest.raises(Refused):
        taken(f"a.{kind}", content[: int(len(content) * share)])


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["docx", "xlsx"]), st.floats(0, 0.999), st.integers(1, 255))
def test_a_changed_byte_is_refused_or_harms_nothing(kind, where, change):
    content = bytearray(ANY[kind])
    content[int(len(content) * where)] ^= change
    try:
        clean = taken(f"a.{kind}", bytes(content)).clean
    except Refused:
        return
    assert not any(office.AUTHOR.encode() in part for part in office.parts(clean).values())
