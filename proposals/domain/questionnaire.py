"""What an edition asks of a proposal, loaded once for any number of proposals."""

from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef

from competitions.models import Question, Requirement, Section, Stage


@dataclass(frozen=True)
class AskedSection:
    """One section with its questions in order."""

    section: Section
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    """Every section and document of an edition, in order."""

    chapters: tuple[AskedSection, ...]
    requirements: tuple[Requirement, ...]
    # Whether some stage of the edition is judged without knowing whose a proposal is.
    is_blind: bool = False

    def chapters_for(self, proposal):
        """The sections asked of the proposal's group; before a group is chosen, those asked of all."""
        return [chapter for chapter in self.chapters if chapter.section.group_id in (None, proposal.group_id)]

    def requirements_for(self, proposal):
        """The documents asked of the proposal: its group's, and the app's only if it is an app."""
        return [
            requirement
            for requirement in self.requirements
            if requirement.group_id in (None, proposal.group_id)
            and (requirement.applies != Requirement.Applies.IF_APP or proposal.is_app)
        ]


def of(edition_id):
    """The questionnaire of an edition; two queries."""
    chapters, is_blind = sections_of(edition_id)
    return Questionnaire(
        chapters=chapters,
        requirements=tuple(Requirement.objects.filter(edition=edition_id).order_by("position")),
        is_blind=is_blind,
    )


def sections_of(edition_id):
    """The sections with their questions, and whether some stage is read blind; one query for all of it.

    Joined from the section's side, so that one without a question, in a plan under way, is there as well.
    """
    blind = Stage.objects.filter(edition=OuterRef("edition"), is_blind=True)
    heads, own = columns(Section), columns(Question)
    rows = (
        Section.objects.filter(edition=edition_id)
        .annotate(is_read_blind=Exists(blind))
        .order_by("position", "pk", "questions__position", "questions")
        .values_list("is_read_blind", *heads, *(f"questions__{name}" for name in own))
    )
    chapters, is_blind = [], False
    for is_read_blind, *values in rows:
        is_blind = is_blind or is_read_blind
        section = Section.from_db(DEFAULT_DB_ALIAS, heads, values[: len(heads)])
        if not chapters or chapters[-1][0].pk != section.pk:
            chapters.append((section, []))
        question = Question.from_db(DEFAULT_DB_ALIAS, own, values[len(heads) :])
        if question.pk:
            question.section = chapters[-1][0]
            chapters[-1][1].append(question)
    return tuple(AskedSection(section, tuple(questions)) for section, questions in chapters), is_blind


def columns(model):
    """The names of a table's columns, as rows are read by them."""
    return [field.attname for field in model._meta.concrete_fields]


def chapter(code, key):
    """One section of what is asked of a proposal, by their code and key, or None; one query."""
    questions = tuple(
        Question.objects.filter(section__key=key, section__edition__proposals__code=code.upper())
        .select_related("section")
        .order_by("position")
    )
    return AskedSection(questions[0].section, questions) if questions else None
