"""Evidence beside the card: pages as pictures in a frame that runs nothing, for the judge of the dossier alone."""

import io
import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document
from PIL import Image
from weasyprint import HTML

from accounts.files import keeping, taking
from competitions.models import Stage
from judging.models import Assignment
from proposals.models import Attachment, MaskedPassage
from tests.factories import judging, office
from tests.judging.views.desk.cards import address, attached
from tests.pages import markup, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(desk):
    """A PDF among the evidence of the first dossier."""
    return attached(desk[2][0].proposal)


def test_the_dossier_shows_its_evidence_in_its_place(client, desk, paper):
    _stage, _office, (assignment, *_) = desk
    page = markup(client.get(address(assignment)))
    look = address(assignment, "evidence", paper.pk)
    assert f'src="{look}"' in page
    assert 'sandbox="allow-same-origin"' in page
    assert "Bukti 1" in page


def test_a_pdf_is_shown_page_by_page_and_nothing_runs(client, desk, paper):
    _stage, _office, (assignment, *_) = desk
    look = client.get(address(assignment, "evidence", paper.pk))
    policy = look["Content-Security-Policy"]
    assert look["X-Frame-Options"] == "SAMEORIGIN"
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "sandbox allow-same-origin" in policy
    assert "<script" not in look.content.decode()
    assert "halaman 1 dari 1" in markup(look)
    page = client.get(address(assignment, "evidence-page", paper.pk, 1))
    assert (page["Content-Type"], page["Cache-Control"]) == ("image/webp", "private, no-store")
    picture = Image.open(io.BytesIO(page.content))
    assert picture.width == 600


def test_a_document_of_word_is_downloaded_and_never_shown(client, desk, paper):
    _stage, _office, (assignment, *_) = desk
    upload = SimpleUploadedFile("laporan dinas.docx", office.docx())
    file = taking.taken(upload, taking.Allowed(kinds=("docx",)))
    Attachment.objects.filter(pk=paper.pk).update(**keeping.both(file, folder="attachments"))
    page = markup(client.get(address(assignment)))
    assert f'src="{address(assignment, "evidence", paper.pk)}"' not in page
    assert "Bukti 1.docx" in page
    assert "DOCX, " in page
    assert "Unduh untuk membacanya." in page
    for name, *number in (("evidence",), ("evidence-page", 1)):
        assert client.get(address(assignment, name, paper.pk, *number)).status_code == 404
    answer = client.get(address(assignment, "judge-attachment", paper.pk))
    assert answer["Content-Type"] == file.kind.content_type
    assert answer["Content-Disposition"] == 'attachment; filename="Bukti 1.docx"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    # In a blind stage it is read for names, and written anew.
    told = [one.text for one in Document(io.BytesIO(b"".join(answer.streaming_content))).paragraphs]
    assert told == [one.text for one in Document(io.BytesIO(file.clean)).paragraphs]
    Stage.objects.filter(pk=assignment.stage_id).update(is_blind=False)
    plain = client.get(address(assignment, "judge-attachment", paper.pk))
    assert b"".join(plain.streaming_content) == file.clean


def documented(paper, text):
    """The file as a document of Word that says something."""
    file = taking.taken(SimpleUploadedFile("laporan.docx", office.docx(text)), taking.Allowed(kinds=("docx",)))
    Attachment.objects.filter(pk=paper.pk).update(**keeping.both(file, folder="attachments"))


def test_a_blind_judge_reads_no_name_in_a_document_of_word(client, desk, paper):
    stage, office_held, (assignment, *_) = desk
    name = assignment.proposal.agency.name
    documented(paper, f"Antrean di {name} turun, kata Program Mawar Merah.")
    MaskedPassage.objects.create(
        proposal=assignment.proposal,
        text="Mawar Merah",
        reason="Nama program.",
        marked_at=timezone.now(),
        marked_by=office_held,
    )
    download = address(assignment, "judge-attachment", paper.pk)

    def read():
        return Document(io.BytesIO(b"".join(client.get(download).streaming_content))).paragraphs[0].text

    assert read() == f"Antrean di {re.sub(r'[^ ]', '█', name)} turun, kata Program █████ █████."
    Stage.objects.filter(pk=stage.pk).update(is_blind=False)
    assert read() == f"Antrean di {name} turun, kata Program Mawar Merah."


def test_a_document_whose_names_cannot_be_covered_is_not_handed_out_and_it_says_what_to_do(client, desk, paper):
    _stage, _office, (assignment, *_) = desk
    documented(paper, "Antrean turun.")
    found = Attachment.objects.get(pk=paper.pk)
    kept = taking.taken(SimpleUploadedFile("laporan.docx", office.docx()), taking.Allowed(kinds=("docx",)))
    broken = replace(kept, clean=b"PK\x03\x04 nothing that opens")
    Attachment.objects.filter(pk=found.pk).update(**keeping.both(broken, folder="attachments"))
    answer = client.get(address(assignment, "judge-attachment", paper.pk))
    assert answer.status_code == 403
    assert "Berkas ini tidak dapat ditampilkan atau diunduh di tahap buta ini." in text_of(answer)


@pytest.mark.parametrize("number", [0, 2, 99999])
def test_a_page_that_is_not_there_is_not_found(client, desk, paper, number):
    _stage, _office, (assignment, *_) = desk
    assert client.get(address(assignment, "evidence-page", paper.pk, number)).status_code == 404


def test_other_pages_stay_shut_to_frames(client, desk):
    _stage, _office, (assignment, *_) = desk
    card = client.get(address(assignment))
    assert card["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in card["Content-Security-Policy"]


@pytest.mark.parametrize("number", [(), (1,)])
def test_nobody_else_looks(client, desk, paper, number):
    stage, _office, (assignment, *_) = desk
    name = "evidence-page" if number else "evidence"
    client.force_login(judging.judge(stage).user)
    assert client.get(address(assignment, name, paper.pk, *number)).status_code == 404


def test_under_its_cover_nothing_is_shown(client, desk, paper):
    _stage, _office, (assignment, *_) = desk
    Assignment.objects.update(cleared_at=None)
    assert client.get(address(assignment, "evidence", paper.pk)).status_code == 403
    assert client.get(address(assignment, "evidence-page", paper.pk, 1)).status_code == 403


def test_a_document_that_names_the_agency_is_not_shown_while_the_stage_is_blind(client, desk):
    _stage, _office, (assignment, *_) = desk
    letter = attached(assignment.proposal, requirement=True)
    assert client.get(address(assignment, "evidence", letter.pk)).status_code == 404


def test_the_name_of_a_blind_file_is_neutral_in_its_frame_too(client, desk, paper):
    _stage, _office, (assignment, *_) = desk
    assert "rahasia-instansi" not in text_of(client.get(address(assignment, "evidence", paper.pk)))


@pytest.fixture
def naming(desk):
    """A PDF that names its agency and a passage that the ministry masked, and one that names nobody."""
    proposal = desk[2][0].proposal
    told = f"<p>{proposal.agency.name}</p><p>Program Mawar Merah</p><p>Waktu tunggu turun</p>"
    made = []
    for place, text in enumerate((told, "<p>Waktu tunggu turun</p>")):
        upload = SimpleUploadedFile(f"bukti-{place}.pdf", HTML(string=text).write_pdf())
        made.append(attached(proposal, file=taking.taken(upload, taking.Allowed())))
    return made


def black_in(client, address):
    picture = Image.open(io.BytesIO(client.get(address).content)).convert("L")
    return sum(picture.histogram()[:40])


def test_a_blind_judge_reads_no_name_in_a_pdf(client, desk, naming):
    stage, office, (assignment, *_) = desk
    named, _plain = naming
    page, download = (
        address(assignment, "evidence-page", named.pk, 1),
        address(assignment, "judge-attachment", named.pk),
    )
    assert stage.is_blind
    look = address(assignment, "evidence", named.pk)
    assert client.get(download)["Location"] == look
    shown = text_of(client.get(look))
    assert "Nama pengusul yang terbaca sebagai teks ditutup hitam; catatan dan isian formulir tidak" in shown
    assert "Bila suatu halaman tidak tampil, pilih “Laporkan tidak terbuka”" in shown
    blind = black_in(client, page)
    MaskedPassage.objects.create(
        proposal=assignment.proposal,
        text="Mawar Merah",
        reason="Nama program.",
        marked_at=timezone.now(),
        marked_by=office,
    )
    masked = black_in(client, page)
    Stage.objects.filter(pk=stage.pk).update(is_blind=False)
    assert masked > blind > black_in(client, page)
    assert b"".join(client.get(download).streaming_content).startswith(b"%PDF")


def test_a_pdf_that_names_nobody_is_downloaded_as_ever(client, desk, naming):
    _stage, _office, (assignment, *_) = desk
    answer = client.get(address(assignment, "judge-attachment", naming[1].pk))
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


@pytest.fixture
def broken(desk, paper):
    """A PDF whose clean copy no longer opens."""
    upload = SimpleUploadedFile("bukti.pdf", HTML(string="<p>Waktu tunggu turun</p>").write_pdf())
    file = taking.taken(upload, taking.Allowed())
    file = replace(file, clean=b"%PDF-1.7\nnothing that opens")
    Attachment.objects.filter(pk=paper.pk).update(**keeping.both(file, folder="attachments"))
    return paper


def test_who_can_neither_see_nor_download_a_file_is_told_to_report_it(client, desk, broken):
    stage, _office, (assignment, *_) = desk
    look = address(assignment, "evidence", broken.pk)
    download = address(assignment, "judge-attachment", broken.pk)
    assert client.get(download)["Location"] == look
    told = text_of(client.get(look))
    assert "Berkas ini tidak dapat ditampilkan atau diunduh di tahap buta ini. Pilih “Laporkan tidak terbuka”" in told
    assert "Unduh" not in told
    assert "ditutup hitam" not in told
    assert "Laporkan tidak terbuka" in text_of(client.get(address(assignment)))
    Stage.objects.filter(pk=stage.pk).update(is_blind=False)
    assert "Unduh berkasnya" in text_of(client.get(look))
    assert b"".join(client.get(download).streaming_content).startswith(b"%PDF")
