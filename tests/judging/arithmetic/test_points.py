from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.arithmetic.points import hundredths, settled, thousandths

scores = st.decimals(min_value=-200, max_value=200, places=9)


@pytest.mark.parametrize(
    ("score", "written"),
    [
        ("69.996", "70.00"),
        ("69.995", "70.00"),
        ("69.994999999", "69.99"),
        ("70.001", "70.00"),
        ("70.125", "70.13"),
        ("-0.005", "-0.01"),
        ("-0.004", "0.00"),
        ("62.564", "62.56"),
        ("62.555", "62.56"),
    ],
)
def test_a_half_goes_up_as_with_a_pencil(score, written):
    assert str(hundredths(Decimal(score))) == written


def test_thirds_are_cut_once():
    with localcontext(prec=6):
        assert hundredths(Decimal("66.66499999999999999999")) == Decimal("66.66")


def test_the_last_bits_of_a_float_do_not_decide():
    # 0.1 + 0.2 is a hair above 0.3, and 1.0049999999999999 a hair below its half.
    assert settled(0.1 + 0.2) == Decimal("0.3")
    assert hundredths(settled(1.0049999999999999)) == Decimal("1.01")


def test_what_stands_beside_a_score_has_a_digit_more():
    assert str(thousandths(Decimal("0.0005"))) == "0.001"


@given(scores, scores)
def test_the_order_is_never_turned(first, second):
    assert hundredths(min(first, second)) <= hundredths(max(first, second))


@given(scores)
def test_a_score_moves_by_half_a_hundredth_at_most(score):
    assert abs(hundredths(score) - score) <= Decimal("0.005")
    assert hundredths(hundredths(score)) == hundredths(score)
