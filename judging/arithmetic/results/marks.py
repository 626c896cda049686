"""The result of marks by several readers: totals adjusted for severity, ranked in groups, the first places taken.

Beside it stands the list by plain means, whom the two differ on, and how sure each score and each place is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from judging.arithmetic.marking import means
from judging.arithmetic.nomination import Nominee, first_of_each_group, rank_in_groups
from judging.arithmetic.points import hundredths, settled, thousandths
from judging.arithmetic.ranking import Place
from judging.arithmetic.results.frozen import (
    EntrantPart,
    FrozenPart,
    ReadPart,
    entrants,
    joint_marks,
    links,
    points,
    quotas,
    reads,
)
from judging.arithmetic.results.result import Result, Results, Step, silent
from judging.arithmetic.severity.adjustment import Adjusted, adjust
from judging.arithmetic.severity.calibration import Total
from judging.arithmetic.severity.reliability import raw_reliability, reliability
from judging.arithmetic.severity.uncertainty import DRAWS, times_first
from judging.arithmetic.terms import Id

# A place is open while so many of a hundred draws, or fewer than the rest, have it.
BAND = (10, 90)


@dataclass(frozen=True)
class Listed:
    """One of the two lists: scores, places, and who would go on."""

    nominees: Sequence[Nominee]
    places: Mapping[Id, Place]
    chosen: AbstractSet[Id]

    def told(self, proposal: Id) -> dict[str, object]:
        """One proposal on the list that does not count, as JSON values."""
        place = self.places[proposal]
        return {"score": str(place.score), "rank": place.rank, "goes_on": proposal in self.chosen}


def compute(frozen: Mapping[str, object], *, step: Step = silent) -> Results:
    """From `reads`, every locked card: its total, and the points of the criterion that breaks ties if one does."""
    step("adjusting", 0, 4)
    whole = FrozenPart(frozen)
    standing = entrants(whole)
    cards = reads(whole, standing)
    breaker = whole.text("tie_breaker") if whole.take("tie_breaker") is not None else None
    adjusted = adjust(totals_of(cards), links=totals_of(links(whole, standing)))
    breaking = means((card.proposal, points(card, breaker)) for card in cards) if breaker else {}
    step("ranking", 1, 4)
    places = quotas(whole)

    def listed(scores: Mapping[Id, Decimal]) -> Listed:
        nominees = [
            Nominee(
                id=one.proposal,
                score=hundredths(scores[one.proposal]),
                tie_breakers=(hundredths(breaking[one.proposal]),) if breaker else (),
                traits=one.traits,
            )
            for one in standing
        ]
        ranked = rank_in_groups(nominees, seed=whole.text("seed"))
        passing = whole.figure_or_none("passing_score")
        return Listed(nominees, ranked, first_of_each_group(nominees, ranked, quotas=places, passing_score=passing))

    counts, plain = listed(adjusted.scores), listed(adjusted.raw)
    step("drawing", 2, 4)
    often = often_first(adjusted, standing, places, seed=whole.text("seed"))
    step("nominating", 3, 4)
    totals: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for card in cards:
        totals[card.proposal].append({"judge": card.judge, "total": str(card.signed)})
    joint = agreed(whole)
    each = tuple(
        Result(
            proposal=str(one.id),
            goes_on=one.id in counts.chosen,
            rank=counts.places[one.id].rank,
            score=one.score,
            raw_score=hundredths(adjusted.raw[one.id]),
            decided_by=counts.places[one.id].decided_by,
            particulars={
                "reads": totals[str(one.id)],
                **joint.get(str(one.id), {}),
                "tie_breakers": [str(value) for value in one.tie_breakers],
                "plain": plain.told(str(one.id)),
                **sureness(adjusted, one.id, often),
            },
        )
        for one in counts.nominees
    )
    step("nominating", 4, 4)
    return Results(
        each,
        {
            **severity_notes(adjusted),
            **crossings(counts.chosen, plain.chosen),
            **near_the_line(often.values()),
        },
    )


def totals_of(cards: Sequence[ReadPart]) -> list[Total]:
    """Cards as the adjustment reads them."""
    return [Total(card.proposal, card.judge, card.total) for card in cards]


def agreed(whole: FrozenPart) -> dict[str, dict[str, object]]:
    """What stands beside the reads of each entrant whose readers agreed on joint marks, as JSON values."""
    return {proposal: {"joint": str(part.figure("total"))} for proposal, part in joint_marks(whole)}


def often_first(
    adjusted: Adjusted, standing: Sequence[EntrantPart], places: Mapping[str, int], *, seed: str
) -> dict[str, int]:
    """In how many draws of what the levels may be each entrant has a place of its group; {} where nothing is believed.

    A group without a number of places sends everybody on. It says how sure a place is, and breaks no tie.
    """
    if adjusted.levels is None:
        return {}
    ids = [one.proposal for one in standing]
    by_group: defaultdict[str, list[int]] = defaultdict(list)
    for row, one in enumerate(standing):
        by_group[one.traits["group"]].append(row)
    groups = [(np.array(rows), places.get(group, len(rows))) for group, rows in sorted(by_group.items())]
    counts = times_first(adjusted.levels.of(ids).draws(DRAWS, seed=seed), groups)
    return {one: int(count) for one, count in zip(ids, counts, strict=True)}


def sureness(adjusted: Adjusted, proposal: Id, often: Mapping[str, int]) -> dict[str, object]:
    """The standard error of one score, and in how many draws it has a place; {} where neither is known."""
    found = error_told(adjusted.score_errors, proposal)
    if str(proposal) in often:
        found["chosen"] = often[str(proposal)]
    return found


def error_told(errors: Mapping[Id, float], proposal: Id) -> dict[str, object]:
    """The standard error of one score as JSON; {} where it is not known."""
    return {"error": str(hundredths(settled(errors[proposal])))} if proposal in errors else {}


def crossings(counts: AbstractSet[Id], plain: AbstractSet[Id]) -> dict[str, object]:
    """Who goes on by only one of the two lists, by code."""
    return {"only_counts": sorted(map(str, counts - plain)), "only_plain": sorted(map(str, plain - counts))}


def near_the_line(often: Collection[int]) -> dict[str, object]:
    """How many draws were made, and how many places are open in them; `often` is in how many each entrant has one."""
    return {
        "draws": DRAWS if often else 0,
        "open": sum(BAND[0] * DRAWS < 100 * count < BAND[1] * DRAWS for count in often),
    }


def severity_notes(adjusted: Adjusted) -> dict[str, object]:
    """What the adjustment found, with judges by their code: shown beside the standings."""
    return {
        "method": adjusted.method,
        "provisional": adjusted.is_provisional,
        "cautions": [caution.as_json() for caution in adjusted.cautions],
        "worst_se": str(adjusted.worst_se) if adjusted.worst_se is not None else None,
        "severity": told(adjusted.severity),
        "errors": told(adjusted.severity_errors),
        "spread": told(adjusted.spread),
        "apart": sorted(map(str, adjusted.apart)),
        **relying(adjusted),
    }


def relying(adjusted: Adjusted) -> dict[str, object]:
    """Components of variance and what follows from them: reliability of one read and of a score, agreement."""
    found = adjusted.variances
    if found is None:
        return {}
    each = sum(adjusted.reads.values()) / len(adjusted.raw)
    shares = {
        "single": raw_reliability(found, 1),
        "raw": raw_reliability(found, each),
        "adjusted": reliability(found, each),
    }
    alphas = {"raw": adjusted.raw_alpha, "adjusted": adjusted.alpha}
    return {
        "variances": {
            "proposals": str(found.proposals),
            "judges": str(found.judges),
            "noise": str(found.noise),
            "assumed": found.is_assumed,
        },
        "reads_each": str(hundredths(settled(each))),
        "reliability": {name: str(thousandths(settled(share))) for name, share in shares.items()},
        "alpha": {name: None if value is None else str(thousandths(settled(value))) for name, value in alphas.items()},
    }


def told(values: Mapping[Id, Decimal]) -> dict[str, str]:
    """Figures of judges by their codes, in order."""
    return {str(judge): str(value) for judge, value in sorted(values.items(), key=lambda one: str(one[0]))}
