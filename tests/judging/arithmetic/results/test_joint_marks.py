"""Marks that readers agreed on together: what they change, and what they leave as it was."""

from decimal import Decimal

import pytest

from judging.arithmetic.results import Gap, compute
from judging.arithmetic.results.frozen import FrozenPart
from judging.arithmetic.results.frozen import entrants as entrants_of
from judging.arithmetic.results.frozen import points as frozen_points
from judging.arithmetic.results.frozen import reads as reads_of
from judging.arithmetic.results.readings import readings
from tests.judging.arithmetic.results import snapshots
from tests.judging.arithmetic.results.snapshots import CODES, by_code


def joint(number, total, points=80):
    """What both readers of one entrant agreed on."""
    return {
        "proposal": CODES[number],
        "judges": snapshots.readers(number),
        "total": total,
        "points": {"novelty": points},
    }


def test_joint_marks_are_the_mean_and_leave_what_each_judge_gave():
    plain, agreed = compute(snapshots.marks()), compute(snapshots.marks(joint=[joint(1, "90.000")]))
    before, after = by_code(plain)[CODES[1]], by_code(agreed)[CODES[1]]
    assert after.raw_score == Decimal("90.00")
    assert after.particulars["reads"] == before.particulars["reads"]
    assert after.particulars["joint"] == "90.000"
    assert after.particulars["tie_breakers"] == ["80.00"]
    assert {one.proposal for one in agreed.each if "joint" in one.particulars} == {CODES[1]}
    assert [one.raw_score for one in agreed.each if one.proposal != CODES[1]] == [
        one.raw_score for one in plain.each if one.proposal != CODES[1]
    ]


def test_joint_marks_say_nothing_of_how_strict_their_readers_are():
    """Differences within a proposal tell severity, and they stay as they were signed."""
    frozen = snapshots.marks(joint=[joint(0, "20.000"), joint(3, "99.000")])
    cards = frozen_reads(frozen)
    signed = frozen_reads(snapshots.marks())
    for code in CODES:
        own, given = [[one for one in found if one.proposal == code] for found in (cards, signed)]
        assert own[0].total - own[1].total == given[0].total - given[1].total
        assert [one.signed for one in own] == [one.signed for one in given]
    assert sum(one.total for one in cards if one.proposal == CODES[3]) / 2 == 99


def test_joint_marks_above_the_scale_of_one_reader_still_go_into_a_recap():
    frozen = snapshots.marks(joint=[joint(5, "100.000")])
    (part,) = readings(frozen)
    own = [Decimal(one["total"]) for one in part["reads"] if one["proposal"] == CODES[5]]
    assert sum(own) / len(own) == 100
    assert max(own) > 100


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"judges": ["J01"]}, "joint_mark_of_others"),
        ({"judges": ["J01", "J02", "J03"]}, "joint_mark_of_others"),
        ({"proposal": "KIPP-2026-99999"}, "not_an_entrant"),
        ({"total": "120.000"}, "outside_scale"),
    ],
)
def test_joint_marks_that_are_not_those_of_its_readers_are_a_gap(change, key):
    with pytest.raises(Gap) as gap:
        compute(snapshots.marks(joint=[joint(0, "70.000") | change]))
    assert gap.value.key == key


def test_joint_marks_in_components_move_each_component_by_its_own():
    points = {"impact": 100, "novelty": 100, "voice": 20}
    agreed = {"proposal": CODES[1], "judges": snapshots.readers(1), "total": "76.000", "points": points}
    cards = frozen_reads({**snapshots.components(), "joint": [agreed]})
    own = [one for one in cards if one.proposal == CODES[1]]
    for key, value in points.items():
        assert sum(frozen_points(one, key) for one in own) / len(own) == value
    assert by_code(compute({**snapshots.components(), "joint": [agreed]}))[CODES[1]].raw_score == 76


def frozen_reads(frozen):
    whole = FrozenPart(frozen)
    return reads_of(whole, entrants_of(whole))
