"""What does not fit: residuals of judges held against favour, collusion, reversed scales, drift, haste and copying.

Everything here is a reason for people to look, never a sanction: with two reads a proposal, favour of ten points for
six proposals is found in three cases of a hundred. What is tested (favour, agreement, reversed scales, drift) keeps the
share of false findings of its kind below 5 % (Benjamini and Hochberg); the rest has fixed bounds.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.special import chdtr, ndtr

from judging.arithmetic.points import hundredths, settled
from judging.arithmetic.severity.calibration import Total, in_order, rescaled
from judging.arithmetic.severity.shrinkage import predicted
from judging.arithmetic.terms import Id
from judging.arithmetic.watching.cards import Oddity, Sitting, alone

# So much of what is found may be found by chance.
FALSE_SHARE = 0.05
# From so many reads, or shared proposals, on something is said of a judge, or of two.
FEWEST, FEWEST_SHARED = 15, 5
# The smallest cell of a judge with an agency or a province.
FEWEST_IN_CELL = 3
# A robust distance from the other judges' severities that is no chance, and the share of marks at an end of the scale.
FAR = 3.5
MAD = 1.4826

Row = TypeVar("Row")


@dataclass(frozen=True)
class Residual:
    """What is left of one read once level and severity are taken out, in points and in robust deviations."""

    sitting: Sitting
    points: float
    scaled: float


def findings(sittings: Sequence[Sitting]) -> tuple[Oddity, ...]:
    """Everything that does not fit, by kind and judge; whatever order the cards come in."""
    ordered = sorted(sittings, key=lambda one: (str(one.proposal), str(one.judge)))
    if len({one.judge for one in ordered}) < 2:
        return tuple(alone(ordered))
    left = residuals(ordered)
    return (
        *favours(left),
        *agreeing(left),
        *reversed_scales(ordered),
        *far_off(ordered),
        *drifting(left),
        *alone(ordered),
    )


def residuals(sittings: Sequence[Sitting]) -> list[Residual]:
    """rᵢⱼ = y'ᵢⱼ - pᵢ - bⱼ with p the mean of the reads of i without severities; scaled by 1.4826·MAD of the judge."""
    totals = [Total(one.proposal, one.judge, one.total) for one in sittings]
    found = predicted(totals)
    marks, values = rescaled(totals)
    by_key = {(one.proposal, one.judge): one for one in sittings}
    levelled = [value - float(found.severity[mark.judge]) for mark, value in zip(marks, values, strict=True)]
    own: defaultdict[Id, list[float]] = defaultdict(list)
    for mark, value in zip(marks, levelled, strict=True):
        own[mark.proposal].append(value)
    rows = [
        (by_key[mark.proposal, mark.judge], value - sum(own[mark.proposal]) / len(own[mark.proposal]))
        for mark, value in zip(marks, levelled, strict=True)
        # A single read leaves nothing to compare.
        if len(own[mark.proposal]) > 1
    ]
    given: defaultdict[Id, list[float]] = defaultdict(list)
    for sitting, value in rows:
        given[sitting.judge].append(value)
    spread = {
        judge: MAD * float(np.median(np.abs(np.array(all_of) - np.median(all_of)))) for judge, all_of in given.items()
    }
    return [
        Residual(sitting, value, value / spread[sitting.judge] if spread[sitting.judge] > 1e-9 else 0.0)
        for sitting, value in rows
    ]


def favours(left: Sequence[Residual]) -> list[Oddity]:
    """Judges who mark the proposals of one agency, or one province, higher than all others do: Σ(r/s)/√m, one-sided."""
    found: list[Oddity] = []
    for trait in sorted({trait for one in left for trait in one.sitting.cells}):
        cells: defaultdict[tuple[Id, str], list[Residual]] = defaultdict(list)
        for one in left:
            if value := one.sitting.cells.get(trait):
                cells[one.sitting.judge, value].append(one)
        tried = [
            (key, cell_z([one.scaled for one in own]), own)
            for key, own in sorted(cells.items(), key=lambda pair: (str(pair[0][0]), pair[0][1]))
            if len(own) >= FEWEST_IN_CELL
        ]
        for (judge, value), z, own in chosen(tried, lambda row: float(ndtr(-row[1]))):
            above = sum(one.points for one in own) / len(own)
            told = {"trait": trait, "value": value, "proposals": len(own), "z": rounded(z), "points": rounded(above)}
            found.append(Oddity("favour", judge, told))
    return found


def cell_z(scaled: Sequence[float]) -> float:
    """Σ(r/s)/√m. With two reads a proposal a boost Δ on m of them gives about Δ√m/(s√2), s the noise of one read."""
    return sum(scaled) / math.sqrt(len(scaled))


def agreeing(left: Sequence[Residual]) -> list[Oddity]:
    """Two judges whose marks run along more closely than noise allows: Σ(d - d̄)²/s² against χ² with m - 1 freedoms.

    d is the difference of the two over the m proposals both read, s its usual deviation. A constant difference between
    them is severity, and no disagreement.
    """
    by_proposal: defaultdict[Id, dict[Id, float]] = defaultdict(dict)
    for one in left:
        by_proposal[one.sitting.proposal][one.sitting.judge] = one.points
    apart: defaultdict[tuple[Id, Id], list[float]] = defaultdict(list)
    for given in by_proposal.values():
        for first, second in itertools.combinations(sorted(given, key=str), 2):
            apart[first, second].append(given[first] - given[second])
    everything = [value for own in apart.values() for value in own]
    noise = MAD * float(np.median(np.abs(everything))) if everything else 0.0
    if noise <= 1e-9:
        return []
    tried = [
        (pair, float(np.var(own) * len(own) / noise**2), own)
        for pair, own in sorted(apart.items(), key=lambda one: (str(one[0][0]), str(one[0][1])))
        if len(own) >= FEWEST_SHARED
    ]
    return [
        Oddity(
            "agreeing",
            pair[0],
            {
                "other": pair[1],
                "proposals": len(own),
                "points": rounded(float(np.std(own))),
                "usual": rounded(noise),
            },
        )
        for pair, _square, own in chosen(tried, lambda row: float(chdtr(len(row[2]) - 1, row[1])))
    ]


def reversed_scales(sittings: Sequence[Sitting]) -> list[Oddity]:
    """Judges whose marks fall where those of the other readers rise: a correlation below 0, by Fisher's z."""
    tried = []
    by_proposal: defaultdict[Id, list[Sitting]] = defaultdict(list)
    for one in sittings:
        by_proposal[one.proposal].append(one)
    for judge in sorted({one.judge for one in sittings}, key=str):
        pairs = [
            (float(own.total), float(np.mean([float(one.total) for one in all_of if one.judge != judge])))
            for all_of in by_proposal.values()
            for own in all_of
            if own.judge == judge and len(all_of) > 1
        ]
        mine, others = np.array([one for one, _two in pairs]), np.array([two for _one, two in pairs])
        if len(pairs) >= FEWEST and mine.std() > 1e-9 and others.std() > 1e-9:
            r = max(-0.999999, min(0.999999, float(np.corrcoef(mine, others)[0, 1])))
            tried.append((judge, r, len(pairs)))
    return [
        Oddity("reversed", judge, {"correlation": rounded(r), "proposals": number})
        for judge, r, number in chosen(tried, lambda row: float(ndtr(np.arctanh(row[1]) * (row[2] - 3) ** 0.5)))
    ]


def far_off(sittings: Sequence[Sitting]) -> list[Oddity]:
    """Judges far stricter or more lenient than the others, with how many of their marks lie at an end of the scale."""
    totals = in_order([Total(one.proposal, one.judge, one.total) for one in sittings])
    severity = {judge: float(value) for judge, value in predicted(totals, nu=None).severity.items()}
    middle = float(np.median(list(severity.values())))
    spread = MAD * float(np.median([abs(value - middle) for value in severity.values()]))
    # No panel is so much of one mind that a few points would be far.
    spread = max(spread, 1.0)
    found = []
    for judge, value in sorted(severity.items(), key=lambda one: str(one[0])):
        own = [one for one in sittings if one.judge == judge]
        if len(own) < FEWEST or abs(value - middle) < FAR * spread:
            continue
        ends = sum(one.total in (0, 100) for one in own)
        told = {"points": rounded(value - middle), "reads": len(own), "at_the_ends": ends}
        found.append(Oddity("far", judge, told))
    return found


def drifting(left: Sequence[Residual]) -> list[Oddity]:
    """Judges who grow stricter or more lenient as they read on: the slope of residuals over reading positions."""
    own: defaultdict[Id, list[Residual]] = defaultdict(list)
    for one in left:
        own[one.sitting.judge].append(one)
    tried = []
    for judge, all_of in sorted(own.items(), key=lambda one: str(one[0])):
        places = np.array([float(one.sitting.position) for one in all_of])
        values = np.array([one.points for one in all_of])
        if len(all_of) >= FEWEST and places.std() > 0 and values.std() > 1e-9:
            r = max(-0.999999, min(0.999999, float(np.corrcoef(places, values)[0, 1])))
            slope = r * float(values.std() / places.std()) * float(places.max() - places.min())
            tried.append((judge, np.arctanh(r) * (len(all_of) - 3) ** 0.5, slope, len(all_of)))
    return [
        Oddity("drift", judge, {"points": rounded(slope), "reads": number})
        for judge, _z, slope, number in chosen(tried, lambda row: 2 * float(ndtr(-abs(row[1]))))
    ]


def chosen(tried: Sequence[Row], chance: Callable[[Row], float]) -> list[Row]:
    """Those whose probability by chance is small enough among all that were tried (Benjamini and Hochberg)."""
    ordered = sorted((chance(row), place) for place, row in enumerate(tried))
    last = max(
        (
            rank
            for rank, (probability, _place) in enumerate(ordered, start=1)
            if probability <= FALSE_SHARE * rank / len(ordered)
        ),
        default=0,
    )
    return [tried[place] for place in sorted(place for _probability, place in ordered[:last])]


def rounded(value: float) -> str:
    """A number of a finding, to 0.01."""
    return str(hundredths(settled(value)))
