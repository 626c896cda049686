"""Anybody brings a PDF and learns what it is: as it was printed, changed, revoked, or none of ours."""

import io
import random
import zlib
from itertools import islice

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from accounts.files import sealing
from judging.domain.certificates import page as certificate_page
from judging.domain.certificates import rendering
from judging.domain.certificates.local_key import LocalKey
from judging.models import Award
from judging.reading import certificates
from tests import carrying
from tests.judging.domain.certificates.test_rendering import tell
from tests.once import lived_through

pytestmark = pytest.mark.django_db

INTACT = "Berkas ini asli dan utuh"
SAME = "sama, bit demi bit"
CHANGED = "Berkas ini tidak sama dengan yang dicetak Sinovik"
NOT_OURS = "Berkas ini bukan sertifikat dari Sinovik"
SEALED = "utuh, dari kunci Sinovik, dan mencakup seluruh berkas"
REVOKED = "Penghargaan ini dicabut"


@lived_through
def printed():
    """(crew, stage, the code of an award): one certificate printed."""
    crew, stage = tell()
    award = Award.objects.filter(stage=stage).order_by("number").first()
    rendering.render(award.pk, at=carrying.moment(stage))
    return crew, stage, award.verification_code


@pytest.fixture
def award():
    return Award.objects.select_related("certificate").get(verification_code=printed()[2])


@pytest.fixture
def content(award):
    with award.certificate.file.open() as file:
        return file.read()


def said(client, content, name="sertifikat.pdf"):
    sent = {"berkas": SimpleUploadedFile(name, content), "utuh": "1"}
    return client.post(reverse("judging:verify-file"), sent).content.decode()


def blank():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.pdf
def test_the_file_as_it_was_printed_is_genuine(client, award, content):
    page = said(client, content)
    assert INTACT in page
    assert award.number in page
    assert CHANGED not in page
    assert SEALED in page
    assert award.certificate.key in page


@pytest.mark.pdf
@pytest.mark.parametrize("title", ["Judul lain", None])
def test_a_file_that_was_changed_or_saved_anew_is_known_by_the_code_inside(client, award, content, title):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if title:
            pdf.docinfo["/Title"] = title
        out = io.BytesIO()
        pdf.save(out)
    for other in (out.getvalue(), content + b"\n"):
        page = said(client, other)
        assert CHANGED in page
        assert award.number in page
        assert "asli dan utuh" not in page
        assert SAME not in page


@pytest.mark.pdf
def test_the_seal_says_how_a_file_was_changed(client, award, content, settings):
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    writer.root["/Lang"] = pdf_string("en")
    writer.update_root()
    added = io.BytesIO()
    writer.write(added)
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(saved)
    bare = certificate_page.pdf(award)
    settings.SECRET_KEY = "another-secret-another-secret-another"
    forged = LocalKey().signed(sealing.with_field(bare))
    for file, reason in (
        (added.getvalue(), "ditambah sesudah disegel"),
        (saved.getvalue(), "diubah sesudah disegel"),
        (bare, "tidak ada."),
        (forged, "dari kunci lain"),
    ):
        page = said(client, file)
        assert CHANGED in page
        assert reason in page
        assert SEALED not in page


@pytest.mark.pdf
def test_what_was_printed_anew_since_is_called_whole_and_replaced(client, award, content):
    award.certificate.delete()
    rendering.render(award.pk, at=carrying.moment(award.stage))
    page = said(client, content)
    assert "dicetak Sinovik, lalu diganti" in page
    assert SEALED in page
    assert INTACT not in page
    assert award.number in page


@pytest.mark.pdf
def test_of_a_revoked_award_the_page_says_since_when_and_why_whatever_the_file(client, award, content):
    Award.objects.filter(pk=award.pk).update(
        ended_at=carrying.moment(award.stage), ended_by=award.stage.published_by, ended_reason="Datanya dipalsukan."
    )
    for file in (content, content + b"\n"):
        page = said(client, file)
        assert REVOKED in page
        assert "Datanya dipalsukan." in page
        assert INTACT not in page


def test_what_is_none_of_ours_is_said_without_an_award(client):
    page = said(client, blank())
    assert NOT_OURS in page
    assert INTACT not in page


@pytest.mark.parametrize(
    ("content", "name"), [(b"", "kosong.pdf"), (b"bukan pdf", "a.pdf"), (b"%PDF-1.7 rusak", "b.pdf"), (b"MZ", "c.exe")]
)
def test_what_cannot_be_opened_is_refused_with_the_reason_beside_the_field(client, content, name):
    page = said(client, content, name)
    assert "error-message" in page
    assert INTACT not in page
    assert NOT_OURS not in page


def test_a_bomb_is_refused(client):
    """Two hundred megabytes of zeros in two hundred kilobytes."""
    with pikepdf.open(io.BytesIO(blank())) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"")
        packer, packed = zlib.compressobj(9), b""
        for _mebibyte in range(200):
            packed += packer.compress(bytes(1_048_576))
        pdf.pages[0].Contents.write(packed + packer.flush(), filter=pikepdf.Name.FlateDecode)
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    page = said(client, out.getvalue())
    assert "error-message" in page
    assert NOT_OURS not in page


def test_without_a_file_the_page_asks_for_one(client):
    page = client.post(reverse("judging:verify-file"), {"utuh": "1"}).content.decode()
    assert "Pilih berkas untuk diunggah" in page


def test_nothing_is_kept_and_the_page_leads_there(client):
    assert reverse("judging:verify-file") in client.get(reverse("judging:verify")).content.decode()
    assert "Berkasnya tidak disimpan." in client.get(reverse("judging:verify-file")).content.decode()


def written_on(text, *, times=1):
    """A PDF of one page with a text, drawn so often at one place."""
    with pikepdf.open(io.BytesIO(blank())) as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        line = f"({text}) Tj ".encode()
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 4 Tf 10 10 Td " + line * times + b"ET")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_what_cannot_be_read_to_its_end_is_not_called_foreign(client, award):
    """Neither a page that takes too long, nor one with more that may be codes than is looked up."""
    dice = random.Random(3)
    many = "".join(dice.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _each in range(3_000))
    for content in (written_on("x" * 50, times=400_000), written_on(many)):
        page = said(client, content)
        assert "Berkas ini tidak dapat dibaca di sini" in page
        assert NOT_OURS not in page
    assert CHANGED in said(client, written_on(award.verification_code + many))


def test_a_page_of_letters_gives_no_endless_list_of_codes():
    some = certificates.codes("A2B3" * 100_000)
    assert len(list(islice(some, 10))) == 10
    assert list(certificates.codes("kode ABCDE FGHIJ KLMNO PQRST dan 1")) == ["ABCDEFGHIJKLMNOPQRST"]
