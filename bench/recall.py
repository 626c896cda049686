"""How many of the truly best go on, and what one judge can do to that: simulated panels through the portal's own sums.

    python bench/recall.py              # every scenario and event, 60 replications (some minutes)
    python bench/recall.py --runs 10    # quicker, less sure

A panel of `judges` reads 1,329 proposals `reads` times each, by the portal's own allocation. True quality has a
standard deviation of 8; each judge is so much stricter and spreads the marks so much more, each read has its noise.
"""

import argparse
import statistics
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from judging.arithmetic.allocation.allocation import Reader, allocate
from judging.arithmetic.severity.adjustment import adjust
from judging.arithmetic.severity.calibration import Total
from judging.arithmetic.watching.extra_reads import worth

PROPOSALS, BEST, QUALITY = 1329, 99, 8.0


@dataclass(frozen=True)
class Scenario:
    """Standard deviations of severity, of the logarithm of the spread, and of one read; marks in steps of `step`."""

    severity: float
    gain: float
    noise: float
    step: float = 0.0


SCENARIOS = {
    "S0": Scenario(0, 0, 8),
    "S1": Scenario(3.5, 0.10, 8),
    "S2": Scenario(6, 0.20, 8),
    "S3": Scenario(9, 0.30, 10),
    "S4": Scenario(6, 0.20, 8, step=5),
    "S5": Scenario(3, 0.10, 5.6),
}
DESIGNS = ((11, 2), (40, 3))
# What an independent simulation of the same score gives (60 replications), where there is one, and its standard error.
REFERENCE = {
    ("S0", 11): 54.6,
    ("S1", 11): 54.7,
    ("S2", 11): 54.6,
    ("S3", 11): 47.6,
    ("S4", 11): 53.7,
    ("S5", 11): 65.6,
    ("S2", 40): 60.6,
}
REFERENCE_ERROR = 0.6


class Panel:
    """One simulated panel: true quality, and what each judge would give each proposal."""

    def __init__(self, scenario, judges, reads, seed, *, proposals=PROPOSALS):
        self.lots, self.scenario, self.judges = np.random.default_rng(seed), scenario, judges
        self.quality = self.lots.normal(70, QUALITY, proposals)
        self.severity = self.lots.normal(0, 1, judges + 2) * scenario.severity
        self.gain = np.exp(self.lots.normal(0, 1, judges + 2) * scenario.gain)
        drawn = allocate(
            dossiers=list(range(proposals)),
            judges=[Reader(judge) for judge in range(judges)],
            readers_each=reads,
            conflicts=set(),
            seed=f"recall|{seed}",
        )
        self.held = [(read.dossier, read.judge) for read in drawn.reads]
        self.noise = self.lots.normal(0, scenario.noise, (proposals, judges + 2))

    def mark(self, proposal, judge):
        """What a judge gives, 0 to 100."""
        level = (
            70 + self.severity[judge] + self.gain[judge] * (self.quality[proposal] - 70 + self.noise[proposal, judge])
        )
        step = self.scenario.step
        level = round(level / step) * step if step else level
        return Total(proposal, judge, Decimal(f"{min(100.0, max(0.0, level)):.3f}"))

    def marks(self, held=None):
        """What was given, for these (proposal, judge) pairs or those of the allocation."""
        return [self.mark(*pair) for pair in (self.held if held is None else held)]


def newcomer(panel):
    """A further judge takes over five dossiers that were given back."""
    held, taken = list(panel.held), set()
    for place in panel.lots.permutation(len(held)):
        proposal = held[place][0]
        if proposal not in taken and len(taken) < 5:
            taken.add(proposal)
            held[place] = (proposal, panel.judges)
    return panel.marks(held)


def released(panel):
    """The first judge is released after ten cards; the others read what is left."""
    held, lots = [], panel.lots
    readers = {}
    for proposal, judge in panel.held:
        readers.setdefault(proposal, set()).add(judge)
    kept = 0
    for proposal, judge in panel.held:
        others = [one for one in range(1, panel.judges) if one not in readers[proposal]]
        leaves = judge == 0 and kept >= 10
        held.append((proposal, int(lots.choice(others)) if leaves else judge))
        kept += judge == 0 and not leaves
    return panel.marks(held)


def flat(panel):
    """One judge gives every proposal 70."""
    return [Total(one.proposal, one.judge, Decimal(70)) if one.judge == 0 else one for one in panel.marks()]


EVENTS = {"undisturbed": Panel.marks, "newcomer with 5": newcomer, "released after 10": released, "flat judge": flat}


def best(scores, number=BEST):
    """The ids with the highest scores."""
    return set(sorted(scores, key=lambda one: (-scores[one], one))[:number])


def share(panel, scores, number=BEST):
    """How many in a hundred of the truly best are among the first."""
    true = best(dict(enumerate(panel.quality)), number)
    return 100 * len(true & best(scores, number)) / number


def told(values):
    """A mean with its standard error."""
    error = statistics.stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0
    return f"{statistics.mean(values):6.2f} ({error:.2f})"


def beside(values, reference):
    """How many standard errors a mean is away from the reference; "" where there is none."""
    if reference is None or len(values) < 2:
        return ""
    error = (statistics.variance(values) / len(values) + REFERENCE_ERROR**2) ** 0.5
    return f"{(statistics.mean(values) - reference) / error:+.1f} SE of {reference}"


def scenarios(runs, write):
    """Every scenario with every design."""
    write(f"{'scenario':<10}{'panel':<8}{'counts':>16}{'plain mean':>16}{'reference':>18}   methods\n")
    for name, scenario in SCENARIOS.items():
        for judges, reads in DESIGNS:
            counting, plain, methods = [], [], {}
            for seed in range(runs):
                panel = Panel(scenario, judges, reads, seed)
                found = adjust(panel.marks())
                counting.append(share(panel, found.scores))
                plain.append(share(panel, found.raw))
                methods[found.method] = methods.get(found.method, 0) + 1
            shown = f"{told(counting):>16}{told(plain):>16}{beside(counting, REFERENCE.get((name, judges))):>18}"
            write(f"{name:<10}{judges}x{reads:<5}{shown}   {methods}\n")


def events(runs, write):
    """What one judge does to the result."""
    write(f"\n{'event':<20}{'panel':<8}{'counts':>16}{'difference':>16}{'names':>8}   methods\n")
    for judges, reads in DESIGNS:
        panels = {seed: Panel(SCENARIOS["S2"], judges, reads, seed) for seed in range(runs)}
        before = {seed: adjust(panel.marks()).scores for seed, panel in panels.items()}
        for name, event in EVENTS.items():
            recalls, differences, names, methods = [], [], [], {}
            for seed, panel in panels.items():
                found = adjust(event(panel))
                recalls.append(share(panel, found.scores))
                differences.append(recalls[-1] - share(panel, before[seed]))
                names.append(len(best(before[seed]) - best(found.scores)))
                methods[found.method] = methods.get(found.method, 0) + 1
            shown = f"{told(recalls):>16}{told(differences):>16}{statistics.mean(names):>8.1f}"
            write(f"{name:<20}{judges}x{reads:<5}{shown}   {methods}\n")


def further(runs, write):
    """133 further reads, a tenth of the proposals, in one round and in four; and a third read of each of the 1,329."""
    write(f"\n{'further reads, S2 11x2':<24}{'counts':>16}{'lifts by':>16}\n")
    panels = {seed: Panel(SCENARIOS["S2"], 11, 2, seed) for seed in range(runs)}
    before = {seed: share(panel, adjust(panel.marks()).scores) for seed, panel in panels.items()}
    write(f"{'none':<24}{told(list(before.values())):>16}\n")
    for name, given in {
        "133 in one round": lambda panel: bought(panel, rounds=1),
        "133 in four rounds": lambda panel: bought(panel, rounds=4),
        "a third of all": lambda panel: [*panel.held, *((one, stranger(panel, one)) for one in range(PROPOSALS))],
    }.items():
        found = {seed: share(panel, adjust(panel.marks(given(panel))).scores) for seed, panel in panels.items()}
        lifts = [found[seed] - before[seed] for seed in panels]
        write(f"{name:<24}{told(list(found.values())):>16}{told(lifts):>16}\n")


def bought(panel, *, rounds, number=133):
    """Who reads what once so many further reads went, in rounds, where they are worth most."""
    held = list(panel.held)
    for _round in range(rounds):
        groups = dict.fromkeys(range(PROPOSALS), "umum")
        best_worth = worth(panel.marks(held), groups=groups, places={"umum": BEST}, readers_each=2)
        held += [(one, stranger(panel, one, held)) for one in best_worth.ordered[: number // rounds]]
    return held


def stranger(panel, proposal, held=None):
    """A judge, by lot, who does not read a proposal yet."""
    readers = {judge for one, judge in (panel.held if held is None else held) if one == proposal}
    return int(panel.lots.choice([judge for judge in range(panel.judges) if judge not in readers]))


def small(runs, write):
    """Editions too small for least squares."""
    write(f"\n{'small edition':<20}{'counts':>16}{'plain mean':>16}   methods\n")
    for proposals, number in ((26, 10), (60, 15)):
        counting, plain, methods = [], [], {}
        for seed in range(2 * runs):
            panel = Panel(SCENARIOS["S2"], 11, 2, seed, proposals=proposals)
            found = adjust(panel.marks())
            counting.append(share(panel, found.scores, number))
            plain.append(share(panel, found.raw, number))
            methods[found.method] = methods.get(found.method, 0) + 1
        write(f"{proposals} of 11x2, {number} go on {told(counting):>16}{told(plain):>16}   {methods}\n")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Recall of the truly best through the portal's sums.")
    asked.add_argument("--runs", type=int, default=60)
    number = asked.parse_args().runs
    scenarios(number, sys.stdout.write)
    events(number, sys.stdout.write)
    further(number, sys.stdout.write)
    small(number, sys.stdout.write)
