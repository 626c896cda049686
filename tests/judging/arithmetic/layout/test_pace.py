"""Who will be finished in time: golden numbers, reckoned anew in another way, and what must hold of any."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from judging.arithmetic.layout.pace import PLAUSIBLE, projected, steady

shares = st.floats(0, 1)


@st.composite
def works(draw):
    total = draw(st.integers(1, 400))
    return draw(st.integers(0, total)), total


@pytest.mark.parametrize(
    ("done", "total", "share", "low", "high", "plausible"),
    [
        # Nobody is flagged at half-time who has begun, nor who has not: work gathers before its end.
        (3, 30, 0.5, 14, 30, True),
        (0, 30, 0.5, 3, 26, True),
        (0, 237, 0.5, 29, 207, True),
        (12, 30, 0.5, 30, 30, True),
        # Later on an empty desk is not made good.
        (0, 30, 0.6, 2, 17, False),
        (10, 30, 0.8, 15, 27, True),
        (9, 30, 0.8, 14, 25, False),
        (20, 30, 0.95, 21, 26, False),
        # One of a few is always possible, until nearly the end.
        (0, 1, 0.9, 0, 1, True),
        (0, 1, 0.99, 0, 0, False),
        (29, 30, 0.99, 29, 30, True),
    ],
)
def test_golden_numbers(done, total, share, low, high, plausible):
    found = projected(done, total, share)
    assert (found.low, found.high, found.is_plausible) == (low, high, plausible)


def test_the_chance_is_that_of_the_negative_binomial_in_exact_fractions():
    """Nothing done of 10 at half-time: shape 3, rate 3/12 + 1/8, the rest of the time weighs 7/8."""
    rate, exposure = Fraction(3, 12) + Fraction(1, 8), Fraction(7, 8)
    success = rate / (rate + exposure)
    short = sum(comb(number + 2, 2) * success**3 * (1 - success) ** number for number in range(10))
    assert projected(0, 10, 0.5).chance == pytest.approx(float(1 - short), abs=1e-12)


@given(works(), shares)
def test_what_is_foretold_lies_between_what_is_done_and_all(work, share):
    done, total = work
    found = projected(done, total, share)
    assert done <= found.low <= found.high <= total
    assert 0 <= found.chance <= 1


@given(works(), shares)
def test_one_more_done_promises_no_less(work, share):
    done, total = work
    assume(done < total)
    now, then = projected(done, total, share), projected(done + 1, total, share)
    assert then.chance >= now.chance - 1e-9
    assert then.low >= now.low


@given(works(), shares, shares)
def test_time_that_passes_without_work_promises_no_more(work, first, second):
    done, total = work
    earlier, later = sorted([first, second])
    assert projected(done, total, later).chance <= projected(done, total, earlier).chance + 1e-9


@given(works())
def test_after_the_end_what_is_done_is_done(work):
    done, total = work
    found = projected(done, total, 1.5)
    assert (found.low, found.high, found.is_plausible) == (done, done, done == total)


@given(st.integers(0, 400), shares)
def test_whoever_is_finished_is_never_flagged(total, share):
    assert projected(total, total, share).chance == 1


@given(st.integers(1, 400), st.floats(0.01, 1))
def test_nobody_is_flagged_who_keeps_an_even_pace(total, share):
    """A whole piece ahead of the even pace, whatever the share: no false alarm."""
    done = min(total, int(total * share) + 1)
    assert projected(done, total, share).chance >= PLAUSIBLE


@pytest.mark.parametrize(
    ("done", "total", "day", "days", "meant"),
    [
        (0, 242, 1, 15, (17, 0)),
        (45, 242, 4, 15, (17, 3)),
        (48, 242, 4, 15, (17, 0)),
        (242, 242, 15, 15, (0, 0)),
        (0, 7, 15, 15, (7, 6)),
        (3, 10, 1, 1, (7, 0)),
        (0, 10, 40, 15, (10, 9)),
    ],
)
def test_an_even_pace_in_whole_pieces(done, total, day, days, meant):
    found = steady(done, total, day=day, days=days)
    assert (found.a_day, found.behind) == meant


@given(st.integers(0, 400), st.integers(0, 400), st.integers(1, 60), st.integers(1, 60))
def test_whoever_keeps_the_even_pace_is_finished_at_the_end(done, more, day, days):
    total, day = done + more, min(day, days)
    left = total - done
    for number in range(day, days + 1):
        left -= min(left, steady(total - left, total, day=number, days=days).a_day)
    assert left == 0
