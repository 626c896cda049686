"""Names in Word and Excel: covered wherever somebody reads them, the rest word for word, and never a broken file."""

import io

import openpyxl
import pytest
from docx import Document
from openpyxl.comments import Comment
from openpyxl.worksheet.hyperlink import Hyperlink

from accounts.files import apart
from accounts.files.office import opening
from tests.factories import office

# As a dossier's names are put together: whole words, gaps of any kind, links.
NAMES = r"(?P<link>https?://\S+)|(?<!\w)(?:(?i:Dinas\s+Kesehatan)|Mawar|MAWAR)(?!\w)"
COVERED = "█████ █████████"


def covered(content):
    return apart.covered(content, NAMES)


def texts(content):
    return [one.text for one in Document(io.BytesIO(content)).paragraphs]


def written(*runs):
    """A document of one paragraph, torn into runs as Word tears it."""
    document = Document()
    paragraph = document.add_paragraph()
    for run in runs:
        paragraph.add_run(run).bold = run.isupper()
    return document


@pytest.mark.parametrize(
    ("runs", "reads"),
    [
        (["Antrean di Dinas Kesehatan turun."], f"Antrean di {COVERED} turun."),
        (["Antrean di Din", "as Kes", "ehatan turun."], f"Antrean di {COVERED} turun."),
        (["dinas\tkesehatan"], "█████\t█████████"),
        (["DINAS  KESEHATAN dan Mawarwati"], "█████  █████████ dan Mawarwati"),
        (["Din\u00adas Ke\u200bsehatan"], "███\u00ad██ ██\u200b███████"),
        (["D I N A S  K E S E H A T A N"], "█ █ █ █ █  █ █ █ █ █ █ █ █ █"),
        (["Lihat https://dinkes.contoh.go.id/mawar."], "Lihat " + "█" * 34),
        (["Waktu tunggu turun"], "Waktu tunggu turun"),
    ],
)
def test_a_name_is_covered_however_it_is_torn_and_written(runs, reads):
    assert texts(covered(office.saved(written(*runs)))) == [reads]


def test_every_place_of_a_document_that_somebody_reads_is_covered():
    document = written("Isi: Dinas Kesehatan")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Kop Dinas Kesehatan"
    section.footer.paragraphs[0].text = "Kaki Dinas Kesehatan"
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Sel Dinas Kesehatan"
    document.add_comment(document.paragraphs[0].runs, text="Catatan Dinas Kesehatan", author="A", initials="A")
    link = document.part.relate_to("https://dinkes.contoh.go.id", f"{office.STANDARD}hyperlink", is_external=True)
    assert link
    found = covered(opening.copies(office.saved(document), "docx").clean)
    parts = office.parts(found)
    assert not [name for name, part in parts.items() if b"Kesehatan" in part or b"dinkes" in part]
    for words in ("Isi: ", "Kop ", "Kaki ", "Sel ", "Catatan "):
        assert any((words + COVERED).encode() in part for part in parts.values()), words
    # A document still, for Word as for us.
    assert opening.copies(found, "docx").kept == found


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, cells in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for place, value in cells.items():
            sheet[place] = value
    return book


def test_a_sheet_is_covered_and_counts_on():
    book = workbook(Dinas_Kesehatan={"A1": "Pasien Dinas Kesehatan", "A2": 90, "A3": 12}, Lain={"A1": "Mawar"})
    book["Lain"]["A2"] = "='Dinas Kesehatan'!A2-'Dinas Kesehatan'!A3"
    book["Lain"]["A3"] = '="di Dinas Kesehatan"'
    book["Lain"]["A1"].comment = Comment("Kata Dinas Kesehatan", "Seseorang")
    book["Lain"].oddHeader.center.text = "Dinas Kesehatan"
    found = openpyxl.load_workbook(io.BytesIO(covered(office.saved(book))))
    assert found.sheetnames == [COVERED, "Lain"]
    first, second = found.worksheets
    assert [first["A1"].value, first["A2"].value, first["A3"].value] == [f"Pasien {COVERED}", 90, 12]
    assert second["A1"].value == "█████"
    assert second["A2"].value == f"='{COVERED}'!A2-'{COVERED}'!A3"
    assert second["A3"].value == f'="di {COVERED}"'
    assert second["A1"].comment.text.endswith(f"Kata {COVERED}")
    assert second.oddHeader.center.text == COVERED


def test_a_number_is_never_covered():
    book = workbook(Data={"A1": 2024, "A2": "2024"})
    found = openpyxl.load_workbook(io.BytesIO(apart.covered(office.saved(book), r"(?<!\w)2024(?!\w)"))).active
    assert [found["A1"].value, found["A2"].value] == [2024, "████"]


def test_what_other_software_made_is_changed_in_nothing_but_the_names():
    found = openpyxl.load_workbook(io.BytesIO(covered(office.written_xlsx())))["Data"]
    assert (found["A3"].value, len(found._charts), len(found._images)) == (12, 1, 1)
    assert found["B1"].value == "█" * len("https://contoh.go.id/antrean")
    assert found["B1"].hyperlink.target == "#"


WATERMARK = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="Dinas Kesehatan">'
    '<v:textpath string="DINAS KESEHATAN"/></v:shape></w:pict></w:r></w:p>'
)


@pytest.mark.parametrize(
    ("content", "part", "told"),
    [
        (
            office.docx(),
            "document",
            WATERMARK,
        ),
        (
            office.docx(),
            "document",
            '<w:p><w:hyperlink w:anchor="Mawar"/><w:bookmarkStart w:id="7" w:name="Mawar"/></w:p>',
        ),
    ],
    ids=["a watermark", "a place in the document"],
)
def test_what_is_read_without_being_text_is_covered_too(content, part, told):
    """A watermark is a drawing that says its words beside it."""
    found = office.parts(covered(office.changed(content, **{part: (b"<w:body>", b"<w:body>" + told.encode())})))
    said = found["word/document.xml"].decode()
    assert "█" in said
    assert not [name for name in ("esehatan", "ESEHATAN", "Mawar") if name in said]


def test_what_a_sheet_narrows_and_remembers_is_covered_too():
    book = workbook(Data={"A1": "Instansi", "A2": "Dinas Kesehatan", "A3": "Lain"})
    book["Data"].auto_filter.ref = "A1:A3"
    book["Data"].auto_filter.add_filter_column(0, ["Dinas Kesehatan"])
    book["Data"]["B1"].hyperlink = Hyperlink(ref="B1", location="'Mawar'!A1")
    told = b'<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cacheFields>'
    told += b'<cacheField name="Mawar"><sharedItems><s v="Dinas Kesehatan"/></sharedItems></cacheField></cacheFields>'
    told += b"</pivotCacheDefinition>"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"
    content = office.with_part(office.saved(book), "xl/pivotCache/one.xml", told, called=kind, kind="x")
    parts = office.parts(covered(content))
    assert [name for name, part in parts.items() if b"Kesehatan" in part or b"Mawar" in part] == []
    assert parts["xl/pivotCache/one.xml"].decode().count("█") == len("MawarDinasKesehatan")


def test_what_a_name_would_stay_in_is_not_handed_out():
    part = office.with_part(office.docx(), "word/Mawar.xml", b"<a/>", called="application/xml", kind="x")
    assert covered(part) == b""


def test_sheets_that_could_not_be_told_apart_are_not_handed_out():
    twins = office.saved(workbook(Mawar={"A1": 1}, MAWAR_Kota={"A1": 1}))
    assert apart.covered(twins, r"(?i:mawar(?: kota)?)") != b""
    assert apart.covered(office.saved(workbook(Mawar={"A1": 1}, Melur={"A1": 1})), "Mawar|Melur") == b""
