"""Agreement of several marks: golden numbers of the literature, and what holds for any marks."""

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.arithmetic.severity.agreement import DRAWS, agreement, alpha

# Krippendorff's own example: four coders, twelve units, None where one did not code.
CODED = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = [[mark for mark in unit if mark is not None] for unit in zip(*CODED, strict=True)]
MARKS = st.lists(st.integers(0, 100), min_size=2, max_size=4)
# First readings and new ones of eight dossiers.
PAIRS = [(72, 70), (65, 71), (88, 84), (54, 60), (91, 90), (77, 69), (60, 58), (83, 86)]


def test_the_example_of_the_book():
    assert alpha(UNITS) == pytest.approx(0.8491, abs=5e-5)


def by_pencil(units):
    """The definition, mark against mark."""
    units = [unit for unit in units if len(unit) > 1]
    every = [mark for unit in units for mark in unit]
    number = len(every)
    within = sum(sum((a - b) ** 2 for a in unit for b in unit) / (len(unit) - 1) for unit in units) / number
    between = sum((a - b) ** 2 for a in every for b in every) / (number * (number - 1))
    return 1 - within / between


def test_eight_dossiers_read_anew():
    found = agreement(PAIRS, seed="a")
    assert found.units == 8
    assert found.alpha == pytest.approx(by_pencil(PAIRS))
    assert found.alpha == pytest.approx(0.929347, abs=5e-7)
    key = np.frombuffer(hashlib.sha256(b"agreement|1|a").digest(), dtype=np.uint32)
    lots = np.random.RandomState(key).randint(0, 8, size=(DRAWS, 8))
    drawn = sorted(by_pencil([PAIRS[place] for place in row]) for row in lots)
    assert (found.low, found.high) == pytest.approx(tuple(np.percentile(drawn, [2.5, 97.5])))


@given(st.lists(MARKS, min_size=2, max_size=12))
def test_it_is_what_the_definition_says(units):
    found = alpha(units)
    if len({mark for unit in units for mark in unit}) == 1:
        assert found is None
    else:
        assert found == pytest.approx(by_pencil(units), abs=1e-9)
        assert found <= 1


@given(st.lists(MARKS, min_size=2, max_size=8), st.integers(-50, 50), st.integers(1, 5))
def test_neither_level_nor_unit_changes_it(units, more, times):
    found, moved = alpha(units), alpha([[mark * times + more for mark in unit] for unit in units])
    assert (found is None and moved is None) or found == pytest.approx(moved, abs=1e-9)


def test_full_agreement_is_one_and_certain():
    found = agreement([(mark, mark) for mark in range(50, 60)], seed="a")
    assert (found.alpha, found.low, found.high) == (1, 1, 1)


def test_too_few_dossiers_have_no_interval():
    assert agreement([(70, 72), (50, 55)], seed="a").low is None
    assert agreement([(70,), (50,)], seed="a").alpha is None
    assert agreement([], seed="a").units == 0
