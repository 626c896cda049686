import math
import random
import time
from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.arithmetic.allocation.allocation import Allocation, Infeasible, Reader, allocate
from judging.arithmetic.allocation.linked import allocate_linked, firmness, joining
from judging.arithmetic.linkage import connected_components, information_matrix
from judging.arithmetic.unfit import Unfit


def names(prefix, count):
    return [f"{prefix}{number:04}" for number in range(count)]


def readers(count, at_most=None):
    return [Reader(name, at_most) for name in names("J", count)]


def drawn_conflicts(dossiers, judges, count, seed=1):
    draw = random.Random(seed)
    return {(draw.choice(dossiers), draw.choice(judges).id) for _ in range(count)}


def pairs(allocation):
    return {(read.dossier, read.judge) for read in allocation.reads}


@st.composite
def requests(draw):
    dossiers = names("P-", draw(st.integers(1, 20)))
    judges = [Reader(f"J{n}", draw(st.none() | st.integers(0, 25))) for n in range(draw(st.integers(1, 7)))]
    all_pairs = st.tuples(st.sampled_from(dossiers), st.sampled_from([judge.id for judge in judges]))
    return {
        "dossiers": dossiers,
        "judges": judges,
        "readers_each": draw(st.integers(1, 3)),
        "conflicts": draw(st.sets(all_pairs, max_size=25)),
        "kept": draw(st.sets(all_pairs, max_size=25)),
        "seed": draw(st.sampled_from(["a", "b", "c"])),
    }


def allocated_or_lacks(request):
    try:
        return allocate(**request)
    except Infeasible as refusal:
        return tuple(lack.as_json() for lack in refusal.lacks)


class TestProperties:
    @given(requests())
    def test_every_dossier_gets_distinct_judges_free_of_conflict_within_their_limits(self, request_):
        result = allocated_or_lacks(request_)
        if isinstance(result, tuple):
            assert result
            return
        per_dossier = Counter(read.dossier for read in result.reads)
        assert per_dossier == dict.fromkeys(request_["dossiers"], request_["readers_each"])
        assert len(pairs(result)) == len(result.reads)
        assert not pairs(result) & request_["conflicts"]
        for judge in request_["judges"]:
            assert result.loads[judge.id] == sum(read.judge == judge.id for read in result.reads)
            assert judge.at_most is None or result.loads[judge.id] <= judge.at_most

    @given(requests())
    def test_positions_count_from_one_for_every_judge(self, request_):
        result = allocated_or_lacks(request_)
        if isinstance(result, tuple):
            return
        positions = defaultdict(list)
        for read in result.reads:
            positions[read.judge].append(read.position)
        for judge, given_positions in positions.items():
            assert sorted(given_positions) == list(range(1, result.loads[judge] + 1))

    @given(requests(), st.randoms(use_true_random=False))
    def test_order_of_input_has_no_effect(self, request_, shuffler):
        mixed = dict(request_)
        for key in ("dossiers", "judges"):
            mixed[key] = shuffler.sample(request_[key], len(request_[key]))
        assert allocated_or_lacks(mixed) == allocated_or_lacks(request_)

    @given(st.integers(1, 40), st.integers(2, 7), st.integers(1, 2), st.sampled_from("abc"))
    def test_loads_are_within_one_when_nothing_stands_in_the_way(self, dossiers, judges, readers_each, seed):
        result = allocate(
            dossiers=names("P-", dossiers),
            judges=readers(judges),
            readers_each=readers_each,
            conflicts=set(),
            seed=seed,
        )
        assert max(result.loads.values()) - min(result.loads.values()) <= 1

    @given(requests())
    def test_running_again_with_the_result_kept_changes_nothing(self, request_):
        first = allocated_or_lacks(request_)
        if isinstance(first, tuple):
            return
        again = allocate(**{**request_, "kept": pairs(first), "seed": "another"})
        assert pairs(again) == pairs(first)


class TestSeason:
    def test_the_season_of_eleven_judges_in_under_three_seconds(self):
        dossiers, judges = names("P-", 1651), readers(11)
        conflicts = drawn_conflicts(dossiers, judges, 900)
        started = time.process_time()
        result = allocate(dossiers=dossiers, judges=judges, readers_each=2, conflicts=conflicts, seed="2019")
        assert time.process_time() - started < 3
        assert set(result.loads.values()) == {300, 301}
        assert result.components == 1
        # The balanced incomplete block design is the ideal: P(k-1)/(J-1).
        linkage = np.linalg.eigvalsh(information_matrix(pairs(result)).matrix)[1]
        assert 0.85 * 165.1 < linkage < 165.1
        assert result.worst_se_factor * 8.5 < 1.2

    def test_forty_judges_and_three_readers_in_under_twenty_seconds(self):
        dossiers, judges = names("P-", 3000), readers(40)
        started = time.process_time()
        result = allocate(
            dossiers=dossiers,
            judges=judges,
            readers_each=3,
            conflicts=drawn_conflicts(dossiers, judges, 2000),
            seed="2019",
        )
        assert time.process_time() - started < 20
        assert set(result.loads.values()) == {225}

    def test_a_new_judge_takes_nothing_that_is_kept(self):
        request_ = {"dossiers": names("P-", 400), "readers_each": 2, "conflicts": set(), "seed": "a"}
        first = allocate(**request_, judges=readers(10))
        second = allocate(**request_, judges=readers(11), kept=pairs(first))
        assert pairs(second) == pairs(first)
        assert second.loads["J0010"] == 0

    def test_a_new_judge_takes_a_fair_share_of_what_is_not_kept(self):
        request_ = {"dossiers": names("P-", 400), "readers_each": 2, "conflicts": set(), "seed": "a"}
        first = allocate(**request_, judges=readers(10))
        started = {(read.dossier, read.judge) for read in first.reads if read.position <= 30}
        second = allocate(**request_, judges=readers(11), kept=started)
        assert started <= pairs(second)
        assert set(second.loads.values()) == {72, 73}

    def test_new_dossiers_are_shared_out_around_what_is_kept(self):
        request_ = {"judges": readers(10), "readers_each": 2, "conflicts": set(), "seed": "a"}
        first = allocate(**request_, dossiers=names("P-", 395))
        second = allocate(**request_, dossiers=names("P-", 400), kept=pairs(first))
        assert pairs(first) <= pairs(second)
        assert set(second.loads.values()) == {80}

    def test_a_new_conflict_moves_nothing_else(self):
        request_ = {"dossiers": names("P-", 400), "judges": readers(10), "readers_each": 2, "seed": "a"}
        first = allocate(**request_, conflicts=set())
        conflict = (first.reads[0].dossier, first.reads[0].judge)
        second = allocate(**request_, conflicts={conflict}, kept=pairs(first))
        assert pairs(first) - pairs(second) == {conflict}

    def test_limits_outweigh_what_is_kept(self):
        request_ = {"dossiers": names("P-", 40), "readers_each": 2, "conflicts": set(), "seed": "a"}
        first = allocate(**request_, judges=readers(5))
        second = allocate(**request_, judges=[Reader("J0000", 4), *readers(5)[1:]], kept=pairs(first))
        assert second.loads["J0000"] == 4
        assert len(pairs(first) - pairs(second)) == 12

    def test_another_seed_is_another_lot(self):
        drawn = [
            allocate(dossiers=names("P-", 50), judges=readers(5), readers_each=2, conflicts=set(), seed=seed).reads
            for seed in ("a", "a", "b")
        ]
        assert drawn[0] == drawn[1] != drawn[2]

    def test_reading_orders_differ_between_judges(self):
        result = allocate(dossiers=names("P-", 30), judges=readers(2), readers_each=2, conflicts=set(), seed="a")
        orders = defaultdict(dict)
        for read in result.reads:
            orders[read.judge][read.position] = read.dossier
        assert orders["J0000"] != orders["J0001"]

    def test_limits_below_the_even_load_are_kept_and_the_rest_shared(self):
        judges = [Reader("J1", 5), *readers(3)]
        result = allocate(dossiers=names("P-", 40), judges=judges, readers_each=2, conflicts=set(), seed="a")
        assert result.loads == {"J0000": 25, "J0001": 25, "J0002": 25, "J1": 5}

    def test_pairs_about_strangers_are_ignored(self):
        strangers = {("X", "J0000"), ("P-0000", "X")}
        plain = allocate(dossiers=names("P-", 9), judges=readers(3), readers_each=2, conflicts=set(), seed="a")
        assert plain == allocate(
            dossiers=names("P-", 9),
            judges=readers(3),
            readers_each=2,
            conflicts=strangers,
            kept=strangers,
            seed="a",
        )

    def test_no_dossiers(self):
        result = allocate(dossiers=[], judges=readers(2), readers_each=2, conflicts=set(), seed="a")
        assert (result.reads, result.loads) == ((), {"J0000": 0, "J0001": 0})
        assert allocate(dossiers=[], judges=[], readers_each=2, conflicts=set(), seed="a").components == 0

    def test_falling_apart_is_reported(self):
        """Conflicts force two panels that share nothing."""
        dossiers = names("P-", 8)
        conflicts = {
            (dossier, judge)
            for number, dossier in enumerate(dossiers)
            for judge in (("J0000", "J0001") if number % 2 else ("J0002", "J0003"))
        }
        result = allocate(dossiers=dossiers, judges=readers(4), readers_each=2, conflicts=conflicts, seed="a")
        assert (result.components, result.worst_se_factor) == (2, math.inf)


class TestInfeasible:
    def lacks(self, **request_):
        with pytest.raises(Infeasible) as refusal:
            allocate(**{"readers_each": 2, "conflicts": set(), "seed": "a", **request_})
        return [lack.as_json() for lack in refusal.value.lacks]

    def test_too_few_judges(self):
        assert self.lacks(dossiers=names("P-", 9), judges=[*readers(1), Reader("K", 0)]) == [
            {"key": "too_few_judges", "free": 1, "needed": 2}
        ]

    def test_dossiers_in_conflict_with_too_many(self):
        conflicts = {("P-0000", "J0000"), ("P-0000", "J0001"), ("P-0002", "J0001"), ("P-0002", "J0002")}
        assert self.lacks(dossiers=names("P-", 3), judges=readers(3), conflicts=conflicts) == [
            {"key": "too_many_ties", "proposal": "P-0000", "free": 1, "needed": 2},
            {"key": "too_many_ties", "proposal": "P-0002", "free": 1, "needed": 2},
        ]

    def test_limits_too_small_in_total(self):
        assert self.lacks(dossiers=names("P-", 1651), judges=readers(11, at_most=290)) == [
            {"key": "limits_too_low", "needed": 3302, "available": 3190}
        ]

    def test_limits_too_small_where_conflicts_push(self):
        conflicts = {(dossier, "J0002") for dossier in names("P-", 6)}
        judges = [Reader("J0000", 4), Reader("J0001", 7), Reader("J0002")]
        assert self.lacks(dossiers=names("P-", 8), judges=judges, conflicts=conflicts) == [
            {"key": "limits_and_ties", "judges": ["J0000", "J0001"], "needed": 14, "available": 11}
        ]
        judges = [Reader("J0000", 5), Reader("J0001", 5), Reader("J0002"), Reader("J0003")]
        conflicts |= {(dossier, "J0003") for dossier in names("P-", 6)}
        conflicts -= {("P-0005", "J0002")}
        assert self.lacks(dossiers=names("P-", 12), judges=judges, conflicts=conflicts) == [
            {"key": "limits_and_ties", "judges": ["J0000", "J0001"], "needed": 11, "available": 10}
        ]

    @pytest.mark.parametrize(
        ("change", "key"),
        [
            ({"dossiers": ["A", "A"]}, "repeated"),
            ({"judges": [Reader(1), Reader("1")]}, "repeated"),
            ({"readers_each": 0}, "no_readers"),
            ({"judges": [Reader(1, -1)]}, "limit_negative"),
        ],
    )
    def test_malformed_requests_are_refused(self, change, key):
        request_ = {"dossiers": ["A"], "judges": readers(2), "readers_each": 1, **change}
        with pytest.raises(Unfit) as refusal:
            allocate(conflicts=set(), seed="a", **request_)
        assert refusal.value.key == key


def split(dossiers):
    """Conflicts that leave two judges to the even dossiers, and two to the odd ones."""
    return {
        (dossier, judge)
        for number, dossier in enumerate(dossiers)
        for judge in (("J0000", "J0001") if number % 2 else ("J0002", "J0003"))
    }


class TestLinked:
    def test_a_panel_that_conflicts_split_gets_no_work(self):
        dossiers = names("P-", 40)
        with pytest.raises(Infeasible) as refusal:
            allocate_linked(dossiers=dossiers, judges=readers(4), readers_each=2, conflicts=split(dossiers), seed="a")
        assert refusal.value.lacks[0].as_json() == {"key": "panel_falls_apart", "groups": 2}

    def test_judges_who_read_too_little_to_be_compared_get_theirs_all_the_same(self):
        dossiers = names("P-", 8)
        request_ = {"dossiers": dossiers, "judges": readers(4), "readers_each": 2, "conflicts": split(dossiers)}
        assert allocate_linked(**request_, seed="a") == allocate(**request_, seed="a")

    def test_work_that_was_given_out_can_still_be_filled_up(self):
        dossiers = names("P-", 40)
        request_ = {"dossiers": dossiers, "judges": readers(4), "readers_each": 2, "conflicts": split(dossiers)}
        kept = {(read.dossier, read.judge) for read in allocate(**request_, seed="a").reads}
        assert allocate_linked(**request_, seed="a", kept=kept).components == 2

    def test_an_unlucky_draw_is_drawn_again(self):
        """Ten dossiers, eleven judges: about half of the draws fall apart."""
        request_ = {"dossiers": names("P-", 10), "judges": readers(11), "readers_each": 2, "conflicts": set()}
        plain = [allocate(**request_, seed=str(seed)).components for seed in range(20)]
        linked = [allocate_linked(**request_, seed=str(seed)).components for seed in range(20)]
        assert plain.count(1) < 15
        assert linked.count(1) > plain.count(1)
        assert all(one == 1 for one, before in zip(linked, plain, strict=True) if before == 1)

    def test_where_judges_are_compared_the_first_firm_draw_stands_or_the_firmest(self):
        """Two halves of a panel that only a few dossiers join: the draws differ in how well."""
        dossiers = names("P-", 40)
        joining = dossiers[:4]
        barred = {pair for pair in split(dossiers) if pair[0] not in joining}
        request_ = {"dossiers": dossiers, "judges": readers(4), "readers_each": 2, "conflicts": barred}
        redrawn = 0
        for number in range(12):
            seed = str(number)
            draws = [allocate(**request_, seed=one) for one in (seed, *(f"{seed}|{again}" for again in range(1, 5)))]
            linked = [one for one in draws if one.components == 1]
            assert all(min(one.loads.values()) >= 15 for one in draws)
            firm = [one for one in linked if 8.5 * one.worst_se_factor <= 2]
            expected = firm[0] if firm else min(linked, key=lambda one: one.worst_se_factor)
            assert allocate_linked(**request_, seed=seed) == expected
            redrawn += expected != linked[0]
        assert redrawn

    def test_where_no_correction_could_count_the_first_linked_draw_stands_however_weak(self):
        request_ = {"dossiers": names("P-", 14), "judges": readers(4), "readers_each": 2, "conflicts": set()}
        drawn = allocate(**request_, seed="a")
        assert drawn.components == 1
        assert 8.5 * drawn.worst_se_factor > 2
        assert allocate_linked(**request_, seed="a") == drawn

    def test_without_dossiers_nothing_is_drawn(self):
        assert allocate_linked(dossiers=[], judges=readers(4), readers_each=2, conflicts=set(), seed="a").reads == ()

    def test_a_panel_that_falls_apart_is_told_what_would_join_it(self):
        dossiers = names("P-", 40)
        with pytest.raises(Infeasible) as refusal:
            allocate_linked(dossiers=dossiers, judges=readers(4), readers_each=2, conflicts=split(dossiers), seed="a")
        assert refusal.value.lacks[1].as_json() == {"key": "no_link", "judges": ["J0002", "J0003"]}

    def test_a_draw_that_stands_apart_all_the_same_is_told_what_would_join_it(self):
        dossiers = names("P-", 8)
        drawn = allocate_linked(
            dossiers=dossiers, judges=readers(4), readers_each=2, conflicts=split(dossiers), seed="a"
        )
        assert [one.as_json()["key"] for one in joining(drawn, split(dossiers))] == ["no_link"]
        # Once a judge may read a dossier of the other half, that read is named.
        freed = split(dossiers) - {("P-0001", "J0001")}
        (link,) = [one.as_json() for one in joining(drawn, freed)]
        assert (link["key"], link["judges"]) == ("link", ["J0002", "J0003"])
        assert len(connected_components([*pairs(drawn), (link["proposal"], link["judge"])])) == 1
        assert (link["proposal"], link["judge"]) not in freed

    @pytest.mark.parametrize(
        ("components", "factor", "light"), [(1, 0.2, "green"), (1, 0.3, "amber"), (1, 0.5, "red"), (2, 0.1, "red")]
    )
    def test_the_light_follows_the_largest_error(self, components, factor, light):
        assert firmness(Allocation((), {}, components, factor)) == light


def together(allocation, dossier):
    return {read.judge for read in allocation.reads if read.dossier == dossier}


@given(
    requests(), st.sets(st.frozensets(st.sampled_from([f"J{n}" for n in range(7)]), min_size=2, max_size=2), max_size=6)
)
def test_two_who_are_kept_apart_never_read_one_dossier(request, apart):
    request = request | {"kept": frozenset()}
    try:
        found = allocate_linked(**request, apart=apart)
    except Infeasible:
        return
    for dossier in request["dossiers"]:
        assert not any(pair <= together(found, dossier) for pair in apart)
        assert len(together(found, dossier)) == request["readers_each"]
    assert not pairs(found) & request["conflicts"]


def test_keeping_apart_costs_no_evenness_where_it_can_be():
    dossiers, judges = names("P", 200), readers(10)
    apart = {frozenset((f"J{2 * n:04}", f"J{2 * n + 1:04}")) for n in range(5)}
    given = {"dossiers": dossiers, "judges": judges, "readers_each": 2, "conflicts": set(), "seed": "a"}
    found = allocate_linked(**given, apart=apart)
    assert set(found.loads.values()) == {40}
    assert not any(pair <= together(found, one) for pair in apart for one in dossiers)
    assert allocate_linked(**given, apart=apart) == found


def test_two_of_one_employer_share_a_dossier_only_where_nobody_else_may_read_it():
    """The first dossier is closed to all others: it alone gives way."""
    dossiers, judges = names("P", 60), readers(5)
    colleagues = frozenset(("J0000", "J0001"))
    closed = {(dossiers[0], judge) for judge in ("J0002", "J0003", "J0004")}
    for seed in "abc":
        found = allocate_linked(
            dossiers=dossiers, judges=judges, readers_each=2, conflicts=closed, seed=seed, rather_apart={colleagues}
        )
        assert [one for one in dossiers if colleagues <= together(found, one)] == dossiers[:1]
        assert set(found.loads.values()) == {24}


def test_employers_do_not_load_the_few_who_come_from_elsewhere():
    """Nine of eleven have one employer: the two others do not read everything."""
    dossiers, judges = names("P", 110), readers(11)
    colleagues = {frozenset((one.id, other.id)) for one, other in combinations(judges[:9], 2)}
    given = {"dossiers": dossiers, "judges": judges, "readers_each": 2, "conflicts": set(), "seed": "a"}
    found, plain = allocate_linked(**given, rather_apart=colleagues), allocate(**given)
    assert max(found.loads.values()) - min(found.loads.values()) <= 4

    def shared(drawn):
        return sum(any(pair <= together(drawn, one) for pair in colleagues) for one in dossiers)

    assert shared(found) < shared(plain)


def test_too_many_kept_apart_is_no_lack_of_ties():
    request_ = {"dossiers": names("P", 3), "judges": readers(3), "readers_each": 2, "conflicts": set(), "seed": "a"}
    everybody = {frozenset((one.id, other.id)) for one, other in combinations(readers(3), 2)}
    with pytest.raises(Infeasible) as refusal:
        allocate_linked(**request_, apart=everybody)
    assert {lack.key for lack in refusal.value.lacks} == {"too_many_apart"}
    with pytest.raises(Infeasible) as refusal:
        allocate_linked(**request_ | {"judges": readers(1)}, apart=everybody)
    assert {lack.key for lack in refusal.value.lacks} == {"too_few_judges"}


def test_a_replacement_is_kept_apart_from_who_reads_already():
    dossiers, judges = names("P", 4), readers(4)
    kept = {(one, "J0000") for one in dossiers}
    found = allocate_linked(
        dossiers=dossiers,
        judges=judges,
        readers_each=2,
        conflicts=set(),
        seed="a",
        kept=kept,
        apart={frozenset(("J0000", "J0001"))},
    )
    assert pairs(found) >= kept
    assert {judge for _dossier, judge in pairs(found)} == {"J0000", "J0002", "J0003"}


def test_dossiers_go_to_those_fit_for_them_where_loads_stay_even():
    dossiers, judges = names("P", 90), readers(9)
    fits = {(one, f"J{number:04}") for place, one in enumerate(dossiers) for number in range(place % 3, 9, 3)}
    given = {"dossiers": dossiers, "judges": judges, "readers_each": 1, "conflicts": set(), "seed": "a"}
    found = allocate(**given, fits=fits)
    assert pairs(found) <= fits
    assert set(found.loads.values()) == {10}
    assert len(pairs(allocate(**given)) & fits) < 60


def test_nobody_is_preferred_where_that_would_split_the_panel():
    dossiers, judges = names("P", 60), readers(4)
    fits = {
        (one, f"J{number:04}") for place, one in enumerate(dossiers) for number in ((0, 1) if place % 2 else (2, 3))
    }
    given = {"dossiers": dossiers, "judges": judges, "readers_each": 2, "conflicts": set(), "seed": "a"}
    assert allocate(**given, fits=fits).components == 2
    assert allocate_linked(**given, fits=fits) == allocate_linked(**given)
