"""Word and Excel documents as people have them, made by other software, and with what no reader may ever meet."""

import io
import zipfile

import openpyxl
import xlsxwriter
from docx import Document
from openpyxl.comments import Comment

from tests.factories import documents

AUTHOR, AGENCY = "Sri Wahyuni", "Dinas Kesehatan Kabupaten Contoh"
TYPES, POINTERS = "[Content_Types].xml", "_rels/.rels"
WORD, SHEET = "word/_rels/document.xml.rels", "xl/_rels/workbook.xml.rels"
STANDARD = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships/"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(text="Antrean turun dari 90 menjadi 12 menit."):
    """A report with a picture out of a telephone, a table, a remark and properties that name its author."""
    document = Document()
    document.core_properties.author = AUTHOR
    document.core_properties.last_modified_by = AUTHOR
    document.core_properties.comments = AGENCY
    paragraph = document.add_paragraph(text)
    document.add_table(rows=2, cols=2).cell(0, 0).text = "Waktu tunggu"
    document.add_picture(io.BytesIO(documents.picture("JPEG", exif=documents.exif())))
    document.add_comment(paragraph.runs, text="Mohon dicek", author=AUTHOR, initials="SW")
    return saved(document)


def xlsx():
    """A workbook with a formula and a remark, made by openpyxl."""
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = AUTHOR
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A3"] = 90, 12, "=A1-A2"
    sheet["A1"].comment = Comment(f"{AUTHOR}:\nsebelum inovasi", AUTHOR)
    return saved(book)


def written_xlsx():
    """A workbook made by XlsxWriter, with a chart, a link to a page and a picture."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"author": AUTHOR, "company": AGENCY})
        sheet = book.add_worksheet("Data")
        sheet.write_column("A1", [90, 40, 12])
        sheet.write_url("B1", "https://contoh.go.id/antrean")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$A$1:$A$3"})
        sheet.insert_chart("D2", chart)
        sheet.insert_image("D20", "a.png", {"image_data": io.BytesIO(documents.picture("PNG"))})
        sheet.write_comment("A1", "sebelum", {"author": AUTHOR})
    return content.getvalue()


def saved(thing):
    content = io.BytesIO()
    thing.save(content)
    return content.getvalue()


# --- the parts of a document, changed


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(own, method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in own.items():
            archive.writestr(name, part)
    return content.getvalue()


def changed(content, **replaced):
    """The document with bytes of its parts replaced: `part=(old, new)`, the part by the last word of its name."""
    own = parts(content)
    for word, (old, new) in replaced.items():
        name = next(name for name in own if name.rpartition("/")[2].partition(".")[0] == word)
        assert old in own[name]
        own[name] = own[name].replace(old, new, 1)
    return packed(own)


def with_part(content, name, part=b"MZ", *, kind="", called="", where=None):
    """The document with one more part, its kind in the list, and something that points to it."""
    own = parts(content)
    own[name] = part
    if called:
        line = f'<Override PartName="/{name}" ContentType="{called}"/></Types>'.encode()
        own[TYPES] = own[TYPES].replace(b"</Types>", line)
    packing = packed(own)
    return pointing(packing, kind, f"/{name}", where=where) if kind else packing


def pointing(content, kind, aim, *, is_outside=False, where=None):
    """The document with one more relationship."""
    own = parts(content)
    where = where or (WORD if WORD in own else SHEET)
    mode = ' TargetMode="External"' if is_outside else ""
    line = f'<Relationship Id="rIdX" Type="{kind}" Target="{aim}"{mode}/></Relationships>'.encode()
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    own[where] = own.get(where, empty).replace(b"</Relationships>", line)
    return packed(own)


def with_field(said, *, pieces=1):
    """A document with a field of Word, torn into pieces as Word does."""
    size = -(-len(said) // pieces)
    torn = [said[start : start + size] for start in range(0, len(said), size)]
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in torn)
    field = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    return changed(docx(), document=(b"<w:body>", b"<w:body>" + field.encode()))


def with_formula(said):
    """A workbook with a formula as it stands in the file."""
    return changed(xlsx(), sheet1=(b"<f>A1-A2</f>", f"<f>{said}</f>".encode()))


def with_tracked_changes():
    """A document in which one inserted and another deleted, with the numbers of their sittings."""
    change = (
        f'<w:p w:rsidR="00AB12CD"><w:ins w:id="1" w:author="{AUTHOR}" w:date="2026-11-01T08:00:00Z">'
        f'<w:r><w:t>baru</w:t></w:r></w:ins><w:del w:id="2" w:author="{AUTHOR}">'
        f"<w:r><w:delText>lama</w:delText></w:r></w:del></w:p>"
    )
    return changed(docx(), document=(b"<w:body>", b"<w:body>" + change.encode()))


def locked():
    """A document behind a password, as far as anybody can see into one."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + name + bytes(2000)


def old():
    """A document of a former Word."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + "WordDocument".encode("utf-16-le") + bytes(2000)


def locked_as_an_archive():
    """An archive of which a part is behind a password."""
    content = bytearray(docx())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        content[place + at] |= 1
    return bytes(content)


def bomb(mebibytes=20):
    """A workbook whose sheet unpacks to so much of nothing."""
    blank = b" " * (mebibytes * 1_048_576)
    return changed(xlsx(), sheet1=(b"<sheetData>", b"<sheetData>" + blank))


def crowd(entries=2500):
    """A document of very many parts."""
    return packed({**parts(docx()), **{f"word/media/{number}.png": b"x" for number in range(entries)}})


def twice():
    """A document with two main parts of one name: one program reads the first, another the last."""
    own = parts(docx())
    content = io.BytesIO(packed(own))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/Document.xml", own["word/document.xml"])
    return content.getvalue()


def with_a_gap():
    """An archive with something between its parts, which no list names."""
    own = docx()
    place = own.find(b"PK\x01\x02")
    hidden = b"MZ" + bytes(300)
    end = bytearray(own[place:])
    at = end.rfind(b"PK\x05\x06")
    start = int.from_bytes(end[at + 16 : at + 20], "little") + len(hidden)
    end[at + 16 : at + 20] = start.to_bytes(4, "little")
    return own[:place] + hidden + bytes(end)
