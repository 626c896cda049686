"""Who is heard when and in which room: a slot for everybody, kept apart from ties, one party never in two places.

A party with several hearings has them on as few days as can be found, one after the other; those whose clocks are
ahead come early in the day; everything as early as possible. Where that way leaves somebody without a slot, an exact
0/1 programme decides how many can be heard at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import csr_array

from judging.arithmetic.terms import Id
from judging.arithmetic.unfit import Unfit

# When people may be expected at work by their own clock.
FIRST, LAST = time(8), time(17)
_SOLVED, _TIME_LIMIT = 0, 1
_SECONDS = 6.0
# A pair that cannot be, and one that should not be, in units of a slot's place in time.
_NEVER, _UNKIND = 1e9, 1e5


@dataclass(frozen=True, order=True)
class RoomSpan:
    """A span of time in a room, on the timetable's clock."""

    starts_at: datetime
    ends_at: datetime
    room: str

    @property
    def day(self) -> date:
        return self.starts_at.date()

    def meets(self, other: Span) -> bool:
        """Whether the two overlap; one may begin when the other ends."""
        return self.starts_at < other[1] and other[0] < self.ends_at


Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Hearing:
    """Somebody to be heard. `ahead` is how far the party's clock is ahead of the timetable's; the rooms in `barred`
    have a panel that may not hear it, those in `tied` one that somebody would have to leave.
    """

    id: Id
    party: Id
    ahead: timedelta = timedelta()
    barred: frozenset[str] = frozenset()
    tied: frozenset[str] = frozenset()

    def is_kind(self, slot: RoomSpan) -> bool:
        """Whether a slot lies within working hours by the party's own clock."""
        begins, ends = slot.starts_at + self.ahead, slot.ends_at + self.ahead
        return begins.date() == ends.date() and begins.time() >= FIRST and ends.time() <= LAST


def laid_out(
    hearings: Sequence[Hearing], slots: Iterable[RoomSpan], *, busy: Mapping[Id, Sequence[Span]] | None = None
) -> dict[Id, RoomSpan]:
    """A slot for each hearing by its id. `busy` has the times at which a party is heard already.

    The same hearings and slots give the same timetable, in whatever order they come. Raises Unfit "too_few_slots"
    with `places`, the most that can be heard at all, and `count`.
    """
    order = sorted(hearings, key=lambda one: one.id)
    free = sorted(set(slots))
    spans = {party: list(times) for party, times in (busy or {}).items()}
    found = _kindly(order, free, spans)
    if len(found) < len(order):
        found = _exactly(order, free, spans)
    if len(found) < len(order):
        raise Unfit("too_few_slots", places=len(found), count=len(order))
    return found


def _kindly(hearings: Sequence[Hearing], free: Sequence[RoomSpan], busy: dict[Id, list[Span]]) -> dict[Id, RoomSpan]:
    """Parties with several hearings first, day by day; then everybody else at once. Some may be left without a slot."""
    parties: dict[Id, list[Hearing]] = defaultdict(list)
    for hearing in hearings:
        parties[hearing.party].append(hearing)
    several = [own for party, own in parties.items() if len(own) > 1 or busy.get(party)]
    found: dict[Id, RoomSpan] = {}
    left = list(free)
    for own in sorted(several, key=lambda own: (-own[0].ahead, -len(own), own[0].id)):
        chosen = _of_one_party(own, left, busy.get(own[0].party, ()))
        found |= chosen
        taken = set(chosen.values())
        left = [slot for slot in left if slot not in taken]
    alone = [own[0] for party, own in parties.items() if len(own) == 1 and not busy.get(party)]
    return found | _of_many(alone, left)


def _of_one_party(own: Sequence[Hearing], free: Sequence[RoomSpan], busy: Sequence[Span]) -> dict[Id, RoomSpan]:
    """Slots for one party: on the earliest day that takes all that is left, else on the day that takes most."""
    by_day: dict[date, list[RoomSpan]] = defaultdict(list)
    for slot in free:
        by_day[slot.day].append(slot)
    found: dict[Id, RoomSpan] = {}
    left = list(own)
    while left:
        taken_times = [*busy, *((slot.starts_at, slot.ends_at) for slot in found.values())]
        best: dict[Id, RoomSpan] = {}
        for is_picky in (True, False):
            for day in sorted(by_day):
                here = _on_one_day(left, by_day[day], taken_times, is_picky=is_picky)
                if len(here) > len(best):
                    best = here
                if len(best) == len(left):
                    break
            if len(best) == len(left):
                break
        if not best:
            return found
        found |= best
        left = [one for one in left if one.id not in best]
    return found


def _on_one_day(
    own: Sequence[Hearing], free: Sequence[RoomSpan], busy: Sequence[Span], *, is_picky: bool
) -> dict[Id, RoomSpan]:
    """As many of a party's hearings as one day takes, one after the other; `is_picky` asks for kind slots, no ties."""
    found: dict[Id, RoomSpan] = {}
    left, ends_at = list(own), None
    for slot in free:
        if not left:
            break
        if (ends_at and slot.starts_at < ends_at) or any(slot.meets(span) for span in busy):
            continue
        for hearing in left:
            is_good = hearing.is_kind(slot) and slot.room not in hearing.tied
            if slot.room not in hearing.barred and (is_good or not is_picky):
                found[hearing.id], ends_at = slot, slot.ends_at
                left.remove(hearing)
                break
    return found


def _of_many(alone: Sequence[Hearing], free: Sequence[RoomSpan]) -> dict[Id, RoomSpan]:
    """Slots for parties with one hearing each: the cheapest assignment, early slots and kind ones being cheap."""
    if not alone or not free:
        return {}
    cost = np.array([[_cost(hearing, slot, place) for place, slot in enumerate(free)] for hearing in alone])
    rows, columns = linear_sum_assignment(cost)
    return {
        alone[row].id: free[column] for row, column in zip(rows, columns, strict=True) if cost[row, column] < _NEVER
    }


def _cost(hearing: Hearing, slot: RoomSpan, place: int) -> float:
    """What it costs to hear somebody in a slot that is number `place` in time."""
    if slot.room in hearing.barred:
        return _NEVER
    unkind = (not hearing.is_kind(slot)) + (slot.room in hearing.tied)
    hours = slot.starts_at.hour + slot.starts_at.minute / 60
    return place + _UNKIND * unkind + 0.01 * hours * hearing.ahead.total_seconds() / 3600


def _exactly(
    hearings: Sequence[Hearing], free: Sequence[RoomSpan], busy: Mapping[Id, Sequence[Span]]
) -> dict[Id, RoomSpan]:
    """The most hearings that can be given slots, cheaply; hours and ties that may be are no hindrance."""
    pairs = [
        (row, column)
        for row, hearing in enumerate(hearings)
        for column, slot in enumerate(free)
        if slot.room not in hearing.barred and not any(slot.meets(span) for span in busy.get(hearing.party, ()))
    ]
    if not pairs:
        return {}
    limits = _limits(hearings, free, pairs)
    worth = np.array([len(free) * 4.0 - column / len(free) for _row, column in pairs])
    matrix = csr_array(
        (
            np.ones(sum(map(len, limits))),
            (
                np.repeat(np.arange(len(limits)), [len(one) for one in limits]),
                np.concatenate([np.array(sorted(one)) for one in limits]),
            ),
        ),
        shape=(len(limits), len(pairs)),
    )
    result = milp(
        -worth,
        integrality=np.ones(len(pairs)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, -np.inf, 1),
        options={"time_limit": _SECONDS, "mip_rel_gap": 0.0},
    )
    if result.status not in (_SOLVED, _TIME_LIMIT) or result.x is None:
        raise Unfit("not_solved", status=int(result.status))
    chosen = [pairs[place] for place in np.flatnonzero(np.round(result.x) == 1)]
    found = {hearings[row].id: free[column] for row, column in chosen}
    if len(found) < len(chosen) or not _holds(hearings, found):
        raise Unfit("answer_not_whole")
    return found


def _limits(
    hearings: Sequence[Hearing], free: Sequence[RoomSpan], pairs: Sequence[tuple[int, int]]
) -> list[AbstractSet[int]]:
    """Sets of pairs of which at most one may be: of a hearing, of a slot, of a party at one moment."""
    of_hearing: dict[int, set[int]] = defaultdict(set)
    of_slot: dict[int, set[int]] = defaultdict(set)
    of_party: dict[Id, list[int]] = defaultdict(list)
    for place, (row, column) in enumerate(pairs):
        of_hearing[row].add(place)
        of_slot[column].add(place)
        of_party[hearings[row].party].append(place)
    limits: list[AbstractSet[int]] = [*of_hearing.values(), *of_slot.values()]
    for party, places in of_party.items():
        if sum(one.party == party for one in hearings) < 2:
            continue
        # Spans that overlap pairwise share the start of the latest: one limit a start says it all.
        limits += [
            {place for place in places if free[pairs[place][1]].starts_at <= moment < free[pairs[place][1]].ends_at}
            for moment in sorted({free[pairs[place][1]].starts_at for place in places})
        ]
    return [one for one in limits if one]


def _holds(hearings: Sequence[Hearing], found: Mapping[Id, RoomSpan]) -> bool:
    """Whether an answer keeps every slot to one hearing and every party to one place at a time."""
    if len(set(found.values())) < len(found):
        return False
    own: dict[Id, list[RoomSpan]] = defaultdict(list)
    for hearing in hearings:
        if hearing.id in found:
            own[hearing.party].append(found[hearing.id])
    return all(
        first.ends_at <= second.starts_at for slots in map(sorted, own.values()) for first, second in pairwise(slots)
    )


def panels(judges: Sequence[Id], rooms: Sequence[str], *, least: int) -> dict[Id, str]:
    """Which room each judge sits in: as many rooms, in their order, as can have `least` judges each, evenly.

    Judges are dealt out in the order given; with too few for two rooms all sit in the first.
    """
    used = rooms[: max(1, min(len(rooms), len(judges) // max(least, 1)))]
    return {judge: used[place % len(used)] for place, judge in enumerate(judges)}
