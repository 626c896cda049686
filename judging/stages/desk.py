"""Stage II, desk evaluation: at least two evaluators read each proposal and mark the rubric's criteria.

A proposal's score is its marks adjusted for how strict its readers are, beside the plain mean. Proposals
are ranked within their group: adjusted score, then the tie-breaking criterion, then the lot. The first
places of each group go on.
"""

from collections import defaultdict
from decimal import Decimal

from judging.arithmetic.nomination import Nominee, first_of_each_group, rank_in_groups
from judging.arithmetic.results.result import Line, Results
from judging.arithmetic.severity.calibration import Mark, adjust
from judging.domain import assigning, scorecards, standing_in


def assign(stage, *, at):
    """Give each entrant to its readers: balanced, random by the published seed, never across a conflict."""
    assigning.allocate_readers(stage, readers_each=stage.readers_each, at=at)


def missing(stage):
    """Who still owes how many scorecards, and which proposals have too few readers."""
    return scorecards.missing(stage, readers_each=stage.readers_each)


def freeze(stage):
    """Every locked total, and each entrant's traits and mean on the tie-breaking criterion."""
    return {
        "seed": stage.edition.lot_seed,
        "passing_score": str(stage.passing_score) if stage.passing_score is not None else None,
        "quotas": standing_in.quotas(stage),
        "entrants": [
            {"proposal": entrant.proposal_id, "traits": standing_in.traits(entrant.proposal)}
            for entrant in standing_in.entrants(stage)
        ],
        "reads": scorecards.locked_totals(stage),
        "tie_breaker": scorecards.tie_breaking_means(stage),
    }


def compute(frozen, *, step):
    """Adjust for severity, rank within groups, take the first places."""
    step("menyetarakan nilai", 0, 3)
    adjusted = adjust([Mark(read["proposal"], read["judge"], Decimal(read["total"])) for read in frozen["reads"]])
    nominees = [
        Nominee(
            id=entrant["proposal"],
            score=adjusted.official[entrant["proposal"]],
            tie_breakers=(Decimal(frozen["tie_breaker"][str(entrant["proposal"])]),),
            traits=entrant["traits"],
        )
        for entrant in frozen["entrants"]
    ]
    step("menyusun peringkat", 1, 3)
    places = rank_in_groups(nominees, seed=frozen["seed"])
    step("menetapkan nominasi", 2, 3)
    passing = Decimal(frozen["passing_score"]) if frozen["passing_score"] else None
    chosen = first_of_each_group(nominees, places, quotas=frozen["quotas"], passing_score=passing)
    reads = defaultdict(list)
    for read in frozen["reads"]:
        reads[read["proposal"]].append({"judge": read["judge"], "total": read["total"]})
    lines = tuple(
        Line(
            proposal=one.id,
            goes_on=one.id in chosen,
            rank=places[one.id].rank,
            score=one.score,
            raw_score=adjusted.raw[one.id],
            decided_by=places[one.id].decided_by,
            particulars={"reads": reads[one.id], "tie_breaker": str(one.tie_breakers[0])},
        )
        for one in nominees
    )
    step("menetapkan nominasi", 3, 3)
    return Results(lines, severity_notes(adjusted))


def severity_notes(adjusted):
    """What the adjustment found, with judges by their code: shown beside the standings."""
    return {
        "adjusted_counts": adjusted.applicable,
        "cautions": list(adjusted.cautions),
        "worst_se": str(adjusted.worst_se) if adjusted.worst_se is not None else None,
        "severity": {str(judge): str(value) for judge, value in sorted(adjusted.severity.items())},
        "spread": {str(judge): str(value) for judge, value in sorted(adjusted.spread.items())},
    }
