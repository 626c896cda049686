"""Who visits whom and on which day: travel grouped, two of different panels and agencies, nobody in two zones a day.

On one day a verifier stays in one zone, on one trip in one island group. The places of an island group are put in the
order of the shortest round trip from the capital (Held and Karp 1962), that order is cut into trips so that all round
trips together are shortest (Beasley 1983), and each trip goes to the two with the least to do who are free earliest.
Where that way leaves somebody without a day, an exact 0/1 programme decides how many can be visited at all.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from datetime import date

from judging.arithmetic.layout.routes import cut, route
from judging.arithmetic.layout.stops import Crews, Diary, Stop, Verifier, Visiting, crews_of
from judging.arithmetic.layout.visit_programme import most_visited
from judging.arithmetic.terms import Id
from judging.arithmetic.unfit import Unfit

# A trip lasts a working week at most.
DAYS_OUT = 5


def planned(
    stops: Sequence[Stop], verifiers: Sequence[Verifier], days: Sequence[date], *, a_day: int, each: int
) -> dict[Id, Visiting]:
    """A day and a crew for every stop by its id; those that have both keep them.

    At most `a_day` visits a day in all. No verifier has more than `each` a day unless somebody went without a day
    otherwise. A stop keeps the day that stands, if that is one of `days` and somebody who is lacking can come on it.
    Whom a panel has nobody for is visited by the others alone. The same input gives the same plan, in whatever order it
    comes. Raises Unfit "too_few_visit_days" with `places`, the most of those without a day that can be visited, and
    `count`, when they do not all fit.
    """
    people = sorted(verifiers, key=lambda one: (one.panel, str(one.id)))
    order = sorted(stops, key=lambda one: (one.place, str(one.id)))
    calendar = sorted(set(days))
    crews = {stop.id: crews_of(stop, people) for stop in order}
    diary, found, lacking = Diary(), {}, []
    for stop in order:
        if stop.day is not None and not crews[stop.id].lacking:
            found[stop.id] = Visiting(stop.day, crews[stop.id].standing)
            diary.write(stop, stop.day, crews[stop.id].standing)
        else:
            lacking.append(stop)
    open_stops = []
    for stop in lacking:
        day = stop.day if stop.day in calendar else None
        if day is not None and (crew := _on_its_day(stop, day, crews[stop.id], diary, each=each)):
            found[stop.id] = Visiting(day, crew)
            diary.write(stop, day, crew)
        else:
            open_stops.append(stop)
    return found | _laid(open_stops, crews, calendar, diary, a_day=a_day, each=each)


def _on_its_day(stop: Stop, day: date, crews: Crews, diary: Diary, *, each: int) -> tuple[Id, ...]:
    """The crew with the least to do whose new members are free on the day that stands; () where there is none."""
    able = [
        crew
        for crew in crews.possible
        if all(diary.is_free(one, day, stop, each=each) for one in set(crew) - stop.held)
    ]
    return min(able, key=lambda crew: (sum(diary.load[one] for one in crew), [str(one) for one in crew]), default=())


def _laid(
    stops: Sequence[Stop], crews: dict[Id, Crews], days: Sequence[date], diary: Diary, *, a_day: int, each: int
) -> dict[Id, Visiting]:
    """Days and crews for those without. Somebody who has a day already and finds no crew keeps the day."""
    if not stops:
        return {}
    new = [stop for stop in stops if stop.day is None]
    best: dict[Id, Visiting] = {}
    for most, rest in _widening(each, a_day):
        found = _by_trips(stops, crews, days, diary, a_day=a_day, each=most, rest=rest)
        if len(found) == len(stops):
            return found
        best = max(best, found, key=len)
    exact = most_visited(stops, crews, days, diary, a_day=a_day)
    best = max(best, exact, key=lambda one: (sum(stop.id in one for stop in new), len(one)))
    if places := sum(stop.id not in best for stop in new):
        raise Unfit("too_few_visit_days", places=len(new) - places, count=len(new))
    for stop in stops:
        if stop.id not in best and stop.day is not None:
            best[stop.id] = Visiting(stop.day, crews[stop.id].standing)
    return best


def _widening(each: int, a_day: int) -> Iterator[tuple[int, int]]:
    """What is asked of verifiers, ever more: a day's rest between two island groups, then none, then long days."""
    yield each, 1
    while each < a_day:
        yield each, 0
        each *= 2
    yield max(each, a_day), 0


def _by_trips(
    stops: Sequence[Stop],
    crews: dict[Id, Crews],
    days: Sequence[date],
    before: Diary,
    *,
    a_day: int,
    each: int,
    rest: int,
) -> dict[Id, Visiting]:
    """Trip after trip, the longest first; one that nobody can make is halved. Some stops may be left without a day."""
    diary = Diary(
        defaultdict(set, {key: set(value) for key, value in before.zones.items()}),
        defaultdict(set, {key: set(value) for key, value in before.islands.items()}),
        before.each.copy(),
        before.on.copy(),
        before.load.copy(),
    )
    found: dict[Id, Visiting] = {}
    waiting = deque(_trips(stops, crews, each=each))
    while waiting:
        trip = waiting.popleft()
        shared = set(crews[trip[0].id].possible).intersection(*(crews[stop.id].possible for stop in trip[1:]))
        order = sorted(shared, key=lambda crew: (sum(diary.load[one] for one in crew), [str(one) for one in crew]))
        laid = next(
            (
                (crew, on)
                for crew in order
                if (on := _days_for(trip, crew, days, diary, a_day=a_day, each=each, rest=rest))
            ),
            None,
        )
        if laid:
            crew, on = laid
            for stop, day in zip(trip, on, strict=True):
                found[stop.id] = Visiting(day, crew)
                diary.write(stop, day, crew)
        elif len(trip) > 1:
            half = len(trip) // 2
            waiting.extendleft([trip[half:], trip[:half]])
    return found


def _trips(stops: Sequence[Stop], crews: dict[Id, Crews], *, each: int) -> list[Sequence[Stop]]:
    """The stops in trips of one island group, the longest first; stops that hold other verifiers go apart."""
    people = {one for own in crews.values() for crew in own.possible for one in crew}
    teams = max(1, len(people) // 2)
    size = min(max(-(-len(stops) // teams), each), each * DAYS_OUT)
    groups: dict[tuple[str, tuple[Id, ...]], list[Stop]] = defaultdict(list)
    for stop in stops:
        groups[stop.island, crews[stop.id].standing].append(stop)
    trips = [trip for own in groups.values() for trip in cut(_along(own), size)]
    return sorted(trips, key=lambda trip: (-len(trip), trip[0].place, str(trip[0].id)))


def _along(stops: Sequence[Stop]) -> list[Stop]:
    """The stops of an island group in the order of its route."""
    return [stop for province in route({one.province for one in stops}) for stop in stops if stop.province == province]


def _days_for(
    trip: Sequence[Stop],
    crew: tuple[Id, ...],
    days: Sequence[date],
    diary: Diary,
    *,
    a_day: int,
    each: int,
    rest: int,
) -> list[date]:
    """The earliest days on which a crew can make a trip without a break; [] where it cannot."""
    island = trip[0].island
    for first in range(len(days)):
        on = _from(first, trip, crew, days, diary, a_day=a_day, each=each)
        if not on:
            continue
        last = days.index(on[-1])
        around = days[max(0, first - rest) : last + rest + 1]
        if not any(diary.is_elsewhere(one, day, island) for one in crew for day in around):
            return on
    return []


def _from(
    first: int, trip: Sequence[Stop], crew: tuple[Id, ...], days: Sequence[date], diary: Diary, *, a_day: int, each: int
) -> list[date]:
    """The days of a trip that begins on one of them; [] where it does not end in time or cannot begin on that one."""
    on: list[date] = []
    place, zones, own = first, set[str](), 0
    for stop in trip:
        while place < len(days):
            day = days[place]
            is_open = diary.on[day] + own < a_day and zones <= {stop.zone}
            if is_open and all(
                diary.is_free(one, day, stop, each=each) and diary.each[one, day] + own < each for one in crew
            ):
                break
            place, zones, own = place + 1, set(), 0
        else:
            return []
        on.append(days[place])
        zones.add(stop.zone)
        own += 1
    return on if on[0] == days[first] else []
