"""Notes on single answers: given with a return, read by the unit until it hands over again, kept for good."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.models import Event, Letter
from accounts.rules import Refused
from proposals import rules
from proposals.domain import lifecycle, questionnaire, remarks
from proposals.domain.dossier import current_versions
from proposals.domain.remarks import Remark
from proposals.models import ReturnNote, Status, Transition
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
