from datetime import date

import pytest

from competitions.models import Group, Question, Requirement, Section
from proposals.domain import completeness
from proposals.domain.completeness import State
from proposals.domain.contents import Content, Written
from proposals.domain.draft import attachments, describing
from proposals.domain.questionnaire import AskedSection, Questionnaire
from proposals.models import Attachment, Proposal
from tests.factories import proposals
from tests.factories.competitions import DURING

QUESTION = Question(pk=1, key="isi", prompt="Apa isinya?", min_words=10, max_words=20)


def chapter(needs_evidence=False, questions=(QUESTION,)):
    section = Section(pk=1, key="bagian", title="Bagian", needs_evidence=needs_evidence)
    return AskedSection(section, tuple(questions))


@pytest.mark.parametrize(
    ("words", "is_done", "needs_evidence", "has_evidence", "state", "sentences"),
    [
        (0, False, False, False, State.EMPTY, ["Isi “Bagian”"]),
        (0, False, True, False, State.EMPTY, ["Isi “Bagian”", "Unggah bukti untuk “Bagian”"]),
        (0, False, True, True, State.STARTED, ["Isi “Bagian”"]),
        (9, True, False, False, State.STARTED, ["“Bagian” paling sedikit 10 kata, sekarang 9 kata"]),
        (10, True, False, False, State.DONE, []),
        (20, True, False, False, State.DONE, []),
        (21, True, False, False, State.STARTED, ["“Bagian” paling banyak 20 kata, sekarang 21 kata"]),
        (15, False, False, False, State.STARTED, ["Tandai “Bagian” selesai"]),
        (15, True, True, False, State.STARTED, ["Unggah bukti untuk “Bagian”"]),
        (15, True, True, True, State.DONE, []),
    ],
)
def test_a_section(words, is_done, needs_evidence, has_evidence, state, sentences):
    content = Content({1: Written({"isi": words}, is_done)}, frozenset(), frozenset({1} if has_evidence else ()))
    part = completeness.section_part(chapter(needs_evidence), content)
    assert part.state == state
    assert [problem.sentence for problem in part.problems] == sentences
    assert part.anchor == "bagian-bagian"


def test_with_two_questions_the_question_is_named():
    second = Question(pk=2, key="lagi", prompt="Di mana lagi?", min_words=0, max_words=5)
    for words, sentence in (
        (6, "“Di mana lagi?” paling banyak 5 kata, sekarang 6 kata"),
        (0, "Jawab pertanyaan “Di mana lagi?”"),
    ):
        content = Content({1: Written({"isi": 15, "lagi": words}, True)}, frozenset(), frozenset())
        part = completeness.section_part(chapter(questions=(QUESTION, second)), content)
        assert [(problem.field, problem.sentence) for problem in part.problems] == [("lagi", sentence)]


@pytest.mark.parametrize(
    ("applies", "is_there", "state", "sentences"),
    [
        ("always", False, State.EMPTY, ["Unggah “Surat”"]),
        ("always", True, State.DONE, []),
        ("if_app", False, State.EMPTY, ["Unggah “Surat”"]),
        ("optional", False, State.NOT_NEEDED, []),
        ("optional", True, State.DONE, []),
    ],
)
def test_a_document(applies, is_there, state, sentences):
    requirement = Requirement(pk=7, key="surat", name="Surat", applies=applies)
    content = Content({}, frozenset({7} if is_there else ()), frozenset())
    part = completeness.document_part(requirement, content)
    assert part.state == state
    assert [problem.sentence for problem in part.problems] == sentences


@pytest.mark.parametrize(
    ("group", "is_app", "asked"),
    [(None, False, ["umum"]), (1, False, ["umum", "khusus"]), (1, True, ["umum", "aplikasi", "khusus"])],
)
def test_documents_are_asked_of_the_group_and_of_apps(group, is_app, asked):
    questionnaire = Questionnaire(
        chapters=(),
        requirements=(
            Requirement(key="umum"),
            Requirement(key="aplikasi", applies=Requirement.Applies.IF_APP),
            Requirement(key="khusus", group_id=1),
            Requirement(key="lain", group_id=2),
        ),
    )
    proposal = Proposal(group_id=group, is_app=is_app)
    assert [requirement.key for requirement in questionnaire.requirements_for(proposal)] == asked


FULL = {
    "group": Group(pk=1),
    "category_id": 1,
    "started_on": date(2020, 1, 1),
    "sdgs": [1],
    "is_app": False,
    "contact_name": "A",
    "contact_phone": "B",
    "contact_email": "c@d.id",
    "identity_done": True,
}


@pytest.mark.parametrize(
    ("changes", "state", "fields"),
    [
        ({}, State.DONE, []),
        ({"identity_done": False}, State.STARTED, ["is_done"]),
        ({"group": None}, State.STARTED, ["group"]),
        ({"category_id": None, "sdgs": []}, State.STARTED, ["category", "sdgs"]),
    ],
)
def test_the_identity(changes, state, fields):
    part = completeness.identity_part(Proposal(title="Judul", **{**FULL, **changes}))
    assert part.state == state
    assert [problem.field for problem in part.problems] == fields


def test_a_new_draft_lacks_everything(cast, edition):
    standing = completeness.of(proposals.draft(edition, by=cast.proposer))
    assert {part.state for part in standing.needed} == {State.EMPTY}
    assert not standing.is_complete


def test_the_parts_come_in_the_order_of_the_form(cast, edition):
    standing = completeness.of(proposals.filled(edition, by=cast.proposer))
    asked = ["identity"] + ["section"] * 8 + ["document"] * 3 + ["masking", "public"]
    assert [part.kind for part in standing.parts] == asked
    assert standing.is_complete
    assert standing.part("section", "kebaruan").title == "Kebaruan atau nilai tambah"
    with pytest.raises(KeyError):
        standing.part("section", "tidak-ada")


def test_changing_the_group_asks_for_more(cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    khusus = edition.groups.get(key="khusus")
    identity = proposals.an_identity(proposal, group=khusus)
    assert describing.describe(proposal, identity, by=cast.proposer, at=DURING) == []
    proposal.refresh_from_db()
    assert [part.key for part in completeness.of(proposal).parts if part.problems] == ["inovasi-asal", "pembaruan"]
    proposals.name_parent(proposal, by=cast.proposer)
    assert [part.key for part in completeness.of(proposal).parts if part.problems] == ["pembaruan"]


def test_a_removed_file_is_missing_again(cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    letter = Attachment.objects.present().filter(requirement__isnull=False).first()
    attachments.detach(letter, by=cast.proposer, at=DURING)
    assert [problem.field for problem in completeness.of(proposal).problems] == ["file"]


def test_it_costs_three_queries(cast, edition, django_assert_num_queries):
    empty, full = proposals.draft(edition, by=cast.proposer), proposals.filled(edition, by=cast.proposer)
    for proposal in Proposal.objects.with_places().filter(pk__in=[empty.pk, full.pk]):
        with django_assert_num_queries(3):
            completeness.of(proposal)
