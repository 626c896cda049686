"""Publishing: what the public may see is copied here once, and never read back from the contest.

These acts record no event of their own: they are steps of the act that publishes a stage, which records one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from competitions.models import Edition, Parents, Section, Stage
from proposals.domain.catalogue import parents, partner_news, public_page
from proposals.domain.catalogue.published_texts import published_texts, sections_of
from proposals.models import (
    Announcement,
    CatalogueAward,
    CatalogueEntry,
    CatalogueParent,
    Figure,
    Proposal,
)

FROZEN = [
    "year",
    "title",
    "agency",
    "agency_name",
    "agency_kind",
    "unit",
    "unit_name",
    "province",
    "group_name",
    "category_name",
    "sdgs",
    "summary",
    "sections",
    "is_example",
    *public_page.SHOWN,
]


@dataclass(frozen=True)
class AwardLine:
    """One award as published: where it stands on the page, what statistics count it by, what it is called."""

    position: int
    key: str
    name: str
    decree: str = ""
    decree_date: date | None = None
    seal: str = ""


@dataclass(frozen=True)
class EntryLine:
    """One proposal to publish, with the awards this publication gives it."""

    proposal: Proposal
    awards: Sequence[AwardLine]


@dataclass(frozen=True)
class AnnouncedLine:
    """One line of an announcement."""

    code: str
    title: str
    agency: str
    unit: str
    group: str
    awards: Sequence[str] = ()


def publish(proposal: Proposal, *, awards: Sequence[AwardLine], at: datetime) -> CatalogueEntry:
    """Put one proposal into the catalogue, or bring its entry up to date; returns the entry."""
    return publish_many([EntryLine(proposal, awards)], at=at)[0]


@transaction.atomic
def publish_many(lines: Sequence[EntryLine], *, at: datetime) -> list[CatalogueEntry]:
    """Put proposals into the catalogue, in a number of queries that does not grow with them.

    An entry that exists keeps its address and its first moment of publication. Awards are added; one with
    a key that the entry already holds replaces it. Returns the entries in the order of `lines`.
    """
    proposals = (
        Proposal.objects.select_related("edition", "agency__region__province", "unit", "group", "category")
        .order_by("pk")
        .in_bulk([line.proposal.pk for line in lines])
    )
    texts, shown = published_texts(proposals), public_page.shown_of(proposals)
    entries = {entry.proposal_id: entry for entry in CatalogueEntry.objects.filter(proposal__in=proposals.values())}
    known = set(entries)
    taken = set(CatalogueEntry.objects.values_list("slug", flat=True)) if len(known) < len(proposals) else set()
    for pk, proposal in proposals.items():
        if pk not in known:
            slug = free_slug(proposal.title, proposal.edition.year, taken)
            entries[pk] = CatalogueEntry(slug=slug, proposal=proposal, published_at=at)
            taken.add(slug)
        freeze(entries[pk], proposal, texts.get(pk, []))
        public_page.put(entries[pk], shown[pk])
    CatalogueEntry.objects.bulk_create([entry for pk, entry in entries.items() if pk not in known])
    CatalogueEntry.objects.bulk_update([entries[pk] for pk in known], FROZEN)
    give_awards((entries[line.proposal.pk], line.awards) for line in lines)
    give_parents(entries, proposals)
    partner_news.of_entries(entries.values(), at=at)
    return [entries[line.proposal.pk] for line in lines]


def give_parents(entries, proposals):
    """Say of each entry which innovations it comes from, as its proposal names them; two queries and one more."""
    CatalogueParent.objects.filter(child__in=entries.values()).delete()
    named = parents.of_all(proposals)
    CatalogueParent.objects.bulk_create(
        CatalogueParent(child=entries[pk], parent=entry, continues=Parents(proposal.group.parents).is_own)
        for pk, proposal in proposals.items()
        if proposal.group and proposal.group.parents != Parents.NONE
        for entry in named[pk]
    )


def announce(
    stage: Stage,
    *,
    title: str,
    decree: str,
    lines: Iterable[AnnouncedLine],
    figure: str = "",
    override: dict[str, Any] | None = None,
    without_quorum: dict[str, str] | None = None,
    objections_until: datetime | None = None,
    reasons: dict[str, tuple[str, str]] | None = None,
    at: datetime,
) -> Announcement:
    """Publish the list of a stage in alphabetical order of title: an announced list carries no ranks.

    `figure` is the Figure.Key that the length of the list is, or empty; `override` the rules of composition that
    people decided against, with their reason, `without_quorum` what their meeting lacked, with theirs. With
    `objections_until` the list is provisional. Announced again, it is final, says what it changed, and why where
    `reasons` has it by code, in Indonesian and, where somebody wrote it, in English.
    """
    ordered = sorted(lines, key=lambda line: [text.casefold() for text in (line.title, line.agency, line.unit)])
    entries = [{**asdict(line), "awards": list(line.awards)} for line in ordered]
    before = Announcement.objects.filter(stage=stage).first()
    if before and before.is_provisional and not objections_until:
        before.changes = changed(before, entries, reasons or {})
        before.entries, before.decree, before.figure = marked(before, entries), decree, figure
        before.override, before.without_quorum, before.final_at = override or {}, without_quorum or {}, at
        before.save()
        return partner_news.of_list(before, at=at)
    announcement, _ = Announcement.objects.update_or_create(
        stage=stage,
        defaults={
            "objections_until": objections_until,
            "title": title,
            "decree": decree,
            "figure": figure,
            "override": override or {},
            "without_quorum": without_quorum or {},
            "entries": entries,
            "published_at": at,
        },
    )
    return partner_news.of_list(announcement, at=at)


def marked(provisional: Announcement, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of a final list; those taken back since the provisional one stay, and say so."""
    kept = {line["code"] for line in entries}
    ended = [line for line in provisional.entries if line.get("ended_at") and line["code"] not in kept]
    return sorted([*entries, *ended], key=lambda line: [line[name].casefold() for name in ("title", "agency", "unit")])


def changed(
    provisional: Announcement, entries: list[dict[str, Any]], reasons: dict[str, tuple[str, str]]
) -> list[dict[str, str]]:
    """What stood on a provisional list and does not on the final one, with the reasons that are known."""
    kept = {line["code"] for line in entries}
    found = []
    for line in provisional.entries:
        if line["code"] not in kept:
            reason, in_english = reasons.get(line["code"], ("", ""))
            told = {name: line[name] for name in ("code", "title", "agency")} | {"reason": reason}
            found.append(told | ({"reason_en": in_english} if in_english else {}))
    return found


def record_figure(edition: Edition, key: str, *, innovations: int, agencies: int, at: datetime) -> Figure:
    """Publish one count of an edition in both units; `key` is one of Figure.Key. The latest count stands."""
    counted = {"innovations": innovations, "agencies": agencies, "published_at": at}
    return Figure.objects.update_or_create(edition=edition, key=key, defaults=counted)[0]


def is_announced(proposal: Proposal) -> bool:
    """Whether the public has read of this proposal as one that went on or won."""
    lists = Announcement.objects.filter(stage__edition=proposal.edition_id, entries__contains=[{"code": proposal.code}])
    return lists.exists() or CatalogueEntry.objects.filter(proposal=proposal).exists()


def take_back(proposal: Proposal, reason: str, *, at: datetime) -> None:
    """Mark a proposal as taken back wherever the public reads of it, and count the published figures again.

    Nothing is erased: pages say from when and why. Part of the act that excludes the proposal.
    """
    CatalogueEntry.objects.filter(proposal=proposal).update(ended_at=at, ended_reason=reason)
    lists = Announcement.objects.filter(stage__edition=proposal.edition_id, entries__contains=[{"code": proposal.code}])
    # Another exclusion may mark another line of the same list at this moment.
    for announcement in lists.select_for_update(of=("self",)).select_related("stage__edition").order_by("pk"):
        for line in announcement.entries:
            if line["code"] == proposal.code:
                line |= {"ended_at": at.isoformat(), "ended_reason": reason}
        announcement.save(update_fields=["entries"])
        if announcement.figure:
            standing = announcement.standing
            record_figure(
                announcement.stage.edition,
                announcement.figure,
                innovations=len(standing),
                agencies=len({line["agency"] for line in standing}),
                at=at,
            )
    partner_news.of_taking_back(proposal, at=at)


def take_award_back(proposal: Proposal, name: str, reason: str, *, at: datetime) -> None:
    """Mark one award of a proposal as taken back wherever the public reads of it; pages say from when and why.

    An entry that holds no other award is taken back as a whole. Part of the act that revokes the award.
    """
    ended = {"name": name, "ended_at": at.isoformat(), "ended_reason": reason}
    for entry in CatalogueEntry.objects.select_for_update(of=("self",)).filter(proposal=proposal):
        entry.awards.filter(name=name).delete()
        entry.ended_awards = [*entry.ended_awards, ended]
        if not entry.awards.exists() and not entry.ended_at:
            entry.ended_at, entry.ended_reason = at, reason
        entry.save(update_fields=["ended_awards", "ended_at", "ended_reason"])
    lists = Announcement.objects.filter(stage__edition=proposal.edition_id, entries__contains=[{"code": proposal.code}])
    for announcement in lists.select_for_update(of=("self",)).order_by("pk"):
        for line in announcement.entries:
            if line["code"] == proposal.code and name in line["awards"]:
                line["awards"] = [other for other in line["awards"] if other != name]
                line["ended_awards"] = [*line.get("ended_awards", []), ended]
        announcement.save(update_fields=["entries"])
    partner_news.of_taking_back(proposal, at=at)


def free_slug(title: str, year: int, taken: set[str]) -> str:
    """A readable address that ends in the year and is not in `taken`."""
    base = f"{slugify(title)[:100].strip('-') or 'inovasi'}-{year}"
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def give_awards(given: Iterable[tuple[CatalogueEntry, Sequence[AwardLine]]]) -> None:
    """Add awards to saved entries; an award of the same key or the same name gives way to the new one."""
    fresh = [CatalogueAward(entry=entry, **asdict(award)) for entry, awards in given for award in awards]
    keys = {(award.entry_id, award.key) for award in fresh}
    names = {(award.entry_id, award.name) for award in fresh}
    held = CatalogueAward.objects.filter(entry__in={award.entry_id for award in fresh})
    replaced = [
        award.pk for award in held if (award.entry_id, award.key) in keys or (award.entry_id, award.name) in names
    ]
    CatalogueAward.objects.filter(pk__in=replaced).delete()
    CatalogueAward.objects.bulk_create(fresh)


def foreseen(proposal: Proposal, *, at: datetime) -> CatalogueEntry:
    """The entry as it would be with an award, to show those who write it; kept nowhere. Five queries."""
    entry = CatalogueEntry(proposal=proposal, published_at=at)
    freeze(entry, proposal, published_texts({proposal.pk: proposal}).get(proposal.pk, []))
    public_page.put(entry, public_page.shown_of([proposal.pk])[proposal.pk])
    return entry


def freeze(entry: CatalogueEntry, proposal: Proposal, texts: list[tuple[Section, str]]) -> None:
    """Copy onto `entry` what the public may know of the dossier: no person, no document."""
    agency = proposal.agency
    entry.year = proposal.edition.year
    entry.title = proposal.title
    entry.agency = agency
    entry.agency_name = proposal.agency_name
    entry.agency_kind = agency.kind
    entry.unit = proposal.unit
    entry.unit_name = proposal.unit_name
    entry.province = agency.region.province if agency.region else None
    entry.group_name = proposal.group.name if proposal.group else ""
    entry.category_name = proposal.category.name if proposal.category else ""
    entry.sdgs = sorted(proposal.sdgs)
    entry.summary = "\n\n".join(text for section, text in texts if section.is_summary)
    entry.sections = sections_of(texts)
    entry.is_example = proposal.edition.is_example
