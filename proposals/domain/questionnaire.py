"""What an edition asks of a proposal, loaded once for any number of proposals."""

from dataclasses import dataclass

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
    """The questionnaire of an edition; three queries."""
    questions = {}
    for question in Question.objects.filter(section__edition=edition_id).order_by("section", "position"):
        questions.setdefault(question.section_id, []).append(question)
    blind = Stage.objects.filter(edition=OuterRef("edition"), is_blind=True)
    sections = Section.objects.filter(edition=edition_id).annotate(is_read_blind=Exists(blind)).order_by("position")
    chapters = tuple(AskedSection(section, tuple(questions.get(section.pk, ()))) for section in sections)
    return Questionnaire(
        chapters=chapters,
        requirements=tuple(Requirement.objects.filter(edition=edition_id).order_by("position")),
        is_blind=any(chapter.section.is_read_blind for chapter in chapters),
    )


def chapter(code, key):
    """One section of what is asked of a proposal, by their code and key, or None; one query."""
    questions = tuple(
        Question.objects.filter(section__key=key, section__edition__proposals__code=code.upper())
        .select_related("section")
        .order_by("position")
    )
    return AskedSection(questions[0].section, questions) if questions else None
