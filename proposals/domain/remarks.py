"""Notes on single answers, fields, files and what stands beside them, that come with a return: kept with it, read until
the dossier is handed over again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.rules import refuse
from proposals.domain import dossier, questionnaire, remark_places
from proposals.domain.remark_places import RemarkPlace
from proposals.models import Proposal, ReturnNote, Status, Transition
from proposals.rules.remarks import NO_SUCH_QUESTION, on_one_line, remark_refusal

# What comes with the office, and what has a page of its own.
NOT_OF_THE_IDENTITY = ("agency", "unit", "parents")


@dataclass(frozen=True)
class Remark:
    """What is said of one place of a dossier; the passage is copied out of what stands there, or "".

    A place is an answer, by the keys of its section and question; the evidence of a section, without a question; a
    document, by its key alone; or, as a question of no section, a field of the identity, the innovations it comes from,
    the answers on earlier awards, or a field of what the public reads.
    """

    section: str
    question: str
    text: str
    passage: str = ""
    document: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        return self.section, self.document, self.question


def places(read: dossier.Dossier, beside: Iterable[RemarkPlace] = ()) -> Iterator[RemarkPlace]:
    """Every place of a dossier of which something can be said, in the order of the form; pure.

    `beside` are those that are neither of its identity nor answers nor files.
    """
    for fact in read.facts:
        if fact.field not in NOT_OF_THE_IDENTITY:
            yield RemarkPlace("", "", fact.field, _("Identitas inovasi"), fact.label, fact.value)
    yield from beside
    for chapter in read.chapters:
        for reply in chapter.replies:
            yield RemarkPlace(chapter.key, "", reply.key, chapter.title, reply.prompt, reply.text)
        if chapter.needs_evidence:
            names = tuple(file.name for file in chapter.files)
            yield RemarkPlace(chapter.key, "", "", chapter.title, _("Bukti"), "\n".join(names), names)
    for document in read.documents:
        yield RemarkPlace("", document.key, "", _("Dokumen"), document.name, document.answer)


def keep(transition: Transition, remarks: Iterable[Remark]) -> list[ReturnNote]:
    """Write down what was said with a return, in the order of the form; thirteen queries and one to write.

    Raises Refused for a place that the proposal does not have, an empty note, or a passage that does not stand there.
    """
    said = {one.place: one for one in remarks}
    if not said:
        return []
    proposal = Proposal.objects.with_places().get(pk=transition.proposal_id)
    asked = questionnaire.of(proposal.edition_id)
    sections = {chapter.section.key: chapter.section for chapter in asked.chapters_for(proposal)}
    documents = {requirement.key: requirement for requirement in asked.requirements_for(proposal)}
    notes, names = [], own_names(proposal, sections)
    for place in places(dossier.read(proposal, blind=False, asked=asked), remark_places.beside(proposal)):
        if one := said.pop(place.key, None):
            refuse(remark_refusal(one.text, one.passage, answer=place.answer))
            notes.append(
                ReturnNote(
                    transition=transition,
                    section=sections.get(place.section),
                    requirement=documents.get(place.document),
                    question=place.question,
                    prompt=names.get(place.key, place.prompt)[: ReturnNote._meta.get_field("prompt").max_length],
                    passage=on_one_line(one.passage),
                    text=one.text.strip(),
                )
            )
    refuse(NO_SUCH_QUESTION if said else None)
    return ReturnNote.objects.bulk_create(notes)


def own_names(proposal: Proposal, sections: Iterable[str]) -> dict[tuple[str, str, str], str]:
    """What is asked at the places that the portal names itself, in its own language like an edition's questions: a note
    is read by others than who writes it. `sections` are the keys of those that are asked.
    """
    with translation.override(settings.LANGUAGE_CODE):
        named = {("", "", fact.field): fact.label for fact in dossier.facts(proposal, "", (), blind=False)}
        named |= {place.key: place.prompt for place in remark_places.beside(proposal)}
        return {**named, **{(key, "", ""): _("Bukti") for key in sections}}


def standing(proposal: Proposal) -> list[ReturnNote]:
    """The notes on a dossier that is back with its unit; none once it is handed over; one query at most."""
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
    """Notes in the order of the form, with their places: the identity, the sections, the documents."""
    order = (F(f"{kind}__position").asc(nulls_first=True) for kind in ("requirement", "section"))
    return list(notes.select_related("section", "requirement").order_by(*order, "pk"))


def told(note: str, remarks: Iterable[ReturnNote]) -> str:
    """The note on the whole, and below it each on a place on a line of its own."""
    return "\n\n".join(filter(None, [note, "\n".join(f"- {line(one)}" for one in remarks)]))


def line(one: ReturnNote) -> str:
    """What is said of one place: where, about which words, what."""
    names = {"section": one.part, "question": one.prompt, "passage": one.passage, "text": one.text}
    if one.passage:
        return _("%(section)s, %(question)s, pada “%(passage)s”: %(text)s") % names
    return _("%(section)s, %(question)s: %(text)s") % names


def recorded(one: ReturnNote) -> dict[str, str]:
    """A note as the event of its return has it."""
    place = {"document": one.requirement.key} if one.requirement else {}
    section = one.section.key if one.section else ""
    return {"section": section, "question": one.question, **place, "passage": one.passage, "text": one.text}
