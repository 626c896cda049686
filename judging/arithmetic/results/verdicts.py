"""The result of a checklist: who has a passing verdict goes on. Nothing is scored and nobody is ranked."""

from __future__ import annotations

from collections.abc import Mapping

from judging.arithmetic.results.frozen import FrozenPart, Gap, once
from judging.arithmetic.results.result import Result, Results, Step, silent


def compute(frozen: Mapping[str, object], *, step: Step = silent) -> Results:
    """From `verdicts`: one of each entrant."""
    step("sorting_verdicts", 0, 1)
    each = []
    for proposal, one in once(FrozenPart(frozen).parts("verdicts")):
        if one.take("passed") is None:
            raise Gap("verdict_missing", proposal=proposal)
        each.append(Result(proposal=proposal, goes_on=one.flag("passed")))
    step("sorting_verdicts", 1, 1)
    return Results(tuple(each), {"passed": sum(one.goes_on for one in each), "examined": len(each)})
