"""The shortest round trip from the capital through an island group, and how a long one is cut into several."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from judging.arithmetic.layout.provinces import HOME, distance
from judging.arithmetic.layout.stops import Stop


def route(provinces: AbstractSet[str]) -> list[str]:
    """The provinces in the order of the shortest round trip from the capital; of two equal ones the first by code.

    The dynamic programme of Held and Karp: exact, for as many provinces as an island group has.
    """
    every = sorted(provinces)
    best: dict[tuple[int, int], tuple[float, list[int]]] = {
        (1 << end, end): (distance(HOME, one), [end]) for end, one in enumerate(every)
    }
    for taken in range(1, 1 << len(every)):
        for end, last in enumerate(every):
            if (taken, end) not in best:
                continue
            length, path = best[taken, end]
            for onward, one in enumerate(every):
                if taken & 1 << onward:
                    continue
                new = (length + distance(last, one), [*path, onward])
                key = (taken | 1 << onward, onward)
                if key not in best or new < best[key]:
                    best[key] = new
    whole = (1 << len(every)) - 1
    tours = (
        (best[whole, end][0] + distance(every[end], HOME), best[whole, end][1])
        for end in range(len(every))
        if (whole, end) in best
    )
    return [every[place] for place in min(tours, default=(0.0, []))[1]]


def cut(stops: Sequence[Stop], size: int) -> list[Sequence[Stop]]:
    """A route in as few trips of at most `size` as there can be, all round trips from the capital together shortest."""
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(stops) + 1):
        best.append(
            min(
                (best[start][0] + 1, best[start][1] + round_trip(stops[start:end]), start)
                for start in range(max(0, end - size), end)
            )
        )
    trips, end = [], len(stops)
    while end:
        start = best[end][2]
        trips.append(stops[start:end])
        end = start
    return trips[::-1]


def round_trip(stops: Sequence[Stop]) -> float:
    """Kilometres from the capital through the stops in their order and back."""
    return sum(distance(one, other) for one, other in pairwise([HOME, *(stop.province for stop in stops), HOME]))
