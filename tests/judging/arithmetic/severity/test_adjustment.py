"""Which correction counts, and that no single judge tips it for everybody."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from judging.arithmetic.linkage import connected_components
from judging.arithmetic.points import hundredths
from judging.arithmetic.severity.adjustment import ADJUSTED, RAW, SHRUNKEN, adjust, counting, least_squares
from judging.arithmetic.severity.calibration import Total, counts, rescaled, scaled_least_squares
from judging.arithmetic.severity.guards import Guard
from judging.arithmetic.severity.shrinkage import Variances, predicted
from judging.arithmetic.unfit import Unfit
from tests.judging.arithmetic.severity.test_calibration import GOLDEN, PANELS, designs, season, shifted

KEYS = st.sampled_from(["J00", "J01", "J02"])


def keys(adjusted):
    return [caution.key for caution in adjusted.cautions]


def top(adjusted, number=30):
    return set(sorted(adjusted.scores, key=lambda one: (-adjusted.scores[one], one))[:number])


def handed(marks, judge, to, *, after=0, number=None):
    """The reads of one judge behind the first `after`, `number` of them, as somebody else's with the same marks."""
    found, seen = [], 0
    for mark in marks:
        if mark.judge == judge:
            seen += 1
        moves = mark.judge == judge and seen > after and (number is None or seen <= after + number)
        found.append(Total(mark.proposal, to, mark.score) if moves else mark)
    return found


def test_the_golden_season_is_too_small_for_least_squares_and_is_shrunken():
    """A, read by the two stricter judges, still passes B."""
    found = adjust(GOLDEN)
    assert (found.method, found.is_provisional, keys(found)) == (SHRUNKEN, True, ["few_reads"])
    assert {key: str(hundredths(value)) for key, value in found.raw.items()} == {
        "A": "65.00", "B": "72.00", "C": "72.00", "D": "57.00", "E": "65.00",
    }  # fmt: skip
    assert found.scores["A"] > found.scores["B"]
    prediction = predicted(GOLDEN)
    for judge, value in found.severity.items():
        assert value == pytest.approx(prediction.severity[judge], abs=Decimal("0.0006"))


def test_where_every_guard_holds_least_squares_counts():
    marks = season()
    found = adjust(marks)
    assert (found.method, found.is_provisional, found.cautions) == (ADJUSTED, False, ())
    assert found.scores == scaled_least_squares(marks).proposals
    assert 0 < found.worst_se <= 2


def test_the_standard_errors_of_severities_are_those_of_the_layout():
    """The golden information matrix: at a noise of 3 the errors are 1.658312, 1.414214 and 1.658312, the largest 3."""
    found = least_squares(GOLDEN, Variances(Decimal(36), Decimal(25), Decimal(9)), frozenset(), nu=20)
    ratio = 3 / found.noise
    assert ratio * np.sqrt(np.diag(found.covariance)) == pytest.approx([1.658312, 1.414214, 1.658312], abs=5e-7)
    assert ratio * float(found.worst_se) == pytest.approx(3, abs=0.002)


def test_a_score_of_two_reads_is_as_unsure_as_its_reads_and_its_readers():
    marks = season()
    found = adjust(marks)
    fit = scaled_least_squares(marks)
    least = float(fit.noise) / 2**0.5
    assert all(least < error < least * 1.05 for error in found.score_errors.values())


class TestOneJudge:
    marks = season(proposals=300, seed=7)

    def test_a_newcomer_with_five_reads_is_held_to_the_others_alone(self):
        marks = handed(self.marks, "J00", "J99", number=5)
        found, before = adjust(marks), adjust(self.marks)
        assert (found.method, found.is_provisional) == (ADJUSTED, True)
        assert found.cautions == (Guard("exempt", {"judges": {"J99": 5}, "fewest": 15}),)
        assert len(top(found) - top(before)) <= 1
        assert sum(value for judge, value in found.severity.items() if judge != "J99") == pytest.approx(0, abs=0.01)
        plain = scaled_least_squares(marks).severity["J99"]
        assert 0 <= abs(found.severity["J99"]) <= abs(plain)

    def test_a_judge_released_after_ten_cards_is_held_to_the_others_alone(self):
        spread = iter(["J01", "J02", "J03", "J04", "J05"] * 100)
        read = {(mark.proposal, mark.judge) for mark in self.marks}
        marks, kept = [], 0
        for mark in self.marks:
            if mark.judge == "J00" and (kept := kept + 1) > 10:
                other = next(one for one in spread if (mark.proposal, one) not in read)
                marks.append(Total(mark.proposal, other, mark.score))
            else:
                marks.append(mark)
        found = adjust(marks)
        assert (found.method, keys(found)) == (ADJUSTED, ["exempt"])

    def test_a_judge_who_marks_everything_alike_is_set_apart(self):
        marks = [Total(m.proposal, m.judge, Decimal(70) if m.judge == "J00" else m.score) for m in self.marks]
        found = adjust(marks)
        assert (found.method, keys(found), found.apart) == (ADJUSTED, ["isolated"], {"J00"})
        without = adjust([mark for mark in self.marks if mark.judge != "J00"])
        assert found.scores == without.scores
        assert found.raw == {**found.raw, **{m.proposal: found.raw[m.proposal] for m in marks}}
        assert counting(marks) == [mark for mark in marks if mark.judge != "J00"]

    def test_a_judge_whose_marks_are_all_over_is_set_apart(self):
        wild = [
            Total(m.proposal, m.judge, (m.score - 70) * (6 if m.judge == "J00" else 1) + 70)
            for m in season(proposals=600)
        ]
        found = adjust(wild)
        assert found.spread["J00"] > 2
        assert (found.method, keys(found), found.apart) == (ADJUSTED, ["isolated"], {"J00"})

    def test_reads_of_a_judge_set_apart_count_where_nobody_else_read(self):
        marks = [Total(m.proposal, m.judge, Decimal(70) if m.judge == "J00" else m.score) for m in self.marks]
        lonely = Total("P-9999", "J00", Decimal(70))
        found = adjust([*marks, lonely])
        assert "P-9999" in found.scores
        assert found.scores["P-9999"] == pytest.approx(Decimal(70), abs=Decimal(6))

    @settings(max_examples=15, deadline=None)
    @given(KEYS, st.integers(1, 14))
    def test_whoever_leaves_after_few_cards_the_method_stands(self, judge, cards):
        found = adjust(handed(self.marks, judge, "J77", after=cards))
        assert found.method == ADJUSTED


class TestFallback:
    def test_panels_that_share_nothing_are_shrunken(self):
        found = adjust(PANELS)
        assert (found.method, found.components) == (SHRUNKEN, 2)
        assert keys(found) == ["disconnected", "few_reads", "assumed"]

    def test_large_panels_that_share_nothing_are_shrunken_and_not_raw(self):
        apart = [Total(f"Q{m.proposal}", f"K{m.judge}", m.score + 9) for m in season(seed=2)]
        found = adjust([*season(seed=3), *apart])
        assert (found.method, keys(found)) == (SHRUNKEN, ["disconnected"])
        assert found.scores != found.raw

    def test_a_weak_chain_is_flagged_and_then_shrunken(self):
        flagged = adjust(season(proposals=60, noise=8))
        assert (flagged.method, flagged.is_provisional) == (ADJUSTED, False)
        assert flagged.cautions == (Guard("se_large", {"error": flagged.worst_se, "limit": Decimal(2)}),)
        weak = adjust(season(proposals=60, noise=30))
        assert (weak.method, keys(weak)) == (SHRUNKEN, ["se_too_large"])

    def test_too_many_newcomers_shrink_everybody(self):
        marks = season(proposals=60, judges=11)
        found = adjust(marks)
        assert min(counts(marks).values()) < 15
        assert (found.method, found.is_provisional) == (SHRUNKEN, True)

    def test_nothing_marked(self):
        found = adjust([])
        assert (found.method, found.scores, found.cautions) == (RAW, {}, (Guard("nothing_marked"),))

    def test_equal_marks_leave_the_lot_alone_to_decide(self):
        found = adjust([Total(mark.proposal, mark.judge, Decimal(70)) for mark in GOLDEN])
        assert (found.method, keys(found), set(found.scores.values())) == (RAW, ["all_equal"], {Decimal(70)})

    @pytest.mark.parametrize("judges", [["J"], ["J", "K"]], ids=["one judge", "one read each"])
    def test_what_nobody_else_read_cannot_be_compared(self, judges):
        marks = [Total(n, judges[n % len(judges)], Decimal(50 + 10 * n)) for n in range(4)]
        found = adjust(marks)
        assert (found.method, keys(found), found.scores) == (RAW, ["nothing_shared"], found.raw)
        assert not found.is_provisional

    @pytest.mark.parametrize(
        ("marks", "told"),
        [
            ([*GOLDEN, GOLDEN[0]], {"key": "read_twice"}),
            ([Total("A", 0, Decimal("NaN"))], {"key": "not_a_number", "proposal": "A", "judge": 0}),
        ],
    )
    def test_bad_marks_are_refused(self, marks, told):
        with pytest.raises(Unfit) as refusal:
            adjust(marks)
        assert refusal.value.as_json() == told


def penalised(marks, loose, ridge):
    """The same severities the plain way: a row more for each loose judge that holds it to the mean of the others."""
    ordered, values = rescaled(marks)
    proposals, judges = (sorted({getattr(one, name) for one in ordered}, key=str) for name in ("proposal", "judge"))
    firm = [judge for judge in judges if judge not in loose]
    rows, known = [], []
    for mark, value in zip(ordered, values, strict=True):
        row = np.zeros(len(proposals) + len(judges))
        row[proposals.index(mark.proposal)] = row[len(proposals) + judges.index(mark.judge)] = 1
        rows.append(row)
        known.append(value)
    for judge in loose:
        row = np.zeros(len(proposals) + len(judges))
        for one in firm:
            row[len(proposals) + judges.index(one)] = -(ridge**0.5) / len(firm)
        row[len(proposals) + judges.index(judge)] = ridge**0.5
        rows.append(row)
        known.append(0.0)
    row = np.zeros(len(proposals) + len(judges))
    for one in firm:
        row[len(proposals) + judges.index(one)] = 1
    solved, *_rest = np.linalg.lstsq(np.array([*rows, row]), np.array([*known, 0.0]))
    return dict(zip(judges, solved[len(proposals) :], strict=True))


@settings(max_examples=40, deadline=None)
@given(designs(), st.floats(0.1, 50))
def test_a_loose_judge_is_held_as_an_equation_more_would_hold_it(marks, ridge):
    judges = sorted({mark.judge for mark in marks}, key=str)
    loose = frozenset(judges[:1])
    rest = [mark for mark in marks if mark.judge not in loose]
    assume(len(connected_components([(mark.proposal, mark.judge) for mark in rest])) == 1)
    fit = scaled_least_squares(marks, loose=loose, ridge=ridge)
    for judge, value in penalised(marks, loose, ridge).items():
        assert float(fit.severity[judge]) == pytest.approx(value, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(designs(), st.randoms(use_true_random=False))
def test_the_order_of_the_reads_has_no_effect(marks, shuffler):
    mixed = list(marks)
    shuffler.shuffle(mixed)
    first, second = adjust(marks), adjust(mixed)
    assert (first.scores, first.severity, first.cautions) == (second.scores, second.severity, second.cautions)


@settings(max_examples=25, deadline=None)
@given(st.integers(-40, 40), KEYS)
def test_a_constant_for_one_judge_changes_nobodys_place_where_the_guards_hold(by, judge):
    marks = season(seed=4)
    assert top(adjust(marks)) == top(adjust(shifted(marks, judge, by)))
