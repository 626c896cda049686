"""What talking could change: golden values, and where it is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.arithmetic.watching.disagreements import disagreements, worth_of_talking
from judging.arithmetic.watching.extra_reads import worth
from tests.judging.arithmetic.watching.test_extra_reads import panel

POINTS = st.floats(0, 100)


@pytest.mark.parametrize(
    ("low", "high", "line", "value"),
    [(60, 80, 70, 2.5), (60, 80, 75, 0.625), (60, 80, 65, 0.625), (60, 80, 80, 0), (60, 80, 55, 0), (60, 80, None, 0)],
)
def test_the_golden_values(low, high, line, value):
    assert worth_of_talking([high, low], line) == pytest.approx(value, abs=1e-12)


@given(POINTS, POINTS, POINTS)
def test_nothing_is_lost_by_talking_and_most_is_won_where_the_line_halves_the_distance(first, second, line):
    low, high = sorted((first, second))
    found = worth_of_talking([low, high], line)
    assert -1e-9 <= found <= (high - low) / 8 + 1e-9


@given(POINTS, POINTS, POINTS, st.integers(2, 6))
def test_it_is_what_drawing_the_agreement_anew_would_better(first, second, line, steps):
    """Against the plain sum over many places between the two."""
    low, high = sorted((first, second))
    places = [low + (high - low) * (step + 0.5) / 4000 for step in range(4000)]
    drawn = sum(max(place - line, 0) for place in places) / 4000 - max((low + high) / 2 - line, 0)
    assert worth_of_talking([low, *([high] * steps)], line) == pytest.approx(drawn, abs=0.02)


def test_what_could_change_who_goes_on_comes_first_then_the_furthest_apart():
    marks, _quality, groups = panel()
    found = worth(marks, groups=groups, places={"umum": 20}, readers_each=2)
    each = disagreements(found)
    assert [one.worth for one in each] == sorted((one.worth for one in each), reverse=True)
    assert {groups[one.proposal] for one in each if one.worth > 0} == {"umum"}
    idle = [one.gap for one in each if one.worth == 0]
    assert idle == sorted(idle, reverse=True)
    for one in each:
        reads = found.given[one.proposal]
        crosses = one.proposal in found.lines and min(reads) < found.lines[one.proposal] < max(reads)
        assert (one.worth > 0) is crosses


def test_in_nineteen_of_twenty_pairs_chance_explains_the_distance():
    marks, _quality, groups = panel()
    each = disagreements(worth(marks, groups=groups, places={}, readers_each=2))
    assert sum(not one.is_by_chance for one in each) <= 0.08 * len(each)
