"""Whether expected visits fit: golden numbers, and what must hold of any."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.arithmetic.layout.expected import Demand, spread

sizes = (
    st.lists(st.integers(0, 50), min_size=1, max_size=12)
    .filter(any)
    .map(lambda found: dict(zip("abcdefghijkl", found, strict=False)))
)


@pytest.mark.parametrize(
    ("zones", "days", "a_day", "each", "pair_days", "pairs"),
    [
        # Four in one zone are two days of a pair, one alone is a whole day.
        ({"31": 4, "11": 1}, 3, 25, 2, 3, 1),
        ({"31": 4, "11": 1}, 2, 25, 2, 3, 2),
        ({"31": 5, "11": 1}, 2, 3, 2, 4, 2),
        # Ninety-nine in thirty-three zones, three in each: two days a zone.
        ({str(number): 3 for number in range(33)}, 15, 25, 2, 66, 5),
        ({str(number): 3 for number in range(33)}, 15, 25, 3, 33, 3),
        # More than the days take, whoever goes.
        ({"31": 7}, 2, 3, 5, 2, None),
        ({"31": 1}, 0, 25, 2, 1, None),
    ],
)
def test_golden_numbers(zones, days, a_day, each, pair_days, pairs):
    demand = Demand(zones, days, a_day, each)
    assert (demand.pair_days, demand.pairs) == (pair_days, pairs)


@given(sizes, st.integers(1, 15), st.integers(1, 6))
def test_so_many_pairs_are_just_enough_when_zones_are_filled_day_by_day(zones, days, each):
    demand = Demand({zone: size for zone, size in zones.items() if size}, days, a_day=10_000, each=each)

    def is_enough(pairs):
        """Each pair takes one zone after the other, a day at a time."""
        left, turns = dict(demand.zones), pairs * days
        while turns and left:
            zone = min(left)
            left[zone] -= each
            left = {one: size for one, size in left.items() if size > 0}
            turns -= 1
        return not left

    assert demand.pairs == next(pairs for pairs in count() if is_enough(pairs))


@given(sizes, st.integers(0, 300))
def test_a_total_is_spread_in_proportion_and_nothing_is_lost(found, total):
    got = spread(found, total)
    whole = sum(found.values())
    assert sum(got.values()) == total
    assert all(abs(got.get(name, 0) - total * size / whole) < 1 for name, size in found.items())
    assert spread(dict(reversed(found.items())), total) == got


def test_equal_remainders_go_in_the_order_of_names():
    assert spread({"b": 1, "c": 1, "a": 1}, 2) == {"b": 1, "a": 1}
