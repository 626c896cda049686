import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from accounts.files import taking
from accounts.models import Event
from accounts.rules import Refused
from proposals import rules
from proposals.domain.draft import attachments
from proposals.models import Attachment
from tests.factories import competitions, office, proposals
from tests.factories.competitions import DURING


def test_a_document_takes_the_place_of_the_one_before(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    letter = edition.requirements.get(key="surat-implementasi")
    old = attachments.attach(draft, proposals.file(note="lama"), requirement=letter, by=cast.proposer, at=DURING)
    later = DURING + timedelta(hours=1)
    new = attachments.attach(draft, proposals.file(note="baru"), requirement=letter, by=cast.proposer, at=later)
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
        "came_sha256": new.sha256,
        "sha256": new.sha256,
        "instead_of": [old.pk],
    }
    assert old.removed_by == cast.proposer


def test_the_same_content_is_kept_once(cast, edition, settings):
    draft = proposals.draft(edition, by=cast.proposer)
    files = [
        attachments.attach(
            draft, proposals.file(f"{key}.pdf"), section=edition.sections.get(key=key), by=cast.proposer, at=DURING
        )
        for key in ("signifikansi", "latar-belakang")
    ]
    assert files[0].file.name == files[1].file.name
    assert [file.name for file in files] == ["signifikansi.pdf", "latar-belakang.pdf"]
    kept = {path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}
    assert kept == {f"{files[0].sha256}.pdf", f"{files[0].clean_sha256}.pdf"}


@pytest.mark.parametrize("place", ["section", "requirement"])
def test_the_same_file_at_the_same_place_is_attached_once(cast, edition, place):
    draft = proposals.draft(edition, by=cast.proposer)
    part = {"section": edition.sections.get(key="signifikansi"), "requirement": edition.requirements.first()}[place]
    first = attachments.attach(draft, proposals.file("satu.pdf"), by=cast.proposer, at=DURING, **{place: part})
    later = DURING + timedelta(minutes=1)
    again = attachments.attach(draft, proposals.file("dua.pdf"), by=cast.proposer, at=later, **{place: part})
    assert again == first
    assert Attachment.objects.get() == first
    assert Event.objects.about(draft).filter(name="attachment.attached").count() == 1
    attachments.detach(first, by=cast.proposer, at=later)
    assert attachments.attach(draft, proposals.file(), by=cast.proposer, at=later, **{place: part}) != first


def test_the_edition_says_which_kinds_and_how_much(cast, edition):
    section = edition.sections.get(key="signifikansi")
    section.evidence_kinds, section.evidence_max_bytes, section.evidence_max_files = ["png"], 3_145_728, 2
    section.save()
    allowed = attachments.allowed(section)
    assert (allowed.in_words, allowed.endings) == ("PNG, paling besar 3 MB", ".png")
    letter = edition.requirements.get(key="surat-implementasi")
    assert attachments.allowed(letter).in_words == "PDF, JPEG, atau PNG, paling besar 1 MB"
    draft = proposals.draft(edition, by=cast.proposer)
    for note in ("satu", "dua"):
        attachments.attach(draft, proposals.file(note=note), section=section, by=cast.proposer, at=DURING)
    with pytest.raises(Refused) as refused:
        attachments.attach(draft, proposals.file(note="tiga"), section=section, by=cast.proposer, at=DURING)
    assert str(refused.value.refusal) == "Satu bagian paling banyak memuat 2 berkas bukti"


@pytest.mark.parametrize(("name", "content"), [("data.xlsx", office.xlsx()), ("laporan.docx", office.docx())])
def test_word_and_excel_are_evidence_where_the_edition_says_so(cast, edition, name, content):
    section = edition.sections.get(key="signifikansi")
    upload = SimpleUploadedFile(name, content)
    with pytest.raises(Refused):
        taking.taken(upload, attachments.allowed(section))
    section.evidence_kinds = ["pdf", "docx", "xlsx"]
    section.save()
    section.refresh_from_db()
    allowed = attachments.allowed(section)
    assert allowed.in_words == "PDF, DOCX, atau XLSX, paling besar 2 MB"
    assert allowed.endings == ".pdf,.docx,.xlsx"
    draft = proposals.draft(edition, by=cast.proposer)
    kept = attachments.attach(draft, taking.taken(upload, allowed), section=section, by=cast.proposer, at=DURING)
    assert kept.name == name
    assert kept.sha256 != kept.clean_sha256


@pytest.mark.parametrize("wrong", [{"evidence_kinds": []}, {"evidence_kinds": ["exe"]}, {"evidence_max_files": 0}])
def test_an_edition_cannot_ask_for_what_nobody_can_give(edition, wrong):
    with pytest.raises(IntegrityError):
        edition.sections.update(**wrong)


def test_a_signed_letter_is_kept_as_it_came(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    file = replace(proposals.file(), is_signed=True)
    letter = edition.requirements.get(key="surat-implementasi")
    attachment = attachments.attach(draft, file, requirement=letter, by=cast.proposer, at=DURING)
    assert attachment.is_signed
    with pytest.raises(IntegrityError, match="attachment_signed_is_as_it_came"):
        Attachment.objects.update(came_sha256="0" * 64)


def test_a_document_of_another_edition_is_refused(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    letter = competitions.edition().requirements.get(key="surat-implementasi")
    with pytest.raises(Refused) as refused:
        attachments.attach(draft, proposals.file(), requirement=letter, by=cast.proposer, at=DURING)
    assert refused.value.refusal is rules.FOREIGN_PART


def test_detaching_is_a_moment_and_happens_once(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    section = edition.sections.get(key="signifikansi")
    file = attachments.attach(draft, proposals.file(), section=section, by=cast.proposer, at=DURING)
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
