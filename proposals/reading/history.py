"""What was written in a dossier before, and what an agency's admin changed after it was handed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.arithmetic import changes
from accounts.models import Role
from accounts.models.asked_often import asked_often
from proposals.domain import questionnaire
from proposals.models import Attachment, Goal, IdentityVersion, Mending, Proposal, SectionVersion, Transition
from proposals.models.identity import CHOSEN, SAID
from proposals.models.version import Version


@asked_often
def transitions(proposal):
    """What was done with a proposal, the newest first, with who did it."""
    found = Transition.objects.filter(proposal=proposal)
    return found.select_related("by__user", "by__unit", "by__agency").order_by("-at", "-pk")


@dataclass(frozen=True)
class PassageChange:
    """What became of one answer: its question, and the way from the earlier text to the later."""

    prompt: str
    pieces: tuple[changes.Piece, ...]


@dataclass(frozen=True)
class PartChange:
    """What one version of a section, or of the identity, says otherwise than an earlier one."""

    # None is the identity.
    key: str | None
    title: str
    version: Version
    passages: tuple[PassageChange, ...]


def versions_of(proposal, section):
    """The versions of a section, or of the identity where `section` is None."""
    if section is None:
        return IdentityVersion.objects.filter(proposal=proposal)
    return SectionVersion.objects.filter(proposal=proposal, section=section)


def versions(proposal, section):
    """Every version of a part, the newest first, with who wrote it; one query, without the texts."""
    rows = versions_of(proposal, section)
    return with_writers(rows.defer("texts") if section else rows).order_by("-number")


def pair(proposal, section, number):
    """A version and the one before it, None where there is none; (None, None) for an unknown number. One query."""
    rows = versions_of(proposal, section).filter(number__lte=number)
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
    return PartChange(chapter.section.key, chapter.section.title, after, passages)


def described(proposal, before, after):
    """What `after` says otherwise than `before` (None: nothing yet) in the identity, field by field; two queries."""
    named = {
        "group": dict(proposal.edition.groups.values_list("pk", "name")),
        "category": dict(proposal.edition.categories.values_list("pk", "name")),
    }
    labels = {field: capfirst(Proposal._meta.get_field(field).verbose_name) for field in SAID}
    old, new = (in_words(one.said, named) if one else {} for one in (before, after))
    passages = tuple(
        PassageChange(labels[field], changes.pieces(old.get(field, ""), new[field]))
        for field in SAID
        if old.get(field, "") != new[field]
    )
    return PartChange(None, _("Identitas inovasi"), after, passages)


def in_words(said, named):
    """What a version of the identity says, as people read it; `named` has the names of what is chosen by key."""
    started_on = said["started_on"]
    return {
        **said,
        **{field: named[field].get(said[field], "") for field in CHOSEN},
        "started_on": date_format(date.fromisoformat(started_on), "j F Y") if started_on else "",
        "sdgs": "; ".join(f"{number}. {Goal(number).label}" for number in said["sdgs"]),
        "is_app": {True: _("Ya"), False: _("Tidak"), None: ""}[said["is_app"]],
    }


def is_corrected(proposal):
    """Whether the agency's admin wrote in a unit's dossier since it was last handed over; one query at most."""
    if not (proposal.unit_id and proposal.handed_over_at):
        return False
    return Proposal.objects.filter(
        Exists(corrected(proposal)) | Exists(corrected(proposal, IdentityVersion)), pk=proposal.pk
    ).exists()


def corrected(proposal, kind=SectionVersion):
    """The versions that the agency's admin wrote since the dossier was last handed over."""
    return kind.objects.filter(
        proposal=proposal, saved_by__role=Role.AGENCY_ADMIN, saved_at__gte=proposal.handed_over_at
    )


def corrections(proposal) -> Iterator[PartChange]:
    """What the agency's admin made of the identity and of each section that was handed over; nine queries at most."""
    if not is_corrected(proposal):
        return
    if change := identity_corrected(proposal):
        yield change
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


def identity_corrected(proposal):
    """What the agency's admin made of the identity, or None; four queries."""
    own = corrected(proposal, IdentityVersion)
    last = with_writers(own).order_by("-number").first()
    if last is None:
        return None
    rows = IdentityVersion.objects.filter(proposal=proposal, saved_at__lte=proposal.handed_over_at)
    change = described(proposal, rows.exclude(pk__in=own).order_by("-number").first(), last)
    return change if change.passages else None


@dataclass(frozen=True)
class Mended:
    """What was changed in a dossier that came back to be mended: texts, and files that are new in it."""

    mending: Mending
    sections: tuple[PartChange, ...]
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
