"""What bad judges leave in their marks is found, and a clean panel leaves nearly nothing."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.arithmetic.watching import cards
from judging.arithmetic.watching.cards import CARRIED, Sitting, copied, longest_row
from judging.arithmetic.watching.residuals import cell_z, chosen, findings, residuals
from judging.reading.desk import carrying

AGENCIES, WORDS, REMARK = (
    60,
    800,
    "Bukti dampak nomor {0} lengkap menurut lampiran {0} dan wawancara pengguna layanan nomor {0} di loket {0}",
)


def panel(seed, *, proposals=400, judges=8, reads=2, noise=8.0, change=None):
    """Cards of a panel; `change(proposal, judge, mark, lots)` is what one judge makes of a mark."""
    lots = np.random.default_rng(seed)
    quality = lots.normal(65, 8, proposals)
    severity = lots.normal(0, 5, judges)
    cards, positions = [], [0] * judges
    for proposal in range(proposals):
        for judge in sorted(lots.choice(judges, reads, replace=False)):
            mark = quality[proposal] + severity[judge] + lots.normal(0, noise)
            if change:
                mark = change(proposal, int(judge), mark, lots)
            positions[judge] += 1
            total = Decimal(f"{min(100.0, max(0.0, float(mark))):.3f}")
            cards.append(
                Sitting(
                    proposal=f"P{proposal:04}",
                    judge=f"J{judge:02}",
                    total=total,
                    position=positions[judge],
                    signed_at=1000 * positions[judge],
                    opened_at=1000 * (positions[judge] - 1),
                    points=tuple(int(one) for one in lots.integers(0, 6, 5) * 20),
                    remark=REMARK.format(f"{proposal}-{judge}"),
                    cells={"agency": f"I{proposal % AGENCIES:02}", "province": f"{proposal % 30:02}"},
                    words=WORDS,
                )
            )
    return cards


def kinds(found, judge="J00"):
    return {one.kind for one in found if one.judge == judge or one.values.get("other") == judge}


@pytest.mark.parametrize(("boost", "proposals", "z"), [(10, 6, 2.038), (15, 5, 2.79), (20, 6, 4.075), (20, 12, 5.764)])
def test_the_golden_strength_of_favour(boost, proposals, z):
    """With two reads half of a boost stays with the judge, against a noise of 8.5/√2."""
    assert cell_z([(boost / 2) / (8.5 / 2**0.5)] * proposals) == pytest.approx(z, abs=6e-4)


@pytest.mark.parametrize("boost", [10, 20])
def test_the_strength_of_favour_is_what_the_marks_themselves_leave(boost):
    """Δ√m/(s√2) of §5.2, from marks to residuals: the same panel with and without the boost, noise 8.5."""

    def strength(seed, change):
        left = residuals(panel(seed, proposals=1320, noise=8.5, change=change))
        cell = [one for one in left if (one.sitting.judge, one.sitting.cells["agency"]) == ("J00", "I00")]
        return cell_z([one.scaled for one in cell]), len(cell)

    def favouring(proposal, judge, mark, _lots):
        return mark + boost if (judge, proposal % AGENCIES) == (0, 0) else mark

    found = expected = 0.0
    for seed in (0, 3, 4, 6):
        with_it, reads = strength(seed, favouring)
        found += with_it - strength(seed, None)[0]
        expected += boost * reads**0.5 / (8.5 * 2**0.5)
    assert found == pytest.approx(expected, rel=0.08)


def test_a_clean_panel_leaves_nearly_nothing():
    found = [findings(panel(seed)) for seed in range(12)]
    assert sum(len(one) for one in found) <= 6


def test_a_reversed_scale_is_found():
    found = findings(panel(1, change=lambda p, j, mark, lots: 130 - mark if j == 0 else mark))
    assert "reversed" in kinds(found)


def test_a_judge_sixty_points_harsher_is_found_with_how_many_marks_lie_at_the_end():
    found = findings(panel(2, change=lambda p, j, mark, lots: mark - 60 if j == 0 else mark))
    (far,) = [one for one in found if one.kind == "far"]
    assert far.judge == "J00"
    assert float(far.values["points"]) < -35
    assert far.values["at_the_ends"] > 20


@pytest.mark.parametrize("trait", ["agency", "province"])
def test_favour_for_an_agency_or_a_province_is_found(trait):
    def favour(proposal, judge, mark, lots):
        mine = proposal % AGENCIES < 1 if trait == "agency" else proposal % 30 == 3
        return mark + 35 if judge == 0 and mine else mark

    found = findings(panel(3, proposals=1200, judges=4, change=favour))
    cells = [(one.judge, one.values["trait"], one.values["value"]) for one in found if one.kind == "favour"]
    assert ("J00", trait, "I00" if trait == "agency" else "03") in cells


def test_two_judges_who_agree_too_well_are_found():
    last = {}

    def copy(proposal, judge, mark, lots):
        if judge == 0:
            last[proposal] = mark
        return last[proposal] + lots.normal(0, 0.5) if judge == 1 and proposal in last else mark

    found = findings(panel(4, proposals=600, change=copy))
    pairs = [(one.judge, one.values["other"]) for one in found if one.kind == "agreeing"]
    assert pairs == [("J00", "J01")]


def test_a_judge_who_grows_stricter_is_found():
    seen = {}

    def tire(proposal, judge, mark, lots):
        seen[judge] = seen.get(judge, 0) + 1
        return mark - 0.25 * seen[judge] if judge == 0 else mark

    (drift,) = [one for one in findings(panel(5, change=tire)) if one.kind == "drift" and one.judge == "J00"]
    assert float(drift.values["points"]) < -5


def changed(card, **values):
    return Sitting(**{**vars(card), **values})


@pytest.mark.parametrize(("count", "is_said"), [(CARRIED + 1, False), (CARRIED + 2, True)])
def test_a_longer_row_than_can_be_carried_along_is_said_however_early_the_covers_were_opened(count, is_said):
    assert carrying.AT_ONCE == CARRIED
    own = [one.proposal for one in panel(6) if one.judge == "J00"][:count]
    cards = [
        changed(one, opened_at=0, signed_at=90_000 + at, begun_at=90_000 + at, changed_at=90_000 + at)
        if one.judge == "J00" and one.proposal in own
        else one
        for at, one in enumerate(panel(6))
    ]
    said = [one for one in findings(cards) if one.kind == "filled"]
    assert [(one.judge, one.values["cards"]) for one in said] == ([("J00", count - 1)] if is_said else [])


def test_one_vector_of_marks_in_a_row_is_found():
    cards = [
        changed(one, points=(80, 60, 80, 60, 80)) if one.judge == "J00" and 10 <= one.position < 17 else one
        for one in panel(7)
    ]
    (row,) = [one for one in findings(cards) if one.kind == "same_marks"]
    assert (row.judge, row.values["row"]) == ("J00", 7)


def test_remarks_that_stand_at_another_proposal_are_found_and_short_ones_are_nobodys():
    cards = panel(8, proposals=40)
    own = [one for one in cards if one.judge == "J00"]
    same = {own[0].proposal: own[1].remark, own[2].proposal: own[1].remark}
    told = [changed(one, remark=same.get(one.proposal, one.remark)) if one.judge == "J00" else one for one in cards]
    (copy,) = [one for one in findings(told) if one.kind == "copied"]
    assert (copy.judge, copy.values["other"], copy.values["cards"]) == ("J00", "J00", 3)
    assert copied([changed(one, remark="Sudah baik.") for one in cards]) == []


@pytest.mark.parametrize("cards", [[], panel(9, proposals=1), [panel(9)[0]]], ids=["none", "one proposal", "one card"])
def test_too_little_says_nothing(cards):
    assert findings(cards) == ()


def test_equal_marks_say_nothing_of_anybody():
    assert findings([changed(one, total=Decimal(70)) for one in panel(10)]) == ()


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_cards_has_no_effect(shuffler):
    cards = panel(11, proposals=60, change=lambda p, j, mark, lots: 130 - mark if j == 0 else mark)
    mixed = list(cards)
    shuffler.shuffle(mixed)
    assert findings(mixed) == findings(cards)


@given(st.lists(st.floats(0, 1), max_size=40))
def test_what_is_chosen_is_what_the_step_up_rule_chooses(chances):
    """Every chosen chance is at most the largest p(k) with p(k) <= 0.05·k/m, found the slow way."""
    ordered = sorted(chances)
    limits = [one for rank, one in enumerate(ordered, start=1) if one <= 0.05 * rank / len(ordered)]
    expected = [one for one in chances if limits and one <= max(limits)]
    assert sorted(chosen(chances, lambda one: one)) == sorted(expected)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=20))
def test_the_longest_row_is_that_of_equal_neighbours(vectors):
    longest = max((len(run) for run in runs(vectors)), default=0)
    assert longest_row(vectors) == longest


def runs(vectors):
    found = []
    for vector in vectors:
        if found and found[-1][0] == vector:
            found[-1].append(vector)
        else:
            found.append([vector])
    return found


def test_one_marking_criterion_makes_no_row():
    assert longest_row([(80,)] * 9) == 1
    assert cards.SAME_IN_A_ROW == 5
