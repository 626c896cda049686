"""The page that returns a dossier: a box beside each answer, and nothing that was typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from proposals.domain import questionnaire
from proposals.domain.draft import attachments
from proposals.models import Attachment, ReturnNote, Status
from tests.factories import proposals
from tests.factories.competitions import DURING
from tests.pages import hidden, markup, text_of, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING + timedelta(days=1), tick=False)


@pytest.fixture
def proposal(cast, edition):
    return proposals.with_agency(edition, by=cast.proposer)


def sent(client, cast, proposal, **values):
    address = reverse("proposals:return", args=[proposal.code])
    drawn = hidden(visit(client, cast.agency_admin, address))
    return visit(client, cast.agency_admin, address, {**drawn, **values})


def first_of(proposal):
    chapter = questionnaire.of(proposal.edition_id).chapters_for(proposal)[0]
    return chapter, f"{chapter.section.key}__{chapter.questions[0].key}"


def test_there_is_a_box_beside_each_answer(client, cast, proposal):
    page = markup(visit(client, cast.agency_admin, reverse("proposals:return", args=[proposal.code])))
    every = questionnaire.of(proposal.edition_id)
    asked = every.chapters_for(proposal)
    questions = sum(len(chapter.questions) for chapter in asked)
    with_evidence = sum(chapter.section.needs_evidence for chapter in asked)
    fields, told, documents = 10, 9, len(every.requirements_for(proposal))
    assert page.count('name="catatan__') == questions + with_evidence + documents + fields + told
    assert '<details class="disclosure" open' not in page


def test_a_note_is_seen_by_the_unit_on_both_pages_until_it_hands_over(client, cast, proposal):
    chapter, name = first_of(proposal)
    assert sent(client, cast, proposal, note="Lengkapi.", **{f"catatan__{name}": "Angka <mana>?"}).status_code == 302
    tasks = visit(client, cast.proposer, reverse("proposals:show", args=[proposal.code]))
    section = visit(client, cast.proposer, reverse("proposals:section", args=[proposal.code, chapter.section.key]))
    assert "Angka <mana>?" in text_of(tasks)
    assert "Angka <mana>?" in text_of(section)
    assert "Angka &lt;mana&gt;?" in section.content.decode()
    others = [one for one in questionnaire.of(proposal.edition_id).chapters_for(proposal) if one != chapter]
    other = visit(client, cast.proposer, reverse("proposals:section", args=[proposal.code, others[0].section.key]))
    assert "Angka <mana>?" not in text_of(other)


def test_notes_on_files_and_the_identity_stand_on_their_pages(client, cast, proposal):
    evidence = Attachment.objects.present().filter(proposal=proposal).exclude(section=None).first()
    other = proposals.file("bukti-lain.pdf", "lain")
    attachments.attach(proposal, other, section=evidence.section, by=cast.agency_admin, at=DURING)
    letter = Attachment.objects.present().filter(proposal=proposal).exclude(requirement=None).first()
    typed = {
        "catatan____contact_phone": "Nomor kantor saja.",
        f"catatan__{evidence.section.key}__": "Terlalu buram.",
        f"kutipan__{evidence.section.key}__": "bukti-lain.pdf",
        f"catatan______{letter.requirement.key}": "Belum ditandatangani.",
    }
    assert sent(client, cast, proposal, note="Lengkapi.", **typed).status_code == 302
    home = text_of(visit(client, cast.proposer, reverse("proposals:show", args=[proposal.code])))
    pages = {
        ("identity",): ["Nomor kantor saja."],
        ("section", evidence.section.key): ["Terlalu buram.", "bukti-lain.pdf"],
        ("document", letter.requirement.key): ["Belum ditandatangani."],
    }
    said = {sentence for sentences in pages.values() for sentence in sentences}
    for (name, *key), own in pages.items():
        address = reverse(f"proposals:{name}", args=[proposal.code, *key])
        page = visit(client, cast.proposer, address)
        assert text_of(page).count("Catatan admin instansi") == 1
        assert {
            one for one in said if f"<p>{one}</p>" in markup(page) or f">{one}</blockquote>" in markup(page)
        } == set(own)
        assert f'href="{address}"' in markup(visit(client, cast.proposer, f"/usulan/{proposal.code}/"))
        assert all(sentence in home for sentence in own)


def test_a_file_that_is_not_there_is_no_passage(client, cast, proposal):
    evidence = Attachment.objects.present().filter(proposal=proposal).exclude(section=None).first()
    other = proposals.file("bukti-lain.pdf", "lain")
    attachments.attach(proposal, other, section=evidence.section, by=cast.agency_admin, at=DURING)
    key = f"{evidence.section.key}__"
    typed = {f"catatan__{key}": "Terlalu buram.", f"kutipan__{key}": "tidak-ada.pdf"}
    assert "Pilih berkas dari daftar" in text_of(sent(client, cast, proposal, note="Lengkapi.", **typed))
    assert not ReturnNote.objects.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"note": "", "catatan": "Angka mana?"}, "Tulis alasannya."),
        ({"note": "Lengkapi.", "catatan": "Angka mana?", "kutipan": "tidak ada"}, "Kutipan ini tidak ada"),
        ({"note": "Lengkapi.", "catatan": "", "kutipan": "tidak ada"}, "Tulis catatannya."),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(client, cast, proposal, values, sentence):
    _chapter, name = first_of(proposal)
    typed = {key if key == "note" else f"{key}__{name}": value for key, value in values.items()}
    page = sent(client, cast, proposal, **typed)
    assert sentence in text_of(page)
    assert all(value in page.content.decode() for value in values.values())
    assert '<details class="disclosure" open' in markup(page)
    proposal.refresh_from_db()
    assert proposal.status == Status.WITH_AGENCY
    assert not ReturnNote.objects.exists()
