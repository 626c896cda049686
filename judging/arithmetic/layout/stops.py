"""What a plan of visits is made of: who visits, who is visited, who may go where, and who is where already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from judging.arithmetic.layout.provinces import island_of, province_of, zone_of
from judging.arithmetic.terms import Id


@dataclass(frozen=True)
class Verifier:
    """One who visits, of one of the panels; the agency is None where nobody knows one."""

    id: Id
    panel: str
    agency: Id | None = None


@dataclass(frozen=True)
class Stop:
    """Somebody to be visited, by the region code of the place ("" for a national agency).

    `barred` are verifiers with a tie, `held` those that it has; `day` is the day that stands, None where none does.
    """

    id: Id
    place: str = ""
    barred: frozenset[Id] = frozenset()
    held: frozenset[Id] = frozenset()
    day: date | None = None

    @property
    def province(self) -> str:
        return province_of(self.place)

    @property
    def zone(self) -> str:
        return zone_of(self.province)

    @property
    def island(self) -> str:
        return island_of(self.province)


@dataclass(frozen=True)
class Visiting:
    """A day and the verifiers who go, in the order of their panels."""

    day: date
    crew: tuple[Id, ...]


@dataclass
class Diary:
    """Where each verifier is on each day, and how many visits a day has."""

    zones: dict[tuple[Id, date], set[str]] = field(default_factory=lambda: defaultdict(set))
    islands: dict[tuple[Id, date], set[str]] = field(default_factory=lambda: defaultdict(set))
    each: Counter[tuple[Id, date]] = field(default_factory=Counter)
    on: Counter[date] = field(default_factory=Counter)
    load: Counter[Id] = field(default_factory=Counter)

    def write(self, stop: Stop, day: date, crew: Iterable[Id]) -> None:
        self.on[day] += 1
        for one in crew:
            self.zones[one, day].add(stop.zone)
            self.islands[one, day].add(stop.island)
            self.each[one, day] += 1
            self.load[one] += 1

    def is_free(self, one: Id, day: date, stop: Stop, *, each: int) -> bool:
        """Whether a verifier can be at a stop on a day, with at most `each` visits."""
        return self.zones.get((one, day), set()) <= {stop.zone} and self.each[one, day] < each

    def is_elsewhere(self, one: Id, day: date, island: str) -> bool:
        return bool(self.islands.get((one, day), set()) - {island})


@dataclass(frozen=True)
class Crews:
    """The crews that may go to a stop, each sorted by panel; `lacking` says whether any of them is more than stands."""

    possible: tuple[tuple[Id, ...], ...]
    standing: tuple[Id, ...]

    @property
    def lacking(self) -> bool:
        return any(set(crew) - set(self.standing) for crew in self.possible)


def crews_of(stop: Stop, people: Sequence[Verifier]) -> Crews:
    """Who may go: one of each panel, of different agencies, without a tie; whoever is held stays.

    The fullest crews that there are; the empty one where nobody may go.
    """
    panels = sorted({one.panel for one in people})
    standing = tuple(one.id for one in people if one.id in stop.held)
    choices = []
    for panel in panels:
        own = [one for one in people if one.panel == panel]
        kept = [one for one in own if one.id in stop.held]
        choices.append([*(kept or [one for one in own if one.id not in stop.barred]), None])
    found: dict[int, list[tuple[Id, ...]]] = defaultdict(list)
    for picked in product(*choices):
        going = [one for one in picked if one is not None]
        agencies = [one.agency for one in going if one.agency is not None]
        if len(set(agencies)) == len(agencies) or {one.id for one in going} <= stop.held:
            found[len(going)].append(tuple(one.id for one in going))
    full = [crew for crew in found[max(found)] if set(standing) <= set(crew)]
    return Crews(tuple(full) or (standing,), standing)
