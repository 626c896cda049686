"""The result of marks in components, such as substance and delivery: each adjusted, standardised and weighted."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, localcontext

from judging.arithmetic.marking import Presentation, combined_components, means
from judging.arithmetic.nomination import Nominee, rank_in_groups
from judging.arithmetic.points import EXACT, hundredths
from judging.arithmetic.results.frozen import EntrantPart, FrozenPart, Gap, ReadPart, entrants, points, reads
from judging.arithmetic.results.result import Result, Results, Step, silent
from judging.arithmetic.severity.calibration import Adjusted, Total, adjust


def compute(frozen: Mapping[str, object], *, step: Step = silent) -> Results:
    """From `reads` with the points of every criterion, and `criteria` with their components and weights; all go on.

    The components are adjusted for severity together or not at all: one adjusted beside one that is not would
    weigh judges twice.
    """
    whole = FrozenPart(frozen)
    criteria = criteria_of(whole)
    weights = component_weights(criteria)
    decisive = whole.text("tie_component")
    if decisive not in weights:
        raise Gap("component_unknown", component=decisive)
    standing = entrants(whole)
    cards = reads(whole, standing)
    adjusted: dict[str, Adjusted] = {}
    for done, name in enumerate(sorted(weights)):
        step("adjusting", done, len(weights) + 1)
        own = {key: weight for key, (component, weight) in criteria.items() if component == name}
        adjusted[name] = adjust([Total(card.proposal, card.judge, mean_points(card, own)) for card in cards])
    step("ranking", len(weights), len(weights) + 1)
    counts = all(one.applicable for one in adjusted.values())
    by_component = {name: (one.proposals if counts else one.raw) for name, one in adjusted.items()}
    each, effective, constant = ranked(standing, by_component, weights, decisive, cards, seed=whole.text("seed"))
    step("ranking", len(weights) + 1, len(weights) + 1)
    return Results(
        each,
        {
            "adjusted_counts": counts,
            "cautions": [
                *(
                    caution.as_json() | {"component": name}
                    for name, one in sorted(adjusted.items())
                    for caution in one.cautions
                ),
                *({"key": "constant", "component": name} for name in constant),
            ],
            "effective_weights": {name: str(share) for name, share in sorted(effective.items())},
        },
    )


def ranked(
    standing: list[EntrantPart],
    by_component: Mapping[str, Mapping[int | str, Decimal]],
    weights: Mapping[str, Decimal],
    decisive: str,
    cards: list[ReadPart],
    *,
    seed: str,
) -> tuple[tuple[Result, ...], Mapping[str, Decimal], tuple[str, ...]]:
    """The entrants in their places, what each component really counted for, and those that counted for nothing."""
    combined = combined_components(
        [
            Presentation(one.proposal, {name: by_component[name][one.proposal] for name in sorted(weights)})
            for one in standing
        ],
        weights=weights,
    )
    nominees = [
        Nominee(
            id=one.proposal,
            score=hundredths(combined.scores[one.proposal]),
            tie_breakers=(hundredths(by_component[decisive][one.proposal]),),
            traits=one.traits,
        )
        for one in standing
    ]
    places = rank_in_groups(nominees, seed=seed)
    raw = means((card.proposal, card.total) for card in cards)
    each = tuple(
        Result(
            proposal=str(one.id),
            goes_on=True,
            rank=places[one.id].rank,
            score=one.score,
            raw_score=hundredths(raw[one.id]),
            decided_by=places[one.id].decided_by,
            particulars={name: str(hundredths(by_component[name][one.id])) for name in sorted(weights)},
        )
        for one in nominees
    )
    return each, combined.effective, combined.constant


def criteria_of(whole: FrozenPart) -> dict[str, tuple[str, Decimal]]:
    """Component and weight of each criterion; the weights sum to 100."""
    part = whole.part("criteria")
    criteria = {key: (part.part(key).text("component"), part.part(key).figure("weight")) for key in sorted(part.values)}
    with localcontext(EXACT):
        total = sum((weight for _component, weight in criteria.values()), Decimal(0))
    if total != 100:
        raise Gap("weights_not_100", total=str(total))
    return criteria


def component_weights(criteria: Mapping[str, tuple[str, Decimal]]) -> dict[str, Decimal]:
    """The weight of each component that counts at all."""
    weights: dict[str, Decimal] = {}
    with localcontext(EXACT):
        for component, weight in criteria.values():
            weights[component] = weights.get(component, Decimal(0)) + weight
    return {component: weight for component, weight in weights.items() if weight}


def mean_points(card: ReadPart, weights: Mapping[str, Decimal]) -> Decimal:
    """The weighted mean of a card's points on some of its criteria, 0 to 100, not rounded."""
    with localcontext(EXACT):
        given = sum((weight * points(card, key) for key, weight in sorted(weights.items())), Decimal(0))
        return given / sum(weights.values(), Decimal(0))
