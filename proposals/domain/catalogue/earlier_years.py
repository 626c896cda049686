"""The partial list of earlier years: awards known from public pages, joined into catalogue entries."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction

from accounts.domain import reference
from accounts.models import Agency, FormerName, Region
from competitions.models.award_name import FINALIST, TOP
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import AwardLine
from proposals.models import CatalogueEntry

WINNERS = Path(__file__).resolve().parents[2] / "data" / "winners.csv"
# Every winner was a finalist first; what the years called them differs.
FINALISTS = {"Top 99", "Finalis"}

FACTS = [
    "title",
    "agency",
    "agency_name",
    "agency_kind",
    "unit_name",
    "province",
    "group_name",
    "category_name",
    "source_url",
    "source_note",
]


@dataclass
class Innovation:
    """All lines of one innovation in one year, the highest award first."""

    lines: list[dict[str, str]] = field(default_factory=list)

    @property
    def chief(self) -> dict[str, str]:
        return self.lines[0]

    @property
    def awards(self) -> list[AwardLine]:
        return [award_of(line["award"]) for line in reversed(self.lines)]

    def note(self) -> str:
        """What the sources leave open, and where the other award was found."""
        notes = [self.chief["source_note"]] if self.chief["source_note"] else []
        others = {line["source_url"] for line in self.lines[1:]} - {self.chief["source_url"], ""}
        return "; ".join(notes + [f"Sumber lain: {url}" for url in sorted(others)])


@transaction.atomic
def load(*, at: datetime) -> int:
    """Bring the catalogue's partial list up to date with the file; returns how many entries it holds.

    Safe to run again: an innovation is known by its year, title and agency, and keeps its address.
    """
    innovations = joined(read())
    known = {
        key_of(str(entry.year), entry.title, entry.agency_name): entry
        for entry in CatalogueEntry.objects.filter(proposal=None)
    }
    taken = set(CatalogueEntry.objects.values_list("slug", flat=True))
    places = Places()
    entries, fresh = {}, []
    for key, innovation in innovations.items():
        if key not in known:
            slug = publication.free_slug(innovation.chief["title"], int(innovation.chief["year"]), taken)
            taken.add(slug)
            known[key] = CatalogueEntry(slug=slug, year=int(innovation.chief["year"]), published_at=at)
            fresh.append(known[key])
        entries[key] = fill(known[key], innovation, places)
    CatalogueEntry.objects.bulk_create(fresh)
    CatalogueEntry.objects.bulk_update([entry for entry in entries.values() if entry not in fresh], FACTS)
    publication.give_awards((entries[key], innovation.awards) for key, innovation in innovations.items())
    return len(entries)


def read() -> list[dict[str, str]]:
    """The lines of the file as dicts."""
    with WINNERS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def joined(lines: Iterable[dict[str, str]]) -> dict[tuple[str, str, str], Innovation]:
    """One innovation a year, title and agency, its lines with the highest award first."""
    innovations: dict[tuple[str, str, str], Innovation] = {}
    for line in lines:
        key = key_of(line["year"], line["title"], line["agency"])
        innovations.setdefault(key, Innovation()).lines.append(line)
    for innovation in innovations.values():
        innovation.lines.sort(key=lambda line: line["award"] in FINALISTS)
    return innovations


def key_of(year: str, title: str, agency: str) -> tuple[str, str, str]:
    """What makes two lines the same innovation."""
    return year, title.casefold(), agency.casefold()


def award_of(name: str) -> AwardLine:
    """Finalists (Top 99) stand before winners (Top 9 to Top 45, Terpuji), as the stages follow each other."""
    if name in FINALISTS:
        return AwardLine(1, FINALIST, name)
    return AwardLine(2, TOP, name)


class Places:
    """The agencies and provinces on record, read once."""

    def __init__(self) -> None:
        agencies = list(Agency.objects.select_related("merged_into").order_by("pk"))
        former = FormerName.objects.exclude(agency=None).select_related("agency__merged_into").order_by("pk")
        self.by_name = {one.name.casefold(): one.agency.stands_for for one in former}
        self.by_name |= {agency.name.casefold(): agency.stands_for for agency in agencies}
        standing = [agency for agency in agencies if agency.merged_into is None]
        self.by_region = {(agency.kind, agency.region_id): agency for agency in standing if agency.region_id}
        self.others = reference.other_names()
        self.provinces = set(Region.objects.filter(kind="province").values_list("code", flat=True))

    def agency(self, line: dict[str, str]) -> Agency | None:
        """The agency on record: a regional government by its region, another by its name; None if unknown."""
        if line["region"] and line["agency_kind"] != "regional_firm":
            return self.by_region.get((line["agency_kind"], line["region"]))
        called = line["agency"].casefold()
        return self.by_name.get(self.others.get(called, called).casefold())

    def province(self, line: dict[str, str]) -> str | None:
        """The code of the line's province; None for a national agency."""
        code = line["region"][:2]
        return code if code in self.provinces else None


def fill(entry: CatalogueEntry, innovation: Innovation, places: Places) -> CatalogueEntry:
    """Write the facts of an innovation's lines onto its entry; the chief line's where they differ."""
    line = innovation.chief
    entry.title = line["title"]
    entry.agency = places.agency(line)
    entry.agency_name = line["agency"]
    entry.agency_kind = line["agency_kind"]
    entry.unit_name = next((each["unit"] for each in innovation.lines if each["unit"]), "")
    entry.province_id = places.province(line)
    entry.group_name = line["group"]
    entry.category_name = line["category"]
    entry.source_url = line["source_url"]
    entry.source_note = innovation.note()
    return entry
