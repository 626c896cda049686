"""What is believed of proposals and judges: the golden numbers of the mixed model and of its posterior."""

from decimal import Decimal
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.arithmetic.severity.calibration import Total
from judging.arithmetic.severity.shrinkage import Layout, Variances, estimated, predicted, restricted_likelihood
from judging.arithmetic.severity.uncertainty import Belief, expected_ranks, joined, known
from tests.judging.arithmetic.severity.test_calibration import GOLDEN, PANELS

AT = Variances(Decimal(36), Decimal(25), Decimal(9))


def independent(levels):
    """Levels by name, each a mean and a standard deviation, that have nothing in common."""
    means, errors = (np.array([one[place] for one in levels.values()], dtype=float) for place in (0, 1))
    return Belief(tuple(levels), means, errors**2, np.zeros((len(levels), 0)), np.zeros((0, 0)))


def dense(reads, variances):
    """The same prediction the plain way: the joint normal distribution of everything, conditioned on the reads."""
    proposals, judges = (sorted({getattr(one, name) for one in reads}, key=str) for name in ("proposal", "judge"))
    of_p = np.array([[float(one.proposal == key) for key in proposals] for one in reads])
    of_b = np.array([[float(one.judge == key) for key in judges] for one in reads])
    y = np.array([float(one.score) for one in reads])
    sp, sb, se = (float(one) for one in (variances.proposals, variances.judges, variances.noise))
    whole = sp * of_p @ of_p.T + sb * of_b @ of_b.T + se * np.eye(len(y))
    inverse, ones = np.linalg.inv(whole), np.ones(len(y))
    spread = 1 / (ones @ inverse @ ones)
    mean = spread * ones @ inverse @ y
    pull = sp * of_p.T @ inverse
    levels = mean + pull @ (y - mean)
    rest = np.ones(len(proposals)) - pull @ ones
    covariance = sp * np.eye(len(proposals)) - pull @ of_p * sp + spread * np.outer(rest, rest)
    return dict(zip(proposals, levels, strict=True)), covariance, proposals


def test_the_golden_prediction():
    found = predicted(GOLDEN, AT, nu=None)
    assert float(found.mean) == pytest.approx(66.306355, abs=5e-7)
    assert [float(found.severity[judge]) for judge in (0, 1, 2)] == pytest.approx(
        [-7.69664, -1.063554, 8.760194], abs=5e-7
    )
    assert list(found.levels.means) == pytest.approx([69.03857, 67.946644, 70.894682, 61.927459, 61.724422], abs=5e-7)


def test_the_golden_likelihood():
    assert restricted_likelihood(GOLDEN, AT) == pytest.approx(22.632121, abs=5e-7)


def test_the_golden_probability_and_the_expected_ranks():
    assert independent({"a": (74, 3), "b": (72, 4)}).above("a", "b") == pytest.approx(0.655422, abs=5e-7)
    ranks = expected_ranks(independent({"a": (76, 2), "b": (75, 2), "c": (74, 3), "d": (70, 3)}))
    assert list(ranks.values()) == pytest.approx([1.699433, 2.111678, 2.492584, 3.696306], abs=5e-7)
    assert sum(ranks.values()) == pytest.approx(10)


def test_two_reads_are_as_unsure_as_they_are():
    """Reads 60 and 70 leave an error of 5 points, where resampling them would say 3.54."""
    reads = [Total("A", 1, Decimal(60)), Total("A", 2, Decimal(70))]
    flat = Variances(Decimal(10**9), Decimal(0), Decimal(50))
    assert predicted(reads, flat, nu=None).levels.own[0] == pytest.approx(25, rel=1e-5)


@pytest.mark.parametrize("reads", [GOLDEN, PANELS], ids=["linked", "apart"])
def test_prediction_and_errors_are_those_of_the_whole_distribution(reads):
    levels, covariance, order = dense(reads, AT)
    found = predicted(reads, AT, nu=None).levels
    for place, one in enumerate(order):
        assert found.means[found.place[one]] == pytest.approx(levels[one], abs=1e-9)
        assert found.error(one) == pytest.approx(sqrt(covariance[place, place]), abs=1e-9)
    apart = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    z = (levels[order[0]] - levels[order[1]]) / sqrt(apart)
    assert found.above(order[0], order[1]) == pytest.approx(
        independent({"z": (z, 1), "0": (0, 0)}).above("z", "0"), abs=1e-9
    )


def simulated(seed, *, proposals=400, judges=11, reads=3, quality=8, severity=6, noise=8):
    lots = np.random.default_rng(seed)
    p, b = lots.normal(70, quality, proposals), lots.normal(0, severity, judges)
    marks = [
        Total(i, int(j), Decimal(f"{p[i] + b[j] + lots.normal(0, noise):.3f}"))
        for i in range(proposals)
        for j in lots.choice(judges, reads, replace=False)
    ]
    return marks, p


def test_reml_finds_the_variances_and_nothing_near_is_likelier():
    marks, _p = simulated(5)
    layout = Layout.of(marks, nu=None)
    found = estimated(layout)
    assert not found.is_assumed
    assert [float(one) for one in (found.proposals, found.noise)] == pytest.approx([64, 64], rel=0.2)
    parts = [float(found.proposals), float(found.judges), float(found.noise)]
    best = layout.unlikelihood(*parts)
    for place in range(3):
        for step in (0.97, 1.03):
            near = [part * (step if at == place else 1) for at, part in enumerate(parts)]
            assert layout.unlikelihood(*near) > best


def test_single_reads_leave_the_noise_assumed():
    found = estimated(Layout.of([Total(i, i % 2, Decimal(60 + i)) for i in range(6)], nu=20))
    assert (found.is_assumed, found.noise) == (True, Decimal("72.250"))


def test_probabilities_are_those_that_come_true():
    """Over many pairs of a simulated panel, about as many are in the right order as was said."""
    said, true = [], []
    for seed in range(8):
        marks, p = simulated(seed, proposals=150, reads=2)
        levels = predicted(marks).levels
        lots = np.random.default_rng(seed)
        for a, b in lots.choice(150, (300, 2)):
            if a != b:
                said.append(levels.above(int(a), int(b)))
                true.append(p[a] > p[b])
    said, true = np.array(said), np.array(true)
    for least in (0.1, 0.3, 0.5, 0.7):
        inside = (said >= least) & (said < least + 0.2)
        assert np.mean(true[inside]) == pytest.approx(np.mean(said[inside]), abs=0.07)


def test_draws_have_the_means_and_the_covariance_of_the_belief():
    found = predicted(GOLDEN, AT, nu=None).levels
    drawn = found.draws(40_000, seed="benih")
    assert drawn.mean(axis=0) == pytest.approx(found.means, abs=0.1)
    share = np.mean(drawn[:, found.place["A"]] > drawn[:, found.place["B"]])
    assert share == pytest.approx(found.above("A", "B"), abs=0.01)


def test_the_same_seed_gives_the_same_draws_and_another_others():
    found = predicted(GOLDEN, AT, nu=None).levels
    again = predicted(GOLDEN[::-1], AT, nu=None).levels
    assert np.array_equal(found.draws(500, seed="benih"), again.draws(500, seed="benih"))
    assert not np.array_equal(found.draws(500, seed="benih"), found.draws(500, seed="lain"))


def test_parts_that_are_known_add_no_doubt():
    sure, unsure = known({"a": 80.0, "b": 70.0}), independent({"a": (74, 3), "b": (72, 4)})
    whole = joined([(0.5, sure), (0.5, unsure)], ["b", "a"])
    assert whole.ids == ("b", "a")
    assert whole.error("a") == pytest.approx(1.5)
    assert whole.above("a", "b") == pytest.approx(independent({"a": (77, 1.5), "b": (71, 2)}).above("a", "b"))
    assert known({"a": 80.0, "b": 70.0}).above("a", "b") == 1
    assert known({"a": 80.0, "b": 80.0}).above("a", "b") == 0.5


MARKS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 3), st.decimals(0, 100, places=1)),
    min_size=2,
    unique_by=lambda one: one[:2],
)


@settings(max_examples=60, deadline=None)
@given(MARKS, st.decimals(-20, 20, places=1), st.randoms())
def test_order_and_a_common_shift_change_no_probability(given_marks, shift, lots):
    reads = [Total(proposal, judge, score) for proposal, judge, score in given_marks]
    levels = predicted(reads, AT).levels
    moved = [Total(one.proposal, one.judge, one.score + shift) for one in reads]
    lots.shuffle(moved)
    other = predicted(moved, AT).levels
    for a in levels.ids:
        for b in levels.ids:
            said = levels.above(a, b)
            assert said == pytest.approx(other.above(a, b), abs=1e-6)
            assert said + levels.above(b, a) == pytest.approx(1)


@settings(max_examples=30, deadline=None)
@given(MARKS)
def test_variances_are_found_whatever_the_reads(given_marks):
    reads = [Total(proposal, judge, score) for proposal, judge, score in given_marks]
    found = predicted(reads)
    assert np.isfinite(found.levels.means).all()
    assert (found.levels.own >= 0).all()
    assert np.isfinite(found.levels.draws(10, seed="benih")).all()
