"""What a stage's computation returns: plain values, and the one text that its hash covers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

# Told before and after each part: its name, how many parts are done, how many there are.
Step = Callable[[str, int, int], object]


@dataclass(frozen=True)
class Result:
    """Where one proposal, named by its public code, came out.

    Scores are in hundredths; `rank` counts within the proposal's group.
    """

    proposal: str
    goes_on: bool
    rank: int | None = None
    score: Decimal | None = None
    raw_score: Decimal | None = None
    decided_by: str = ""
    particulars: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Results:
    """The results of a stage, and what the computation has to say about them as JSON values."""

    each: tuple[Result, ...]
    notes: Mapping[str, object] = field(default_factory=dict)

    def text(self) -> str:
        """The canonical JSON text of the whole: equal results give equal bytes."""
        return json.dumps(
            {
                "notes": dict(self.notes),
                "results": [
                    {
                        "proposal": one.proposal,
                        "rank": one.rank,
                        "score": None if one.score is None else str(one.score),
                        "raw_score": None if one.raw_score is None else str(one.raw_score),
                        "decided_by": one.decided_by,
                        "goes_on": one.goes_on,
                        "particulars": dict(one.particulars),
                    }
                    for one in sorted(self.each, key=lambda one: one.proposal)
                ],
            },
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )


def silent(name: str, done: int, total: int) -> None:
    """A step that tells nobody."""
