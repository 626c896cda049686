"""Stage IV, presentation and interview: each panelist hears a finalist and scores alone.

Substance counts 70 and delivery 30. Both are standardised over all presenters first, so that the weights
are what they say. Nobody is eliminated here: the scores go into the recap of the last stage.
"""

from collections import defaultdict
from decimal import Decimal

from judging.arithmetic.marking import Presentation, combined_components
from judging.arithmetic.nomination import Nominee, rank_in_groups
from judging.arithmetic.results.result import Line, Results
from judging.arithmetic.severity.calibration import Mark, adjust
from judging.domain import assigning, scorecards, sessions, standing_in


def assign(stage, *, at):
    """Give every session to every panelist without a tie, and lay the sessions out in the window."""
    assigning.give_to_everyone(stage, at=at)
    sessions.lay_out(stage, at=at)


def missing(stage):
    """Who still owes how many scorecards."""
    return scorecards.missing(stage, readers_each=stage.readers_each or 1)


def freeze(stage):
    """Every locked component total, and the weights of the components."""
    return {
        "seed": stage.edition.lot_seed,
        "weights": scorecards.component_weights(stage),
        "tie_component": stage.arranged.tie_component,
        "entrants": [
            {"proposal": entrant.proposal_id, "traits": standing_in.traits(entrant.proposal)}
            for entrant in standing_in.entrants(stage)
        ],
        "reads": scorecards.locked_components(stage),
        "raw": scorecards.locked_totals(stage),
    }


def compute(frozen, *, step):
    """Adjust each component for severity, combine them 70/30, rank within groups; all go on."""
    weights = {name: Decimal(weight) for name, weight in frozen["weights"].items()}
    by_component = {}
    cautions = []
    for done, name in enumerate(sorted(weights)):
        step("menyetarakan nilai", done, len(weights) + 1)
        adjusted = adjust([Mark(read["proposal"], read["judge"], Decimal(read[name])) for read in frozen["reads"]])
        by_component[name] = adjusted.official
        cautions.extend(caution for caution in adjusted.cautions if caution not in cautions)
    step("menyusun peringkat", len(weights), len(weights) + 1)
    presenters = [entrant["proposal"] for entrant in frozen["entrants"]]
    combined = combined_components(
        [Presentation(one, {name: by_component[name][one] for name in weights}) for one in presenters],
        weights=weights,
    )
    nominees = [
        Nominee(
            id=entrant["proposal"],
            score=combined.scores[entrant["proposal"]],
            tie_breakers=(by_component[frozen["tie_component"]][entrant["proposal"]],),
            traits=entrant["traits"],
        )
        for entrant in frozen["entrants"]
    ]
    places = rank_in_groups(nominees, seed=frozen["seed"])
    raw = means(frozen["raw"])
    lines = tuple(
        Line(
            proposal=one.id,
            goes_on=True,
            rank=places[one.id].rank,
            score=one.score,
            raw_score=raw[one.id],
            decided_by=places[one.id].decided_by,
            particulars={name: str(by_component[name][one.id]) for name in sorted(weights)},
        )
        for one in nominees
    )
    step("menyusun peringkat", len(weights) + 1, len(weights) + 1)
    return Results(
        lines,
        {
            "cautions": [*cautions, *combined.cautions],
            "effective_weights": {name: str(share) for name, share in sorted(combined.effective.items())},
        },
    )


def means(reads):
    """The plain mean of each proposal's totals, to 0.001."""
    totals = defaultdict(list)
    for read in reads:
        totals[read["proposal"]].append(Decimal(read["total"]))
    return {proposal: (sum(values) / len(values)).quantize(Decimal("0.001")) for proposal, values in totals.items()}
