"""What a draw would give out, before it is: loads against those that stand, and how firmly judges will be compared."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from judging import stages
from judging.arithmetic.allocation.allocation import Infeasible
from judging.arithmetic.allocation.linked import firmness, joining
from judging.arithmetic.linkage import ASSUMED_NOISE
from judging.arithmetic.severity.guards import FLAGGED_SE, LARGEST_SE
from judging.rules import sums


@dataclass(frozen=True)
class Burden:
    """One judge: how many dossiers now, how many more, how many at most (None: no limit of their own)."""

    label: str
    now: int
    new: int
    at_most: int | None

    @property
    def then(self):
        return self.now + self.new


@dataclass(frozen=True)
class Preview:
    """A draw as its page shows it; `lacks` are the sentences where there is none."""

    lacks: tuple[str, ...] = ()
    loads: tuple[Burden, ...] = ()
    new: int = 0
    kept: int = 0
    groups: int = 1
    # What would join the groups, where a draw in several stands all the same.
    joining: tuple[str, ...] = ()
    worst_se: Decimal | None = None
    # "green", "amber" or "red".
    light: str = ""
    # Up to which standard error, in points, it is green, and up to which amber.
    green_to: Decimal = FLAGGED_SE
    amber_to: Decimal = LARGEST_SE
    fingerprint: str = ""


def preview(stage, *, at):
    """What giving out would do now; None for a kind whose readers are not drawn."""
    draw = stages.of(stage).DRAW
    if draw is None:
        return None
    try:
        found = draw(stage, at=at)
    except Infeasible as lack:
        return Preview(lacks=tuple(sums.sentence(one.as_json()) for one in lack.lacks))
    now = Counter(judge for _proposal, judge in found.standing)
    new = Counter(judge for _proposal, judge, _position in found.new)
    allocation = found.allocation
    return Preview(
        loads=tuple(Burden(one.label, now[one.judge_id], new[one.judge_id], one.at_most) for one in found.panel),
        new=len(found.new),
        kept=len(allocation.reads) - len(found.new),
        groups=allocation.components,
        joining=tuple(sums.sentence(one.as_json()) for one in joining(allocation, found.closed))
        if stage.readers_each > 1
        else (),
        worst_se=Decimal(f"{ASSUMED_NOISE * allocation.worst_se_factor:.2f}") if allocation.components <= 1 else None,
        light=firmness(allocation),
        fingerprint=found.fingerprint,
    )
