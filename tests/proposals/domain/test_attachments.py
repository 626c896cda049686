import hashlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Event
from accounts.rules import Refused
from proposals import rules
from proposals.domain import attachments
from proposals.models import Attachment
from tests.factories import competitions, proposals
from tests.factories.competitions import DURING

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20)
EXE = b"MZ\x90\x00" + bytes(60)
MEBIBYTE = 1_048_576


def upload(name, content):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.pdf", proposals.pdf_bytes(), None),
        ("A.PDF", proposals.pdf_bytes(), None),
        ("a.png", PNG, None),
        ("a.jpg", JPEG, None),
        ("a.jpeg", JPEG, None),
        ("nama dengan titik.2026.pdf", proposals.pdf_bytes(), None),
        ("a.pdf", b"", attachments.EMPTY),
        ("a.exe", EXE, attachments.WRONG_TYPE),
        ("a.docx", b"PK\x03\x04" + bytes(40), attachments.WRONG_TYPE),
        ("a", proposals.pdf_bytes(), attachments.WRONG_TYPE),
        ("a.pdf", EXE, attachments.DISGUISED),
        ("a.pdf", PNG, attachments.DISGUISED),
        ("a.png", proposals.pdf_bytes(), attachments.DISGUISED),
        ("a.jpg", PNG, attachments.DISGUISED),
        ("a.pdf", b"just text, no signature at all", attachments.DISGUISED),
        ("a.pdf", b"\x00" * 40, attachments.DISGUISED),
        ("a.pdf", b"<html><script>alert(1)</script>%PDF-1.7", attachments.DISGUISED),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", attachments.WRONG_TYPE),
        ("a.pdf", proposals.pdf_bytes(password="rahasia"), attachments.ENCRYPTED_PDF),
    ],
)
def test_a_file_is_what_its_bytes_say(name, content, refusal):
    file = upload(name, content)
    assert attachments.inspect(file, max_bytes=MEBIBYTE) is refusal
    assert file.tell() == 0


def test_too_large_says_how_large_it_may_be():
    refusal = attachments.inspect(upload("a.pdf", proposals.pdf_bytes()), max_bytes=300)
    assert refusal.key == "file_size"
    assert str(attachments.inspect(upload("a.pdf", bytes(MEBIBYTE + 1)), max_bytes=MEBIBYTE)) == (
        "Berkas harus 1 MB atau kurang"
    )


@pytest.mark.parametrize(
    ("size", "words"),
    [(MEBIBYTE, "1 MB"), (2 * MEBIBYTE, "2 MB"), (MEBIBYTE + MEBIBYTE // 2, "1,5 MB"), (307_200, "300 KB")],
)
def test_sizes_in_words(size, words):
    assert attachments.in_words(size) == words


def test_a_document_takes_the_place_of_the_one_before(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    letter = edition.requirements.get(key="surat-implementasi")
    old = attachments.attach(draft, proposals.pdf(note="lama"), requirement=letter, by=cast.proposer, at=DURING)
    later = DURING + timedelta(hours=1)
    new = attachments.attach(draft, proposals.pdf(note="baru"), requirement=letter, by=cast.proposer, at=later)
    old.refresh_from_db()
    assert old.removed_at == later
    assert list(Attachment.objects.present()) == [new]
    content = proposals.pdf_bytes("baru")
    assert new.sha256 == hashlib.sha256(content).hexdigest()
    assert new.size == len(content)
    assert new.content_type == "application/pdf"
    with new.file.open() as kept:
        assert kept.read() == content
    assert new.file.name == f"attachments/{new.sha256[:2]}/{new.sha256}.pdf"
    event = Event.objects.about(draft).last()
    assert event.particulars == {
        "attachment": new.pk,
        "part": "surat-implementasi",
        "file_name": "bukti.pdf",
        "sha256": new.sha256,
    }


def test_the_same_content_is_kept_once(cast, edition, settings):
    draft = proposals.draft(edition, by=cast.proposer)
    section = edition.sections.get(key="signifikansi")
    files = [
        attachments.attach(draft, proposals.pdf(name), section=section, by=cast.proposer, at=DURING)
        for name in ("satu.pdf", "dua.pdf")
    ]
    assert files[0].file.name == files[1].file.name
    assert [file.name for file in files] == ["satu.pdf", "dua.pdf"]
    assert len([path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]) == 1


def test_a_section_holds_only_so_much_evidence(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    section = edition.sections.get(key="signifikansi")
    for _ in range(attachments.EVIDENCE_MAX_FILES):
        attachments.attach(draft, proposals.pdf(), section=section, by=cast.proposer, at=DURING)
    with pytest.raises(Refused) as refused:
        attachments.attach(draft, proposals.pdf(), section=section, by=cast.proposer, at=DURING)
    assert refused.value.refusal is attachments.TOO_MANY


def test_what_is_refused_leaves_the_document_before_in_place(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    letter = edition.requirements.get(key="surat-implementasi")
    kept = attachments.attach(draft, proposals.pdf(), requirement=letter, by=cast.proposer, at=DURING)
    with pytest.raises(Refused):
        attachments.attach(draft, upload("a.pdf", EXE), requirement=letter, by=cast.proposer, at=DURING)
    assert Attachment.objects.present().get() == kept


def test_a_document_of_another_edition_is_refused(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    letter = competitions.edition().requirements.get(key="surat-implementasi")
    with pytest.raises(Refused) as refused:
        attachments.attach(draft, proposals.pdf(), requirement=letter, by=cast.proposer, at=DURING)
    assert refused.value.refusal is rules.FOREIGN_PART


def test_detaching_is_a_moment_and_happens_once(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    section = edition.sections.get(key="signifikansi")
    file = attachments.attach(draft, proposals.pdf(), section=section, by=cast.proposer, at=DURING)
    with pytest.raises(Refused) as refused:
        attachments.detach(file, by=cast.stranger, at=DURING)
    assert refused.value.refusal is rules.NOT_YOURS
    attachments.detach(file, by=cast.colleague, at=DURING)
    file.refresh_from_db()
    assert file.removed_at == DURING
    assert file.file.storage.exists(file.file.name)
    assert Event.objects.about(draft).last().name == "attachment.detached"
    with pytest.raises(Refused) as refused:
        attachments.detach(file, by=cast.proposer, at=DURING)
    assert refused.value.refusal is attachments.GONE


def test_a_long_name_keeps_its_ending(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    section = edition.sections.get(key="signifikansi")
    file = attachments.attach(draft, proposals.pdf("x" * 240 + ".pdf"), section=section, by=cast.proposer, at=DURING)
    assert len(file.name) == 200
    assert file.name.endswith("x.pdf")
