"""What an edition asks of a proposal, loaded once for any number of proposals."""

from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef

from accounts.models.asked_often import asked_often
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
        requirements=tuple(requirements_of(edition_id)),
        is_blind=is_blind,
    )


def sections_of(edition_id):
    """The sections with their questions, and whether some stage is read blind; one query for all of it.

    Joined from the section's side, so that one without a question, in a plan under way, is there as well.
    """
    heads, own = columns(Section), columns(Question)
    chapters, is_blind = [], False
    for is_read_blind, *values in sections_with_questions(edition_id):
        is_blind = is_blind or is_read_blind
        section = Section.from_db(DEFAULT_DB_ALIAS, heads, values[: len(heads)])
        if not chapters or chapters[-1][0].pk != section.pk:
            chapters.append((section, []))
        question = Question.from_db(DEFAULT_DB_ALIAS, own, values[len(heads) :])
        if question.pk:
            question.section = chapters[-1][0]
            chapters[-1][1].append(question)
    return tuple(AskedSection(section, tuple(questions)) for section, questions in chapters), is_blind


@asked_often
def sections_with_questions(edition):
    """A row of values for each question of an edition: whether it is read blind, its section, the question."""
    blind = Stage.objects.filter(edition=OuterRef("edition"), is_blind=True)
    return (
        Section.objects.filter(edition=edition)
        .annotate(is_read_blind=Exists(blind))
        .order_by("position", "pk", "questions__position", "questions")
        .values_list("is_read_blind", *columns(Section), *(f"questions__{name}" for name in columns(Question)))
    )


@asked_often
def requirements_of(edition):
    """The documents an edition asks for, in order."""
    return Requirement.objects.filter(edition=edition).order_by("position")


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
