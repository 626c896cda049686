import itertools
import random
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from judging.arithmetic.linkage import connected_components, information_matrix
from judging.arithmetic.marking import means
from judging.arithmetic.points import settled
from judging.arithmetic.severity.calibration import Disconnected, Fit, Total, scaled_least_squares
from judging.arithmetic.unfit import Unfit

GOLDEN = [
    Total(proposal, judge, Decimal(score))
    for proposal, given_scores in {
        "A": {0: 60, 1: 70},
        "B": {1: 66, 2: 78},
        "C": {0: 64, 2: 80},
        "D": {0: 52, 1: 62},
        "E": {1: 58, 2: 72},
    }.items()
    for judge, score in given_scores.items()
]
PANELS = [
    Total(proposal, judge, Decimal(score))
    for proposal, judge, score in [("A", 0, 70), ("A", 1, 80), ("B", 0, 60), ("C", 2, 75), ("C", 3, 66)]
]


def additive_least_squares(marks):
    """The same fit with every spread left as it is, solved the plain way: one equation a read, severities sum to 0."""
    groups = connected_components([(mark.proposal, mark.judge) for mark in marks])
    if len(groups) != 1:
        raise Disconnected(groups)
    proposals, judges = (dict.fromkeys(column) for column in zip(*((m.proposal, m.judge) for m in marks), strict=True))
    unknowns = [*(("p", key) for key in proposals), *(("b", key) for key in judges)]
    place = {unknown: number for number, unknown in enumerate(unknowns)}
    matrix, known = np.zeros((len(marks) + 1, len(unknowns))), np.zeros(len(marks) + 1)
    for row, mark in enumerate(marks):
        matrix[row, [place["p", mark.proposal], place["b", mark.judge]]] = 1
        known[row] = mark.score
    matrix[-1, len(proposals) :] = 1
    solved, *_rest = np.linalg.lstsq(matrix, known)
    freedom = len(marks) - len(unknowns) + 1
    noise = settled(np.sqrt(np.sum((matrix @ solved - known) ** 2) / freedom)) if freedom > 0 else None
    return Fit(
        proposals={key: settled(solved[place["p", key]]) for key in proposals},
        severity={key: settled(solved[place["b", key]]) for key in judges},
        spread=dict.fromkeys(judges, settled(1)),
        noise=noise,
        information=information_matrix((mark.proposal, mark.judge) for mark in marks),
    )


def season(*, proposals=120, judges=6, seed=1, severity=5.0, noise=4.0, step=1):
    """A connected season: every proposal read by two of the judges, all pairs used."""
    draw = random.Random(seed)
    pairs = list(itertools.combinations(range(judges), 2))
    bias = [draw.gauss(0, severity) for _ in range(judges)]
    marks = []
    for number in range(proposals):
        quality = draw.gauss(70, 8)
        for judge in pairs[number % len(pairs)]:
            score = round((quality + bias[judge] + draw.gauss(0, noise)) / step) * step
            marks.append(Total(f"P-{number:04}", f"J{judge:02}", Decimal(score)))
    return marks


@st.composite
def designs(draw):
    """Small connected designs with whole scores 0..100."""
    judges = draw(st.integers(2, 5))
    proposals = draw(st.integers(2, 8))
    marks = []
    for proposal in range(proposals):
        readers = draw(st.sets(st.integers(0, judges - 1), min_size=1, max_size=judges))
        marks += [Total(f"P{proposal}", f"J{j}", Decimal(draw(st.integers(0, 100)))) for j in sorted(readers)]
    assume(len(connected_components([(mark.proposal, mark.judge) for mark in marks])) == 1)
    return marks


def close(first, second, tolerance="0.00001"):
    assert first.keys() == second.keys()
    return all(abs(first[key] - second[key]) <= Decimal(tolerance) for key in first)


def same_up_to_a_shift(first, second, tolerance="0.00001"):
    shifts = [second[key] - first[key] for key in first]
    return max(shifts) - min(shifts) <= Decimal(tolerance)


def shifted(marks, judge, by):
    return [Total(m.proposal, m.judge, m.score + (by if m.judge == judge else 0)) for m in marks]


class TestGolden:
    def test_additive(self):
        fit = additive_least_squares(GOLDEN)
        assert {key: str(value.normalize()) for key, value in fit.proposals.items()} == {
            "A": "70.125", "B": "67.375", "C": "71.5", "D": "62.125", "E": "60.375",
        }  # fmt: skip
        assert fit.severity == {0: Decimal("-9.25"), 1: Decimal(-1), 2: Decimal("10.25")}

    def test_scaled(self):
        fit = scaled_least_squares(GOLDEN)
        assert [round(value, 6) for value in fit.spread.values()] == [
            Decimal("1.022807"), Decimal("0.998822"), Decimal("0.973982"),
        ]  # fmt: skip
        assert [round(value, 6) for value in fit.severity.values()] == [
            Decimal("-9.274685"), Decimal("-1.004980"), Decimal("10.279665"),
        ]  # fmt: skip
        assert {key: round(value, 6) for key, value in fit.proposals.items()} == {
            "A": Decimal("70.128505"),
            "B": Decimal("67.381645"),
            "C": Decimal("71.482569"),
            "D": Decimal("62.212982"),
            "E": Decimal("60.296789"),
        }


class TestEdges:
    def test_judge_who_always_gives_the_same_mark(self):
        marks = [*GOLDEN, *(Total(proposal, 9, Decimal(70)) for proposal in "ABCDE")]
        assert scaled_least_squares(marks).spread[9] == Decimal("0.8")

    def test_scores_are_not_clipped(self):
        marks = [
            Total(proposal, judge, Decimal(score))
            for proposal, judge, score in [("A", 0, 98), ("B", 0, 60), ("B", 1, 100), ("C", 1, 95)]
        ]
        assert additive_least_squares(marks).proposals["A"] == 118

    @pytest.mark.parametrize(
        ("marks", "told"),
        [
            ([*GOLDEN, GOLDEN[0]], {"key": "read_twice"}),
            ([Total("A", 0, Decimal("NaN"))], {"key": "not_a_number", "proposal": "A", "judge": 0}),
        ],
    )
    def test_bad_marks_are_refused(self, marks, told):
        with pytest.raises(Unfit) as refusal:
            scaled_least_squares(marks)
        assert refusal.value.as_json() == told

    def test_shrinkage_must_be_positive(self):
        with pytest.raises(Unfit):
            scaled_least_squares(GOLDEN, nu=0)


class TestProperties:
    @given(designs(), st.integers(-40, 40))
    def test_a_constant_for_one_judge_only_shifts_everybody(self, marks, by):
        moved = shifted(marks, marks[0].judge, by)
        for fit in (additive_least_squares, scaled_least_squares):
            assert same_up_to_a_shift(fit(marks).proposals, fit(moved).proposals)

    @given(designs(), st.randoms(use_true_random=False))
    def test_order_of_input_has_no_effect(self, marks, shuffler):
        mixed = list(marks)
        shuffler.shuffle(mixed)
        assert scaled_least_squares(mixed) == scaled_least_squares(marks)

    @given(designs(), st.randoms(use_true_random=False))
    def test_renaming_renames_the_result(self, marks, shuffler):
        proposals = sorted({mark.proposal for mark in marks})
        renamed = dict(zip(proposals, shuffler.sample(proposals, len(proposals)), strict=True))
        result = scaled_least_squares([Total(renamed[m.proposal], m.judge, m.score) for m in marks])
        expected = {renamed[key]: value for key, value in scaled_least_squares(marks).proposals.items()}
        assert close(expected, result.proposals)

    @given(st.integers(2, 4), st.integers(2, 6), st.data())
    def test_complete_design_ranks_like_the_raw_mean(self, judges, proposals, data):
        marks = [
            Total(f"P{p}", f"J{j}", Decimal(data.draw(st.integers(0, 100))))
            for p in range(proposals)
            for j in range(judges)
        ]
        fit, raw = additive_least_squares(marks), means((mark.proposal, mark.score) for mark in marks)
        assert all(abs(fit.proposals[key] - raw[key]) <= Decimal("0.001") for key in raw)

    @given(designs(), st.data())
    def test_marks_without_noise_give_the_truth_up_to_a_shift(self, marks, data):
        proposals = sorted({mark.proposal for mark in marks})
        truth = {key: Decimal(data.draw(st.integers(0, 100))) for key in proposals}
        bias = {judge: data.draw(st.integers(-20, 20)) for judge in {mark.judge for mark in marks}}
        exact = [Total(m.proposal, m.judge, truth[m.proposal] + bias[m.judge]) for m in marks]
        # 2e-9: each side of a difference is stated to nine places.
        assert same_up_to_a_shift(truth, additive_least_squares(exact).proposals, "0.000000002")

    @given(st.integers(0, 1000))
    def test_equal_spreads_make_scaled_the_same_as_additive(self, seed):
        """Every judge gives the same set of marks, so every spread is the common one."""
        draw = random.Random(seed)
        marks = []
        for judge in range(4):
            scores = list(range(50, 90, 5))
            draw.shuffle(scores)
            marks += [Total(p, judge, Decimal(score)) for p, score in enumerate(scores)]
        scaled = scaled_least_squares(marks)
        assert set(scaled.spread.values()) == {Decimal(1)}
        assert close(scaled.proposals, additive_least_squares(marks).proposals)

    @given(designs())
    def test_order_within_one_judge_is_never_reversed(self, marks):
        assert all(ratio > 0 for ratio in scaled_least_squares(marks).spread.values())

    @given(designs())
    def test_severities_sum_to_zero(self, marks):
        assert abs(sum(additive_least_squares(marks).severity.values())) <= Decimal("0.00000001")


def test_correction_recovers_severity_of_a_simulated_season():
    marks = season(proposals=600, severity=6, noise=3, seed=11)
    draw = random.Random(11)
    bias = [draw.gauss(0, 6) for _ in range(6)]
    centre = sum(bias) / 6
    severity = scaled_least_squares(marks).severity
    for judge, true in enumerate(bias):
        assert float(severity[f"J{judge:02}"]) == pytest.approx(true - centre, abs=1.5)
