import itertools
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ortools.linear_solver import pywraplp

from judging.arithmetic.choice.selection import Candidate, Rule, Swap, Unsatisfiable, select
from judging.arithmetic.unfit import Unfit

GOLDEN = [
    Candidate(number, 9600 - 100 * number, {"category": category, "type": kind})
    for number, (category, kind) in enumerate(zip("AAAABBAACB", "PPPPPPPKKP", strict=True))
]
AT_MOST_3_A = Rule("category", "A", maximum=3)
SOME_C = Rule("category", "C", minimum=1)
SOME_MINISTRY = Rule("type", "K", minimum=1)


def golden(*rules):
    return select(GOLDEN, places=5, rules=rules, order=range(10))


def in_order(candidates):
    return [candidate.id for candidate in sorted(candidates, key=lambda one: (-one.score, one.id))]


def satisfies(rule, chosen, candidates):
    values = [candidate.traits.get(rule.dimension) for candidate in chosen]
    counted = [rule.value]
    if rule.value == "*":
        # A value that a candidate has is asked for even where nobody of it was chosen.
        counted = {*rule.values, *(candidate.traits.get(rule.dimension) for candidate in candidates)} - {"", None}
    most = len(chosen) if rule.maximum is None else rule.maximum
    return all((rule.minimum or 0) <= values.count(value) <= most for value in counted)


def feasible_sets(candidates, places, rules):
    return [
        chosen
        for chosen in itertools.combinations(candidates, places)
        if all(satisfies(rule, chosen, candidates) for rule in rules)
    ]


def total(chosen):
    return sum(candidate.score for candidate in chosen)


def by_brute_force(candidates, places, rules, order):
    """The best set by the three aims, looked for among all sets; None if there is none."""
    place = {id_: position for position, id_ in enumerate(order)}

    def merit(chosen):
        places_taken = sorted(place[candidate.id] for candidate in chosen)
        return total(chosen), min(candidate.score for candidate in chosen), [-one for one in places_taken]

    return max(feasible_sets(candidates, places, rules), key=merit, default=None)


@st.composite
def contests(draw):
    """Few distinct scores and values, so that ties and clashes are the rule."""
    size = draw(st.integers(2, 9))
    candidates = [
        Candidate(
            number,
            draw(st.integers(0, 6)),
            {
                "category": draw(st.sampled_from("ABC")),
                "type": draw(st.sampled_from("XY")),
                "province": draw(st.sampled_from(["", "p", "q", "r"])),
            },
        )
        for number in range(size)
    ]
    limits = st.integers(0, 4)
    rules = st.one_of(
        st.builds(Rule, st.just("category"), st.sampled_from("ABC"), minimum=limits),
        st.builds(Rule, st.just("category"), st.sampled_from("ABC"), maximum=limits),
        st.builds(Rule, st.just("type"), st.sampled_from("XY"), minimum=limits, maximum=limits),
        st.builds(Rule, st.just("province"), st.just("*"), maximum=st.integers(1, 3)),
        st.builds(
            Rule,
            st.sampled_from(["category", "type", "province"]),
            st.just("*"),
            minimum=st.integers(1, 2),
            maximum=st.none() | st.integers(1, 3),
            values=st.sampled_from([(), ("A",), ("X", "Y")]),
        ),
    )
    return {
        "candidates": candidates,
        "places": draw(st.integers(1, min(5, size))),
        "rules": draw(st.lists(rules, max_size=4, unique=True)),
        "order": draw(st.permutations(range(size))),
    }


class TestGolden:
    def test_three_rules(self):
        selection = golden(AT_MOST_3_A, SOME_C, SOME_MINISTRY)
        assert selection.chosen == (0, 1, 2, 4, 8)
        assert selection.total == 46500
        assert selection.unconstrained_total == 47000
        assert selection.price == 500
        assert selection.swaps == (Swap(out=3, in_=8, rules=(AT_MOST_3_A, SOME_C, SOME_MINISTRY)),)
        assert selection.rule_prices == {AT_MOST_3_A: 100, SOME_C: 0, SOME_MINISTRY: 0}

    def test_agrees_with_all_252_sets(self):
        rules = (AT_MOST_3_A, SOME_C, SOME_MINISTRY)
        assert len(list(itertools.combinations(GOLDEN, 5))) == 252
        best = by_brute_force(GOLDEN, 5, rules, range(10))
        assert tuple(candidate.id for candidate in best) == golden(*rules).chosen

    def test_two_of_a_category_that_has_one_is_reported(self):
        impossible = Rule("category", "C", minimum=2)
        with pytest.raises(Unsatisfiable) as refusal:
            golden(AT_MOST_3_A, impossible, SOME_MINISTRY)
        assert refusal.value.rules == (impossible,)
        assert refusal.value.available == {impossible: 1}

    def test_without_rules_the_best_win(self):
        selection = golden()
        assert selection.chosen == (0, 1, 2, 3, 4)
        assert (selection.price, selection.swaps, selection.rule_prices) == (0, (), {})


class TestAims:
    def test_higher_minimum_at_equal_total(self):
        """The rules leave 9 + 5 and 8 + 6, both 14; the order alone would prefer the first."""
        candidates = [
            Candidate("a", 900, {"pair": "1", "top": "yes"}),
            Candidate("b", 800, {"pair": "2", "top": "yes"}),
            Candidate("c", 600, {"pair": "1"}),
            Candidate("d", 500, {"pair": "2"}),
        ]
        rules = [Rule("pair", "*", maximum=1), Rule("top", "yes", maximum=1)]
        assert select(candidates, places=2, rules=rules, order=list("abcd")).chosen == ("b", "c")

    def test_the_given_order_decides_what_scores_leave_open(self):
        candidates = [Candidate(name, 700, {"t": "X" if name in "ab" else "Y"}) for name in "abcd"]
        rules = [Rule("t", "X", maximum=1)]
        assert select(candidates, places=2, rules=rules, order=list("dbca")).chosen == ("d", "b")
        assert select(candidates, places=2, rules=rules, order=list("abcd")).chosen == ("a", "c")

    def test_each_value_at_most(self):
        selection = golden(Rule("category", "*", maximum=2))
        assert selection.chosen == (0, 1, 4, 5, 8)
        assert selection.rule_prices == {Rule("category", "*", maximum=2): 800}

    def test_every_value_at_least(self):
        every = Rule("category", "*", minimum=1)
        selection = golden(every)
        assert selection.chosen == (0, 1, 2, 4, 8)
        assert selection.rule_prices == {every: 500}
        assert golden(Rule("category", "*", minimum=1, maximum=2)).chosen == (0, 1, 4, 5, 8)

    def test_candidates_without_a_trait_are_outside_its_rules(self):
        candidates = [Candidate(n, 100 - n, {"province": "" if n < 3 else "p"} if n else {}) for n in range(6)]
        rules = [Rule("province", "*", maximum=1)]
        assert select(candidates, places=4, rules=rules, order=range(6)).chosen == (0, 1, 2, 3)

    def test_repeated_rules_count_once(self):
        assert golden(SOME_C, SOME_C) == golden(SOME_C)


class TestRefusals:
    def test_clash_of_several_rules_is_minimal(self):
        rules = [
            Rule("type", "P", minimum=4),
            AT_MOST_3_A,
            Rule("category", "B", maximum=1),
            Rule("category", "C", maximum=0),
        ]
        with pytest.raises(Unsatisfiable) as refusal:
            golden(*rules)
        assert refusal.value.rules == (AT_MOST_3_A, rules[2], rules[3])
        assert refusal.value.available == {AT_MOST_3_A: 6, rules[2]: 3, rules[3]: 1}

    def test_a_rule_about_each_value_counts_the_most_frequent_one(self):
        rule = Rule("category", "*", maximum=1)
        with pytest.raises(Unsatisfiable) as refusal:
            golden(rule)
        assert refusal.value.available == {rule: 6}

    def test_a_value_that_nobody_has_cannot_be_among_the_chosen(self):
        rule = Rule("category", "*", minimum=1, values=("A", "D"))
        with pytest.raises(Unsatisfiable) as refusal:
            golden(SOME_C, rule)
        assert refusal.value.rules == (rule,)
        assert refusal.value.available == {rule: 0}

    def test_a_rule_at_odds_with_itself(self):
        rule = Rule("type", "K", minimum=2, maximum=1)
        with pytest.raises(Unsatisfiable) as refusal:
            golden(SOME_C, rule)
        assert refusal.value.rules == (rule,)
        assert refusal.value.available == {rule: 2}

    def test_fewer_candidates_than_places(self):
        with pytest.raises(Unsatisfiable) as refusal:
            select(GOLDEN, places=11, rules=[SOME_C], order=range(10))
        assert refusal.value.rules == ()
        assert refusal.value.as_json() == {"key": "too_few_candidates", "rules": [], "candidates": 10, "places": 11}

    @pytest.mark.parametrize(
        ("change", "key"),
        [
            ({"candidates": [*GOLDEN, GOLDEN[0]]}, "repeated"),
            ({"order": range(9)}, "order_incomplete"),
            ({"order": [*range(9), 10]}, "order_incomplete"),
            ({"places": 0}, "no_places"),
            ({"rules": [Rule("type", "K")]}, "rule_without_limit"),
            ({"rules": [Rule("type", "K", maximum=-1)]}, "rule_without_limit"),
        ],
    )
    def test_malformed_requests(self, change, key):
        with pytest.raises(Unfit) as refusal:
            select(**{"candidates": GOLDEN, "places": 5, "rules": [SOME_C], "order": range(10), **change})
        assert refusal.value.key == key


class TestAgainstBruteForce:
    @given(contests())
    def test_chosen_and_prices(self, contest):
        candidates, places, rules = contest["candidates"], contest["places"], contest["rules"]
        best = by_brute_force(**contest)
        try:
            selection = select(**contest)
        except Unsatisfiable as refusal:
            assert best is None
            minimal = refusal.rules
            assert set(minimal) <= set(rules)
            assert not feasible_sets(candidates, places, minimal)
            for rule in minimal:
                assert feasible_sets(candidates, places, [other for other in minimal if other != rule])
            return
        assert set(selection.chosen) == {candidate.id for candidate in best}
        assert list(selection.chosen) == sorted(selection.chosen, key=contest["order"].index)
        assert selection.total == total(best)
        top = sum(sorted((candidate.score for candidate in candidates), reverse=True)[:places])
        assert (selection.unconstrained_total, selection.price) == (top, top - total(best))
        for rule in rules:
            without = [other for other in rules if other != rule]
            dearest = max(total(chosen) for chosen in feasible_sets(candidates, places, without))
            assert selection.rule_prices[rule] == dearest - total(best)

    @given(contests(), st.randoms(use_true_random=False))
    def test_order_of_candidates_has_no_effect(self, contest, shuffler):
        mixed = shuffler.sample(contest["candidates"], len(contest["candidates"]))
        results = []
        for candidates in (contest["candidates"], mixed):
            try:
                results.append(select(**{**contest, "candidates": candidates}))
            except Unsatisfiable as refusal:
                results.append(refusal.rules)
        assert results[0] == results[1]

    @given(contests())
    def test_swaps_lead_from_the_best_by_score_to_the_chosen(self, contest):
        try:
            selection = select(**contest)
        except Unsatisfiable:
            return
        place = list(contest["order"]).index
        by_score = sorted(contest["candidates"], key=lambda one: (-one.score, place(one.id)))
        reached = {candidate.id for candidate in by_score[: contest["places"]]}
        by_id = {candidate.id: candidate for candidate in contest["candidates"]}
        for swap in selection.swaps:
            undone = [by_id[id_] for id_ in (set(selection.chosen) - {swap.in_}) | {swap.out}]
            broken = [rule for rule in contest["rules"] if not satisfies(rule, undone, contest["candidates"])]
            assert list(swap.rules) == broken
            reached = (reached - {swap.out}) | {swap.in_}
        assert reached == set(selection.chosen)


def season(count, *, seed, ties=False):
    """Entrants drawn over 9 categories, 5 kinds of agency, 38 provinces and some 400 agencies."""
    draw = random.Random(seed)
    categories, kinds, provinces = range(9), range(5), range(38)
    return [
        Candidate(
            f"P-{number:04}",
            7000 if ties else round(draw.gauss(7000, 800)),
            {
                "category": str(draw.choices(categories, [1 + 0.4 * n for n in categories])[0]),
                "kind": str(draw.choices(kinds, [10, 4, 8, 30, 15])[0]),
                "province": str(draw.choices(provinces, [1 + 0.3 * n for n in provinces])[0]),
                "agency": str(min(draw.randrange(400), draw.randrange(400))),
            },
        )
        for number in range(count)
    ]


def season_rules(places):
    return [
        *(Rule("category", str(n), places // 14, places // 6) for n in range(9)),
        *(Rule("kind", str(n), places // 20, places // 2) for n in range(5)),
        *(Rule("province", str(n), 1 if places > 90 else None, 6) for n in range(38)),
        Rule("agency", "*", maximum=2),
    ]


def season_rules_of_every_value():
    return [
        Rule("category", "*", 3, 9, values=tuple(map(str, range(9)))),
        Rule("kind", "*", 2, values=tuple(map(str, range(5)))),
        Rule("province", "*", 1),
        Rule("agency", "*", maximum=2),
    ]


def second_opinion(candidates, places, rules):
    """The highest total by another solver."""
    solver = pywraplp.Solver.CreateSolver("SCIP")
    chosen = {candidate.id: solver.BoolVar(candidate.id) for candidate in candidates}
    solver.Add(solver.Sum(chosen.values()) == places)
    for rule in rules:
        values = {*(candidate.traits[rule.dimension] for candidate in candidates), *rule.values}
        for value in values if rule.value == "*" else [rule.value]:
            count = solver.Sum([chosen[one.id] for one in candidates if one.traits[rule.dimension] == value])
            solver.Add(count >= (rule.minimum or 0))
            solver.Add(count <= (places if rule.maximum is None else rule.maximum))
    solver.Maximize(solver.Sum([candidate.score * chosen[candidate.id] for candidate in candidates]))
    assert solver.Solve() == pywraplp.Solver.OPTIMAL
    return round(solver.Objective().Value())


class TestSeason:
    def test_99_of_1329_under_53_rules_in_under_three_seconds(self):
        candidates, rules = season(1329, seed=1), season_rules(99)
        started = time.process_time()
        selection = select(candidates, places=99, rules=rules, order=in_order(candidates))
        assert time.process_time() - started < 3
        chosen = [candidate for candidate in candidates if candidate.id in selection.chosen]
        assert len(rules) == 53
        assert len(chosen) == 99
        assert all(satisfies(rule, chosen, candidates) for rule in rules)
        assert selection.total == total(chosen) == selection.unconstrained_total - selection.price
        assert selection.price > 0

    def test_a_second_solver_finds_the_same_total(self):
        candidates, rules = season(400, seed=2), season_rules(45)
        selection = select(candidates, places=45, rules=rules, order=in_order(candidates))
        assert selection.total == second_opinion(candidates, 45, rules)

    def test_a_second_solver_agrees_on_rules_of_every_value(self):
        candidates, rules = season(600, seed=4), season_rules_of_every_value()
        selection = select(candidates, places=60, rules=rules, order=in_order(candidates))
        assert selection.total == second_opinion(candidates, 60, rules)
        assert selection.price > 0

    def test_equal_scores_everywhere_are_settled_by_the_order(self):
        candidates, rules = season(300, seed=3, ties=True), season_rules(45)
        selection = select(candidates, places=45, rules=rules, order=in_order(candidates))
        assert selection.price == 0
        assert set(selection.rule_prices.values()) == {0}
        assert selection == select(candidates[::-1], places=45, rules=rules, order=in_order(candidates))
