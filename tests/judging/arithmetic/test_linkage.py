import math

import numpy as np
import pytest

from judging.arithmetic.linkage import (
    connected_components,
    held,
    information_matrix,
    missing_links,
    pseudo_inverse,
    worst_se_factor,
)

GOLDEN = [
    (dossier, judge)
    for dossier, judges in {"A": (0, 1), "B": (1, 2), "C": (0, 2), "D": (0, 1), "E": (1, 2)}.items()
    for judge in judges
]
PANELS = [("A", 0), ("A", 1), ("B", 0), ("B", 1), ("C", 2), ("C", 3), ("D", 2), ("D", 3)]


def test_golden_information_matrix():
    information = information_matrix(GOLDEN)
    assert information.judges == (0, 1, 2)
    assert information.matrix.tolist() == [[1.5, -1, -0.5], [-1, 2, -1], [-0.5, -1, 1.5]]
    assert np.linalg.eigvalsh(information.matrix) == pytest.approx([0, 2, 3], abs=1e-12)


def test_golden_standard_errors():
    inverse = pseudo_inverse(information_matrix(GOLDEN))
    assert 3 * np.sqrt(np.diag(inverse)) == pytest.approx([1.658312, 1.414214, 1.658312], abs=1e-6)
    assert 3 * worst_se_factor(information_matrix(GOLDEN)) == pytest.approx(3.0, abs=1e-5)


def test_pseudo_inverse_agrees_with_numpy():
    information = information_matrix(GOLDEN)
    assert pseudo_inverse(information) == pytest.approx(np.linalg.pinv(information.matrix), abs=1e-12)


def test_golden_two_panels_without_a_shared_judge():
    information = information_matrix(PANELS)
    assert connected_components(PANELS) == ((0, 1), (2, 3))
    assert np.linalg.eigvalsh(information.matrix) == pytest.approx([0, 0, 2, 2], abs=1e-12)
    assert worst_se_factor(information) == math.inf


def test_one_shared_dossier_joins_two_panels():
    joined = [*PANELS, ("E", 1), ("E", 2)]
    assert connected_components(joined) == ((0, 1, 2, 3),)
    assert math.isfinite(worst_se_factor(information_matrix(joined)))


def test_a_judge_who_shares_nothing_stands_alone():
    assert connected_components([*GOLDEN, ("F", 9)]) == ((0, 1, 2), (9,))


def test_nobody_and_a_single_judge():
    assert connected_components([]) == ()
    assert worst_se_factor(information_matrix([])) == 0.0
    assert worst_se_factor(information_matrix([("A", 1)])) == 0.0


def test_repeated_pairs_and_order_change_nothing():
    again = information_matrix([*GOLDEN[::-1], *GOLDEN])
    assert again.judges == (0, 1, 2)
    assert again.matrix.tolist() == information_matrix(GOLDEN).matrix.tolist()


def test_what_would_join_two_groups_is_the_first_read_that_is_not_barred():
    groups = connected_components(PANELS)
    assert missing_links(groups, PANELS, frozenset()) == [("C", 0)]
    barred = {(dossier, judge) for dossier in "CD" for judge in (0, 1)}
    assert missing_links(groups, PANELS, barred) == [("A", 2)]
    barred |= {(dossier, judge) for dossier in "AB" for judge in (2, 3)}
    assert missing_links(groups, PANELS, barred) == [None]
    (link,) = missing_links(groups, PANELS, frozenset())
    assert len(connected_components([*PANELS, link])) == 1


def test_a_judge_held_to_the_others_is_known_better():
    apart = [*GOLDEN, ("A", 3)]
    plain = information_matrix(apart)
    firm = {0, 1, 2}
    assert worst_se_factor(held(plain, {3}, 2.0)) < worst_se_factor(plain)
    assert worst_se_factor(held(plain, {3}, 2.0), among=firm) <= worst_se_factor(plain, among=firm)
    assert held(plain, frozenset(), 2.0) is plain
