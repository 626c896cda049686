"""Marks in the bands of a rubric."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.arithmetic.bands import band

LEVELS = [20, 40, 60, 80, 100]


@pytest.mark.parametrize(
    ("points", "level"),
    [([80], 80), ([60, 80], 60), ([80, 100, 100], 100), ([20, 100], 60), ([100], 100), ([20, 40, 40], 40), ([], None)],
)
def test_the_nearest_level_the_lower_of_two(points, level):
    assert band(points, LEVELS) == level


@given(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=12))
def test_no_other_level_is_nearer_and_order_says_nothing(points):
    found = band(points, LEVELS)
    mean = sum(points) / len(points)
    assert min(points) <= found <= max(points)
    assert abs(found - mean) <= min(abs(level - mean) for level in LEVELS) + 1e-9
    assert band(points[::-1], LEVELS[::-1]) == found
