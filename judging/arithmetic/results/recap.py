"""The result of a recap: earlier scores joined, ranked, and the best selection that the composition rules allow.

Beside it stands the selection by the plain means of the sources, whom the two differ on, and how sure each place is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import partial

from judging.arithmetic.choice.selection import Rule, Selection
from judging.arithmetic.marking import Presentation, combined_components
from judging.arithmetic.nomination import Nominee, often_chosen, rank_in_groups, select_composed
from judging.arithmetic.points import EXACT, hundredths, settled, thousandths
from judging.arithmetic.results.frozen import EntrantPart, FrozenPart, Gap, entrants, quotas
from judging.arithmetic.results.marks import Listed, crossings, near_the_line
from judging.arithmetic.results.readings import belief
from judging.arithmetic.results.result import Result, Results, Step, silent
from judging.arithmetic.severity.uncertainty import DRAWS, Belief


@dataclass(frozen=True)
class Nominated:
    """A recap as far as it can be told beforehand: who is ranked where, and the best selection under the rules."""

    whole: FrozenPart
    standing: list[EntrantPart]
    weights: Mapping[str, Decimal]
    scores: Mapping[str, Mapping[str, Decimal]]
    effective: Mapping[str, Decimal]
    nominees: list[Nominee]
    barred: frozenset[str]
    selection: Selection

    @property
    def rules(self) -> list[Rule]:
        """The composition rules."""
        return [rule_of(one) for one in self.whole.parts("rules")]

    @property
    def allowed(self) -> list[Nominee]:
        """Those who may be proposed."""
        return [one for one in self.nominees if one.id not in self.barred]


def nominated(frozen: Mapping[str, object], *, step: Step = silent) -> Nominated:
    """From each entrant's `scores` in the stages that count; who is `unconfirmed` is ranked but not proposed.

    With one source its score stands as it is. With several, each is standardised over all entrants before
    weighting. Raises Unsatisfiable when the rules cannot be kept together.
    """
    step("joining", 0, 4)
    whole = FrozenPart(frozen)
    standing = entrants(whole)
    weights = source_weights(whole)
    scores = {one.proposal: {key: score_in(one, "scores", key) for key in weights} for one in standing}
    nominees, effective = nominees_of(standing, scores, weights)
    step("selecting", 1, 4)
    barred = frozenset(whole.texts("unconfirmed"))
    selection = selected(whole, [one for one in nominees if one.id not in barred])
    return Nominated(whole, standing, weights, scores, effective, nominees, barred, selection)


def nominees_of(
    standing: Sequence[EntrantPart], scores: Mapping[str, Mapping[str, Decimal]], weights: Mapping[str, Decimal]
) -> tuple[list[Nominee], Mapping[str, Decimal]]:
    """The entrants with their joined scores, and what each source really counts for."""
    joined, effective = joined_scores(scores, weights)
    nominees = [
        Nominee(
            id=one.proposal,
            score=hundredths(joined[one.proposal]),
            # The latest stage decides first.
            tie_breakers=tuple(scores[one.proposal][key] for key in reversed(list(weights))),
            traits=one.traits,
        )
        for one in standing
    ]
    return nominees, effective


def selected(whole: FrozenPart, nominees: Sequence[Nominee]) -> Selection:
    """The best selection of these under the places and rules of the snapshot."""
    return select_composed(
        nominees,
        quotas=quotas(whole),
        rules=[rule_of(one) for one in whole.parts("rules")],
        seed=whole.text("seed"),
    )


def by_means(found: Nominated) -> Listed:
    """The list by plain means: the same joining, places, rules and lot, with `raw` of each source as its score.

    A source without a plain mean of an entrant is joined as it stands: nothing of it was adjusted.
    """
    raw = {
        one.proposal: {
            key: found.scores[one.proposal][key] if mean is None else mean for key, mean in raws(found, one).items()
        }
        for one in found.standing
    }
    nominees, _effective = nominees_of(found.standing, raw, found.weights)
    chosen = selected(found.whole, [one for one in nominees if one.id not in found.barred]).chosen
    return Listed(nominees, rank_in_groups(nominees, seed=found.whole.text("seed")), frozenset(chosen))


def raws(found: Nominated, entrant: EntrantPart) -> dict[str, Decimal | None]:
    """The plain mean of an entrant in each source, None where it has none."""
    given = entrant.part.part("raw")
    return {
        key: given.figure(key, largest=None) if given.values.get(key) is not None else None for key in found.weights
    }


def raw_total(found: Nominated, entrant: EntrantPart) -> Decimal | None:
    """The plain means of an entrant's sources, weighted as announced, in hundredths; None where one has none."""
    with localcontext(EXACT):
        shares = [(found.weights[key], mean) for key, mean in raws(found, entrant).items()]
        total = sum((weight * mean for weight, mean in shares if mean is not None), Decimal(0))
        return None if any(mean is None for _weight, mean in shares) else hundredths(total / 100)


def compute(frozen: Mapping[str, object], *, step: Step = silent) -> Results:
    """The best selection, and how sure it is: `readings` are the reads behind each source.

    What is drawn says how sure the selection is; it decides nothing.
    """
    found = nominated(frozen, step=step)
    seed = found.whole.text("seed")
    step("ranking", 2, 4)
    places = rank_in_groups(found.nominees, seed=seed)
    step("drawing", 3, 4)
    levels = believed(found)
    often = often_chosen(
        found.allowed,
        levels,
        quotas=quotas(found.whole),
        rules=found.rules,
        seed=seed,
        draws=DRAWS,
        progress=partial(step, "drawing"),
    )
    chosen, plain = frozenset(found.selection.chosen), by_means(found)
    raw = {one.proposal: raw_total(found, one) for one in found.standing}
    each = tuple(
        Result(
            proposal=str(one.id),
            goes_on=one.id in chosen,
            rank=places[one.id].rank,
            score=one.score,
            raw_score=raw[str(one.id)],
            decided_by=places[one.id].decided_by,
            particulars={
                "scores": {key: str(score) for key, score in found.scores[str(one.id)].items()},
                "barred": one.id in found.barred,
                "chosen": often.get(one.id, 0),
                "error": str(hundredths(settled(levels.error(one.id)))),
                "plain": plain.told(str(one.id)),
            },
        )
        for one in found.nominees
    )
    step("drawing", 4, 4)
    return Results(
        each,
        {
            **notes(found.selection, found.weights, found.effective, levels),
            **crossings(chosen, plain.chosen),
            **near_the_line(often.values()),
        },
    )


def believed(found: Nominated) -> Belief:
    """What the joined score of each entrant is believed to be, and how surely."""
    return belief(found.whole, found.standing, found.scores, found.weights)


def levels_of(frozen: Mapping[str, object]) -> Belief:
    """The same from a snapshot: whoever swaps two asks it how likely the one that goes is the better."""
    whole = FrozenPart(frozen)
    standing = entrants(whole)
    weights = source_weights(whole)
    scores = {one.proposal: {key: score_in(one, "scores", key) for key in weights} for one in standing}
    return belief(whole, standing, scores, weights)


def notes(
    selection: Selection, weights: Mapping[str, Decimal], effective: Mapping[str, Decimal], levels: Belief
) -> dict[str, object]:
    """What the rules cost, all together and each alone, whom they moved, and what each source really counts for.

    A swap says how likely it is that the one taken is the better: P(in > out).
    """
    return {
        "total": selection.total,
        "unconstrained_total": selection.unconstrained_total,
        "price": selection.price,
        "rule_prices": [rule.as_json() | {"price": price} for rule, price in selection.rule_prices.items() if price],
        "swaps": [
            {
                "out": swap.out,
                "in": swap.in_,
                "rules": [rule.as_json() for rule in swap.rules],
                "probability": str(thousandths(settled(levels.above(swap.in_, swap.out)))),
            }
            for swap in selection.swaps
        ],
        "weights": {key: str(weight) for key, weight in sorted(weights.items())} if len(weights) > 1 else {},
        "effective_weights": {key: str(share) for key, share in sorted(effective.items())},
    }


def source_weights(whole: FrozenPart) -> dict[str, Decimal]:
    """What each source counts for, earliest first, in hundredths of a percent that sum to exactly 100.

    `sources` holds the weights as announced, without skipped stages: theirs fall to the others in proportion,
    and what rounding leaves falls to the latest.
    """
    announced: dict[str, Decimal] = {}
    for one in whole.parts("sources"):
        key = one.text("stage")
        if key in announced:
            raise Gap("twice", stage=key)
        announced[key] = one.figure("weight")
    with localcontext(EXACT):
        total = sum(announced.values(), Decimal(0))
        if not total:
            raise Gap("no_sources")
        shares = {key: hundredths(weight * 100 / total) for key, weight in announced.items()}
        latest = list(shares)[-1]
        shares[latest] += 100 - sum(shares.values(), Decimal(0))
    return shares


def score_in(entrant: EntrantPart, kind: str, key: str) -> Decimal:
    """An entrant's score in one source; a gap where it has none."""
    given = entrant.part.part(kind)
    if given.values.get(key) is None:
        raise Gap("score_missing", proposal=entrant.proposal, stage=key)
    # An adjusted score may lie a little outside 0 to 100; it is never cut off.
    return given.figure(key, largest=None)


def joined_scores(
    scores: Mapping[str, Mapping[str, Decimal]], weights: Mapping[str, Decimal]
) -> tuple[Mapping[int | str, Decimal], Mapping[str, Decimal]]:
    """The joined score of each entrant and what each source really counts for."""
    if len(weights) == 1:
        (key,) = weights
        return {proposal: own[key] for proposal, own in scores.items()}, {}
    combined = combined_components([Presentation(proposal, own) for proposal, own in scores.items()], weights=weights)
    return combined.scores, combined.effective


def rule_of(part: FrozenPart) -> Rule:
    """A composition rule, with at least one limit; `values` stand only where every value is asked for."""
    rule = Rule(
        part.text("dimension"),
        part.text("value"),
        part.whole_or_none("minimum"),
        part.whole_or_none("maximum"),
        tuple(part.texts("values")) if "values" in part.values else (),
    )
    if (rule.minimum, rule.maximum) == (None, None):
        raise Gap("rule_unreadable", dimension=rule.dimension, value=rule.value)
    return rule
