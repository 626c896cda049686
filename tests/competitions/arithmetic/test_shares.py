"""How far a share may be off: published numbers, and what must hold of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.arithmetic.shares import interval


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (0, 0, 0.0, 1.0),
    ],
)
def test_golden_numbers(part, whole, low, high):
    found = interval(part, whole)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_what_was_seen_lies_in_it_and_it_mirrors(seen):
    part, whole = seen
    found, mirrored = interval(part, whole), interval(whole - part, whole)
    assert 0 <= found.low <= part / whole <= found.high <= 1
    assert found.holds(part / whole)
    assert found.low == pytest.approx(1 - mirrored.high, abs=1e-12)


@given(st.integers(1, 300).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_ten_times_as_many_say_it_more_narrowly(seen):
    part, whole = seen
    few, many = interval(part, whole), interval(10 * part, 10 * whole)
    assert many.high - many.low < few.high - few.low
