"""Long suites take a sample, another in each run; with `--whole` they take everything.

A walk through the whole portal draws where it goes (`drawn`), a family of tests which of its variants are run
(`pytest.mark.sample`). What is drawn follows the seed that the first lines of a run print: `--randomly-seed=N` draws
the same again.
"""

import random
from collections import defaultdict

MARK = (
    "sample(number, of=None): so many variants of a module's family are run, drawn anew in each run: values of the "
    "parameter `of`, or, without one, the tests of the module that carry the mark"
)
SAID = "sample: long suites are drawn by the seed of the run; --whole takes everything"


def add_option(parser):
    parser.addoption("--whole", action="store_true", help="take the whole of the long suites instead of a sample")
    parser.addoption("--drill", action="store_true", help="run the drills, and nothing but them")


def is_whole(config):
    return config.getoption("--whole")


def sampler(config):
    """A function that draws `number` of some things, in any order; all of them where the whole was asked for."""

    def drawn(things, number):
        things = list(things)
        return things if is_whole(config) else random.sample(things, min(number, len(things)))

    return drawn


def choose(items, config):
    """Leave of every family that is marked so many variants; the others are reported as deselected.

    A drill is run where drills were asked for, and then alone.
    """
    is_drill = config.getoption("--drill")
    if others := [item for item in items if bool(item.get_closest_marker("drill")) != is_drill]:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]
    if is_drill or is_whole(config):
        return
    families = defaultdict(dict)
    for item in items:
        for mark in item.iter_markers("sample"):
            if mark.kwargs.get("of", "") and not has(item, mark.kwargs["of"]):
                continue
            family = item.path.as_posix(), mark.kwargs.get("of"), *mark.args
            families[family].setdefault(variant(item, mark), []).append(item)
    seed = config.getoption("randomly_seed", 0)
    gone = set()
    for (path, of, number), variants in families.items():
        names = sorted(variants)
        kept = random.Random(f"{seed} {path} {of}").sample(names, min(number, len(names)))
        gone.update(item for name in names if name not in kept for item in variants[name])
    if gone:
        config.hook.pytest_deselected(items=list(gone))
        items[:] = [item for item in items if item not in gone]


def has(item, parameter):
    return hasattr(item, "callspec") and parameter in item.callspec.params


def variant(item, mark):
    """Which variant of its family a test is: by the value of its parameter, or by its name."""
    of = mark.kwargs.get("of")
    return repr(item.callspec.params[of]) if of else item.originalname
