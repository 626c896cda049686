"""What results cost: a desk of 1,329 proposals, three reads each, seven criteria, and how sure it is; a selection.

python bench/scoring.py
"""

import random
import resource
import sys
import time
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from judging.arithmetic.results import compute
from judging.arithmetic.results.readings import readings
from judging.arithmetic.severity.calibration import Total
from judging.arithmetic.watching.cards import Sitting
from judging.arithmetic.watching.extra_reads import worth
from judging.arithmetic.watching.residuals import findings

PROPOSALS, JUDGES, READS, CRITERIA = 1329, 40, 3, 7


def snapshot():
    """The desk as its stage freezes it."""
    lots = random.Random(1)  # noqa: S311 - numbers to measure with, nothing secret
    severity = [lots.gauss(0, 6) for _judge in range(JUDGES)]
    entrants, cards = [], []
    for number in range(PROPOSALS):
        code, quality = f"KIPP-2026-{number:05}", lots.gauss(70, 8)
        readers = sorted(f"J{judge:02}" for judge in lots.sample(range(JUDGES), READS))
        traits = {"group": "umum", "agency": f"Instansi {number % 300}", "province": str(number % 38)}
        entrants.append({"proposal": code, "traits": traits, "readers": readers})
        for judge in readers:
            total = min(100.0, max(0.0, quality + severity[int(judge[1:])] + lots.gauss(0, 8)))
            points = {f"k{one}": lots.randrange(0, 101, 20) for one in range(CRITERIA)}
            cards.append({"proposal": code, "judge": judge, "total": f"{total:.3f}", "points": points})
    return {
        "sum": "marks",
        "edition": "ukur",
        "stage": "desk",
        "seed": "benih",
        "groups": ["umum"],
        "readers_each": READS,
        "tie_breaker": "k0",
        "passing_score": None,
        "quotas": {"umum": 99},
        "entrants": entrants,
        "reads": cards,
    }


def recap(desk, result, rules):
    """The stage that selects 99 from all of the desk under rules, with the reads behind their scores."""
    scores = {one.proposal: one for one in result.each}
    return {
        "sum": "recap",
        "edition": "ukur",
        "stage": "panel",
        "seed": "benih",
        "groups": ["umum"],
        "quotas": {"umum": 99},
        "rules": rules,
        "unconfirmed": [],
        "sources": [{"stage": "desk", "weight": "100.00"}],
        "readings": {"desk": readings(desk)},
        "entrants": [
            {
                "proposal": one["proposal"],
                "traits": one["traits"],
                "scores": {"desk": str(scores[one["proposal"]].score)},
                "raw": {"desk": str(scores[one["proposal"]].raw_score)},
            }
            for one in desk["entrants"]
        ],
    }


def at_least(dimension, number, least):
    """One rule for each value of a dimension: so many of it at least."""
    return [{"dimension": dimension, "value": str(value), "minimum": least, "maximum": None} for value in range(number)]


# No agency has more than two, and, in the second, every province has its share: nearly every draw breaks a rule.
LIGHT = [{"dimension": "agency", "value": "*", "minimum": None, "maximum": 2}]
HARD = [*LIGHT, *at_least("province", 38, 2)]


def steps():
    """A function that notes how often progress is told."""
    seen = []

    def step(name, done, total):
        seen.append((name, done, total))

    step.seen = seen
    return step


def told(name, act):
    """What an act costs in seconds of one processor, with the most memory so far."""
    began = time.process_time()
    found = act()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{name:<48}{time.process_time() - began:>7.2f} s{memory:>7.0f} MiB\n")
    return found


def sittings(frozen):
    """The same cards as the checks look at them."""
    traits = {one["proposal"]: one["traits"] for one in frozen["entrants"]}
    positions = dict.fromkeys((card["judge"] for card in frozen["reads"]), 0)
    found = []
    for card in frozen["reads"]:
        positions[card["judge"]] += 1
        place = positions[card["judge"]]
        remark = (
            f"Bukti usulan {card['proposal']} dibaca {card['judge']} dan cocok dengan lampiran yang diunggah pengusul"
        )
        found.append(
            Sitting(
                card["proposal"],
                card["judge"],
                Decimal(card["total"]),
                place,
                600 * place,
                600 * (place - 1),
                tuple(card["points"].values()),
                remark,
                {"agency": traits[card["proposal"]]["agency"], "province": traits[card["proposal"]]["province"]},
                words=1060,
            )
        )
    return found


if __name__ == "__main__":
    desk = snapshot()
    result = told("the result with how sure it is, 500 draws", lambda: compute(desk))
    for words, rules in (("one rule", LIGHT), ("39 rules that bind", HARD)):
        frozen, noted = recap(desk, result, rules), steps()
        told(f"99 selected of 1,329 in 500 draws, {words}", lambda one=frozen, step=noted: compute(one, step=step))
        sys.stdout.write(f"    progress told {len(noted.seen)} times\n")
    told("what does not fit", lambda: findings(sittings(desk)))
    groups = {one["proposal"]: "umum" for one in desk["entrants"]}
    totals = [Total(card["proposal"], card["judge"], Decimal(card["total"])) for card in desk["reads"]]
    told(
        "where further reads are worth most", lambda: worth(totals, groups=groups, places={"umum": 99}, readers_each=3)
    )
