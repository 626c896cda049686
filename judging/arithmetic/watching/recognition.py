"""Whether judges who recognised the applicant mark otherwise than those who did not: shown, never counted.

Within each proposal that some of its readers recognised, the residuals of these (level of the proposal and severity of
the judge taken out) are held against those of the others. If recognising changes nothing, each difference is as likely
to be positive as negative: the two-sided p-value counts changes of sign, all of them up to EXACT proposals, beyond by
the normal approximation of their sum.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product
from math import erfc, sqrt

from judging.arithmetic.terms import Id
from judging.arithmetic.watching.cards import Sitting
from judging.arithmetic.watching.residuals import residuals

EXACT = 12


@dataclass(frozen=True)
class Recognitions:
    """How many cards of how many were given by judges who recognised the applicant, and what that did to marks.

    `points` is the mean difference over `proposals` that were recognised by some of their readers, None where there are
    none; `p` its two-sided p-value.
    """

    cards: int
    recognised: int
    proposals: int
    points: float | None
    p: float | None


def recognitions(sittings: Sequence[Sitting], told: Collection[tuple[Id, Id]]) -> Recognitions:
    """What the signed cards say of those in `told`: (proposal, judge) pairs that were recognised."""
    known = {(one.proposal, one.judge) for one in sittings} & set(told)
    gaps = differences(sittings, known) if known else []
    points = sum(gaps) / len(gaps) if gaps else None
    return Recognitions(len(sittings), len(known), len(gaps), points, chance(gaps) if gaps else None)


def differences(sittings: Sequence[Sitting], known: Collection[tuple[Id, Id]]) -> list[float]:
    """Of each proposal that some of its readers recognised, how far these are above the others, in points."""
    sides: defaultdict[Id, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for one in residuals(sittings):
        where = (one.sitting.proposal, one.sitting.judge)
        sides[where[0]][where not in known].append(one.points)
    return [
        sum(knowing) / len(knowing) - sum(others) / len(others)
        for _proposal, (knowing, others) in sorted(sides.items(), key=lambda item: str(item[0]))
        if knowing and others
    ]


def chance(gaps: Sequence[float]) -> float:
    """How often signs alone give a sum as far from nothing."""
    seen = abs(sum(gaps))
    if len(gaps) > EXACT:
        spread = sqrt(sum(gap * gap for gap in gaps))
        return erfc(seen / spread / sqrt(2)) if spread else 1.0
    sums = [
        abs(sum(sign * gap for sign, gap in zip(signs, gaps, strict=True)))
        for signs in product((1, -1), repeat=len(gaps))
    ]
    return sum(one >= seen - 1e-9 for one in sums) / len(sums)
