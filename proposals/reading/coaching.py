"""What a finalist is advised, and what it made of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from proposals.models import CoachingNote, Proposal, Revision


@dataclass(frozen=True)
class HandedInSection:
    """One section as it was handed in: its title, answers with their questions, and the names of its files."""

    title: str
    answers: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


def notes(coaching) -> list[CoachingNote]:
    """The notes of one coaching in the order of the form, those on the whole first; one query."""
    people = [f"by__{part}" for part in ("user", "unit", "agency")]
    found = coaching.notes.select_related("section", *people).order_by("at", "pk")
    return sorted(found, key=lambda note: note.section.position if note.section else -1)


def handed_in(proposal: Proposal, chapters) -> list[HandedInSection]:
    """The bettered text that was handed in last, in the order of the form; one query. Empty before."""
    revision = Revision.objects.filter(proposal=proposal, is_coached=True).order_by("-number").first()
    if revision is None:
        return []
    sections = {one["key"]: one for one in json.loads(revision.body)["sections"]}
    return [read(chapter, sections[chapter.section.key]) for chapter in chapters if chapter.section.key in sections]


def read(chapter, section):
    """One section of a frozen text under the titles and questions of its form."""
    prompts = {question.key: question.prompt for question in chapter.questions}
    answers = tuple((prompts.get(one["key"], one["key"]), one["text"]) for one in section["answers"])
    return HandedInSection(chapter.section.title, answers, tuple(one["name"] for one in section["files"]))
