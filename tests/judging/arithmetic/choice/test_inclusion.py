"""How often each candidate is in, over draws: against every possible set, and where the answer is known."""

from decimal import Decimal
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.arithmetic.choice.inclusion import STEPS, times_chosen, whole
from judging.arithmetic.choice.selection import Candidate, Rule, programme_of
from judging.arithmetic.nomination import Nominee, often_chosen
from judging.arithmetic.severity.uncertainty import Belief, known


def nominees(groups, categories):
    return [
        Nominee(number, Decimal(90 - number), (), {"group": group, "category": category})
        for number, (group, category) in enumerate(zip(groups, categories, strict=True))
    ]


def test_what_is_known_is_in_every_draw_or_in_none():
    """The golden selection: ten candidates, five places, and three rules that bring in the last but one."""
    people = [
        Nominee(number, Decimal(96 - number), (), {"group": "g", "category": category, "kind": kind})
        for number, (category, kind) in enumerate(zip("AAAABBAACB", "PPPPPPPKKP", strict=True))
    ]
    rules = [
        Rule("category", "A", maximum=3),
        Rule("category", "C", minimum=1),
        Rule("kind", "K", minimum=1),
    ]
    levels = known({one.id: float(one.score) for one in people})
    often = often_chosen(people, levels, quotas={"g": 5}, rules=rules, seed="benih", draws=20)
    assert {one for one, times in often.items() if times == 20} == {0, 1, 2, 4, 8}
    assert sum(often.values()) == 5 * 20


def test_without_rules_how_often_one_is_in_is_how_likely_it_is_the_best():
    levels = Belief(("a", "b"), np.array([74.0, 72.0]), np.array([9.0, 16.0]), np.zeros((2, 0)), np.zeros((0, 0)))
    people = [Nominee(one, Decimal(70), (), {"group": "g"}) for one in ("a", "b")]
    often = often_chosen(people, levels, quotas={"g": 1}, rules=[], seed="benih", draws=20_000)
    assert often["a"] / 20_000 == pytest.approx(0.655422, abs=0.01)


def test_where_nobody_has_a_place_nobody_is_in():
    people = nominees("gg", "ab")
    levels = known({0: 90.0, 1: 89.0})
    assert often_chosen(people, levels, quotas={}, rules=[], seed="benih", draws=5) == {0: 0, 1: 0}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("xy"), st.sampled_from("abc")), min_size=3, max_size=7),
    st.integers(1, 3),
    st.integers(0, 2**31 - 1),
)
def test_the_best_of_a_draw_is_the_best_of_all_sets(traits, maximum, seed):
    candidates = [
        Candidate(number, 0, {"group": group, "category": category}) for number, (group, category) in enumerate(traits)
    ]
    sizes = {group: sum(one.traits["group"] == group for one in candidates) for group in ("x", "y")}
    places = {group: (size + 1) // 2 for group, size in sizes.items() if size}
    rules = (
        *(Rule("group", group, count, count) for group, count in places.items()),
        Rule("category", "*", maximum=maximum),
    )
    programme = programme_of(candidates, sum(places.values()), rules)
    drawn = np.random.default_rng(seed).normal(size=(6, len(candidates)))
    groups = [
        (np.flatnonzero([one.traits["group"] == group for one in candidates]), count) for group, count in places.items()
    ]
    found = times_chosen(programme, drawn, groups=groups)
    assert times_chosen(programme, drawn, groups=groups, few=0).tolist() == found.tolist()
    feasible = [
        chosen
        for chosen in combinations(range(len(candidates)), sum(places.values()))
        if all(sum(candidates[one].traits["group"] == group for one in chosen) == n for group, n in places.items())
        and all(sum(candidates[one].traits["category"] == value for one in chosen) <= maximum for value in "abc")
    ]
    expected = np.zeros(len(candidates), dtype=int)
    for row in drawn:
        scores = whole(row)
        if feasible:
            expected[list(max(feasible, key=lambda chosen: scores[list(chosen)].sum()))] += 1
    assert found.tolist() == expected.tolist()


def test_levels_become_whole_numbers_in_proportion():
    assert whole(np.array([10.0, 20.0, 15.0])).tolist() == [0, STEPS, STEPS // 2]
    assert whole(np.array([7.0, 7.0])).tolist() == [0, 0]


def test_it_is_told_how_far_the_draws_are():
    """A rule against the best of every draw: each is solved, and now and then it is told."""
    people = nominees("g" * 40, "a" * 20 + "b" * 20)
    levels = known({one.id: float(one.score) for one in people})
    heard = []
    often_chosen(
        people,
        levels,
        quotas={"g": 20},
        rules=[Rule("category", "b", minimum=10)],
        seed="benih",
        draws=60,
        progress=lambda done, total: heard.append((done, total)),
    )
    assert heard == [(0, 60), (25, 60), (50, 60)]
