"""The result of marks by several readers: totals adjusted for severity, ranked in groups, the first places taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from judging.arithmetic.marking import means
from judging.arithmetic.nomination import Nominee, first_of_each_group, rank_in_groups
from judging.arithmetic.points import hundredths
from judging.arithmetic.results.frozen import FrozenPart, entrants, points, quotas, reads
from judging.arithmetic.results.result import Result, Results, Step, silent
from judging.arithmetic.severity.calibration import Adjusted, Total, adjust


def compute(frozen: Mapping[str, object], *, step: Step = silent) -> Results:
    """From `reads`, every locked card: its total, and the points of the criterion that breaks ties if one does."""
    step("adjusting", 0, 3)
    whole = FrozenPart(frozen)
    standing = entrants(whole)
    cards = reads(whole, standing)
    breaker = whole.text("tie_breaker") if whole.take("tie_breaker") is not None else None
    adjusted = adjust([Total(card.proposal, card.judge, card.total) for card in cards])
    breaking = means((card.proposal, Decimal(points(card, breaker))) for card in cards) if breaker else {}
    nominees = [
        Nominee(
            id=one.proposal,
            score=hundredths(adjusted.official[one.proposal]),
            tie_breakers=(hundredths(breaking[one.proposal]),) if breaker else (),
            traits=one.traits,
        )
        for one in standing
    ]
    step("ranking", 1, 3)
    places = rank_in_groups(nominees, seed=whole.text("seed"))
    step("nominating", 2, 3)
    chosen = first_of_each_group(
        nominees, places, quotas=quotas(whole), passing_score=whole.figure_or_none("passing_score")
    )
    totals: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for card in cards:
        totals[card.proposal].append({"judge": card.judge, "total": str(card.total)})
    each = tuple(
        Result(
            proposal=str(one.id),
            goes_on=one.id in chosen,
            rank=places[one.id].rank,
            score=one.score,
            raw_score=hundredths(adjusted.raw[one.id]),
            decided_by=places[one.id].decided_by,
            particulars={"reads": totals[str(one.id)], "tie_breakers": [str(value) for value in one.tie_breakers]},
        )
        for one in nominees
    )
    step("nominating", 3, 3)
    return Results(each, severity_notes(adjusted))


def severity_notes(adjusted: Adjusted) -> dict[str, object]:
    """What the adjustment found, with judges by their code: shown beside the standings."""
    return {
        "adjusted_counts": adjusted.applicable,
        "cautions": [caution.as_json() for caution in adjusted.cautions],
        "worst_se": str(adjusted.worst_se) if adjusted.worst_se is not None else None,
        "severity": {str(judge): str(value) for judge, value in sorted(adjusted.severity.items())},
        "spread": {str(judge): str(value) for judge, value in sorted(adjusted.spread.items())},
    }
