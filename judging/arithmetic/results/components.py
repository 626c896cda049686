"""The result of marks in components, such as substance and delivery: each adjusted, standardised and weighted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext

from judging.arithmetic.marking import Combined, Presentation, combined_components, means
from judging.arithmetic.nomination import Nominee, rank_in_groups
from judging.arithmetic.points import EXACT, hundredths
from judging.arithmetic.results.frozen import EntrantPart, FrozenPart, Gap, ReadPart, entrants, links, points, reads
from judging.arithmetic.results.marks import agreed, error_told, severity_notes
from judging.arithmetic.results.result import Result, Results, Step, silent
from judging.arithmetic.severity.adjustment import WEAKER, Adjusted, adjust
from judging.arithmetic.severity.calibration import Total
from judging.arithmetic.terms import Id


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
    totals: dict[str, list[Total]] = {}
    linking: dict[str, list[Total]] = {}
    for name in sorted(weights):
        own = {key: weight for key, (component, weight) in criteria.items() if component == name}
        totals[name], linking[name] = (
            [Total(card.proposal, card.judge, mean_points(card, own)) for card in read]
            for read in (cards, links(whole, standing))
        )
    adjusted = adjusted_together(totals, linking, step=step)
    step("ranking", len(weights), len(weights) + 1)
    by_component = {name: one.scores for name, one in adjusted.items()}
    plainly = {name: one.raw for name, one in adjusted.items()}
    seed, joint = whole.text("seed"), agreed(whole)
    each, combined = ranked(standing, by_component, weights, decisive, cards, seed=seed)
    plain, _combined = ranked(standing, plainly, weights, decisive, cards, seed=seed)
    errors = score_errors(totals, linking, combined.slopes, adjusted)
    beside = {one.proposal: {"score": str(one.score), "rank": one.rank, "goes_on": True} for one in plain}
    step("ranking", len(weights) + 1, len(weights) + 1)
    return Results(
        tuple(
            replace(
                one,
                particulars={
                    **one.particulars,
                    **joint.get(one.proposal, {}),
                    **error_told(errors, one.proposal),
                    "plain": beside[one.proposal],
                },
            )
            for one in each
        ),
        {
            "method": min((one.method for one in adjusted.values()), key=lambda method: WEAKER[method]),
            "provisional": any(one.is_provisional for one in adjusted.values()),
            "cautions": [
                *(
                    caution.as_json() | {"component": name}
                    for name, one in sorted(adjusted.items())
                    for caution in one.cautions
                ),
                *({"key": "constant", "component": name} for name in combined.constant),
            ],
            "components": {name: severity_notes(one) for name, one in sorted(adjusted.items())},
            "weights": {name: str(weight) for name, weight in sorted(weights.items())},
            "effective_weights": {name: str(share) for name, share in sorted(combined.effective.items())},
        },
    )


def adjusted_together(
    totals: Mapping[str, Sequence[Total]],
    linking: Mapping[str, Sequence[Total]] | None = None,
    *,
    step: Step = silent,
) -> dict[str, Adjusted]:
    """Every component by one method, the weakest that any of them needs, and without the same judges.

    `linking` are reads of proposals that are ranked nowhere.
    A component that is the same for everybody has nothing to adjust, and holds the others back from nothing.
    """
    beside = linking or {}
    found: dict[str, Adjusted] = {}
    for done, (name, own) in enumerate(sorted(totals.items())):
        step("adjusting", done, len(totals) + 1)
        found[name] = adjust(own, links=beside.get(name, ()))
    varied = [name for name, own in totals.items() if len({total.score for total in own}) > 1]
    # Until no component asks for more: setting a judge apart may weaken what the others rest on.
    while varied:
        weakest = max((found[name].method for name in varied), key=lambda method: WEAKER[method])
        apart = frozenset[Id]().union(*(found[name].apart for name in varied))
        if all((found[name].method, found[name].apart) == (weakest, apart) for name in varied):
            break
        found |= {
            name: adjust(totals[name], links=beside.get(name, ()), weakest=weakest, apart=apart) for name in varied
        }
    return found


def score_errors(
    totals: Mapping[str, Sequence[Total]],
    linking: Mapping[str, Sequence[Total]],
    slopes: Mapping[str, Decimal],
    adjusted: Mapping[str, Adjusted],
) -> Mapping[Id, float]:
    """The standard error of each score, in points; {} where the components were not corrected.

    Each read is put together as the score is, and its error is that of one component corrected the same way: what a
    judge's marks of both have in common is in it, which two errors put together afterwards would lose.
    """
    counted = [adjusted[name] for name, slope in slopes.items() if slope]
    if not counted:
        return {}
    weakest = max((one.method for one in counted), key=lambda method: WEAKER[method])
    apart = frozenset[Id]().union(*(one.apart for one in counted))
    whole, links = joined_reads(totals, slopes), joined_reads(linking, slopes)
    return adjust(whole, links=links, weakest=weakest, apart=apart).score_errors


def joined_reads(parts: Mapping[str, Sequence[Total]], slopes: Mapping[str, Decimal]) -> list[Total]:
    """Reads whose components, in one order, are added up, each point of one by what it moves a score."""
    with localcontext(EXACT):
        return [
            replace(
                own[0], score=sum((slopes[name] * one.score for name, one in zip(parts, own, strict=True)), Decimal(0))
            )
            for own in zip(*parts.values(), strict=True)
        ]


def ranked(
    standing: list[EntrantPart],
    by_component: Mapping[str, Mapping[int | str, Decimal]],
    weights: Mapping[str, Decimal],
    decisive: str,
    cards: list[ReadPart],
    *,
    seed: str,
) -> tuple[tuple[Result, ...], Combined]:
    """The entrants in their places, and how their components were put together."""
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
    return each, combined


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
