"""Notes on single answers: given with a return, read by the unit until it hands over again, kept for good."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import translation

from accounts.models import Event, Letter
from accounts.rules import Refused
from proposals import rules
from proposals.domain import lifecycle, questionnaire, remarks
from proposals.domain.dossier import current_versions
from proposals.domain.remarks import Remark
from proposals.models import Attachment, Proposal, ReturnNote, Status, Transition
from proposals.rules.remarks import NO_SUCH_QUESTION, PASSAGE_NOT_THERE, remark_refusal
from proposals.views.dossier import parts
from tests.factories import proposals
from tests.factories.competitions import DURING

LATER = DURING + timedelta(days=1)


@pytest.fixture
def proposal(cast, edition):
    return proposals.with_agency(edition, by=cast.proposer)


@pytest.fixture
def asked(proposal):
    """The first section that is asked, its first question, and the first words of what was answered."""
    chapter = questionnaire.of(proposal.edition_id).chapters_for(proposal)[0]
    question = chapter.questions[0]
    version = next(one for one in current_versions(proposal.pk) if one.section_id == chapter.section.pk)
    return chapter.section, question, " ".join(version.texts[question.key].split()[:4])


def returned(proposal, cast, *said):
    return lifecycle.send_back(proposal, "Lengkapi.", said, by=cast.agency_admin, at=LATER)


def test_a_note_on_an_answer_reaches_the_unit_in_its_place(proposal, cast, asked):
    section, question, words = asked
    Letter.objects.all().delete()
    fresh = returned(proposal, cast, Remark(section.key, question.key, " Angka mana? ", words.replace(" ", "\n", 1)))
    [note] = remarks.standing(fresh)
    assert (note.section, note.question, note.prompt) == (section, question.key, question.prompt)
    assert (note.passage, note.text) == (words, "Angka mana?")
    line = f"- {section.title}, {question.prompt}, pada “{words}”: Angka mana?"
    assert all(f"Lengkapi.\n\n{line}" in letter.body for letter in Letter.objects.all())
    assert Letter.objects.count() == 2
    assert Event.objects.get(name="proposal.returned").particulars["remarks"] == [
        {"section": section.key, "question": question.key, "passage": words, "text": "Angka mana?"}
    ]


def test_handed_over_again_it_stands_in_the_history_alone(proposal, cast, asked):
    section, question, _words = asked
    fresh = returned(proposal, cast, Remark(section.key, question.key, "Angka mana?"))
    again = lifecycle.hand_over(fresh, by=cast.proposer, at=LATER + timedelta(days=1))
    assert remarks.standing(again) == []
    [sent_back] = [one for one in parts.history(again) if one["act"] == "return"]
    assert sent_back["note"] == f"Lengkapi.\n\n- {section.title}, {question.prompt}: Angka mana?"
    later = LATER + timedelta(days=2)
    third = lifecycle.send_back(again, "Masih kurang.", by=cast.agency_admin, at=later)
    assert remarks.standing(third) == []
    assert ReturnNote.objects.count() == 1


def test_notes_on_identity_evidence_and_documents_come_in_the_order_of_the_form(proposal, cast, asked):
    section, question, _words = asked
    evidence = Attachment.objects.present().filter(proposal=proposal).exclude(section=None).first()
    letter = Attachment.objects.present().filter(proposal=proposal).exclude(requirement=None).first()
    fresh = returned(
        proposal,
        cast,
        Remark("", "", "Belum ditandatangani.", document=letter.requirement.key),
        Remark(evidence.section.key, "", "Terlalu buram.", evidence.name),
        Remark(section.key, question.key, "Angka mana?"),
        Remark("", "contact_phone", "Nomor kantor saja."),
        Remark("", "title", "Terlalu panjang.", proposal.title.split()[0]),
    )
    notes = remarks.standing(fresh)
    assert [(note.part, note.question, note.text) for note in notes] == [
        ("Identitas inovasi", "title", "Terlalu panjang."),
        ("Identitas inovasi", "contact_phone", "Nomor kantor saja."),
        *sorted(
            [(section.title, question.key, "Angka mana?"), (evidence.section.title, "", "Terlalu buram.")],
            key=lambda one: (one[0] != section.title, one[1] == ""),
        ),
        ("Dokumen", "", "Belum ditandatangani."),
    ]
    body = Letter.objects.filter(name="proposal.returned").first().body
    assert f"- {evidence.section.title}, Bukti, pada “{evidence.name}”: Terlalu buram." in body
    assert f"- Dokumen, {letter.requirement.name}: Belum ditandatangani." in body
    assert "- Identitas inovasi, Telepon inovator: Nomor kantor saja." in body
    kept = Event.objects.get(name="proposal.returned").particulars["remarks"]
    assert kept[0] == {
        "section": "",
        "question": "title",
        "passage": proposal.title.split()[0],
        "text": "Terlalu panjang.",
    }
    assert kept[-1]["document"] == letter.requirement.key


@pytest.mark.parametrize(
    "wrong",
    [
        Remark("", "agency", "Ganti."),
        Remark("", "", "Ganti."),
        Remark("", "", "Ganti.", document="tidak-ada"),
        Remark("tidak-ada", "", "Ganti."),
    ],
    ids=["of the office", "nowhere", "no document", "no section"],
)
def test_of_what_is_no_place_nothing_is_said(proposal, cast, wrong):
    with pytest.raises(Refused) as refused:
        returned(proposal, cast, wrong)
    assert refused.value.refusal is NO_SUCH_QUESTION


@pytest.mark.parametrize(
    ("places", "is_held"),
    [
        (("section", "question"), True),
        (("section",), True),
        (("requirement",), True),
        (("question",), True),
        ((), False),
        (("section", "requirement"), False),
        (("requirement", "question"), False),
    ],
)
def test_the_database_holds_a_note_to_one_place(proposal, cast, asked, places, is_held):
    section, question, _words = asked
    letter = proposal.edition.requirements.first()
    returned(proposal, cast)
    every = {"section": section, "requirement": letter, "question": question.key}
    said = {name: every[name] for name in places} | {"prompt": "Bukti", "text": "Buram."}
    row = Transition.objects.get(act="return")
    refused = nullcontext() if is_held else pytest.raises(IntegrityError, match="return_note_has_one_place")
    with refused, transaction.atomic():
        ReturnNote.objects.create(transition=row, **said)
    if is_held:
        with pytest.raises(IntegrityError, match="return_note_one_a_place_and_return"), transaction.atomic():
            ReturnNote.objects.create(transition=row, **said)


@pytest.mark.parametrize(
    ("text", "passage", "answer", "refusal"),
    [
        ("Angka mana?", "", "", None),
        ("Angka mana?", "", "Dari 90 menjadi 12 menit", None),
        ("Angka mana?", "90 menjadi", "Dari 90\n menjadi 12 menit", None),
        ("Angka mana?", "90  menjadi", "Dari 90 menjadi 12 menit", None),
        ("Angka mana?", "91 menjadi", "Dari 90 menjadi 12 menit", PASSAGE_NOT_THERE),
        ("Angka mana?", "90", "", PASSAGE_NOT_THERE),
        ("", "90", "Dari 90 menjadi 12 menit", rules.NOTE_MISSING),
        (" \n", "", "Dari 90 menjadi 12 menit", rules.NOTE_MISSING),
    ],
)
def test_what_may_be_said_of_an_answer(text, passage, answer, refusal):
    assert remark_refusal(text, passage, answer=answer) is refusal


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"question": "tidak-ada"}, NO_SUCH_QUESTION),
        ({"section": "tidak-ada"}, NO_SUCH_QUESTION),
        ({"text": " "}, rules.NOTE_MISSING),
        ({"passage": "kata yang tidak ada di sana"}, PASSAGE_NOT_THERE),
    ],
)
def test_a_wrong_note_returns_nothing(proposal, cast, asked, change, refusal):
    section, question, _words = asked
    said = {"section": section.key, "question": question.key, "text": "Angka mana?"} | change
    with pytest.raises(Refused) as refused:
        returned(proposal, cast, Remark(**said))
    assert refused.value.refusal is refusal
    proposal.refresh_from_db()
    assert proposal.status == Status.WITH_AGENCY
    assert not Transition.objects.filter(act="return").exists()


def test_the_database_holds_notes_to_a_return_and_as_they_were(proposal, cast, asked):
    section, question, _words = asked
    returned(proposal, cast, Remark(section.key, question.key, "Angka mana?"))
    kept = {"section": section, "question": question.key, "prompt": question.prompt, "text": "Lain"}
    for row in (Transition.objects.get(act="hand_over"), Transition.objects.get(act="return")):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReturnNote.objects.create(transition=row, **kept)
    # The portal may not even ask to change one.
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ReturnNote.objects.update(text="Lain")


def test_what_is_asked_is_named_in_the_portals_language_whoever_writes(proposal, cast):
    """The unit reads it for years; who sends it back may read English."""
    evidence = Attachment.objects.present().filter(proposal=proposal).exclude(section=None).first()
    said = [Remark("", "title", "Lebih pendek."), Remark(evidence.section.key, "", "Berkas mana?")]
    with translation.override("en"):
        returned(proposal, cast, *said)
    assert {one.prompt for one in remarks.standing(Proposal.objects.get(pk=proposal.pk))} == {"Judul inovasi", "Bukti"}
