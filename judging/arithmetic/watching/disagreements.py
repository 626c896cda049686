"""What readers of one proposal may settle by talking: how far they are apart, and what it could change at the line.

Readers who talk may end anywhere between the lowest and the highest read, each without its reader's severity. If every
place between them is as likely, the choice is bettered by E max(x - c, 0) - max(m - c, 0), x what they agree on, m the
middle and c the line: nothing where all of them are on one side, an eighth of their distance where the line halves it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from judging.arithmetic.terms import Id
from judging.arithmetic.watching.extra_reads import Worth, discordance


@dataclass(frozen=True)
class Divergence:
    """One proposal: how far its readers are apart, what talking may better (points), and whether chance explains it."""

    proposal: Id
    gap: float
    worth: float
    is_by_chance: bool


def disagreements(found: Worth) -> tuple[Divergence, ...]:
    """The proposals on which readers differ, those first where it could change most; then those furthest apart."""
    limit = discordance(float(found.variances.noise) ** 0.5)
    each = [
        Divergence(one, gap_of(reads), worth_of_talking(reads, found.lines.get(one)), gap_of(reads) <= limit)
        for one, reads in apart(found.given).items()
    ]
    return tuple(sorted(each, key=lambda one: (-one.worth, -one.gap, str(one.proposal))))


def apart(given: Mapping[Id, Sequence[float]]) -> dict[Id, Sequence[float]]:
    """The reads of those proposals that two or more have read differently."""
    return {one: reads for one, reads in given.items() if len(reads) > 1 and gap_of(reads) > 0}


def gap_of(reads: Sequence[float]) -> float:
    """How far the reads are apart."""
    return max(reads) - min(reads)


def worth_of_talking(reads: Sequence[float], line: float | None) -> float:
    """What an agreement is expected to better, in points; 0 where there is no line or all reads are on one side."""
    low, high = min(reads), max(reads)
    if line is None or not low < line < high:
        return 0.0
    return (high - line) ** 2 / (2 * (high - low)) - max((low + high) / 2 - line, 0.0)
