from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.arithmetic.marking import Presentation, combined_components, effective_weights, weighted_total
from judging.arithmetic.points import hundredths
from judging.arithmetic.unfit import Unfit

WEIGHTS = {"impact": Decimal("37.5"), "novelty": Decimal("12.5"), "transfer": Decimal(50)}
HEARD = {"substance": Decimal(70), "delivery": Decimal(30)}
marks = st.decimals(min_value=0, max_value=100, places=3)


def presentations(*pairs):
    return [
        Presentation(f"P-{number}", {"substance": Decimal(str(substance)), "delivery": Decimal(str(delivery))})
        for number, (substance, delivery) in enumerate(pairs)
    ]


class TestWeightedTotal:
    def test_is_the_weighted_mean(self):
        assert weighted_total({"impact": 80, "novelty": 71, "transfer": 65}, WEIGHTS) == Decimal("71.38")

    def test_halves_go_up(self):
        weights = {"a": Decimal("0.05"), "b": Decimal("99.95")}
        assert str(weighted_total({"a": 1, "b": 0}, weights)) == "0.00"
        assert str(weighted_total({"a": 9, "b": 0}, weights)) == "0.00"
        assert str(weighted_total({"a": 10, "b": 0}, weights)) == "0.01"

    def test_is_the_same_under_any_decimal_context(self):
        with localcontext(prec=3):
            assert weighted_total({"impact": 99, "novelty": 98, "transfer": 97}, WEIGHTS) == Decimal("97.88")

    @given(st.integers(0, 100))
    def test_equal_points_give_those_points(self, points):
        assert weighted_total(dict.fromkeys(WEIGHTS, points), WEIGHTS) == points

    @pytest.mark.parametrize(
        ("points", "told"),
        [
            ({"impact": 80, "novelty": 71}, {"key": "criterion_missing", "names": ["transfer"]}),
            (
                {"impact": 80, "novelty": 71, "transfer": 1, "style": 3},
                {"key": "criterion_unknown", "names": ["style"]},
            ),
            (
                {"impact": 101, "novelty": 71, "transfer": 1},
                {"key": "points_outside", "criterion": "impact", "points": 101},
            ),
            (
                {"impact": -1, "novelty": 71, "transfer": 1},
                {"key": "points_outside", "criterion": "impact", "points": -1},
            ),
            (
                {"impact": 70.5, "novelty": 71, "transfer": 1},
                {"key": "points_outside", "criterion": "impact", "points": 70.5},
            ),
            (
                {"impact": True, "novelty": 71, "transfer": 1},
                {"key": "points_outside", "criterion": "impact", "points": True},
            ),
        ],
    )
    def test_wrong_points_are_refused(self, points, told):
        with pytest.raises(Unfit) as refusal:
            weighted_total(points, WEIGHTS)
        assert refusal.value.as_json() == told

    @pytest.mark.parametrize(
        ("weights", "told"),
        [
            ({"a": Decimal("99.99")}, {"key": "weights_not_100", "total": "99.99"}),
            ({}, {"key": "weights_not_100", "total": "0"}),
            ({"a": Decimal(110), "b": Decimal(-10)}, {"key": "weight_negative", "part": "b", "weight": "-10"}),
            ({"a": Decimal("NaN")}, {"key": "weight_negative", "part": "a", "weight": "NaN"}),
        ],
    )
    def test_wrong_weights_are_refused(self, weights, told):
        with pytest.raises(Unfit) as refusal:
            weighted_total(dict.fromkeys(weights, 50), weights)
        assert refusal.value.as_json() == told


class TestEffectiveWeights:
    def test_golden_2_8(self):
        """sd 4 and 9, correlation .3: a nominal 70/30 acts as 51/49."""
        result = effective_weights(
            weights={"substance": Decimal("0.7"), "delivery": Decimal("0.3")},
            covariance={
                ("substance", "substance"): Decimal(16),
                ("substance", "delivery"): Decimal("10.8"),
                ("delivery", "substance"): Decimal("10.8"),
                ("delivery", "delivery"): Decimal(81),
            },
        )
        assert result.variance == Decimal("19.666")
        assert result.shares == {"substance": Decimal("0.514"), "delivery": Decimal("0.486")}


class TestCombinedComponents:
    def test_uncorrelated_components_count_by_the_square_of_their_weight(self):
        result = combined_components(presentations((60, 40), (60, 80), (80, 40), (80, 80)), weights=HEARD)
        assert result.effective == {"substance": Decimal("0.845"), "delivery": Decimal("0.155")}
        assert result.effective_if_plain == {"substance": Decimal("0.576"), "delivery": Decimal("0.424")}

    def test_components_that_agree_give_the_plain_weighted_mean(self):
        result = combined_components(presentations((60, 50), (70, 65), (80, 80)), weights=HEARD)
        assert [str(hundredths(result.scores[f"P-{n}"])) for n in range(3)] == ["57.00", "68.50", "80.00"]
        assert result.level == Decimal("68.500")
        assert result.effective == {"substance": Decimal("0.700"), "delivery": Decimal("0.300")}

    def test_spread_of_a_component_does_not_buy_weight(self):
        """A step ahead in substance beats a step ahead in delivery, however wide the steps are."""
        plain = presentations((71, 40), (70, 90), (69, 40), (70, 65))
        assert (71 * 70 + 40 * 30) < (70 * 70 + 90 * 30)
        result = combined_components(plain, weights=HEARD)
        assert result.scores["P-0"] > result.scores["P-3"] > result.scores["P-2"]

    def test_constant_component_separates_nobody_and_is_named(self):
        result = combined_components(presentations((60, 75), (70, 75), (80, 75)), weights=HEARD)
        assert result.constant == ("delivery",)
        assert result.effective == {"substance": Decimal("1.000"), "delivery": Decimal("0.000")}
        assert result.level == Decimal("71.500")
        assert [str(hundredths(score)) for score in result.scores.values()] == ["66.60", "71.50", "76.40"]

    def test_constant_component_of_thirds_is_still_constant(self):
        third = Decimal(200) / 3
        people = [Presentation(n, {"substance": Decimal(n), "delivery": third}) for n in range(7)]
        assert combined_components(people, weights=HEARD).constant == ("delivery",)

    def test_one_presenter_gets_the_weighted_mean(self):
        assert combined_components(presentations((80, 60)), weights=HEARD).scores == {"P-0": Decimal(74)}

    def test_nobody_gives_nothing(self):
        assert combined_components([], weights=HEARD).scores == {}

    def test_outlier_does_not_leave_the_scale(self):
        result = combined_components(presentations((100, 98), *[(1, 98)] * 20, *[(1, 30)] * 20), weights=HEARD)
        assert max(map(hundredths, result.scores.values())) <= 100
        assert min(result.scores.values()) >= 0

    @given(st.lists(st.tuples(marks, marks), min_size=1, max_size=12))
    def test_stays_on_the_scale_and_ignores_input_order(self, pairs):
        people = presentations(*pairs)
        result = combined_components(people, weights=HEARD)
        assert all(0 <= hundredths(score) <= 100 for score in result.scores.values())
        assert combined_components(people[::-1], weights=HEARD) == result
        whole = 0 if set(result.constant) == {"substance", "delivery"} else 1
        assert abs(sum(result.effective.values()) - whole) <= Decimal("0.001")

    @given(st.lists(st.tuples(marks, marks), min_size=2, max_size=12))
    def test_better_in_both_is_never_placed_lower(self, pairs):
        scores = {
            key: hundredths(value)
            for key, value in combined_components(presentations(*pairs), weights=HEARD).scores.items()
        }
        for a, (substance_a, delivery_a) in enumerate(pairs):
            for b, (substance_b, delivery_b) in enumerate(pairs):
                if substance_a >= substance_b and delivery_a >= delivery_b:
                    assert scores[f"P-{a}"] >= scores[f"P-{b}"]

    @pytest.mark.parametrize(
        ("people", "told"),
        [
            ([Presentation(1, {"substance": Decimal(1)})], {"key": "component_missing", "names": ["delivery"]}),
            (
                [Presentation(1, {"substance": Decimal("NaN"), "delivery": Decimal(1)})],
                {"key": "not_a_number", "proposal": 1},
            ),
            (
                presentations((1, 1)) + presentations((2, 2)),
                {"key": "repeated", "what": "proposal"},
            ),
            (presentations((170, 100)), {"key": "level_outside", "level": "149.0"}),
        ],
    )
    def test_wrong_marks_are_refused(self, people, told):
        with pytest.raises(Unfit) as refusal:
            combined_components(people, weights=HEARD)
        assert refusal.value.as_json() == told
