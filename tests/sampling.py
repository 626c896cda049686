"""Walks through the whole portal take a sample, another in each run; with `--whole` they take everything.

What is drawn follows the seed that the first lines of a run print: `--randomly-seed=N` draws the same again.
"""

import random


def add_option(parser):
    parser.addoption("--whole", action="store_true", help="walk through the whole portal instead of a sample of it")


def sampler(config):
    """A function that draws `number` of some things, in any order; all of them where the whole was asked for."""
    is_whole = config.getoption("--whole")

    def drawn(things, number):
        things = list(things)
        return things if is_whole else random.sample(things, min(number, len(things)))

    return drawn
