"""Sample letters of an edition: text with named fields, filled in for a proposal or left open, as DOCX and as PDF.

The text is paragraphs with empty lines between them; the first is the heading. A field stands in braces: {instansi}.
What is not known yet stays as its name in brackets, to be filled in by hand.
"""

import atexit
import base64
import html
import io
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from accounts.files.faces import cut

FIELD = re.compile(r"\{([^{}\n]*)\}")
# What a letter can name, with what each stands for on invented data.
FIELDS = {
    "nama inovasi": "Perahu Sehat",
    "instansi": "Pemerintah Kabupaten Contoh",
    "unit": "Puskesmas Contoh",
    "tanggal mulai": "27 Maret 2023",
    "kelompok": "Umum",
    "kategori": "Kesehatan",
    "nomor usulan": "KIPP-2027-0001",
    "nama inovator": "Siti Contoh",
    "telepon inovator": "0812 3456 7890",
    "surel inovator": "siti@contoh.go.id",
    "edisi": "KIPP 2027",
    "tahun": "2027",
}
LINES_OF_A_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def is_offered(kind: str) -> bool:
    """Whether letters are handed out as files of this kind here: a PDF only where one can be made."""
    return kind in KINDS and (kind != "pdf" or settings.PDF_ENABLED)


def unknown(text: str) -> list[str]:
    """The fields of a text that no letter can fill, each once, in their order."""
    return list(dict.fromkeys(name for name in FIELD.findall(text) if name.strip() not in FIELDS))


def filled(text: str, values: Mapping[str, str]) -> list[str]:
    """The paragraphs of a text with its fields filled; an empty value leaves the name in brackets."""
    whole = FIELD.sub(lambda found: values.get(found[1].strip()) or f"[{found[1].strip()}]", text.replace("\r\n", "\n"))
    return [paragraph.strip() for paragraph in LINES_OF_A_PARAGRAPH.split(whole) if paragraph.strip()]


def docx(paragraphs: list[str], *, title: str) -> bytes:
    """The letter as a document that can be edited before it is signed."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = Document()
    document.core_properties.title, document.core_properties.author = title, ""
    document.styles["Normal"].font.size = Pt(11)
    for index, text in enumerate(map(printable, paragraphs)):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        if index == 0:
            paragraph.alignment, run.bold = WD_ALIGN_PARAGRAPH.CENTER, True
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def pdf(paragraphs: list[str], *, title: str) -> bytes:
    """The letter as a tagged PDF."""
    # Importing WeasyPrint takes seconds and needs Pango: only who asks for a PDF pays for it.
    from weasyprint import HTML

    first, *others = map(written, paragraphs or [""])
    body = "".join(f"<p>{one}</p>" for one in others)
    page = (
        f'<html lang="id"><head><title>{html.escape(printable(title))}</title></head>'
        f"<body><h1>{first}</h1>{body}</body></html>"
    )
    sheet, fonts = look()
    # Its text is escaped: there is nothing in it that could be fetched.
    return HTML(string=page).write_pdf(stylesheets=[sheet], font_config=fonts, pdf_tags=True)


def written(text):
    """A paragraph as markup."""
    return html.escape(printable(text)).replace("\n", "<br>")


def printable(text: str) -> str:
    """A text without the signs that steer machines and that neither file can hold."""
    return "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))


@lru_cache(maxsize=1)
def look():
    """The look of a letter with its faces, made once a process: (style sheet, font configuration)."""
    import fontpkg
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    # Its clean-up must run while Python's modules are still there.
    atexit.register(look.cache_clear)
    family = Path(fontpkg.path("inter", 400, nearest=True))
    faces = "".join(
        f'@font-face {{ font-family: "Sinovik Sans"; font-weight: {weight}; '
        f'src: url("data:font/ttf;base64,{base64.b64encode(cut(family, weight)).decode()}") }}'
        for weight in (400, 600)
    )
    text = (
        '@page { size: A4; margin: 25mm } body { font: 11pt/1.5 "Sinovik Sans" }'
        " h1 { font-size: 12pt; font-weight: 600; text-align: center; margin: 0 0 18pt } p { margin: 0 0 10pt }"
    )
    return CSS(string=faces + text, font_config=fonts), fonts


# What a letter is handed out as: how it is made, and what the file is.
KINDS = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}
