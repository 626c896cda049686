import itertools
import random
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.arithmetic.ranking import Entry, lot, rank
from judging.arithmetic.unfit import Unfit

SEED = "KIPP-2025|lot|public-seed-4"

coarse = st.decimals(min_value=60, max_value=61, places=3)
contests = st.lists(st.tuples(coarse, st.integers(0, 2), st.integers(0, 1)), max_size=25).map(
    lambda rows: [
        Entry(f"P-{number:04}", score, (Decimal(first), Decimal(second)))
        for number, (score, first, second) in enumerate(rows)
    ]
)


def entry(name, score, *tie_breakers):
    return Entry(name, Decimal(score), tuple(Decimal(value) for value in tie_breakers))


def test_golden_lot_order():
    entries = [entry(name, "80") for name in ("P-0001", "P-0002", "P-0003")]
    places = rank(entries, seed=SEED)
    assert [place.id for place in places] == ["P-0001", "P-0003", "P-0002"]
    assert [place.decided_by for place in places] == ["first", "lot", "lot"]
    assert lot("P-0001", seed=SEED)[:16] == "0f18e34a9c699ca1"
    assert lot("P-0003", seed=SEED)[:16] == "3461037a8f91c50d"
    assert lot("P-0002", seed=SEED)[:16] == "cf85800df26ddded"


def test_each_link_of_the_tie_chain_is_named():
    entries = [
        entry("A", "90.00", 1, 1),
        entry("B", "80.00", 9, 1),
        entry("C", "80.00", 8, 7),
        entry("D", "80.00", 8, 6),
        entry("P-0003", "70", 1, 1),
        entry("P-0001", "70", 1, 1),
    ]
    assert [(place.rank, place.id, place.decided_by) for place in rank(entries, seed=SEED)] == [
        (1, "A", "first"),
        (2, "B", "score"),
        (3, "C", "tie_breaker_1"),
        (4, "D", "tie_breaker_2"),
        (5, "P-0001", "score"),
        (6, "P-0003", "lot"),
    ]


def test_differences_below_a_hundredth_do_not_decide():
    places = rank([entry("A", "80.004", 1), entry("B", "79.996", 2)], seed=SEED)
    assert [(place.id, str(place.score), place.decided_by) for place in places] == [
        ("B", "80.00", "first"),
        ("A", "80.00", "tie_breaker_1"),
    ]


def test_half_hundredths_go_up():
    places = rank([entry("A", "70.125"), entry("B", "70.135")], seed=SEED)
    assert [(place.id, str(place.score)) for place in places] == [("B", "70.14"), ("A", "70.13")]


def test_zero_has_no_sign():
    assert str(rank([entry("A", "-0.004")], seed=SEED)[0].score) == "0.00"


def test_callers_decimal_context_cannot_change_the_order():
    entries = [entry("A", "80.01", "1.00001"), entry("B", "80.01", "1.00002"), entry("C", "80.02", 0)]
    with localcontext(prec=2):
        assert [place.id for place in rank(entries, seed=SEED)] == ["C", "B", "A"]


def test_another_seed_draws_another_lot():
    entries = [entry(number, "80") for number in range(30)]
    assert rank(entries, seed="a") != rank(entries, seed="b")
    assert rank(entries, seed="a") == rank(entries, seed="a")


def test_nobody_gives_no_places():
    assert rank([], seed=SEED) == ()


@pytest.mark.parametrize(
    ("entries", "key"),
    [
        ([entry("A", "1"), entry("A", "2")], "repeated"),
        ([entry("A", "1", 1), entry("B", "2")], "tie_breakers_differ"),
        ([entry("A", "NaN")], "not_a_number"),
        ([entry("A", "1", "Infinity")], "not_a_number"),
    ],
)
def test_bad_entries_are_refused(entries, key):
    with pytest.raises(Unfit) as refusal:
        rank(entries, seed=SEED)
    assert refusal.value.key == key


@given(contests)
def test_is_a_total_order(entries):
    places = rank(entries, seed=SEED)
    assert [place.rank for place in places] == list(range(1, len(entries) + 1))
    assert {place.id for place in places} == {each.id for each in entries}
    by_id = {each.id: each for each in entries}
    for above, below in itertools.pairwise(places):
        upper = (above.score, *by_id[above.id].tie_breakers)
        lower = (below.score, *by_id[below.id].tie_breakers)
        assert upper >= lower
        expected = next(
            (
                "score" if n == 0 else f"tie_breaker_{n}"
                for n, (a, b) in enumerate(zip(upper, lower, strict=True))
                if a != b
            ),
            "lot",
        )
        assert below.decided_by == expected
        if expected == "lot":
            assert lot(above.id, seed=SEED) < lot(below.id, seed=SEED)


@given(contests, st.randoms(use_true_random=False))
def test_order_of_input_has_no_effect(entries, shuffler):
    shuffled = list(entries)
    shuffler.shuffle(shuffled)
    assert rank(shuffled, seed=SEED) == rank(entries, seed=SEED)


def test_a_full_season_is_ranked_without_gaps():
    draw = random.Random(7)
    entries = [entry(f"P-{n:04}", str(draw.randint(6000, 6200) / 100), draw.randint(0, 5)) for n in range(1651)]
    places = rank(entries, seed=SEED)
    assert [place.rank for place in places] == list(range(1, 1652))
