"""Notes on single answers that come with a return: kept with it, read until the dossier is handed over again."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.rules import refuse
from proposals.domain import dossier, questionnaire
from proposals.models import Proposal, ReturnNote, Status, Transition
from proposals.rules.remarks import NO_SUCH_QUESTION, on_one_line, remark_refusal


@dataclass(frozen=True)
class Remark:
    """What is said of one answer, by the keys of its section and question; the passage is copied out of it, or ""."""

    section: str
    question: str
    text: str
    passage: str = ""


def keep(transition: Transition, remarks: Iterable[Remark]) -> list[ReturnNote]:
    """Write down what was said of answers with a return, in the order of the form; two queries and one to write.

    Raises Refused for a question that the proposal is not asked, an empty note, or a passage that is not in the answer.
    """
    said = {(one.section, one.question): one for one in remarks}
    if not said:
        return []
    proposal = transition.proposal
    chapters = questionnaire.of(proposal.edition_id).chapters_for(proposal)
    versions = {version.section_id: version.texts for version in dossier.current_versions(proposal.pk)}
    notes = []
    for chapter in chapters:
        for question in chapter.questions:
            if one := said.pop((chapter.section.key, question.key), None):
                answer = versions.get(chapter.section.pk, {}).get(question.key, "")
                refuse(remark_refusal(one.text, one.passage, answer=answer))
                notes.append(
                    ReturnNote(
                        transition=transition,
                        section=chapter.section,
                        question=question.key,
                        prompt=question.prompt,
                        passage=on_one_line(one.passage),
                        text=one.text.strip(),
                    )
                )
    refuse(NO_SUCH_QUESTION if said else None)
    return ReturnNote.objects.bulk_create(notes)


def standing(proposal: Proposal) -> list[ReturnNote]:
    """The notes on answers of a dossier that is back with its unit; none once it is handed over; one query at most."""
    if proposal.status != Status.RETURNED:
        return []
    last = proposal.transitions.filter(act="return").order_by("-at", "-pk").values("pk")[:1]
    return in_order(ReturnNote.objects.filter(transition__in=last))


def of_each(transitions: Iterable[Transition]) -> dict[int, list[ReturnNote]]:
    """The notes that came with each of some transitions, by its key; one query where there was a return."""
    returns = [one.pk for one in transitions if one.act == "return"]
    found: dict[int, list[ReturnNote]] = {}
    for note in in_order(ReturnNote.objects.filter(transition__in=returns)) if returns else []:
        found.setdefault(note.transition_id, []).append(note)
    return found


def in_order(notes):
    """Notes in the order of the form, with their sections."""
    return list(notes.select_related("section").order_by("section__position", "pk"))


def told(note: str, remarks: Iterable[ReturnNote]) -> str:
    """The note on the whole, and below it each on an answer on a line of its own."""
    return "\n\n".join(filter(None, [note, "\n".join(f"- {line(one)}" for one in remarks)]))


def line(one: ReturnNote) -> str:
    """What is said of one answer: where, about which words, what."""
    names = {"section": one.section.title, "question": one.prompt, "passage": one.passage, "text": one.text}
    if one.passage:
        return _("%(section)s, %(question)s, pada “%(passage)s”: %(text)s") % names
    return _("%(section)s, %(question)s: %(text)s") % names
