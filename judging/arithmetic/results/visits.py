"""The result of field visits: all go on; whether what the dossier claims was found goes with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from judging.arithmetic.results.frozen import FrozenPart, Gap, once
from judging.arithmetic.results.result import Result, Results, Step, silent

OUTCOMES = ("confirmed", "partly", "not")


def compute(frozen: Mapping[str, object], *, step: Step = silent) -> Results:
    """From `visits`: the outcome of every claim of each entrant."""
    step("summing_up_visits", 0, 1)
    each = []
    for proposal, one in once(FrozenPart(frozen).parts("visits")):
        if one.take("claims") is None:
            raise Gap("visit_missing", proposal=proposal)
        outcomes = [outcome(claim, proposal) for claim in one.parts("claims")]
        each.append(Result(proposal=proposal, goes_on=True, particulars=summary(outcomes)))
    step("summing_up_visits", 1, 1)
    return Results(tuple(each), {"visited": len(each), "held": sum(bool(one.particulars["holds"]) for one in each)})


def outcome(claim: FrozenPart, proposal: str) -> str:
    """What was found of one claim; a claim that nobody looked at is a gap."""
    found = claim.take("outcome")
    if not isinstance(found, str) or found not in OUTCOMES:
        raise Gap("claim_open", proposal=proposal, section=claim.text("section"))
    return found


def summary(outcomes: Sequence[str]) -> dict[str, object]:
    """How many claims of each outcome, and whether the dossier holds: no claim was found untrue."""
    counts = {name: outcomes.count(name) for name in OUTCOMES}
    return {**counts, "holds": counts["not"] == 0}
