import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.arithmetic.results import SUMS, Gap, compute
from judging.arithmetic.unfit import Unfit
from judging.rules import sums
from tests.judging.arithmetic.results import snapshots
from tests.judging.arithmetic.results.snapshots import CODES


def gap(frozen):
    with pytest.raises(Gap) as found:
        compute(frozen)
    return found.value


def without(frozen, name, index):
    del frozen[name][index]
    return frozen


def changed(frozen, name, index, **values):
    frozen[name][index] |= values
    return frozen


def entrant(frozen, index, **values):
    return changed(frozen, "entrants", index, **values)


CASES = {
    "a card that is lost": (without(snapshots.marks(), "reads", 0), "reader_missing", CODES[0]),
    "a card of an interview that is lost": (without(snapshots.components(), "reads", 11), "reader_missing", CODES[5]),
    "too few readers": (
        entrant(without(snapshots.marks(), "reads", 0), 0, readers=["J02"]),
        "too_few_readers",
        CODES[0],
    ),
    "nobody read it": (entrant(snapshots.marks(), 3, readers=[]), "too_few_readers", CODES[3]),
    "a card without a task": (entrant(snapshots.marks(readers_each=1), 3, readers=["J01"]), "reader_unknown", CODES[3]),
    "a card twice": (changed(snapshots.marks(), "reads", 1, judge="J01"), "read_twice", CODES[0]),
    "a card of a stranger": (changed(snapshots.marks(), "reads", 1, proposal="X"), "not_an_entrant", "X"),
    "a total above the scale": (changed(snapshots.marks(), "reads", 4, total="120.000"), "outside_scale", CODES[2]),
    "a total below the scale": (changed(snapshots.marks(), "reads", 4, total="-1"), "outside_scale", CODES[2]),
    "a total that is no number": (changed(snapshots.marks(), "reads", 4, total="NaN"), "field_unreadable", CODES[2]),
    "a total that is empty": (changed(snapshots.marks(), "reads", 4, total=None), "field_unreadable", CODES[2]),
    "no tie-breaker": (changed(snapshots.marks(), "reads", 4, points={}), "criterion_missing", CODES[2]),
    "points above the scale": (
        changed(snapshots.marks(), "reads", 4, points={"novelty": 101}),
        "outside_scale",
        CODES[2],
    ),
    "an unknown group": (entrant(snapshots.marks(), 5, traits={"group": "lain"}), "group_unknown", CODES[5]),
    "no group": (entrant(snapshots.marks(), 5, traits={}), "field_missing", CODES[5]),
    "places of an unknown group": (snapshots.marks(quotas={"lain": 3}), "group_unknown", ""),
    "an entrant twice": (changed(snapshots.marks(), "entrants", 5, proposal=CODES[0]), "twice", CODES[0]),
    "no seed": (snapshots.marks(seed=None), "field_unreadable", ""),
    "no verdict": (changed(snapshots.verdicts(), "verdicts", 1, passed=None), "verdict_missing", CODES[1]),
    "no visit": (changed(snapshots.visits(), "visits", 1, claims=None), "visit_missing", CODES[1]),
    "a claim not looked at": (
        changed(snapshots.visits(), "visits", 2, claims=[{"section": "ide", "outcome": ""}]),
        "claim_open",
        CODES[2],
    ),
    "no score in a source": (
        entrant(snapshots.recap(), 4, scores={"desk": "70.00", "interview": None}),
        "score_missing",
        CODES[4],
    ),
    "no source": ({**snapshots.recap(), "sources": []}, "no_sources", ""),
    "weights that are not whole": (
        {**snapshots.components(), "criteria": {"impact": {"component": "substance", "weight": "40"}}},
        "weights_not_100",
        "",
    ),
    "another sum": ({**snapshots.marks(), "sum": "guess"}, "sum_unknown", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_a_gap_is_named_by_the_code_of_its_proposal(name):
    frozen, key, proposal = CASES[name]
    found = gap(frozen)
    assert (found.key, found.proposal) == (key, proposal)
    assert key in sums.SENTENCES
    if proposal:
        assert proposal in sums.sentence(found.as_json())


def places(value, path=()):
    """The paths to every value inside a snapshot."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inside:
        yield (*path, name)
        yield from places(one, (*path, name))


def at(frozen, path):
    for name in path:
        frozen = frozen[name]
    return frozen


JUNK = st.sampled_from([None, True, "", "x", "NaN", "Infinity", "-5", "120", -5, 10**9, 0.5, [], {}, [[]], {"x": "y"}])


@st.composite
def damaged(draw):
    """A snapshot with one value gone, replaced by nonsense, or doubled."""
    name = draw(st.sampled_from(sorted(snapshots.ALL)))
    frozen = snapshots.ALL[name]()
    path = draw(st.sampled_from([path for path in places(frozen) if path[0] not in ("sum", "edition", "stage")]))
    inside = at(frozen, path[:-1])
    match draw(st.sampled_from(["gone", "nonsense", "doubled"])):
        case "gone":
            del inside[path[-1]]
        case "nonsense":
            inside[path[-1]] = draw(JUNK)
        case "doubled" if isinstance(inside, list):
            inside.append(copy.deepcopy(inside[path[-1]]))
        case _:
            pass
    return name, frozen


def computed_or_told(frozen):
    """The results, or what stands in the way as it is kept."""
    try:
        return compute(frozen)
    except Unfit as unfit:
        return unfit.as_json()


@settings(max_examples=600, deadline=None)
@given(damaged())
def test_a_damaged_snapshot_gives_a_named_gap_or_the_result_of_what_it_says(case):
    """Never a KeyError, never a number that nobody can explain."""
    name, frozen = case
    results = computed_or_told(frozen)
    if isinstance(results, dict):
        assert results["key"] in sums.SENTENCES
        assert sums.sentence(json.loads(json.dumps(results)))
        return
    listed = {"verdicts": "verdicts", "visits": "visits"}.get(name, "entrants")
    assert sorted(one.proposal for one in results.each) == sorted(one["proposal"] for one in frozen[listed])
    if name in ("marks", "components"):
        cards = {(read["proposal"], read["judge"]): read["total"] for read in frozen["reads"]}
        for one in frozen["entrants"]:
            assert {judge for proposal, judge in cards if proposal == one["proposal"]} == set(one["readers"])
        assert all(0 <= float(total) <= 100 for total in cards.values())
    assert all(one.score is None or one.score.is_finite() for one in results.each)


@pytest.mark.parametrize("name", SUMS)
def test_every_list_with_one_of_its_entries_lost_is_noticed_or_counts_one_less(name):
    whole = snapshots.ALL[name]()
    for key in ("reads", "sources", "groups"):
        for index in range(len(whole.get(key, ()))):
            frozen = without(copy.deepcopy(whole), key, index)
            if key == "sources":
                assert compute(frozen).notes["effective_weights"] == {}
            else:
                assert gap(frozen).key in ("reader_missing", "group_unknown")
