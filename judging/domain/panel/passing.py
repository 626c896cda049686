"""Who goes on below a passing score, in the stage itself or in one that its recap counts."""

from dataclasses import dataclass
from decimal import Decimal

from competitions.models import RecapSource
from judging.models import Choice, Decision, Standing


@dataclass(frozen=True)
class Below:
    """One score below what was asked: whose, in which stage, how high it is and how high it had to be."""

    code: str
    stage: str
    score: Decimal
    minimum: Decimal


def asked_in(stage):
    """The stages whose passing score concerns a decision of this one: itself, and those that its recap counts."""
    counted = []
    if stage.needs.selects:
        rows = RecapSource.objects.filter(stage=stage, source__skipped_at=None).select_related("source")
        counted = [row.source for row in rows.order_by("source__position")]
    return [one for one in (*counted, stage) if one.passing_score is not None and one.closed_at]


def counted_by(stage):
    """Which score of a standing counts in a stage: the plain mean where people decided so."""
    by_means = Decision.objects.filter(stage=stage, listing=Decision.Listing.PLAIN).exists()
    return "raw_score" if by_means else "score"


def below(stage, proposals, *, asked=None):
    """Every score below its passing score of these proposals (a queryset of their ids, or ids), by code.

    `asked` are the stages whose passing score counts, where they are known.
    """
    found = []
    for one in asked_in(stage) if asked is None else asked:
        counts = counted_by(one)
        short = Standing.objects.unsealed().filter(
            stage=one, proposal__in=proposals, **{f"{counts}__lt": one.passing_score}
        )
        found += [
            Below(code, one.name, score, one.passing_score)
            for code, score in short.order_by("proposal__code").values_list("proposal__code", counts)
        ]
    return found


def below_going_on(stage, decision, *, asked=None):
    """The same of everybody who goes on by a decision."""
    return below(stage, Choice.objects.filter(decision=decision).going_on().values("proposal"), asked=asked)
