"""Winners of the years before this portal, joined into catalogue entries: the one door for the partial list that the
portal brings and for every list that the ministry hands in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import connection, transaction
from django.utils import timezone

from accounts.files import sheets
from accounts.models import Agency
from competitions.models.award_name import FINALIST, OUTSTANDING, TOP
from proposals.domain.catalogue import earlier_rows, publication
from proposals.domain.catalogue.earlier_rows import WinnerRow, plain
from proposals.domain.catalogue.places import Places
from proposals.domain.catalogue.publication import AwardLine
from proposals.models import CatalogueEntry, WinnerList

WINNERS = Path(__file__).resolve().parents[2] / "data" / "winners.csv"
# What an award is by how its name begins in small letters; every winner was a finalist first.
CALLED = {"finalis": FINALIST, "top 99": FINALIST, "top 15": FINALIST, "pencapaian": OUTSTANDING}
POSITIONS = {FINALIST: 1, TOP: 2, OUTSTANDING: 3}
# Under which one list at a time is taken in.
TAKING_IN = 6_214_402

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
    "winner_list",
]


@dataclass
class Innovation:
    """All rows of one innovation in one year, the highest award first, with its agency on record."""

    agency: Agency | None
    lines: list[WinnerRow] = field(default_factory=list)

    @property
    def chief(self) -> WinnerRow:
        return self.lines[0]

    @property
    def awards(self) -> list[AwardLine]:
        return [award_of(line.award) for line in reversed(self.lines)]

    def note(self) -> str:
        """What the sources leave open, and where the other award was found."""
        notes = [self.chief.source_note] if self.chief.source_note else []
        others = {line.source_url for line in self.lines[1:]} - {self.chief.source_url, ""}
        return "; ".join(notes + [f"Sumber lain: {url}" for url in sorted(others)])[:300]


@dataclass(frozen=True)
class WinnerDoubt:
    """A row that cannot be taken over as things stand: why, as a key with values."""

    row: int
    key: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class WinnerComparison:
    """What a list would add to the catalogue and change in it, each innovation with its entry there, if any."""

    fresh: list[Innovation]
    changed: list[tuple[Innovation, CatalogueEntry]]
    known: list[tuple[Innovation, CatalogueEntry]]
    held: list[Innovation]
    doubts: list[WinnerDoubt]

    @property
    def is_empty(self) -> bool:
        return not (self.fresh or self.changed)


@dataclass(frozen=True)
class TakenOver:
    """How many innovations the catalogue has from a list, and how many of them are new."""

    innovations: int
    fresh: int


def load(*, at: datetime) -> int:
    """Bring the catalogue up to date with the portal's own partial list; returns how many innovations that holds.

    Safe to run again: an innovation is known by its year, title and agency, and keeps its address. What the ministry
    has taken over itself stays as the ministry has it.
    """
    return take_in(read(at=at), at=at).innovations


def read(*, at: datetime) -> list[WinnerRow]:
    """The rows of the portal's own list."""
    with WINNERS.open("rb") as file:
        lines, faults = earlier_rows.read(sheets.rows(File(file)), on=timezone.localdate(at))
    if faults:
        raise ValueError(f"{WINNERS.name}: {faults[0]}")
    return lines


@transaction.atomic
def take_in(lines: Sequence[WinnerRow], *, winner_list: WinnerList | None = None, at: datetime) -> TakenOver:
    """Put what the rows say into the catalogue, all of it; part of the act that has them. One list at a time.

    Rows about which `compare` is in doubt are left out: whoever hands in a list has it refused before.
    """
    one_at_a_time()
    places = Places()
    found = compare(lines, places, is_own=winner_list is not None)
    taken = set(CatalogueEntry.objects.values_list("slug", flat=True))
    fresh, awarded = [], []
    for innovation in found.fresh:
        slug = publication.free_slug(innovation.chief.title, innovation.chief.year, taken)
        taken.add(slug)
        entry = CatalogueEntry(slug=slug, year=innovation.chief.year, published_at=at)
        put(entry, facts_of(innovation, places), winner_list)
        fresh.append(entry)
        awarded.append((entry, innovation.awards))
    for innovation, entry in found.changed:
        put(entry, facts_of(innovation, places), winner_list)
        awarded.append((entry, innovation.awards))
    CatalogueEntry.objects.bulk_create(fresh, batch_size=1000)
    CatalogueEntry.objects.bulk_update([entry for _one, entry in found.changed], FACTS, batch_size=500)
    publication.give_awards(awarded)
    return TakenOver(innovations=len(found.fresh) + len(found.changed) + len(found.known), fresh=len(fresh))


def one_at_a_time() -> None:
    """Wait until no other list is taken in, and have others wait until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TAKING_IN])


def compare(lines: Iterable[WinnerRow], places: Places, *, is_own: bool = True) -> WinnerComparison:
    """What rows would add to the catalogue and change in it; four queries at any number of rows.

    `is_own` says that the ministry takes them over: then they also replace what the portal's partial list says.
    """
    innovations = joined(lines, places)
    known = standing({innovation.chief.year for innovation in innovations})
    found = WinnerComparison([], [], [], [], [])
    for innovation in innovations:
        entry = next((known[key] for key in keys_of_row(innovation.chief, innovation.agency) if key in known), None)
        if doubt := doubt_about(innovation, entry, places, is_own=is_own):
            found.doubts.append(doubt)
            found.held.append(innovation)
        elif entry is None:
            found.fresh.append(innovation)
        elif entry.winner_list_id and not is_own:
            found.known.append((innovation, entry))
        elif differs(entry, innovation, places) or (is_own and entry.winner_list_id is None):
            found.changed.append((innovation, entry))
        else:
            found.known.append((innovation, entry))
    return found


def joined(lines: Iterable[WinnerRow], places: Places) -> list[Innovation]:
    """One innovation a year, title and agency, its rows with the highest award first."""
    innovations: dict[tuple[int, str, object], Innovation] = {}
    for line in lines:
        agency = places.named(line.agency, kind=line.agency_kind, region=line.region)
        key = keys_of_row(line, agency)[-1]
        innovations.setdefault(key, Innovation(agency)).lines.append(line)
    for innovation in innovations.values():
        innovation.lines.sort(key=lambda line: -award_of(line.award).position)
    return list(innovations.values())


def standing(years: Iterable[int]) -> dict[tuple[int, str, object], CatalogueEntry]:
    """The entries of some years under every key by which a row may mean them, with their awards; two queries."""
    found = {}
    entries = CatalogueEntry.objects.of_the_contest().filter(year__in=years).defer("sections", "summary").order_by("pk")
    for entry in entries.prefetch_related("awards"):
        for key in keys_of(entry.year, entry.title, entry.agency_name, entry.agency_id):
            found.setdefault(key, entry)
    return found


def keys_of_row(line: WinnerRow, agency: Agency | None) -> list[tuple[int, str, object]]:
    """By what a row is known: the name it gives, and the agency on record where there is one."""
    return keys_of(line.year, line.title, line.agency, agency.pk if agency else None)


def keys_of(year: int, title: str, name: str, agency: int | None) -> list[tuple[int, str, object]]:
    """By what an innovation is known, without signs and capitals: by name, and by its agency on record."""
    by_name = [(year, plain(title), plain(name))]
    return by_name if agency is None else [*by_name, (year, plain(title), agency)]


def doubt_about(
    innovation: Innovation, entry: CatalogueEntry | None, places: Places, *, is_own: bool
) -> WinnerDoubt | None:
    """Why an innovation cannot be taken over as things stand; the portal's own list may come before the registers."""
    line = innovation.chief
    if entry is not None and entry.proposal_id:
        return WinnerDoubt(line.row, "held_here", {"title": entry.title})
    if is_own and line.region and line.region not in places.regions:
        return WinnerDoubt(line.row, "region_unknown", {"code": line.region})
    return None


def differs(entry: CatalogueEntry, innovation: Innovation, places: Places) -> bool:
    """Whether rows say of an innovation what its entry does not."""
    facts = facts_of(innovation, places)
    if any(getattr(entry, name) != value for name, value in facts.items() if name != "source_note"):
        return True
    held = {(award.key, award.name) for award in entry.awards.all()}
    said = {(award.key, award.name) for award in innovation.awards}
    return bool(said - held) or bool(facts["source_note"] and entry.source_note != facts["source_note"])


def facts_of(innovation: Innovation, places: Places) -> dict[str, Any]:
    """The facts of an innovation's rows as an entry holds them; the chief row's where they differ."""
    line, agency = innovation.chief, innovation.agency
    return {
        "title": line.title,
        "agency_id": agency.pk if agency else None,
        "agency_name": line.agency,
        "agency_kind": line.agency_kind,
        "unit_name": next((each.unit for each in innovation.lines if each.unit), ""),
        "province_id": places.province_of(line.region, agency),
        "group_name": line.group,
        "category_name": line.category,
        "source_url": line.source_url,
        "source_note": innovation.note(),
    }


def put(entry: CatalogueEntry, facts: Mapping[str, Any], winner_list: WinnerList | None) -> None:
    """Write facts onto an entry; without a source of its own it has that of the list."""
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.winner_list = winner_list
    if winner_list and not (entry.source_url or entry.source_note):
        entry.source_note = winner_list.reason


def award_of(name: str) -> AwardLine:
    """An award as published: finalists stand before winners, as the stages follow each other."""
    said = name.casefold()
    key = next((key for begins, key in CALLED.items() if said.startswith(begins)), TOP)
    if OUTSTANDING in said:
        key = OUTSTANDING
    return AwardLine(POSITIONS[key], key, name)
