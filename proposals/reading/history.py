"""What was written in a dossier before, and what an agency's admin changed after it was handed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.arithmetic import changes
from accounts.models import Role
from proposals.domain import questionnaire
from proposals.models import Attachment, Mending, SectionVersion


@dataclass(frozen=True)
class PassageChange:
    """What became of one answer: its question, and the way from the earlier text to the later."""

    prompt: str
    pieces: tuple[changes.Piece, ...]


@dataclass(frozen=True)
class SectionChange:
    """What one version of a section says otherwise than an earlier one."""

    key: str
    title: str
    version: SectionVersion
    passages: tuple[PassageChange, ...]


def versions(proposal, section):
    """Every version of a section, the newest first, with who wrote it; one query, without the texts."""
    rows = SectionVersion.objects.filter(proposal=proposal, section=section)
    return with_writers(rows).defer("texts").order_by("-number")


def pair(proposal, section, number):
    """A version and the one before it, None where there is none; (None, None) for an unknown number. One query."""
    rows = SectionVersion.objects.filter(proposal=proposal, section=section, number__lte=number)
    found = list(with_writers(rows).order_by("-number")[:2])
    if not found or found[0].number != number:
        return None, None
    return found[0], found[1] if len(found) > 1 else None


def compared(chapter, before, after):
    """What `after` says otherwise than `before` (None: nothing yet) in a section, answer by answer."""
    old = before.texts if before else {}
    passages = tuple(
        PassageChange(question.prompt, changes.pieces(old.get(question.key, ""), after.texts.get(question.key, "")))
        for question in chapter.questions
        if old.get(question.key, "") != after.texts.get(question.key, "")
    )
    return SectionChange(chapter.section.key, chapter.section.title, after, passages)


def is_corrected(proposal):
    """Whether the agency's admin wrote in a unit's dossier since it was last handed over; one query at most."""
    return bool(proposal.unit_id and proposal.handed_over_at) and corrected(proposal).exists()


def corrected(proposal):
    """The versions that the agency's admin wrote since the dossier was last handed over."""
    return SectionVersion.objects.filter(
        proposal=proposal, saved_by__role=Role.AGENCY_ADMIN, saved_at__gte=proposal.handed_over_at
    )


def corrections(proposal) -> Iterator[SectionChange]:
    """What the agency's admin made of each section that was handed over; five queries."""
    if not is_corrected(proposal):
        return
    last = {row.section_id: row for row in with_writers(corrected(proposal).order_by("section", "number"))}
    handed = (
        SectionVersion.objects.filter(proposal=proposal, section__in=last, saved_at__lte=proposal.handed_over_at)
        .exclude(pk__in=corrected(proposal))
        .order_by("section", "-number")
        .distinct("section")
    )
    before = {row.section_id: row for row in handed}
    for chapter in questionnaire.of(proposal.edition_id).chapters:
        if after := last.get(chapter.section.pk):
            change = compared(chapter, before.get(chapter.section.pk), after)
            if change.passages:
                yield change


@dataclass(frozen=True)
class Mended:
    """What was changed in a dossier that came back to be mended: texts, and files that are new in it."""

    mending: Mending
    sections: tuple[SectionChange, ...]
    files: tuple[Attachment, ...]


def mended(proposal, mending):
    """What a dossier that was handed in again says otherwise than when it came back; five queries."""
    stood = {int(section): number for section, number in mending.stood["sections"].items()}
    now = {row.section_id: row for row in with_writers(SectionVersion.objects.current().filter(proposal=proposal))}
    rows = SectionVersion.objects.filter(proposal=proposal, section__in=stood)
    before = {row.section_id: row for row in rows if stood[row.section_id] == row.number}
    sections = (
        compared(chapter, before.get(chapter.section.pk), now[chapter.section.pk])
        for chapter in questionnaire.of(proposal.edition_id).chapters
        if chapter.section.pk in now
    )
    files = Attachment.objects.present().filter(proposal=proposal).exclude(pk__in=mending.stood["files"])
    return Mended(
        mending,
        tuple(section for section in sections if section.passages),
        tuple(files.select_related("section", "requirement").order_by("pk")),
    )


def with_writers(rows):
    """Versions with what a signature reads."""
    return rows.select_related("saved_by__user", "saved_by__unit", "saved_by__agency")
