"""What an edition asks of a proposal, loaded once for any number of proposals."""

from dataclasses import dataclass

from competitions.models import Question, Requirement, Section


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
    return Questionnaire(
        chapters=tuple(
            AskedSection(section, tuple(questions.get(section.pk, ())))
            for section in Section.objects.filter(edition=edition_id).order_by("position")
        ),
        requirements=tuple(Requirement.objects.filter(edition=edition_id).order_by("position")),
    )


def chapter(code, key):
    """One section of what is asked of a proposal, by their code and key, or None; one query."""
    questions = tuple(
        Question.objects.filter(section__key=key, section__edition__proposals__code=code.upper())
        .select_related("section")
        .order_by("position")
    )
    return AskedSection(questions[0].section, questions) if questions else None
