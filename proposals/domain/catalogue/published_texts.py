"""What of a dossier's answers the public may read: each text with its section, and the sections in order."""

from typing import Any

from django.db.models import F, Prefetch, Q

from competitions.models import Question, Section
from proposals.models import Proposal, SectionVersion


def sections_of(texts: list[tuple[Section, str]]) -> list[dict[str, Any]]:
    """The published sections in order; the answers of one section stand together as paragraphs."""
    sections: dict[str, dict[str, str]] = {}
    for section, text in texts:
        if section.is_summary:
            continue
        if section.key in sections:
            sections[section.key]["text"] += f"\n\n{text}"
        else:
            sections[section.key] = {"title": section.title, "text": text}
    return list(sections.values())


def published_texts(proposals: dict[int, Proposal]) -> dict[int, list[tuple[Section, str]]]:
    """The section and the text of each answer that is not empty, in the order of the form."""
    versions = (
        SectionVersion.objects.current()
        .filter(proposal__in=proposals)
        # What was written for another group before the proposal changed its own is no part of the dossier.
        .filter(Q(section__group=None) | Q(section__group=F("proposal__group")))
        .select_related("section")
        .prefetch_related(Prefetch("section__questions", Question.objects.order_by("position")))
        .order_by("section__position", "pk")
    )
    texts: dict[int, list[tuple[Section, str]]] = {}
    for version in versions:
        section = version.section
        said = [version.texts.get(question.key, "") for question in section.questions.all()]
        texts.setdefault(version.proposal_id, []).extend((section, text) for text in said if text)
    return texts
