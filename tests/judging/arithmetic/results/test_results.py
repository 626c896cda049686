import hashlib
import json
import random
import subprocess
import sys
from decimal import Decimal

import numpy as np
import pytest

from judging.arithmetic.points import hundredths, settled
from judging.arithmetic.results import SUMS, Gap, compute
from judging.arithmetic.results.components import adjusted_together
from judging.arithmetic.results.recap import levels_of
from judging.arithmetic.severity.adjustment import adjust
from judging.arithmetic.severity.calibration import Total
from tests.judging.arithmetic.results import snapshots
from tests.judging.arithmetic.results.snapshots import CODES, by_code
from tests.judging.arithmetic.severity.test_calibration import season


def one_reader(totals, **changes):
    """A snapshot in which a single judge read every entrant of one group."""
    codes = [f"KIPP-2026-{number:05}" for number in range(1, len(totals) + 1)]
    return snapshots.marks(
        readers_each=1,
        groups=["umum"],
        quotas={},
        tie_breaker=None,
        entrants=[{"proposal": code, "traits": {"group": "umum"}, "readers": ["J01"]} for code in codes],
        reads=[
            {"proposal": code, "judge": "J01", "total": total, "points": {}}
            for code, total in zip(codes, totals, strict=True)
        ],
        **changes,
    )


def test_every_sum_has_a_snapshot_here():
    assert snapshots.ALL.keys() == SUMS.keys()


def test_what_reaches_the_passing_score_when_rounded_passes_it():
    results = by_code(compute(one_reader(["69.996", "69.994", "70.001"], passing_score="70.00")))
    assert [(str(one.score), one.goes_on) for one in results.values()] == [
        ("70.00", True),
        ("69.99", False),
        ("70.00", True),
    ]


def test_who_shows_the_same_score_is_not_ranked_by_what_nobody_sees():
    """62,564 and 62,555 are both 62,56: the lot decides, and says so."""
    results = by_code(compute(one_reader(["62.564", "62.555"], passing_score=None)))
    assert {str(one.score) for one in results.values()} == {"62.56"}
    assert sorted(one.decided_by for one in results.values()) == ["first", "lot"]


def test_no_row_stands_above_a_higher_score():
    rows = sorted(compute(snapshots.marks()).each, key=lambda one: (one.rank, one.proposal))
    for group in ("umum", "khusus"):
        codes = [code for number, code in enumerate(CODES) if snapshots.traits(number)["group"] == group]
        scores = [one.score for one in rows if one.proposal in codes]
        assert scores == sorted(scores, reverse=True)
        assert all(score == round(score, 2) for score in scores)


def test_the_places_of_a_group_are_taken_by_its_best():
    results = by_code(compute(snapshots.marks()))
    assert [code for code in CODES if results[code].goes_on] == [CODES[0], CODES[2], CODES[3], CODES[4], CODES[5]]
    assert results[CODES[3]].particulars["reads"] == [
        {"judge": "J01", "total": "75.500"},
        {"judge": "J02", "total": "76.500"},
    ]


def test_components_are_adjusted_together_or_not_at_all():
    """Neither component is read often enough for least squares: both are shrunken, and each says why."""
    results = compute(snapshots.components())
    assert {one["method"] for one in results.notes["components"].values()} == {results.notes["method"]} == {"shrunken"}
    assert {caution["component"] for caution in results.notes["cautions"]} == {"substance", "delivery"}


def test_the_weaker_component_says_how_both_are_adjusted():
    """Delivery is marked so unevenly that its judges cannot be compared firmly; substance alone could be."""
    draw = random.Random(3)
    pairs = [(place, (place + 1 + place // 8 % 3) % 4) for place in range(4) for _turn in range(2)]
    firm, weak = [], []
    for number in range(120):
        for judge in sorted({pairs[number % 8][0], pairs[number % 8][1]}):
            quality = 60 + number % 20
            firm.append(Total(number, judge, Decimal(quality + 3 * judge + draw.randint(-3, 3))))
            weak.append(Total(number, judge, Decimal(draw.choice([0, 100]))))
    assert adjust(firm).method == "adjusted"
    assert adjust(weak).method == "shrunken"
    found = adjusted_together({"substance": firm, "delivery": weak})
    assert {one.method for one in found.values()} == {"shrunken"}


def test_a_component_that_is_the_same_for_everybody_holds_nobody_back():
    marks = season()
    flat = [Total(mark.proposal, mark.judge, Decimal(80)) for mark in marks]
    found = adjusted_together({"substance": marks, "delivery": flat})
    assert (found["substance"].method, found["delivery"].method) == ("adjusted", "raw")


def test_a_judge_set_apart_in_one_component_is_set_apart_in_the_other():
    marks = season(proposals=300)
    flat = [Total(m.proposal, m.judge, Decimal(70) if m.judge == "J00" else m.score) for m in marks]
    found = adjusted_together({"substance": marks, "delivery": flat})
    assert {one.apart for one in found.values()} == {frozenset({"J00"})}
    assert all(one.is_provisional for one in found.values())


def test_the_list_by_plain_means_stands_beside_the_one_that_counts():
    """J03 is so strict that whom it reads are passed over by the plain mean."""
    frozen = snapshots.marks()
    for read in frozen["reads"]:
        strict = 30 if read["judge"] == "J03" else 0
        read["total"] = f"{Decimal(read['total']) - strict:.3f}"
    results = compute(frozen)
    told = by_code(results)
    rows = {code: one.particulars["plain"] for code, one in told.items()}
    assert results.notes["only_counts"] == [code for code in CODES if told[code].goes_on and not rows[code]["goes_on"]]
    assert results.notes["only_plain"] == [code for code in CODES if rows[code]["goes_on"] and not told[code].goes_on]
    for code, row in rows.items():
        assert Decimal(row["score"]) == told[code].raw_score


def test_each_score_says_how_sure_it_and_its_place_are():
    results = compute(snapshots.marks())
    told = by_code(results)
    assert results.notes["draws"] == 500
    # Two of the three of the general group, everybody of the other.
    general = [code for number, code in enumerate(CODES) if snapshots.traits(number)["group"] == "umum"]
    assert sum(told[code].particulars["chosen"] for code in general) == 2 * 500
    assert all(told[code].particulars["chosen"] == 500 for code in CODES if code not in general)
    assert all(Decimal(one.particulars["error"]) > 0 for one in results.each)
    assert results.notes["variances"].keys() == {"proposals", "judges", "noise", "assumed"}
    assert set(results.notes["reliability"]) == {"single", "raw", "adjusted"}


def test_equal_marks_are_said_to_leave_the_lot_alone_to_decide():
    results = compute(one_reader(["70.000", "70.000", "70.000"], passing_score=None))
    assert [caution["key"] for caution in results.notes["cautions"]] == ["all_equal"]
    assert sorted(one.decided_by for one in results.each) == ["first", "lot", "lot"]
    assert results.notes["provisional"] is False


def test_two_sources_are_joined_and_who_was_found_untrue_is_passed_over():
    results = compute(snapshots.recap())
    found = by_code(results)
    assert found[CODES[5]].particulars["barred"]
    assert not found[CODES[5]].goes_on
    assert sum(one.goes_on for one in results.each) == 3
    assert set(results.notes["effective_weights"]) == {"desk", "interview"}


def test_a_single_source_stands_as_it_is():
    frozen = snapshots.recap()
    frozen["sources"] = frozen["sources"][:1]
    for number, one in enumerate(compute(frozen).each):
        assert (str(one.score), str(one.raw_score)) == (f"{70 + number}.25", f"{70 + number}.00")


def test_weights_of_skipped_stages_fall_to_the_others():
    frozen = snapshots.recap()
    frozen["sources"] = [{"stage": "desk", "weight": "20.00"}, {"stage": "interview", "weight": "40.00"}]
    doubled = json.loads(json.dumps(frozen).replace("20.00", "10.00").replace("40.00", "20.00"))
    assert compute(frozen).each == compute(doubled).each


def test_ratings_that_came_together_are_held_and_change_nothing():
    frozen = snapshots.ratings()
    results = compute(frozen)
    assert (results.notes["counted"], results.notes["held"]) == (21, 5)
    frozen["ratings"] = [one for one in frozen["ratings"] if one["network"] != "198.51.100.0/24"]
    without = compute(frozen)
    assert [(one.proposal, one.rank, one.score) for one in results.each] == [
        (one.proposal, one.rank, one.score) for one in without.each
    ]
    assert by_code(without)[CODES[0]].particulars["n"] == 1


def test_what_a_rule_costs_alone_is_told():
    """Each code is a point above the one before: the fifth, of category b, gives way to the third, two points below."""
    frozen = snapshots.recap()
    frozen["sources"] = frozen["sources"][:1]
    costly = {"dimension": "category", "value": "a", "minimum": 2, "maximum": None}
    free = {"dimension": "category", "value": "b", "minimum": 1, "maximum": None}
    frozen["rules"] = [costly, free]
    frozen["unconfirmed"] = []
    results = compute(frozen)
    assert [one.proposal for one in results.each if one.goes_on] == [CODES[2], CODES[3], CODES[5]]
    assert results.notes["price"] == 200
    assert results.notes["rule_prices"] == [costly | {"price": 200}]


@pytest.mark.parametrize("name", SUMS)
def test_the_order_of_a_snapshot_has_no_effect(name):
    frozen = snapshots.ALL[name]()
    turned = {
        key: value[::-1] if key in ("entrants", "reads", "visits", "verdicts") else value
        for key, value in frozen.items()
    }
    assert compute(turned).text() == compute(frozen).text()


WITHOUT_DJANGO = """
import sys

class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("django", "accounts", "competitions", "proposals", "sinovik", "celery"):
            raise ImportError("not here: " + name)

sys.meta_path.insert(0, Wall())
sys.argv = ["results", *sys.argv[1:]]
import runpy
runpy.run_module("judging.arithmetic.results", run_name="__main__")
"""


@pytest.mark.parametrize("name", SUMS)
def test_an_outsider_repeats_a_result_without_the_portal(name, tmp_path):
    """The sum runs alone: where Django cannot be imported, the same snapshot gives the same bytes."""
    frozen = snapshots.ALL[name]()
    path = tmp_path / "potret.json"
    path.write_text(json.dumps(frozen))
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, str(path)], capture_output=True, text=True, check=True, timeout=60
    ).stdout.splitlines()
    text = compute(frozen).text()
    assert told == [hashlib.sha256(text.encode()).hexdigest(), text]


def test_a_recap_says_how_sure_it_is():
    results = compute(snapshots.recap())
    told = by_code(results)
    assert results.notes["draws"] == 500
    assert sum(one.particulars["chosen"] for one in results.each) == 3 * 500
    assert told[CODES[5]].particulars["chosen"] == 0
    assert all(float(one.particulars["error"]) > 0 for one in results.each)


def test_a_swap_says_how_likely_it_is_that_the_one_taken_is_the_better():
    frozen = snapshots.recap()
    frozen["sources"], frozen["unconfirmed"] = frozen["sources"][:1], []
    frozen["rules"] = [{"dimension": "category", "value": "a", "minimum": 2, "maximum": None}]
    for place, one in enumerate(frozen["readings"]["desk"][0]["reads"]):
        one["total"] = str(float(one["total"]) - 10 + 7 * (place % 4))
    (swap,) = compute(frozen).notes["swaps"]
    assert 0 < float(swap["probability"]) < 0.5
    assert float(swap["probability"]) == pytest.approx(levels_of(frozen).above(swap["in"], swap["out"]), abs=0.0006)


def test_a_source_without_reads_leaves_no_doubt():
    frozen = snapshots.recap() | {"readings": {"desk": [], "interview": []}}
    assert {one.particulars["error"] for one in compute(frozen).each} == {"0.00"}
    assert {one.particulars["chosen"] for one in compute(frozen).each} == {0, 500}


def test_each_component_of_a_source_is_believed_by_itself():
    frozen = snapshots.recap()
    frozen["sources"] = [{"stage": "interview", "weight": "100.00"}]
    delivery, substance = frozen["readings"]["interview"]
    assert (delivery["weight"], substance["weight"]) == ("30", "70")
    # A mean and a severity for each judge, twice.
    assert len(levels_of(frozen).shared) == 2 * (1 + len(snapshots.JUDGES))


def test_a_read_that_cannot_be_understood_is_a_gap():
    frozen = snapshots.recap()
    frozen["readings"]["desk"][0]["reads"][0] = {"proposal": CODES[0], "judge": "J01"}
    with pytest.raises(Gap):
        compute(frozen)


def test_a_source_whose_reads_are_all_gone_is_a_gap():
    frozen = snapshots.recap()
    frozen["readings"]["desk"][0]["reads"] = []
    with pytest.raises(Gap):
        compute(frozen)


def heard(*, delivery, presenters=24):
    """Three panelists who hear everybody; `delivery` says what each gives for the delivery."""
    frozen = snapshots.components()
    codes = [f"KIPP-2026-{number:05}" for number in range(1, presenters + 1)]
    frozen["entrants"] = [
        {"proposal": code, "traits": {"group": "umum"}, "readers": snapshots.JUDGES} for code in codes
    ]
    frozen["criteria"] = {
        "impact": {"component": "substance", "weight": "70"},
        "voice": {"component": "delivery", "weight": "30"},
    }
    frozen["reads"] = [
        {
            "proposal": code,
            "judge": judge,
            "total": "0.000",
            "points": {"impact": substance(row, place), "voice": delivery(row, place)},
        }
        for row, code in enumerate(codes)
        for place, judge in enumerate(snapshots.JUDGES)
    ]
    return frozen


def substance(row, place):
    return 40 + row + 4 * place + (7 * row + 5 * place) % 11


def error_of(reads):
    """s/√m of a whole table of presenters and judges, s² what neither explains over (n - 1)(m - 1)."""
    left = reads - reads.mean(axis=1, keepdims=True) - reads.mean(axis=0) + reads.mean()
    rows, columns = reads.shape
    return float(np.sqrt((left**2).sum() / ((rows - 1) * (columns - 1)) / columns))


def test_a_score_of_components_says_how_sure_it_is():
    """Where the delivery is the substance once more, nothing is won by marking twice: the error is that of one."""
    twice = compute(heard(delivery=substance))
    own = adjust([Total(row, place, Decimal(substance(row, place))) for row in range(24) for place in range(3)])
    assert twice.notes["method"] == own.method == "adjusted"
    assert {one.particulars["error"] for one in twice.each} == {
        str(hundredths(settled(error))) for error in own.score_errors.values()
    }


def test_the_error_of_components_is_that_of_the_reads_put_together():
    """Golden: substance and delivery by their slopes, then s/√3 of the whole table, within the scaling of spreads."""

    def delivery(row, place):
        return 50 + (5 * row) % 24 + 2 * place + (3 * row + 4 * place) % 7

    parts = [
        np.array([[part(row, place) for place in range(3)] for row in range(24)]) for part in (substance, delivery)
    ]
    spreads = [part.mean(axis=1).std(ddof=1) for part in parts]
    slope = 0.7 * spreads[0] + 0.3 * spreads[1]
    expected = error_of(
        sum(share * slope / spread * part for share, spread, part in zip((0.7, 0.3), spreads, parts, strict=True))
    )
    (found,) = {float(one.particulars["error"]) for one in compute(heard(delivery=delivery)).each}
    assert found == pytest.approx(expected, abs=0.006)


def test_components_that_are_not_corrected_have_no_error():
    frozen = snapshots.components()
    frozen["entrants"] = [one | {"readers": one["readers"][:1]} for one in frozen["entrants"]]
    frozen["reads"] = [
        read
        for read in frozen["reads"]
        if [read["judge"]] in [one["readers"] for one in frozen["entrants"] if one["proposal"] == read["proposal"]]
    ]
    results = compute(frozen)
    assert results.notes["method"] == "raw"
    assert all("error" not in one.particulars for one in results.each)


@pytest.mark.parametrize(
    ("weights", "totals"), [((50, 50), [80, 79.5, 79, 78.5, 78, 77.5]), ((70, 30), [76, 76.1, 76.2, 76.3, 76.4, 76.5])]
)
def test_a_recap_has_the_plain_means_of_its_sources_by_their_weights(weights, totals):
    frozen = snapshots.recap()
    for source, weight in zip(frozen["sources"], weights, strict=True):
        source["weight"] = f"{weight}.00"
    found = by_code(compute(frozen))
    assert [float(found[code].raw_score) for code in CODES] == totals


def test_a_source_without_a_plain_mean_leaves_the_total_open_and_is_joined_as_it_stands():
    frozen = snapshots.recap()
    frozen["entrants"][2]["raw"]["desk"] = None
    found = by_code(compute(frozen))
    assert [code for code in CODES if found[code].raw_score is None] == [CODES[2]]
    assert all(found[code].particulars["plain"]["rank"] for code in CODES)


def test_a_recap_names_whom_only_the_plain_means_would_choose():
    """The first of the other group was read by somebody strict: its plain mean alone would give it the place."""
    frozen = snapshots.recap()
    frozen["sources"] = frozen["sources"][:1]
    frozen["entrants"][0]["raw"]["desk"] = "90.00"
    results = compute(frozen)
    told = by_code(results)
    assert results.notes["only_counts"] == [CODES[4]]
    assert results.notes["only_plain"] == [CODES[0]]
    assert told[CODES[0]].particulars["plain"] == {"score": "90.00", "rank": 1, "goes_on": True}
    assert told[CODES[4]].particulars["plain"] == {"score": "74.00", "rank": 2, "goes_on": False}


def test_where_nothing_was_adjusted_both_lists_of_a_recap_are_one():
    frozen = snapshots.recap()
    for one in frozen["entrants"]:
        one["raw"] = one["scores"]
    results = compute(frozen)
    assert (results.notes["only_counts"], results.notes["only_plain"]) == ([], [])
    for one in results.each:
        assert one.particulars["plain"] == {"score": str(one.score), "rank": one.rank, "goes_on": one.goes_on}


def test_a_recap_says_how_many_places_are_open():
    frozen = snapshots.recap()
    results = compute(frozen)
    often = [one.particulars["chosen"] for one in results.each]
    assert results.notes["open"] == sum(50 < times < 450 for times in often)
    sure = compute(frozen | {"readings": {"desk": [], "interview": []}})
    assert (sure.notes["open"], sure.notes["draws"]) == (0, 500)
