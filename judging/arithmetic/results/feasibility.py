"""The result of a feasibility stage: marks adjusted for severity, or graded opinions counted; all go on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal

from judging.arithmetic.marking import means
from judging.arithmetic.nomination import Nominee, rank_in_groups
from judging.arithmetic.points import hundredths
from judging.arithmetic.results.frozen import EntrantPart, FrozenPart, ReadPart, entrants, links, reads
from judging.arithmetic.results.marks import agreed, severity_notes, sureness, totals_of
from judging.arithmetic.results.result import Result, Results, Step, silent
from judging.arithmetic.severity.adjustment import adjust
from judging.arithmetic.terms import Id


def compute(frozen: Mapping[str, object], *, step: Step = silent) -> Results:
    """From `reads`, every locked card. With `counts_opinions` a total is the level of an opinion.

    Opinions are counted as they are: three levels are too few to tell a strict judge from a weak innovation. Where
    more than half of the readers gave the lowest level, the innovation does not hold, and the last stage does not
    propose it.
    """
    step("adjusting", 0, 2)
    whole = FrozenPart(frozen)
    standing = entrants(whole)
    cards = reads(whole, standing)
    raw = means((card.proposal, card.total) for card in cards)
    opinions = whole.flag("counts_opinions")
    adjusted = None if opinions else adjust(totals_of(cards), links=totals_of(links(whole, standing)))
    scores = raw if adjusted is None else adjusted.scores
    step("ranking", 1, 2)
    nominees = [Nominee(one.proposal, hundredths(scores[one.proposal]), (), one.traits) for one in standing]
    places = rank_in_groups(nominees, seed=whole.text("seed"))
    plain = plainly(standing, raw, seed=whole.text("seed"))
    lowest, joint = whole.figure("lowest"), agreed(whole)
    given: defaultdict[str, list[ReadPart]] = defaultdict(list)
    for card in cards:
        given[card.proposal].append(card)
    each = tuple(
        Result(
            proposal=str(one.id),
            goes_on=True,
            rank=places[one.id].rank,
            score=one.score,
            raw_score=hundredths(raw[one.id]),
            decided_by=places[one.id].decided_by,
            particulars=particulars(given[str(one.id)], lowest)
            if adjusted is None
            else {
                **totals(given[str(one.id)]),
                **joint.get(str(one.id), {}),
                **sureness(adjusted, one.id, {}),
                "plain": plain[one.id],
            },
        )
        for one in nominees
    )
    step("ranking", 2, 2)
    return Results(each, {"opinions": True} if adjusted is None else severity_notes(adjusted))


def plainly(standing: list[EntrantPart], raw: Mapping[Id, Decimal], *, seed: str) -> dict[Id, dict[str, object]]:
    """Score and place of each entrant by its plain mean; all go on."""
    nominees = [Nominee(one.proposal, hundredths(raw[one.proposal]), (), one.traits) for one in standing]
    places = rank_in_groups(nominees, seed=seed)
    return {one.id: {"score": str(one.score), "rank": places[one.id].rank, "goes_on": True} for one in nominees}


def totals(cards: list[ReadPart]) -> dict[str, object]:
    """The total of each reader."""
    return {"reads": [{"judge": card.judge, "total": str(card.signed)} for card in cards]}


def particulars(cards: list[ReadPart], lowest: Decimal) -> dict[str, object]:
    """How many readers gave which level, and whether no majority gave the lowest."""
    counts = Counter(card.signed for card in cards)
    return {
        **totals(cards),
        "opinions": {str(level): counts[level] for level in sorted(counts)},
        "holds": counts[lowest] * 2 <= len(cards),
    }
