"""What recognising the applicant did to marks, by hand."""

from decimal import Decimal

import pytest

from judging.arithmetic.watching import recognition
from judging.arithmetic.watching.cards import Sitting


def sitting(proposal, judge, total):
    return Sitting(
        proposal=proposal,
        judge=judge,
        total=Decimal(total),
        position=1,
        signed_at=0,
        opened_at=None,
        points=(3,),
        remark="",
        cells={},
    )


def crossed(lift):
    """Six proposals, each read by the same three judges; the first judge adds `lift` where the applicant was known."""
    return [
        sitting(f"P{number}", judge, 60 + 3 * number + severity + (lift if judge == "A" and number in (1, 2) else 0))
        for number in range(1, 7)
        for judge, severity in (("A", 0), ("B", -2), ("C", 2))
    ]


@pytest.mark.parametrize(
    ("gaps", "p"),
    [([1.0], 1.0), ([1.0, 2.0], 0.5), ([1.0, 2.0, 3.0, 4.0], 0.125), ([1.0, -1.0], 1.0), ([5.0] * 4 + [-1.0], 0.125)],
)
def test_signs_are_counted_exactly(gaps, p):
    assert recognition.chance(gaps) == pytest.approx(p)


def test_beyond_a_dozen_the_sum_is_taken_as_normal():
    # z = 16 / sqrt(16) = 4
    assert recognition.chance([1.0] * 16) == pytest.approx(6.334e-5, rel=1e-3)
    assert recognition.chance([0.0] * 16) == 1.0


def test_who_recognised_is_held_against_those_who_did_not():
    told = {("P1", "A"), ("P2", "A"), ("P9", "A")}
    found = recognition.recognitions(crossed(9), told)
    assert (found.cards, found.recognised, found.proposals) == (18, 2, 2)
    assert found.points > 4
    assert found.p == 0.5
    without = recognition.recognitions(crossed(0), told)
    assert without.points == pytest.approx(0, abs=0.5)


def test_where_nobody_or_everybody_recognised_there_is_nothing_to_hold_against():
    assert recognition.recognitions(crossed(9), set()) == recognition.Recognitions(18, 0, 0, None, None)
    everybody = {("P1", judge) for judge in "ABC"}
    assert recognition.recognitions(crossed(9), everybody) == recognition.Recognitions(18, 3, 0, None, None)
