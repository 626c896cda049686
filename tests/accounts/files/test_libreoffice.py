"""Documents that LibreOffice wrote: taken as they come, and readable without a word of who made them.

Agencies write with it as often as with Word. What it made of each of our texts is kept in `libreoffice/`, so the tests
run everywhere; where it is installed they run a second time, with what it makes of them now. Kept ones are renewed by
copying what the fixture writes.
"""

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from accounts.files import taking
from tests.factories import office

PROGRAM = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
MISSING = "LibreOffice belum terpasang: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"
KEPT = Path(__file__).with_name("libreoffice")
ALLOWED = taking.Allowed(kinds=("docx", "xlsx"), max_bytes=20 * 1_048_576)
SENTENCE = "Antrean turun dari 90 menjadi 12 menit."
PAGE = f"""<html><head><title>Laporan</title><meta name="author" content="{office.AUTHOR}"></head><body>
<h1>Laporan</h1><p>{SENTENCE}</p><ul><li>satu</li></ul><table border="1"><tr><td>Waktu tunggu</td></tr></table>
<p><a href="https://contoh.go.id/antrean">Tautan</a></p></body></html>"""
SHEET = "Waktu,Nilai\nAwal,90\nAkhir,12\nSelisih,=B2-B3\n"
WITH_EVERYTHING = {
    "html": ("docx", PAGE.encode()),
    "word": ("docx", office.docx()),
    "changes": ("docx", office.with_tracked_changes()),
    "csv": ("xlsx", SHEET.encode()),
    "openpyxl": ("xlsx", office.xlsx()),
    "xlsxwriter": ("xlsx", office.written_xlsx()),
}


@pytest.fixture(
    scope="module", params=["kept", pytest.param("now", marks=pytest.mark.skipif(PROGRAM is None, reason=MISSING))]
)
def written(request, tmp_path_factory):
    """What LibreOffice made of each, as bytes: when it was kept, or now."""
    folder = KEPT if request.param == "kept" else converted(tmp_path_factory)
    return {name: (folder / f"{name}.{kind}").read_bytes() for name, (kind, _come) in WITH_EVERYTHING.items()}


def converted(tmp_path_factory):
    """The folder of what the LibreOffice of this machine makes of each."""
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "out").mkdir()
    for name, (kind, content) in WITH_EVERYTHING.items():
        (folder / f"{name}.{name if name in ('html', 'csv') else kind}").write_bytes(content)
    for kind, filters in {"docx": ["--infilter=HTML (StarWriter)", ""], "xlsx": [""]}.items():
        for chosen in filters:
            ending = "html" if chosen else kind
            sources = [*folder.glob(f"*.{ending}"), *(folder.glob("*.csv") if kind == "xlsx" else ())]
            subprocess.run(
                [
                    PROGRAM,
                    f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                    "--headless",
                    *filter(None, [chosen]),
                    "--convert-to",
                    kind,
                    "--outdir",
                    folder / "out",
                    *sources,
                ],
                check=True,
                capture_output=True,
                timeout=240,
            )
    return folder / "out"


def test_each_is_kept():
    assert {one.name for one in KEPT.iterdir()} == {f"{name}.{kind}" for name, (kind, _come) in WITH_EVERYTHING.items()}


def taken(written, name):
    kind = WITH_EVERYTHING[name][0]
    return taking.taken(SimpleUploadedFile(f"laporan.{kind}", written[name]), ALLOWED)


@pytest.mark.parametrize("name", WITH_EVERYTHING)
def test_it_is_taken_as_it_came_and_the_copy_names_nobody(written, name):
    file = taken(written, name)
    assert (file.kept, file.kind.key) == (written[name], WITH_EVERYTHING[name][0])
    clean = office.parts(file.clean)
    for part, content in clean.items():
        for telling in (office.AUTHOR.encode(), b"LibreOffice", b"Exif"):
            assert telling not in content, part
    assert not any(part.startswith(("docProps/", "customXml/")) for part in clean)


def test_whoever_wrote_it_stood_in_it(written):
    """Else nothing was taken out of it."""
    for name in ("html", "word", "changes", "openpyxl", "xlsxwriter"):
        assert any(office.AUTHOR.encode() in part for part in office.parts(written[name]).values()), name


def test_the_copies_are_read_as_before(written):
    report = Document(io.BytesIO(taken(written, "html").clean))
    assert SENTENCE in [paragraph.text for paragraph in report.paragraphs]
    assert report.tables[0].cell(0, 0).text == "Waktu tunggu"
    word = Document(io.BytesIO(taken(written, "word").clean))
    assert SENTENCE in [paragraph.text for paragraph in word.paragraphs]
    assert len(word.inline_shapes) == 1
    changes = office.parts(taken(written, "changes").clean)["word/document.xml"].decode()
    assert "baru" in changes
    assert "<w:del " in changes
    sheet = openpyxl.load_workbook(io.BytesIO(taken(written, "csv").clean)).active
    assert [sheet["B2"].value, sheet["B4"].value] == [90, "=B2-B3"]
    assert openpyxl.load_workbook(io.BytesIO(taken(written, "openpyxl").clean)).active["A3"].value == "=A1-A2"
    drawn = openpyxl.load_workbook(io.BytesIO(taken(written, "xlsxwriter").clean))["Data"]
    assert len(drawn._charts) == len(drawn._images) == 1
