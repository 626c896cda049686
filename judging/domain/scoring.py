"""Judges' marks: recorded, locked, and opened again while the stage runs."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.domain import events
from accounts.rules import Refused
from judging import rules
from judging.domain.marking import weighted_total
from judging.models import Assignment, Interest, Mark, Scorecard


@dataclass(frozen=True)
class Given:
    """What a judge gave for one criterion: points of one of the rubric's levels, or None yet; and a remark."""

    points: int | None
    remark: str = ""


@transaction.atomic
def record_marks(assignment, marks: Mapping[str, Given], *, remark="", lock=False, by, at):
    """Replace the judge's marks; the scorecard and its event stand or fall together.

    `marks` maps criterion keys to `Given`. The total is computed once every criterion is marked. With `lock`
    the card becomes final; a card that is not complete is then refused with ValueError by the arithmetic.
    """
    assignment = Assignment.objects.locked(assignment.pk)
    scorecard = Scorecard.objects.filter(assignment=assignment).first()
    refuse_unless_scoring(assignment, scorecard, by=by, at=at, locked=bool(scorecard and scorecard.locked_at))
    criteria = {criterion.key: criterion for criterion in assignment.stage.rubric.criteria.all()}
    points = {key: given.points for key, given in marks.items() if given.points is not None}
    total = None
    if lock or points.keys() == criteria.keys():
        total = weighted_total(points, {key: criterion.weight for key, criterion in criteria.items()})
    scorecard = scorecard or Scorecard(assignment=assignment)
    scorecard.total, scorecard.remark, scorecard.recorded_at = total, remark, at
    scorecard.locked_at = at if lock else None
    scorecard.save()
    Mark.objects.bulk_create(
        [
            Mark(scorecard=scorecard, criterion=criteria[key], points=given.points, remark=given.remark)
            for key, given in sorted(marks.items())
        ],
        update_conflicts=True,
        unique_fields=["scorecard", "criterion"],
        update_fields=["points", "remark"],
    )
    # The marks themselves stay out of the chain until the stage closes: events are read by many.
    events.record("scorecard.locked" if lock else "scorecard.recorded", on=scorecard, by=by, at=at)
    return scorecard


@transaction.atomic
def reopen(assignment, *, by, at):
    """Open a locked scorecard again, for its own judge, while the stage runs."""
    assignment = Assignment.objects.locked(assignment.pk)
    scorecard = Scorecard.objects.filter(assignment=assignment).first()
    refuse_unless_scoring(assignment, scorecard, by=by, at=at, locked=False)
    if scorecard is None or not scorecard.locked_at:
        raise Refused(rules.NOT_LOCKED)
    scorecard.locked_at = None
    scorecard.save(update_fields=["locked_at"])
    events.record("scorecard.reopened", on=scorecard, by=by, at=at)
    return scorecard


def refuse_unless_scoring(assignment, scorecard, *, by, at, locked):
    declared = Interest.objects.filter(judge=by.user_id, proposal=assignment.proposal_id).exists()
    refusal = rules.scoring_refusal(assignment, judge=by.user, at=at, declared=declared, locked=locked)
    if refusal:
        raise Refused(refusal)
