"""Judges' marks: recorded, locked, and opened again while the stage runs."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.domain import events
from accounts.rules import Refused
from judging import rules
from judging.arithmetic.marking import weighted_total
from judging.models import Assignment, Mark, Scorecard


@dataclass(frozen=True)
class Given:
    """What a judge gave for one criterion: points of one of the rubric's levels, or None yet; and a remark."""

    points: int | None
    remark: str = ""


@transaction.atomic
def record_marks(assignment, marks: Mapping[str, Given], *, remark="", lock=False, by, at):
    """Replace the judge's marks; the scorecard and its event stand or fall together.

    `marks` maps criterion keys to `Given`; a criterion left out is unmarked. The total is computed once every
    criterion is marked. With `lock` the card becomes final; locking it again with the same marks changes
    nothing. ValueError for an unknown criterion, points of no level, or locking a card that is not complete.
    Seven statements for an assignment loaded with `stage__rubric` and its criteria.
    """
    # A rubric cannot change once its stage has opened: the one that came with the assignment is as good.
    criteria = {criterion.key: criterion for criterion in assignment.stage.rubric.criteria.all()}
    assignment = Assignment.objects.locked(assignment.pk)
    # Read after the lock is held: a card joined to the locking query could be older than the wait for it.
    scorecard = Scorecard.objects.filter(assignment=assignment).first()
    given = {key: marks.get(key, Given(None)) for key in sorted(criteria)}
    refusal = refusal_of_marks(assignment, scorecard, by=by, at=at)
    if refusal is rules.LOCKED and lock and holds(scorecard, given, remark):
        return scorecard
    if refusal:
        raise Refused(refusal)
    check_marks(marks, criteria, assignment.points_allowed)
    points = {key: one.points for key, one in given.items() if one.points is not None}
    total = None
    if lock or points.keys() == criteria.keys():
        total = weighted_total(points, {key: criterion.weight for key, criterion in criteria.items()})
    scorecard = scorecard or Scorecard(assignment=assignment)
    scorecard.total, scorecard.remark, scorecard.recorded_at = total, remark, at
    scorecard.locked_at = at if lock else None
    scorecard.save()
    Mark.objects.bulk_create(
        [
            Mark(scorecard=scorecard, criterion=criteria[key], points=one.points, remark=one.remark)
            for key, one in given.items()
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
    refusal = refusal_of_marks(assignment, scorecard, by=by, at=at)
    if refusal is None:
        raise Refused(rules.NOT_LOCKED)
    if refusal is not rules.LOCKED:
        raise Refused(refusal)
    scorecard.locked_at = None
    scorecard.save(update_fields=["locked_at"])
    events.record("scorecard.reopened", on=scorecard, by=by, at=at)
    return scorecard


def refusal_of_marks(assignment, scorecard, *, by, at):
    """Why marks may not be recorded on a locked assignment's card, or None."""
    return rules.scoring_refusal(
        assignment,
        judge=by.user,
        at=at,
        declared=assignment.is_declared,
        locked=bool(scorecard and scorecard.locked_at),
    )


def holds(scorecard, given, remark):
    """Whether the card already says exactly this."""
    saved = {
        key: Given(points, text)
        for key, points, text in scorecard.marks.values_list("criterion__key", "points", "remark")
    }
    return saved == given and scorecard.remark == remark


def check_marks(marks, criteria, allowed):
    """Raise ValueError with a sentence for a mark that the rubric does not know."""
    if unknown := sorted(marks.keys() - criteria.keys()):
        raise ValueError(f"Kriteria tidak dikenal: {', '.join(unknown)}.")
    for key, given in sorted(marks.items()):
        if given.points is not None and given.points not in allowed:
            raise ValueError(f"Nilai kriteria {key} bukan salah satu tingkat: {given.points}.")
