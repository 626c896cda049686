"""Where one more read is worth most: near the line between those who go on and those who do not.

The value of a read is how much it is expected to better the choice: v(n) = sp·se/(se + n·sp) is what n reads leave
unknown of a level, s² = v(n) - v(n+1) what one more will tell, and with z = |m - c|/s its value is
s·(φ(z) - z·(1 - Φ(z))), m the level as it is believed and c the line. Source: value of information of one more
observation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, pi, sqrt

import numpy as np
from scipy.special import ndtr, ndtri

from judging.arithmetic.severity.adjustment import counting, levelled
from judging.arithmetic.severity.calibration import Total
from judging.arithmetic.severity.shrinkage import Layout, Variances, estimated, predicted
from judging.arithmetic.severity.uncertainty import DRAWS, Belief, Floats
from judging.arithmetic.terms import Id

# No proposal gets more reads on top of those that everybody has.
MOST_EXTRA = 6
# The share of pairs of reads that differ by chance alone and are let be.
CONCORDANT = 0.95


@dataclass(frozen=True)
class Worth:
    """The proposals in the order in which one more read of them pays, and what is believed of their levels."""

    ordered: tuple[Id, ...]
    values: Mapping[Id, float]
    levels: Belief
    reads: Mapping[Id, int]
    variances: Variances
    # Read by two who differ more than noise explains, where the better of the two would put it above the line.
    discordant: tuple[Id, ...]
    # Its reads without their readers' severity, and the line of its group where that has one.
    given: Mapping[Id, Sequence[float]]
    lines: Mapping[Id, float]


def worth(reads: Sequence[Total], *, groups: Mapping[Id, str], places: Mapping[str, int], readers_each: int) -> Worth:
    """What one more read of each proposal is worth; `groups` are those of the proposals, `places` theirs.

    Reads of proposals without a group are of no entrant: they tell how strict their judges are.
    A group without a number of places, or with one for everybody, has no line, and no read of it changes a choice.
    """
    kept = counting(reads)
    variances = estimated(Layout.of(kept, nu=20))
    prediction = predicted(kept, variances)
    levels = prediction.levels.of([one for one in prediction.levels.ids if one in groups])
    given: defaultdict[Id, list[float]] = defaultdict(list)
    for proposal, value in levelled(kept, prediction.severity, nu=20):
        if proposal in groups:
            given[proposal].append(value)
    lines: dict[Id, float] = {}
    number: defaultdict[Id, int] = defaultdict(int)
    for mark in kept:
        if mark.proposal in groups:
            number[mark.proposal] += 1
    values = {}
    for group, members in sorted(_by_group(levels.ids, groups).items()):
        line = _line(
            sorted((float(levels.means[levels.place[one]]) for one in members), reverse=True), places.get(group)
        )
        if line is not None:
            lines |= dict.fromkeys(members, line)
        for one in members:
            if line is None or number[one] >= readers_each + MOST_EXTRA:
                values[one] = 0.0
            else:
                values[one] = value_of_a_read(float(levels.means[levels.place[one]]), number[one], line, variances)
    ordered = sorted((one for one in values if values[one] > 0), key=lambda one: (-values[one], str(one)))
    limit = discordance(float(variances.noise) ** 0.5)
    apart = (one for one in lines if len(given[one]) == 2 and abs(given[one][0] - given[one][1]) > limit)
    discordant = sorted((one for one in apart if max(given[one]) > lines[one]), key=str)
    return Worth(tuple(ordered), values, levels, dict(number), variances, tuple(discordant), dict(given), lines)


def discordance(noise: float, *, share: float = CONCORDANT) -> float:
    """Φ⁻¹(½ + q/2)·√2·s: so far apart two reads of one proposal are by chance in 1 - q of all pairs, in points."""
    return float(ndtri(0.5 + share / 2)) * sqrt(2) * noise


def value_of_a_read(level: float, reads: int, line: float, variances: Variances) -> float:
    """s·(φ(z) - z·(1 - Φ(z))), in points."""
    told = sqrt(max(left_unknown(reads, variances) - left_unknown(reads + 1, variances), 0.0))
    if told <= 0:
        return 0.0
    z = abs(level - line) / told
    return max(told * (exp(-z * z / 2) / sqrt(2 * pi) - z * float(ndtr(-z))), 0.0)


def left_unknown(reads: int, variances: Variances) -> float:
    """What so many reads leave unknown of a level: sp·se/(se + n·sp), in squared points."""
    sp, se = float(variances.proposals), float(variances.noise)
    return sp * se / (se + reads * sp) if se + reads * sp > 0 else 0.0


def rightly_chosen(
    found: Worth, more: Sequence[Id], *, groups: Mapping[Id, str], places: Mapping[str, int], seed: str
) -> float:
    """How many of those who go on are expected to be truly among the best once each of `more` was read once more.

    Truths are drawn from what is believed, further reads from the truths, and the choice is made anew.
    """
    levels, noise = found.levels, float(found.variances.noise)
    truths = levels.draws(DRAWS, seed=seed)
    lots = np.random.RandomState(DRAWS)
    unknown = np.array([left_unknown(found.reads[one], found.variances) for one in levels.ids])
    again = np.zeros(len(levels.ids), dtype=np.bool_)
    again[[levels.place[one] for one in more]] = True
    read = truths + lots.standard_normal(truths.shape) * sqrt(max(noise, 0.0))
    pull = np.where(again, unknown / np.maximum(unknown + noise, 1e-12), 0.0)
    believed = levels.means + pull * (read - levels.means)
    hits = 0.0
    for group, members in sorted(_by_group(levels.ids, groups).items()):
        number = places.get(group)
        if number is None or number >= len(members):
            continue
        rows = [levels.place[one] for one in members]
        hits += _shared(_first(truths[:, rows], number), _first(believed[:, rows], number))
    return hits / DRAWS


def _first(drawn: Floats, number: int) -> Floats:
    order = np.argsort(-drawn, axis=1, kind="stable")[:, :number]
    taken = np.zeros(drawn.shape)
    np.put_along_axis(taken, order, 1.0, axis=1)
    return taken


def _shared(first: Floats, second: Floats) -> float:
    return float((first * second).sum())


def _line(levels: Sequence[float], places: int | None) -> float | None:
    """Half way between the last who goes on and the first who does not; None where there is no such line."""
    if places is None or not 0 < places < len(levels):
        return None
    return (levels[places - 1] + levels[places]) / 2


def _by_group(ids: Sequence[Id], groups: Mapping[Id, str]) -> dict[str, list[Id]]:
    found: defaultdict[str, list[Id]] = defaultdict(list)
    for one in ids:
        found[groups[one]].append(one)
    return found
