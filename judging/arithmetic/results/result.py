"""What a stage's computation returns: plain values, no Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Line:
    """Where one proposal came out. Scores are 0 to 100; `rank` counts within the proposal's group."""

    proposal: int
    goes_on: bool
    rank: int | None = None
    score: Decimal | None = None
    raw_score: Decimal | None = None
    decided_by: str = ""
    particulars: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Results:
    """The lines of a stage, and what the computation has to say about them as JSON values."""

    lines: tuple[Line, ...]
    notes: Mapping[str, object] = field(default_factory=dict)
