"""Feasibility: marks are adjusted as at the desk, opinions are counted as they are, and a majority bars."""

from decimal import Decimal

import pytest

from judging.arithmetic import results


def frozen(opinions, *, counts_opinions=True):
    """A snapshot of three readers: `opinions` are the levels that each of them gave, by proposal."""
    return {
        "sum": "feasibility",
        "seed": "s",
        "groups": ["umum"],
        "readers_each": 3,
        "counts_opinions": counts_opinions,
        "lowest": "0.000",
        "entrants": [
            {"proposal": code, "traits": {"group": "umum"}, "readers": ["J01", "J02", "J03"]} for code in opinions
        ],
        "reads": [
            {"proposal": code, "judge": f"J0{number}", "total": f"{total}.000", "points": {}}
            for code, given in opinions.items()
            for number, total in enumerate(given, start=1)
        ],
    }


def computed(opinions, **more):
    return {one.proposal: one for one in results.compute(frozen(opinions, **more)).each}


@pytest.mark.parametrize(
    ("given", "holds"), [((0, 0, 0), False), ((0, 0, 100), False), ((0, 60, 100), True), ((60, 60, 60), True)]
)
def test_whom_most_call_unfeasible_does_not_hold_and_goes_on(given, holds):
    one = computed({"U1": given, "U2": (100, 100, 60)})["U1"]
    assert one.particulars["holds"] is holds
    assert one.goes_on


def test_opinions_are_counted_and_their_mean_is_the_score():
    one = computed({"U1": (0, 60, 60), "U2": (100, 100, 100)})["U1"]
    assert one.score == one.raw_score == Decimal("40.00")
    assert one.particulars["opinions"] == {"0.000": 1, "60.000": 2}
    assert one.rank == 2


def test_marks_bar_nobody():
    found = computed({"U1": (0, 0, 0), "U2": (100, 80, 100)}, counts_opinions=False)
    assert "holds" not in found["U1"].particulars
    assert found["U2"].rank == 1
