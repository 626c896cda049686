"""Golden shares of variance and agreement, with a second opinion."""

from decimal import Decimal

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.regression.mixed_linear_model import MixedLM, VCSpec

from judging.arithmetic.severity.calibration import rescaled
from judging.arithmetic.severity.reliability import alpha, raw_reliability, reliability
from judging.arithmetic.severity.shrinkage import Layout, Variances, estimated
from tests.judging.arithmetic.severity.test_posterior import simulated

AT = Variances(Decimal(64), Decimal(36), Decimal(73))
# Krippendorff's example: four observers, twelve units, 0 where nothing was observed.
EXAMPLE = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
    [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
]


def pairs(table):
    return [(unit, value) for row in table for unit, value in enumerate(row) if value]


def test_the_golden_shares_of_variance():
    assert raw_reliability(AT, 1) == pytest.approx(0.3699, abs=5e-5)
    assert raw_reliability(AT, 2) == pytest.approx(0.5401, abs=5e-5)
    assert reliability(AT, 2) == pytest.approx(0.6368, abs=5e-5)
    assert reliability(AT, 3) == pytest.approx(0.7245, abs=5e-5)


def test_the_golden_alpha():
    assert alpha(pairs(EXAMPLE)) == pytest.approx(0.8491, abs=5e-5)


def test_where_nothing_is_read_twice_or_nothing_differs_there_is_no_alpha():
    assert alpha([]) is None
    assert alpha([("A", 1.0), ("B", 2.0)]) is None
    assert alpha([("A", 1.0), ("A", 1.0), ("B", 1.0), ("B", 1.0)]) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=6, max_size=6), min_size=2, max_size=5))
def test_alpha_is_that_of_krippendorffs_own_package(table):
    own = alpha(pairs(table))
    if own is None:
        return
    values = np.where(np.array(table) == 0, np.nan, np.array(table, dtype=float))
    assert own == pytest.approx(krippendorff.alpha(values, level_of_measurement="interval"), abs=1e-9)


def test_the_variances_are_those_that_statsmodels_finds():
    """Crossed random effects, fitted by another hand on the same rescaled marks."""
    marks, _quality = simulated(3, proposals=60, judges=6, reads=2)
    found = estimated(Layout.of(marks, nu=20))
    ordered, values = rescaled(marks)
    proposals = np.array([mark.proposal for mark in ordered])
    judges = np.array([mark.judge for mark in ordered])
    model = MixedLM(
        np.array(values),
        np.ones((len(values), 1)),
        groups=np.ones(len(values)),
        exog_vc=VCSpec(
            ["proposal", "judge"],
            [[[f"p{one}" for one in np.unique(proposals)]], [[f"j{one}" for one in np.unique(judges)]]],
            [
                [(proposals[:, None] == np.unique(proposals)).astype(float)],
                [(judges[:, None] == np.unique(judges)).astype(float)],
            ],
        ),
    )
    fitted = model.fit(reml=True, method="lbfgs")
    theirs = dict(zip(fitted.model.exog_vc.names, fitted.vcomp, strict=True)) | {"noise": fitted.scale}
    assert float(found.proposals) == pytest.approx(theirs["proposal"], rel=2e-3)
    assert float(found.judges) == pytest.approx(theirs["judge"], rel=5e-3)
    assert float(found.noise) == pytest.approx(theirs["noise"], rel=2e-3)
