"""From frozen values to who stands where: one sum a file, named in the snapshot it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from judging.arithmetic.results import components, feasibility, marks, ratings, recap, verdicts, visits
from judging.arithmetic.results.frozen import Gap
from judging.arithmetic.results.result import Result, Results, Step, silent

__all__ = ["SUMS", "Gap", "Result", "Results", "compute"]

SUMS: Mapping[str, Callable[..., Results]] = {
    "verdicts": verdicts.compute,
    "marks": marks.compute,
    "components": components.compute,
    "recap": recap.compute,
    "visits": visits.compute,
    "feasibility": feasibility.compute,
    "ratings": ratings.compute,
}


def compute(frozen: Mapping[str, object], *, step: Step = silent) -> Results:
    """The results of a snapshot by the sum it names. Raises Gap, or Unsatisfiable where rules cannot be kept."""
    name = frozen.get("sum") if isinstance(frozen, Mapping) else None
    if not isinstance(name, str) or name not in SUMS:
        raise Gap("sum_unknown", sum=str(name))
    return SUMS[name](frozen, step=step)
