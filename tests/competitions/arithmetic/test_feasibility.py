"""Feasibility, the smallest clash and the least change, against everything tried out one by one."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from competitions.arithmetic.feasibility import Entrants, Limit, is_feasible, least_change, smallest_clash

SORTS = [{"category": category, "kind": kind} for category in "AB" for kind in ("x", "y", "")]


def counted(limit, chosen, entrants, value):
    return sum(number for (traits, _), number in zip(entrants.sorts, chosen, strict=True) if traits.get(limit) == value)


def holds(limit, chosen, entrants):
    asked = {limit.value}
    if limit.value == "*":
        present = {traits.get(limit.dimension) for traits, count in entrants.sorts if count}
        asked = {*limit.values, *present} - {"", None}
    return all(
        (limit.minimum or 0)
        <= counted(limit.dimension, chosen, entrants, value)
        <= (99 if limit.maximum is None else limit.maximum)
        for value in asked
    )


def selections(entrants, places):
    for chosen in itertools.product(*(range(count + 1) for _traits, count in entrants.sorts)):
        if sum(chosen) == places and all(
            counted(dimension, chosen, entrants, value) <= cap for (dimension, value), cap in entrants.caps.items()
        ):
            yield chosen


def can_be_kept(entrants, limits, places):
    return any(all(holds(limit, chosen, entrants) for limit in limits) for chosen in selections(entrants, places))


def smallest_by_trial(entrants, limits, places):
    """How many limits the smallest clash has, or None where there is none."""
    for size in range(1, len(limits) + 1):
        if any(not can_be_kept(entrants, some, places) for some in itertools.combinations(limits, size)):
            return size
    return None


def change(before, after):
    """By how much one limit differs from what it was."""
    down = (before.minimum or 0) - (after.minimum or 0)
    up = 0 if before.maximum is None else after.maximum - before.maximum
    assert down >= 0
    assert up >= 0
    return down + up


def raised(maximum, up):
    return None if maximum is None else maximum + up


def least_by_trial(entrants, limits, places):
    """The smallest total change by which the limits can be kept, or None."""
    steps = [
        [
            (down + up, replace(one, minimum=(one.minimum or 0) - down, maximum=raised(one.maximum, up)))
            for down in range(1 if one.is_fixed else (one.minimum or 0) + 1)
            for up in range(1 if one.is_fixed or one.maximum is None else places + 1)
        ]
        for one in limits
    ]
    totals = [
        sum(cost for cost, _limit in tried)
        for tried in itertools.product(*steps)
        if can_be_kept(entrants, [limit for _cost, limit in tried], places)
    ]
    return min(totals, default=None)


@st.composite
def questions(draw):
    sorts = [(traits, draw(st.integers(0, 1 + position % 2))) for position, traits in enumerate(SORTS)]
    bounds = st.none() | st.integers(0, 3)
    limits = [
        Limit(dimension, value, least, most, values if value == "*" else (), is_fixed)
        for dimension, value, least, most, values, is_fixed in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(["category", "kind"]),
                    st.sampled_from(["A", "x", "y", "*"]),
                    bounds,
                    bounds,
                    st.sampled_from([(), ("A",), ("x", "z")]),
                    st.sampled_from([False, False, False, True]),
                ),
                min_size=1,
                max_size=3,
            )
        )
    ]
    caps = draw(st.dictionaries(st.sampled_from([("category", "A"), ("kind", "x")]), st.integers(0, 2), max_size=2))
    return Entrants(sorts, caps), limits, draw(st.integers(1, 4))


@settings(max_examples=40, deadline=None)
@given(questions())
def test_what_can_be_kept_is_what_some_selection_keeps(question):
    entrants, limits, places = question
    assert is_feasible(entrants, limits, places=places) == can_be_kept(entrants, limits, places)


@settings(max_examples=40, deadline=None)
@given(questions())
def test_the_smallest_clash_clashes_and_none_is_smaller(question):
    entrants, limits, places = question
    clash = smallest_clash(entrants, limits, places=places)
    if not any(True for _ in selections(entrants, places)):
        assert clash == ()
        return
    assert (len(clash) or None) == smallest_by_trial(entrants, limits, places)
    if clash:
        assert not can_be_kept(entrants, [limits[index] for index in clash], places)


@settings(max_examples=25, deadline=None)
@given(questions())
def test_the_least_change_is_enough_and_none_is_smaller(question):
    entrants, limits, places = question
    limits = limits[:2]
    found = least_change(entrants, limits, places=places)
    least = least_by_trial(entrants, limits, places)
    if found is None:
        assert least is None
        return
    assert can_be_kept(entrants, found, places)
    assert sum(map(change, limits, found)) == least
    assert all(before == after for before, after in zip(limits, found, strict=True) if before.is_fixed)


FORTY = Entrants([({"category": "A", "kind": "x"}, 30), ({"category": "B", "kind": "y"}, 8), ({"category": "C"}, 2)])


def test_a_clash_of_two_among_four_names_only_the_two():
    limits = [
        Limit("kind", "x", maximum=9),
        Limit("category", "C", minimum=1),
        Limit("category", "A", minimum=12),
        Limit("category", "B", maximum=6),
    ]
    assert smallest_clash(FORTY, limits, places=15) == (0, 2)
    # Nine of x leave six places: two of C and four of B fill them.
    assert least_change(FORTY, limits, places=15)[2] == Limit("category", "A", minimum=9)


def test_one_limit_of_every_value_changes_once_for_all():
    every = Limit("category", "*", minimum=4)
    assert smallest_clash(FORTY, [every], places=15) == (0,)
    assert least_change(FORTY, [every], places=15) == (Limit("category", "*", minimum=2),)
    nobody = Limit("category", "*", minimum=1, values=("A", "D"))
    assert least_change(FORTY, [nobody], places=15) == (Limit("category", "*", values=("A", "D")),)


def test_places_are_never_changed_and_the_earlier_limit_stays():
    limits = [
        Limit("category", "A", minimum=10, maximum=10, is_fixed=True),
        Limit("kind", "x", maximum=8),
        Limit("kind", "x", maximum=7),
    ]
    assert smallest_clash(FORTY, limits, places=12) == (0, 1)
    changed = least_change(FORTY, limits, places=12)
    assert changed == (limits[0], Limit("kind", "x", maximum=10), Limit("kind", "x", maximum=10))
    equal = [Limit("category", "A", minimum=10), Limit("category", "B", minimum=8)]
    assert least_change(FORTY, equal, places=17) == (equal[0], Limit("category", "B", minimum=7))


def test_too_few_entrants_are_no_clash_of_rules():
    assert smallest_clash(FORTY, [Limit("kind", "x", maximum=9)], places=41) == ()
    assert least_change(FORTY, [Limit("kind", "x", maximum=9)], places=41) is None


def test_sums_alone_are_enough_where_nobody_knows_which_trait_goes_with_which():
    sorts = [({"category": one, "kind": other}, 99) for one in "AB" for other in "xy"]
    entrants = Entrants(sorts, {("category", "A"): 5, ("category", "B"): 5, ("kind", "x"): 2, ("kind", "y"): 8})
    assert is_feasible(entrants, [Limit("kind", "y", maximum=6)], places=8)
    assert smallest_clash(entrants, [Limit("kind", "y", maximum=5)], places=8) == (0,)


@pytest.mark.parametrize("places", [20, 60])
def test_a_second_solver_agrees_on_the_size_of_the_least_change(places):
    sorts = [
        ({"category": str(a), "kind": str(b), "province": str(c)}, (a * 7 + b * 5 + c * 3) % 4)
        for a in range(8)
        for b in range(5)
        for c in range(12)
    ]
    limits = [
        *(Limit("category", str(a), minimum=places // 6) for a in range(8)),
        Limit("kind", "*", maximum=places // 6),
        Limit("province", "*", minimum=3, maximum=4),
    ]
    entrants = Entrants(sorts)
    found = least_change(entrants, limits, places=places)
    assert sum(map(change, limits, found)) == second_opinion(entrants, limits, places)


def second_opinion(entrants, limits, places):
    model = cp_model.CpModel()
    chosen = [model.new_int_var(0, count, "") for _traits, count in entrants.sorts]
    model.add(sum(chosen) == places)
    moved = []
    for limit in limits:
        down, up = (model.new_int_var(0, most, "") for most in (limit.minimum or 0, places))
        moved += [down, up]
        for value in entrants.values(limit.dimension) if limit.value == "*" else [limit.value]:
            pairs = zip(entrants.sorts, chosen, strict=True)
            number = sum(one for (traits, _), one in pairs if traits.get(limit.dimension) == value)
            model.add(number >= (limit.minimum or 0) - down)
            if limit.maximum is not None:
                model.add(number <= limit.maximum + up)
    model.minimize(sum(moved))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)
