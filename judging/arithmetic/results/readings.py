"""What a score is believed to be worth: from the reads behind each source of a recap to one belief about its entrants.

A source without judges (citizens' ratings, graded opinions) is taken as it is: nothing here tells how sure it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np

from judging.arithmetic.marking import means
from judging.arithmetic.points import hundredths
from judging.arithmetic.results.components import component_weights, criteria_of, mean_points
from judging.arithmetic.results.frozen import EntrantPart, FrozenPart, Gap, ReadPart, entrants, links, reads
from judging.arithmetic.severity.adjustment import counting
from judging.arithmetic.severity.calibration import Total
from judging.arithmetic.severity.shrinkage import predicted
from judging.arithmetic.severity.uncertainty import Belief, joined, known


def readings(frozen: Mapping[str, object]) -> list[dict[str, object]]:
    """The reads behind a source, from its snapshot: each part's weight and its reads (proposal, judge, total).

    Marks have one part, marks in components one for each; what judges did not mark has none.
    """
    whole = FrozenPart(frozen)
    if "reads" not in frozen or frozen.get("counts_opinions"):
        return []
    standing = entrants(whole)
    # Cards of a calibration round rank nobody, but tell how strict their judges are.
    cards = [*reads(whole, standing), *links(whole, standing)]
    if "criteria" not in frozen:
        return [_part(Decimal(100), [(card, card.total) for card in cards])]
    criteria = criteria_of(whole)
    found = []
    for name, weight in sorted(component_weights(criteria).items()):
        own = {key: share for key, (component, share) in criteria.items() if component == name}
        found.append(_part(weight, [(card, mean_points(card, own)) for card in cards]))
    return found


def belief(
    whole: FrozenPart,
    standing: Sequence[EntrantPart],
    scores: Mapping[str, Mapping[str, Decimal]],
    weights: Mapping[str, Decimal],
) -> Belief:
    """The belief about the joined score of each entrant, from the `readings` behind the sources of a recap.

    `scores` are by entrant and source, `weights` by source. Every source counts for as much as in the joined score:
    in units of its spread among the entrants, and its parts in units of the spread of their plain means. Only
    differences mean something: the levels are counted from a point of their own.
    """
    given = whole.part("readings")
    ids = tuple(one.proposal for one in standing)
    if not ids:
        return known({})
    alone = len(weights) == 1
    spreads = {key: _spread([scores[one][key] for one in ids]) for key in weights}
    slope = 1.0 if alone else sum(float(weights[key]) / 100 * spreads[key] for key in weights)
    parts: list[tuple[float, Belief]] = []
    for key in weights:
        factor = 1.0 if alone else _over(float(weights[key]) / 100 * slope, spreads[key])
        read = given.parts(key)
        if not read:
            parts.append((factor, known({one: float(scores[one][key]) for one in ids})))
        else:
            parts += [(factor * share, one) for share, one in _parts(read, ids)]
    return joined(parts, ids)


def _parts(read: Sequence[FrozenPart], ids: Sequence[str]) -> list[tuple[float, Belief]]:
    """Each part of a source with what its level counts for in the source's score."""
    totals = [_totals(one) for one in read]
    if len(read) == 1:
        return [(1.0, _levels(totals[0], ids))]
    shares = [float(one.figure("weight")) / 100 for one in read]
    plain = [means((total.proposal, total.score) for total in own) for own in totals]
    spreads = [_spread([own[one] for one in ids if one in own]) for own in plain]
    slope = sum(share * spread for share, spread in zip(shares, spreads, strict=True))
    return [
        (_over(share * slope, spread), _levels(own, ids))
        for share, spread, own in zip(shares, spreads, totals, strict=True)
    ]


def _levels(totals: Sequence[Total], ids: Sequence[str]) -> Belief:
    if ids and not totals:
        raise Gap("score_missing", proposal=ids[0], stage="readings")
    # Reads of judges who were set apart say nothing of quality where somebody else read too.
    found = predicted(counting(totals)).levels
    if lost := [one for one in ids if one not in found.place]:
        raise Gap("score_missing", proposal=lost[0], stage="readings")
    return found


def _totals(part: FrozenPart) -> list[Total]:
    # Joint marks may have moved a read out of the scale.
    return [
        Total(one.text("proposal"), one.text("judge"), one.figure("total", largest=None)) for one in part.parts("reads")
    ]


def _part(weight: Decimal, cards: Sequence[tuple[ReadPart, Decimal]]) -> dict[str, object]:
    return {
        "weight": str(weight),
        "reads": [
            {"proposal": card.proposal, "judge": card.judge, "total": str(hundredths(total))} for card, total in cards
        ],
    }


def _spread(values: Sequence[Decimal]) -> float:
    """The standard deviation, divisor n - 1; 0 where nothing varies."""
    if len(values) < 2 or min(values) == max(values):
        return 0.0
    return float(np.std([float(one) for one in values], ddof=1))


def _over(counts: float, spread: float) -> float:
    """What one unit counts for; a part that is the same for everybody counts for nothing."""
    return counts / spread if spread else 0.0
