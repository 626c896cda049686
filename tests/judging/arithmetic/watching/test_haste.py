"""Who signs before a dossier can be read is found by its length, and nobody else."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.arithmetic.watching.cards import FEWEST_HASTY, can_be_read, filled_in_a_row, hurried, time_to_read
from judging.arithmetic.watching.residuals import findings
from tests.judging.arithmetic.watching.test_residuals import WORDS, changed, panel

MINUTES = 60
NEEDED = 120


@pytest.mark.parametrize(
    ("words", "seconds"),
    [(0, 0), (1, 1), (20, 3), (200, 30), (400, 60), (800, 120), (1060, 159), (2000, 300), (4000, 600)],
)
def test_golden_times_at_four_hundred_words_a_minute(words, seconds):
    assert time_to_read(words) == seconds


@given(st.integers(0, 10**5), st.integers(0, 10**5))
def test_more_words_take_no_less_time_and_two_dossiers_no_less_than_one_of_both(one, other):
    assert time_to_read(max(one, other)) >= time_to_read(min(one, other))
    assert 0 <= time_to_read(one) + time_to_read(other) - time_to_read(one + other) <= 1


def after_each_other(lasting, *, judge="J00", **values):
    """The cards of a panel, those of one judge opened and signed one after the other in so many seconds each."""
    return [
        changed(one, opened_at=one.position * lasting - lasting, signed_at=one.position * lasting, **values)
        if one.judge == judge
        else one
        for one in panel(6)
    ]


@pytest.mark.parametrize(
    ("words", "lasting", "is_hasty"),
    [
        pytest.param(200, 60, False, id="a short one in a minute"),
        pytest.param(WORDS, 60, True, id="a long one in a minute"),
        pytest.param(WORDS, NEEDED, False, id="a long one in two"),
        pytest.param(WORDS + 4, NEEDED, True, id="four words more"),
        pytest.param(0, 0, False, id="nothing to read"),
    ],
)
def test_the_same_time_is_haste_for_a_long_dossier_and_none_for_a_short_one(words, lasting, is_hasty):
    cards = after_each_other(lasting, words=words)
    own = [one for one in cards if one.judge == "J00"]
    found = [one for one in findings(cards) if one.kind == "hasty"]
    told = {"cards": len(own), "reads": len(own), "words": words, "speed": 400}
    assert [(one.judge, one.values) for one in found] == ([("J00", told)] if is_hasty else [])


@pytest.mark.parametrize("count", [FEWEST_HASTY - 1, FEWEST_HASTY])
def test_few_hasty_cards_are_not_said(count):
    own = [one for one in panel(6) if one.judge == "J00"][:count]
    cards = [changed(one, signed_at=one.opened_at + 1) if one in own else one for one in panel(6)]
    assert len([one for one in findings(cards) if one.kind == "hasty"]) == (count >= FEWEST_HASTY)


def alike(cards):
    """Cards whose dossiers take the same time."""
    return [(*one, NEEDED) for one in cards]


@pytest.mark.parametrize(
    ("cards", "hasty"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param(alike([(0, NEEDED)]), 0, id="just read"),
        pytest.param(alike([(0, NEEDED - 1)]), 1, id="hardly read"),
        pytest.param(alike((0, 60 * MINUTES + at) for at in range(10)), 0, id="ten taken along and sent at once"),
        pytest.param(alike((0, 5 * MINUTES + at) for at in range(10)), 8, id="ten opened and sent at once"),
        pytest.param(alike((30 * at, 30 * at + 30) for at in range(10)), 10, id="one after the other"),
        pytest.param(alike([(0, 1000), (400, 520), (520, 640)]), 0, id="one put off for two others"),
        pytest.param(alike([(0, 700), (60, 180), (240, 360), (420, 540)]), 0, id="read between others"),
        pytest.param(alike([(500, 400)]), 1, id="signed before it was open"),
        pytest.param([(500, 400, 0)], 0, id="signed before it was open, nothing to read"),
        pytest.param([(0, 100, 90), (0, 100, 30), (0, 100, 30), (0, 100, 30)], 1, id="the long one gives way"),
        pytest.param([(0, 600, 300), (100, 130, 30), (200, 230, 30)], 0, id="short ones between a long one"),
    ],
)
def test_haste_is_what_leaves_no_time_to_read_whenever_it_was_sent(cards, hasty):
    assert len(hurried(cards)) == hasty
    assert len(hurried(cards[::-1])) == hasty


CARDS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 5)), max_size=6)


def fits(cards):
    """Whether no span is asked for more seconds than it has: the same as `can_be_read`, the long way."""
    return all(
        sum(seconds for opened, signed, seconds in cards if opened >= first and signed <= last) <= max(0, last - first)
        for first in range(13)
        for last in range(13)
    )


@given(CARDS)
def test_what_can_be_read_is_what_no_span_is_too_short_for(cards):
    assert can_be_read(cards) == fits(cards)


@given(CARDS)
def test_without_the_hasty_ones_all_can_be_read_and_none_of_them_besides(cards):
    hasty = hurried(cards)
    read = [one for place, one in enumerate(cards) if place not in hasty]
    assert fits(read)
    assert not any(fits([*read, cards[place]]) for place in hasty)
    assert fewest(cards) <= len(hasty)


@given(CARDS)
def test_no_card_that_is_read_stands_in_the_way_of_two_hasty_ones(cards):
    hasty = hurried(cards)
    read = [place for place in range(len(cards)) if place not in hasty]
    for off in read:
        kept = [cards[one] for one in read if one != off]
        assert not any(fits([*kept, cards[one], cards[other]]) for one, other in combinations(hasty, 2))


def fewest(cards):
    """The least number of cards without which all others can be read; every choice is tried."""
    return next(
        count for count in range(len(cards) + 1) if any(fits(kept) for kept in combinations(cards, len(cards) - count))
    )


@pytest.mark.parametrize(
    ("cards", "hasty"),
    [
        pytest.param([(0, 5, 10), (2, 9, 9), (8, 12, 3), (10, 12, 2), (9, 12, 1)], 3, id="too short each"),
        pytest.param(
            [(5, 8, 3), (3, 12, 4), (8, 12, 3), (2, 7, 4), (4, 11, 2), (7, 12, 1)], 2, id="two for a short one"
        ),
        pytest.param([(0, 5, 5), (2, 8, 4), (1, 9, 4), (0, 9, 1)], 1, id="the long one gives way to three"),
        pytest.param([(0, 5, 10), (2, 17, 9), (13, 26, 3), (15, 22, 7), (12, 23, 7), (0, 8, 7)], 2, id="one for two"),
        pytest.param(
            [(16, 33, 15), (5, 38, 11), (22, 55, 19), (17, 21, 1), (2, 49, 15), (29, 40, 6)], 1, id="long ones"
        ),
    ],
)
def test_golden_plans_leave_the_fewest(cards, hasty):
    assert len(hurried(cards)) == len(hurried(cards[::-1])) == hasty


@given(CARDS)
def test_the_least_that_any_plan_leaves_is_missed_by_one_at_most(cards):
    assert len(hurried(cards)) - fewest(cards) <= 1


@given(CARDS, st.integers(1, 50))
def test_twice_the_words_in_twice_the_time_are_as_hasty(cards, times):
    assert hurried([tuple(times * one for one in card) for card in cards]) == hurried(cards)


@given(CARDS)
def test_dossiers_of_no_words_are_never_hasty(cards):
    assert hurried([(opened, signed, 0) for opened, signed, _seconds in cards]) == []


def apart(seconds, count, *, start=0, lasting=0):
    """So many cards begun so many seconds one after the other, each written to for a time."""
    return [(start + place * seconds, start + place * seconds + lasting) for place in range(count)]


@pytest.mark.parametrize(
    ("cards", "row"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param([(0, 0)], 0, id="one alone"),
        pytest.param(apart(30, 12), 11, id="one after the other"),
        pytest.param(apart(NEEDED, 12), 0, id="two minutes apart"),
        pytest.param(apart(NEEDED - 1, 12), 11, id="a second less"),
        pytest.param(apart(0, 10), 9, id="ten carried along and sent at once"),
        pytest.param(apart(0, 10) + apart(0, 10, start=86_400), 9, id="ten on each of two days"),
        pytest.param(apart(5, 12, lasting=900), 0, id="all touched first, then worked on"),
        pytest.param(apart(600, 12, lasting=500), 0, id="drafts of two weeks, signed in one go"),
        pytest.param(apart(30, 6) + apart(30, 6, start=1000), 5, id="a pause between"),
        pytest.param([*apart(30, 6), (170, 900), *apart(30, 6, start=901)], 5, id="one that took its time"),
    ],
)
def test_cards_filled_in_one_after_the_other_are_a_row(cards, row):
    assert filled_in_a_row(alike(cards)) == row
    assert filled_in_a_row(alike(cards[::-1])) == row


@pytest.mark.parametrize(("words", "row"), [(200, 0), (WORDS, 11)])
def test_a_minute_apart_is_a_row_of_long_dossiers_and_none_of_short_ones(words, row):
    assert filled_in_a_row([(*one, time_to_read(words)) for one in apart(MINUTES, 12)]) == row
