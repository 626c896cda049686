"""What planning the visits of a stage would give, before it is done: how many, when, and where it is crowded."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from judging import stages
from judging.arithmetic.unfit import Unfit
from judging.domain.visits import visiting
from judging.models import Assignment
from judging.rules import sums


@dataclass(frozen=True)
class VisitPreview:
    """A plan of visits as the page before it shows it; `lacks` are the sentences where there is none.

    `crowded` names (code, day, how many) where a verifier would visit more on a day than the plan asks.
    """

    lacks: tuple[str, ...] = ()
    new: int = 0
    moved: int = 0
    first: date | None = None
    last: date | None = None
    crowded: tuple[tuple[str, date, int], ...] = ()


def preview(stage, *, at):
    """What giving out would plan now; None for a kind without visits. The same sum as the act's, nothing written."""
    if visiting.COLUMN not in stages.of(stage).COLUMNS:
        return None
    try:
        visits, _entrants, panel, found = visiting.laid_out(stage, at=at)
    except Unfit as lack:
        return VisitPreview(lacks=(sums.sentence(lack.as_json()),))
    planned = {pk: visit.planned_on for pk, visit in visits.items()} | {pk: one.day for pk, one in found.items()}
    days = sorted(one.day for pk, one in found.items() if pk not in visits)
    return VisitPreview(
        new=len(days),
        moved=sum(1 for pk, visit in visits.items() if visit.planned_on != planned[pk]),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        crowded=crowded(stage, panel, planned, found),
    )


def crowded(stage, panel, planned, found):
    """Where a judge would visit more on a day than the plan asks, by day and code; one query for what stands."""
    codes = {member.judge_id: member.code for member in panel}
    standing = Assignment.objects.standing().filter(stage=stage).values_list("proposal_id", "judge_id")
    going = set(standing) | {(pk, judge) for pk, one in found.items() for judge in one.crew}
    number = Counter((planned[pk], codes.get(judge, "")) for pk, judge in going if pk in planned)
    most = stage.arranged.visits_each
    return tuple((code, day, count) for (day, code), count in sorted(number.items()) if count > most)
