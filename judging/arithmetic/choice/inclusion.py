"""How often each candidate is among the best, over draws of what the scores may be worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt

from judging.arithmetic.choice.programme import Numbers, Programme

# Drawn levels are solved as whole numbers: the range of a draw in so many steps.
STEPS = 10_000
# So many choices are looked at one by one.
FEW = 5_000
# After so many draws it is told how far they are.
TOLD_EVERY = 25


def times_chosen(
    programme: Programme,
    drawn: npt.NDArray[np.float64],
    *,
    groups: Sequence[tuple[Numbers, int]],
    few: int = FEW,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> Numbers:
    """For each candidate in how many draws the best choice has it; a draw is a row of `drawn`.

    `groups` part the candidates, each with exactly how many of it are chosen. The best of each group are the best
    choice whenever they keep every rule; only where they do not, the programme is solved, or, where there are no
    more than `few` choices, each looked at. Equal levels fall to the earlier candidate. `progress` hears now and then
    how many draws of all are done.
    """
    found = np.zeros(len(programme.scores), dtype=np.int64)
    best = np.zeros(drawn.shape, dtype=np.bool_)
    for members, places in groups:
        first = np.argsort(-drawn[:, members], axis=1, kind="stable")[:, :places]
        np.put_along_axis(best, members[first], True, axis=1)
    inside = best.astype(np.int64) @ programme.members.T.astype(np.int64)
    keeps = ((programme.least <= inside) & (inside <= programme.most)).all(axis=1)
    found += best[keeps].sum(axis=0)
    if keeps.all():
        return found
    if comb(len(programme.scores), programme.places) <= few:
        return found + _among_all(programme, drawn[~keeps])
    everyone, nobody = np.arange(len(programme.scores)), np.zeros(0, dtype=np.int64)
    for done, row in enumerate(np.flatnonzero(~keeps), start=int(keeps.sum())):
        if done % TOLD_EVERY == 0:
            progress(done, len(drawn))
        chosen = replace(programme, scores=whole(drawn[row])).best(taken=nobody, free=everyone)
        if chosen is not None:
            found[chosen] += 1
    return found


def _among_all(programme: Programme, drawn: npt.NDArray[np.float64]) -> Numbers:
    """The same where the choices are few enough to look at every one that keeps the rules."""
    count = len(programme.scores)
    sets = np.zeros((comb(count, programme.places), count), dtype=np.int64)
    for row, chosen in enumerate(combinations(range(count), programme.places)):
        sets[row, chosen] = 1
    inside = sets @ programme.members.T.astype(np.int64)
    sets = sets[((programme.least <= inside) & (inside <= programme.most)).all(axis=1)]
    if not len(sets):
        return np.zeros(count, dtype=np.int64)
    totals = np.array([whole(row) for row in drawn]) @ sets.T
    found: Numbers = sets[totals.argmax(axis=1)].sum(axis=0)
    return found


def whole(levels: npt.NDArray[np.float64]) -> Numbers:
    """Levels as whole numbers from 0 to STEPS, in proportion."""
    low, high = float(levels.min()), float(levels.max())
    if high <= low:
        return np.zeros(len(levels), dtype=np.int64)
    scaled: Numbers = np.rint((levels - low) / (high - low) * STEPS).astype(np.int64)
    return scaled
