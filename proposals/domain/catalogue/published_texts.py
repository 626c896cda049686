"""What of a dossier's answers the public may read: each text with its section, and the sections in order."""

import json
from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch

from competitions.models import Question, Section
from proposals.models import Coaching, Proposal, Revision, SectionVersion


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
    bettered = [pk for pk, proposal in proposals.items() if proposal.is_coached]
    coached = coached_texts(bettered) if bettered else {}
    versions = (
        SectionVersion.objects.judged()
        .of_the_group()
        .filter(proposal__in=proposals)
        .select_related("section")
        .prefetch_related(Prefetch("section__questions", Question.objects.order_by("position")))
        .order_by("section__position", "pk")
    )
    texts: dict[int, list[tuple[Section, str]]] = {}
    for version in versions:
        section = version.section
        read = coached.get(version.proposal_id, {}).get(section.key, version.texts)
        said = [read.get(question.key, "") for question in section.questions.all()]
        texts.setdefault(version.proposal_id, []).extend((section, text) for text in said if text)
    return texts


def coached_texts(proposals: Collection[int]) -> dict[int, dict[str, dict[str, str]]]:
    """What each coached finalist handed in last, by section and question, where rules and owner let it show."""
    agreed = Coaching.objects.filter(proposal__in=proposals, is_shown=True).select_related("stage")
    shown = {one.proposal_id for one in agreed if one.stage.arranged.shows_coached}
    texts: dict[int, dict[str, dict[str, str]]] = {}
    if shown:
        for revision in Revision.objects.filter(proposal__in=shown, is_coached=True).order_by("number"):
            sections = json.loads(revision.body)["sections"]
            texts[revision.proposal_id] = {
                one["key"]: {answer["key"]: answer["text"] for answer in one["answers"]} for one in sections
            }
    return texts
