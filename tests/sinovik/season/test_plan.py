"""How big a season is, and what becomes of each draft."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik.season import dossiers, plan

WIB = ZoneInfo("Asia/Jakarta")


def season(**changes):
    opens, closes = datetime(2019, 2, 1, tzinfo=WIB), datetime(2019, 4, 22, tzinfo=WIB)
    return plan.of_2019(seed=1, opens_at=opens, closes_at=closes, **changes)


def test_the_published_counts_of_2019():
    whole = season()
    assert (whole.drafts, whole.submitted, whole.passing) == (3156, 1872, 1651)
    assert sum(whole.finalists.values()) == 99
    assert sum(whole.winners.values()) == 45
    assert whole.finalists == plan.FINALISTS_2019
    assert whole.winners == plan.WINNERS_2019
    assert (whole.evaluators, whole.panelists) == (11, 12)


def test_a_tenth():
    tenth = season(fraction=10)
    assert (tenth.drafts, tenth.submitted, tenth.passing) == (316, 188, 166)
    assert (sum(tenth.finalists.values()), sum(tenth.winners.values())) == (10, 5)


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 60), min_size=1, max_size=8), st.integers(0, 200))
def test_apportioned_places_sum_to_the_total_and_stay_within_one_of_the_exact_share(counts, total):
    shares = plan.apportion(counts, total)
    assert sum(shares.values()) == total
    for kind, count in counts.items():
        exact = count * total / sum(counts.values())
        assert abs(shares[kind] - exact) < 1


def test_fates_add_up_to_the_counts():
    whole = season()
    drawn = dossiers.fates(whole)
    reached = Counter(fate.reaches for fate in drawn)
    assert reached["submitted"] == 1872
    assert sum(reached.values()) == 3156
    flawed = [fate for fate in drawn if fate.flaw]
    assert len(flawed) == 1872 - 1651
    assert {fate.reaches for fate in flawed} == {"submitted"}
    assert Counter(fate.flaw for fate in flawed)["same_title"] % 2 == 0


def test_fates_depend_on_the_seed_alone():
    assert dossiers.fates(season()) == dossiers.fates(season())
    other = plan.of_2019(seed=2, opens_at=season().opens_at, closes_at=season().closes_at)
    assert dossiers.fates(season()) != dossiers.fates(other)


@pytest.mark.parametrize("count", [0, 1, 7, 22, 221])
def test_every_flaw_is_given_out(count):
    assert len(dossiers.spread_flaws(count)) == count
