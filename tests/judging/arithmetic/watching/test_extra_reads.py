"""Golden values of one more read, and where they lie."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.arithmetic.severity.calibration import Total
from judging.arithmetic.severity.shrinkage import Variances
from judging.arithmetic.watching.extra_reads import MOST_EXTRA, discordance, rightly_chosen, value_of_a_read, worth
from tests.judging.arithmetic.severity.test_posterior import simulated

AT = Variances(Decimal(64), Decimal(36), Decimal("72.25"))


@pytest.mark.parametrize(
    ("level", "reads", "value"), [(75, 2, 0.943442), (73, 2, 0.262076), (70, 2, 0.014703), (75, 3, 0.736884)]
)
def test_the_golden_values(level, reads, value):
    assert value_of_a_read(level, reads, 75, AT) == pytest.approx(value, abs=5e-7)


@pytest.mark.parametrize(("share", "points"), [(0.8, 14.499), (0.9, 18.609), (0.95, 22.174)])
def test_the_golden_discordance(share, points):
    assert discordance(8, share=share) == pytest.approx(points, abs=6e-4)


def test_pairs_that_differ_much_are_read_again_only_where_it_may_matter():
    marks, _quality, groups = panel()
    levels = {one: [m for m in marks if m.proposal == one] for one in groups}
    best = max(groups, key=lambda one: sum(m.score for m in levels[one]))
    worst = min(groups, key=lambda one: sum(m.score for m in levels[one]))
    changed = [
        Total(m.proposal, m.judge, m.score + (30 if m is levels[m.proposal][0] else -30))
        if m.proposal in (best, worst)
        else m
        for m in marks
    ]
    found = worth(changed, groups=dict.fromkeys(groups, "umum"), places={"umum": 40}, readers_each=2)
    assert best in found.discordant
    plain = worth(marks, groups=dict.fromkeys(groups, "umum"), places={"umum": 40}, readers_each=2)
    # Of all pairs one in twenty is as far apart by chance, and few of them near the line.
    assert len(plain.discordant) <= 0.05 * len(groups)
    assert worth(changed, groups=groups, places={}, readers_each=2).discordant == ()


@given(st.floats(40, 90), st.floats(40, 90), st.integers(1, 8))
def test_nearer_to_the_line_is_worth_more_and_a_further_read_less(first, second, reads):
    near, far = sorted((first, second), key=lambda level: abs(level - 65))
    assert value_of_a_read(near, reads, 65, AT) >= value_of_a_read(far, reads, 65, AT) - 1e-12
    assert value_of_a_read(65, reads, 65, AT) > value_of_a_read(65, reads + 1, 65, AT) > 0


def panel(seed=3, proposals=300):
    marks, quality = simulated(seed, proposals=proposals, reads=2)
    return marks, quality, {one: "umum" if one % 2 else "khusus" for one in range(proposals)}


def test_the_reads_lie_around_the_line_of_each_group_that_has_one():
    marks, _quality, groups = panel()
    found = worth(marks, groups=groups, places={"umum": 20}, readers_each=2)
    assert {groups[one] for one in found.ordered} == {"umum"}
    levels = sorted(
        (found.levels.means[found.levels.place[one]] for one in groups if groups[one] == "umum"), reverse=True
    )
    line = (levels[19] + levels[20]) / 2
    distances = [abs(found.levels.means[found.levels.place[one]] - line) for one in found.ordered]
    # All were read equally often: what is nearest comes first.
    assert distances == sorted(distances)


@pytest.mark.parametrize("places", [{}, {"umum": 0, "khusus": 0}, {"umum": 150, "khusus": 150}])
def test_without_a_line_no_read_is_worth_anything(places):
    marks, _quality, groups = panel()
    assert worth(marks, groups=groups, places=places, readers_each=2).ordered == ()


def test_reads_of_a_calibration_round_tell_severity_and_are_offered_to_nobody():
    marks, _quality, groups = panel()
    judges = sorted({mark.judge for mark in marks})
    common = [
        Total(f"earlier {number}", judge, Decimal(60 + number + 20 * (judge == judges[0])))
        for number in range(9)
        for judge in judges
    ]
    found = worth([*marks, *common], groups=groups, places={"umum": 20}, readers_each=2)
    plain = worth(marks, groups=groups, places={"umum": 20}, readers_each=2)
    assert set(found.levels.ids) == set(found.reads) == set(found.given) == set(groups)
    assert found.reads == plain.reads
    # The first judge is known for lenience: what that judge alone liked is believed to be worth less.
    own = {mark.proposal for mark in marks if mark.judge == judges[0]}
    before, after = (sum(one.levels.means[one.levels.place[each]] for each in own) / len(own) for one in (plain, found))
    assert after < before - 0.5


def test_nobody_is_read_without_end():
    marks, _quality, groups = panel(proposals=30)
    often = [Total(1, 100 + number, Decimal(70)) for number in range(MOST_EXTRA)]
    found = worth([*marks, *often], groups=groups, places={"umum": 5}, readers_each=2)
    assert found.values[1] == 0


def test_reads_at_the_line_better_the_choice_more_than_reads_far_from_it():
    marks, _quality, groups = panel()
    places = {"umum": 20, "khusus": 20}
    found = worth(marks, groups=groups, places=places, readers_each=2)
    now = rightly_chosen(found, [], groups=groups, places=places, seed="benih")
    near = rightly_chosen(found, found.ordered[:40], groups=groups, places=places, seed="benih")
    far = rightly_chosen(found, found.ordered[-40:], groups=groups, places=places, seed="benih")
    assert 0 < now < near <= 40
    assert abs(far - now) < (near - now) / 2


def test_what_is_expected_is_what_comes():
    """Over panels, about so many of those who go on are truly among the best as was expected."""
    expected, true = [], []
    for seed in range(12):
        marks, quality, groups = panel(seed, proposals=200)
        one_group = dict.fromkeys(groups, "umum")
        found = worth(marks, groups=one_group, places={"umum": 20}, readers_each=2)
        expected.append(rightly_chosen(found, [], groups=one_group, places={"umum": 20}, seed=str(seed)))
        chosen = set(sorted(found.levels.ids, key=lambda one: -found.levels.means[found.levels.place[one]])[:20])
        true.append(len(chosen & set(np.argsort(-quality)[:20].tolist())))
    assert np.mean(expected) == pytest.approx(np.mean(true), abs=1.5)
