"""A run takes every quick test, and of the slow ones as many as its time allows; with `--long` it takes all.

A test that takes ten times its due is drawn in every tenth run. What a test weighs stands in `weights.json`; one that
is not there, as a new one, is always taken, and so is whatever is asked for by name. `--weigh` writes the weights anew.
"""

import json
import random
from collections import defaultdict
from pathlib import Path

import pytest

WEIGHTS = Path(__file__).with_name("weights.json")
# How long a test may take of a run on average, in milliseconds; journeys are in a browser. With these `bin/test` keeps
# the limits that `docs/operations.md` gives.
DUE, DUE_IN_A_BROWSER = 20, 8_000
# What weighs less is not worth a line.
LIGHT = 30
SAID = "drawn: every quick test and, by the seed of the run, some of the slow ones; --long takes all"


def add_options(parser):
    parser.addoption("--long", action="store_true", help="take every test, however slow")
    parser.addoption("--weigh", action="store_true", help="write down what each test weighs; wants a quiet machine")


def settle(config):
    """All is taken of what somebody names: paths, words of a name, what failed the last time.

    Every process of a run has the same words and finds the same.
    """
    named = config.args_source is config.ArgsSource.ARGS or config.option.keyword or config.getoption("lf", False)
    if config.option.whole or config.option.weigh or named:
        config.option.long = True


def is_drawn(config):
    return not config.getoption("--long")


def choose(items, config):
    """Leave of the slow tests those that are drawn; the others are reported as deselected."""
    if not is_drawn(config):
        return
    weights = known()
    seed = config.getoption("randomly_seed", 0)
    gone = [item for item in items if not is_taken(item.nodeid, chance_of(item, weights), seed)]
    if gone:
        config.hook.pytest_deselected(items=gone)
        left = set(gone)
        items[:] = [item for item in items if item not in left]


def known():
    """Milliseconds of every test that is not light, by module and function."""
    modules = json.loads(WEIGHTS.read_text())
    return {(module, name): weight for module, tests in modules.items() for name, weight in tests.items()}


def chance_of(item, weights):
    """How often in one run a test is taken, at most once."""
    due = DUE_IN_A_BROWSER if item.get_closest_marker("journey") else DUE
    return due / max(due, weights.get(tuple(function_of(item.nodeid)), 0))


def is_taken(name, chance, seed):
    """Whether a run with this seed takes the test; every process of a run draws the same."""
    return chance >= 1 or random.Random(f"{seed} {name}").random() < chance


def function_of(nodeid):
    """Module and function of a test, whatever its parameters."""
    module, _colons, name = nodeid.partition("[")[0].partition("::")
    return module, name


class Weighing:
    """Adds up what each test takes, and writes it down at the end."""

    def __init__(self):
        self.taken = defaultdict(lambda: defaultdict(float))

    def pytest_runtest_logreport(self, report):
        """Set-up, test and what follows are told apart; together they are what the test takes."""
        self.taken[function_of(report.nodeid)][report.nodeid] += 1000 * report.duration

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self):
        WEIGHTS.write_text(written(self.taken))


def written(taken):
    """The file of weights: of each function the mean of its variants, in whole milliseconds."""
    modules = defaultdict(dict)
    for (module, name), variants in sorted(taken.items()):
        if (weight := round(sum(variants.values()) / len(variants))) >= LIGHT:
            modules[module][name] = weight
    return json.dumps(modules, indent=0, sort_keys=True) + "\n"
