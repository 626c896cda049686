"""What does not fit: residuals of judges held against favour, collusion, reversed scales, drift, haste and copying.

Everything here is a reason for people to look, never a sanction: with two reads a proposal, favour of ten points for
six proposals is found in three cases of a hundred. Each kind of finding keeps the share of false ones among those
found below 5 % (Benjamini and Hochberg).
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

import numpy as np
from scipy.special import chdtr, ndtr

from judging.arithmetic.points import hundredths, settled
from judging.arithmetic.severity.calibration import Total, in_order, rescaled
from judging.arithmetic.severity.shrinkage import predicted
from judging.arithmetic.terms import Id

# So much of what is found may be found by chance.
FALSE_SHARE = 0.05
# From so many reads, or shared proposals, on something is said of a judge, or of two.
FEWEST, FEWEST_SHARED = 15, 5
# The smallest cell of a judge with an agency or a province.
FEWEST_IN_CELL = 3
# A robust distance from the other judges' severities that is no chance, and the share of marks at an end of the scale.
FAR = 3.5
# A card signed so few seconds after the one before it was hardly read; from so many of them on it is said.
HASTY, FEWEST_HASTY = 120, 5
# One vector of marks more often than this in a row.
SAME_IN_A_ROW = 5
# Words of a remark that are compared, and the share of its runs of words that another has, too.
RUN, FEWEST_WORDS, COPIED = 5, 12, 0.8
MAD = 1.4826

Row = TypeVar("Row")


@dataclass(frozen=True)
class Sitting:
    """One signed card: what was given, in which order and when, and for whom."""

    proposal: Id
    judge: Id
    total: Decimal
    position: int
    # Whole seconds of any clock; None where it is not known.
    signed_at: int | None
    points: tuple[int, ...]
    remark: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Finding:
    """Something to look at: its kind, the judge (and the other one), and the numbers."""

    kind: str
    judge: Id
    values: Mapping[str, object]


@dataclass(frozen=True)
class Residual:
    """What is left of one read once level and severity are taken out, in points and in robust deviations."""

    sitting: Sitting
    points: float
    scaled: float


def findings(sittings: Sequence[Sitting]) -> tuple[Finding, ...]:
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


def favours(left: Sequence[Residual]) -> list[Finding]:
    """Judges who mark the proposals of one agency, or one province, higher than all others do: Σ(r/s)/√m, one-sided."""
    found: list[Finding] = []
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
            found.append(Finding("favour", judge, told))
    return found


def cell_z(scaled: Sequence[float]) -> float:
    """Σ(r/s)/√m. With two reads a proposal a boost Δ on m of them gives about Δ√m/(s√2), s the noise of one read."""
    return sum(scaled) / math.sqrt(len(scaled))


def agreeing(left: Sequence[Residual]) -> list[Finding]:
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
        Finding(
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


def reversed_scales(sittings: Sequence[Sitting]) -> list[Finding]:
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
        Finding("reversed", judge, {"correlation": rounded(r), "proposals": number})
        for judge, r, number in chosen(tried, lambda row: float(ndtr(np.arctanh(row[1]) * (row[2] - 3) ** 0.5)))
    ]


def far_off(sittings: Sequence[Sitting]) -> list[Finding]:
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
        found.append(Finding("far", judge, told))
    return found


def drifting(left: Sequence[Residual]) -> list[Finding]:
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
        Finding("drift", judge, {"points": rounded(slope), "reads": number})
        for judge, _z, slope, number in chosen(tried, lambda row: 2 * float(ndtr(-abs(row[1]))))
    ]


def alone(sittings: Sequence[Sitting]) -> list[Finding]:
    """What one judge's cards say without anybody else's: haste, one vector of marks in a row, remarks used again."""
    own: defaultdict[Id, list[Sitting]] = defaultdict(list)
    for one in sittings:
        own[one.judge].append(one)
    found = []
    for judge, cards in sorted(own.items(), key=lambda one: str(one[0])):
        signed = sorted((one.signed_at, one.position, one.points) for one in cards if one.signed_at is not None)
        hasty = sum(later[0] - one[0] < HASTY for one, later in itertools.pairwise(signed))
        if hasty >= FEWEST_HASTY:
            found.append(Finding("hasty", judge, {"cards": hasty, "seconds": HASTY, "reads": len(cards)}))
        if (row := longest_row([points for _at, _position, points in signed])) > SAME_IN_A_ROW:
            found.append(Finding("same_marks", judge, {"row": row}))
    return found + copied(sittings)


def longest_row(vectors: Sequence[tuple[int, ...]]) -> int:
    """How many equal vectors, of more than one mark, stand next to each other at most."""
    longest, row = 0, 0
    last: tuple[int, ...] | None = None
    for vector in vectors:
        row = row + 1 if vector == last and len(vector) > 1 else 1
        longest, last = max(longest, row), vector
    return longest


def copied(sittings: Sequence[Sitting]) -> list[Finding]:
    """Judges whose remarks stand word for word at another proposal, their own or somebody else's."""
    homes: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    runs = [runs_of(one.remark) for one in sittings]
    for place, own in enumerate(runs):
        for run in own:
            homes[run].append(place)
    hits: defaultdict[tuple[Id, Id], int] = defaultdict(int)
    for place, own in enumerate(runs):
        shared: defaultdict[int, int] = defaultdict(int)
        for run in own:
            # What everybody writes is the form's own wording.
            if len(homes[run]) <= max(FEWEST, len(sittings) // 10):
                for other in homes[run]:
                    if sittings[other].proposal != sittings[place].proposal:
                        shared[other] += 1
        alike = {sittings[other].judge for other, count in shared.items() if count >= COPIED * len(own)}
        for judge in alike:
            hits[sittings[place].judge, judge] += 1
    return [
        Finding("copied", judge, {"other": other, "cards": count})
        for (judge, other), count in sorted(hits.items(), key=lambda one: (str(one[0][0]), str(one[0][1])))
        # Of two judges who share remarks one finding is enough.
        if count > 1 and str(judge) <= str(other)
    ]


def runs_of(remark: str) -> frozenset[tuple[str, ...]]:
    """The runs of five words of a remark; none where it is too short to be anybody's own."""
    words = remark.casefold().split()
    if len(words) < FEWEST_WORDS:
        return frozenset()
    return frozenset(tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1))


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
