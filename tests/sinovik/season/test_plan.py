"""How big a season is, and what becomes of each draft."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.kinds import StageKind
from sinovik.season import fates, plan, shape

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


def test_places_fall_from_stage_to_stage_and_awards_are_named_after_them():
    whole, tenth = season(), season(fraction=10)
    assert whole.places == plan.falling(umum=(198, 99, 45))
    names = [[award.name for award in stage.awards] for stage in shape.of(tenth).stages if stage.awards]
    assert names == [["Top 10"], ["Top 5", "Outstanding Achievement of Public Service Innovation"]]
    names = [[award.name for award in stage.awards] for stage in shape.of(whole).stages if stage.awards]
    assert names == [["Top 99"], ["Top 45", "Outstanding Achievement of Public Service Innovation"]]


@pytest.mark.parametrize("size", [8, 24, 60])
@pytest.mark.parametrize("month", [1, 6, 12])
def test_the_editions_of_the_demo_have_sound_plans_whenever_it_starts(size, month):
    now = datetime(2027, month, 15, 10, tzinfo=WIB)
    for edition in plan.demonstrations(now, seed=1, size=size):
        assert edition.drafts > edition.submitted >= edition.passing
        most = edition.passing
        for kind in (StageKind.DESK, StageKind.PANEL, StageKind.FINAL):
            if kind in edition.places:
                places = sum(edition.places[kind].values())
                assert 0 < places <= most
                most = places
        running = [stage for stage in shape.of(edition).stages if stage.kind == edition.until]
        for stage in running:
            opens = edition.closes_at + stage.opens_after
            assert opens < now < opens + stage.lasts
        assert (edition.until is None) == (edition.opens_at < now < edition.closes_at)


def test_chance_does_not_depend_on_the_year_of_the_demo():
    first, second = (plan.demonstrations(datetime(year, 6, 1, tzinfo=WIB), seed=1, size=9)[1] for year in (2026, 2031))
    assert first.slug != second.slug
    assert fates.fates(first) == fates.fates(second)


def test_the_finalists_of_2019_are_meant_in_their_published_mix():
    opens, closes = datetime(2019, 2, 1, tzinfo=WIB), datetime(2019, 4, 22, tzinfo=WIB)
    short = plan.finalists_of_2019(seed=1, opens_at=opens, closes_at=closes)
    meant = [fate for fate in fates.fates(short) if fate.kind]
    assert Counter(fate.kind for fate in meant) == plan.FINALISTS_2019
    assert {(fate.reaches, fate.flaw) for fate in meant} == {("submitted", "")}
    assert sum(plan.FINALIST_AGENCIES_2019.values()) == 70


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
    drawn = fates.fates(whole)
    reached = Counter(fate.reaches for fate in drawn)
    assert reached["submitted"] == 1872
    assert sum(reached.values()) == 3156
    flawed = [fate for fate in drawn if fate.flaw]
    assert len(flawed) == 1872 - 1651
    assert {fate.reaches for fate in flawed} == {"submitted"}
    assert Counter(fate.flaw for fate in flawed)["same_title"] % 2 == 0


def test_fates_depend_on_the_seed_alone():
    assert fates.fates(season()) == fates.fates(season())
    other = plan.of_2019(seed=2, opens_at=season().opens_at, closes_at=season().closes_at)
    assert fates.fates(season()) != fates.fates(other)


@pytest.mark.parametrize("count", [0, 1, 7, 22, 221])
def test_every_flaw_is_given_out(count):
    assert len(fates.spread_flaws(count)) == count
