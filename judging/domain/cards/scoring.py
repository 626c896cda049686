"""Judges' marks: recorded, locked, and opened again while the stage runs."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.domain import events, stamps
from accounts.models import Membership
from accounts.models.asked_often import asked_often
from accounts.rules import Refused, refuse
from accounts.rules.motions import carrying_refusal
from judging import rules
from judging.arithmetic import commitment
from judging.arithmetic.marking import weighted_total
from judging.arithmetic.points import hundredths
from judging.domain.cards import writing
from judging.domain.desk import recognising
from judging.models import Assignment, CardVersion, Employer, Mark, PanelMember, Scorecard


@dataclass(frozen=True)
class Given:
    """What a judge gave for one criterion: points of one of the rubric's levels, or None yet; and a remark."""

    points: int | None
    remark: str = ""


@transaction.atomic
def record_marks(
    assignment, marks: Mapping[str, Given], *, remark=None, recognised=None, lock=False, seen=None, shown=None, by, at
):
    """Save the judge's marks as a version of the card; with `lock` it is signed, with one event.

    `marks` maps criterion keys to `Given`; a criterion left out stays as it is, and so does the remark when it is
    None. The total is computed once every criterion is marked. With `lock` the card becomes final; saving or locking
    it again with the same marks changes nothing. `seen` is the stamp of the card that the judge was shown; one `shown`
    once more to be signed must still be that, whatever it says. What was signed has its version as `signed`.
    Raises Refused, Stale, and ValueError for an unknown criterion, points of no level, or locking a card that is not
    complete. `recognised` says whether the applicant of a blind dossier was recognised; None leaves that as it is.
    """
    # A rubric cannot change once its stage has opened: the one that came with the assignment is as good.
    criteria = {criterion.key: criterion for criterion in assignment.stage.rubric.criteria.all()}
    assignment = Assignment.objects.locked(assignment.pk, on=timezone.localdate(at))
    # Read after the lock is held: a card joined to the locking query could be older than the wait for it.
    scorecard, saved = standing(assignment)
    given = {key: marks.get(key, saved.get(key, Given(None))) for key in sorted(criteria)}
    remark = (scorecard.remark if scorecard else "") if remark is None else remark
    is_as_saved = scorecard is not None and saved == given and scorecard.remark == remark
    refusal = refusal_of_marks(assignment, scorecard, by=by, at=at)
    if refusal is rules.LOCKED and lock and is_as_saved:
        return scorecard
    refuse(refusal)
    if shown is not None:
        refuse(rules.INCOMPLETE if scorecard is None or scorecard.total is None else None)
        stamps.unchanged(shown, scorecard.stamp, scorecard)
    if lock and assignment.stage.arranged.asks_reasons and not all(one.remark.strip() for one in given.values()):
        raise Refused(rules.REASON_OF_MARK_MISSING)
    check_marks(marks, criteria, assignment.points_allowed)
    if recognised is not None and assignment.stage.is_blind:
        recognising.note(assignment, recognised, at=at)
    if is_as_saved and not lock:
        return scorecard
    if not is_as_saved:
        stamps.unchanged(seen, scorecard.stamp if scorecard else stamps.NOTHING, scorecard)
    scorecard = scorecard or Scorecard()
    scorecard.assignment, scorecard.remark = assignment, remark
    version = write(scorecard, given, criteria, is_as_saved=is_as_saved, lock=lock, by=by, at=at)
    if lock:
        # The marks themselves stay out of the chain until the stage closes: events are read by many.
        told = {"stage": assignment.stage_id, "proposal": assignment.proposal.code}
        told |= {"number": version.number, "sha256": version.sha256}
        events.record("scorecard.locked", on=scorecard, by=by, at=at, **told)
        scorecard.signed = version
    return scorecard


def sign(assignment, *, seen, by, at):
    """Lock the card as its judge was shown it once more; `seen` is the stamp of what was shown.

    Raises Refused and Stale, as `record_marks` does. Signed already, nothing happens.
    """
    return record_marks(assignment, {}, lock=True, shown=seen, by=by, at=at)


def write(scorecard, given, criteria, *, is_as_saved, lock, by, at):
    """Put marks on a card, with their total once every criterion has one; part of the transaction that records them.

    Returns its new version. One that `is_as_saved` keeps its marks. A locked card takes none: the lock comes last.
    """
    scorecard.recorded_at = at
    scorecard.number += 1
    if not is_as_saved or scorecard.total is None:
        scorecard.total = total_of(given, criteria) if lock or all_marked(given) else None
    version = version_of(scorecard, given, CardVersion.Act.SIGNED if lock else CardVersion.Act.SAVED, by=by, at=at)
    if not is_as_saved:
        writing.put_down(scorecard, given, criteria, version)
    if lock:
        scorecard.locked_at = at
        scorecard.save()
        if is_as_saved:
            version.save()
    return version


def all_marked(given):
    """Whether every criterion has its points."""
    return all(one.points is not None for one in given.values())


def total_of(given, criteria):
    """The weighted total of marks; ValueError where one is missing."""
    points = {key: one.points for key, one in given.items() if one.points is not None}
    return weighted_total(points, {key: criterion.weight for key, criterion in criteria.items()})


def card_locked(pk):
    """A scorecard by id, its assignment locked with it."""
    assignment = Assignment.objects.locked(Scorecard.objects.values_list("assignment", flat=True).get(pk=pk))
    card = Scorecard.objects.get(pk=pk)
    card.assignment = assignment
    return card


def described_reopening(card, inputs):
    """Which signed card would be opened again; what it says stays sealed."""
    assignment = card.assignment
    stage, seat = assignment.stage, PanelMember.objects.filter(stage=assignment.stage_id, judge=assignment.judge_id)
    signed = card.versions.order_by("number").last()
    return {
        "edition": stage.edition.slug,
        "stage": stage.name,
        "judge": seat.values_list("code", flat=True).first() or "",
        "code": assignment.proposal.code,
        "is_locked": card.locked_at is not None,
        "number": card.number,
        "sha256": signed.sha256 if signed else "",
    }


def reopening_refusal(card, inputs, *, office, at):
    """Why this judge may not ask to have a signed card opened again."""
    assignment = Assignment.objects.for_acts(on=timezone.localdate(at)).get(pk=card.assignment_id)
    refusal = refusal_of_marks(assignment, card, by=office, at=at)
    if refusal is None:
        return rules.NOT_LOCKED
    return None if refusal is rules.LOCKED else refusal


@transaction.atomic
def reopen(card, motion, *, by, at):
    """Open a locked scorecard again for its own judge, who asked for it by a motion; what was signed stays readable."""
    card = card_locked(card.pk)
    refusal = carrying_refusal(motion) or reopening_refusal(card, motion.inputs, office=motion.moved_by, at=at)
    if refusal:
        raise Refused(refusal)
    card.locked_at = None
    card.number += 1
    card.save(update_fields=["locked_at", "number"])
    version_of(card, given_on(card), CardVersion.Act.REOPENED, reason=motion.reason, by=by, at=at).save()
    events.record("scorecard.reopened", on=card, by=by, at=at, number=card.number, motion=motion.pk)
    return card


def version_of(scorecard, given, act, *, reason="", by, at):
    """The version of the card as it is to stand, not saved; `scorecard.assignment` brings its proposal and stage."""
    assignment = scorecard.assignment
    body = events.canonical(
        {
            "edition": assignment.stage.edition.slug,
            "stage": assignment.stage.key,
            "proposal": assignment.proposal.code,
            "judge": assignment.judge_id,
            "marks": {key: {"points": one.points, "remark": one.remark} for key, one in given.items()},
            "remark": scorecard.remark,
            "total": None if scorecard.total is None else str(hundredths(scorecard.total)),
        }
    )
    key = secrets.token_bytes(commitment.KEY_BYTES)
    return CardVersion(
        scorecard=scorecard,
        number=scorecard.number,
        act=act,
        body=body,
        reason=reason,
        salt=key.hex(),
        sha256=commitment.commitment(key, body.encode()),
        at=at,
        by=by,
    )


def given_on(scorecard):
    """What the card says, by criterion key."""
    if scorecard is None:
        return {}
    rows = scorecard.marks.values_list("criterion__key", "points", "remark")
    return {key: Given(points, text) for key, points, text in rows.order_by("criterion__key")}


def standing(assignment):
    """The card of an assignment and what it says, by criterion key: (None, {}) before the first save."""
    card = next(iter(card_with_marks(assignment.pk)), None)
    return card, {mark["key"]: Given(mark["points"], mark["remark"]) for mark in (card.says if card else ())}


@asked_often
def card_with_marks(assignment):
    """The card of an assignment with its marks as `says`; at most one."""
    marks = Mark.objects.filter(scorecard=OuterRef("pk")).order_by("criterion__key")
    says = ArraySubquery(marks.values(mark=JSONObject(key="criterion__key", points="points", remark="remark")))
    return Scorecard.objects.filter(assignment=assignment).annotate(says=says).order_by("pk")[:1]


def values_of(card):
    """What a card says as plain values, by criterion id; nothing where there is none."""
    marks = card.marks.order_by("criterion__position") if card else ()
    return [{"criterion": one.criterion_id, "points": one.points, "remark": one.remark} for one in marks]


def refusal_of_marks(assignment, scorecard, *, by, at):
    """Why marks may not be recorded on a locked assignment's card, or None."""
    refusal = rules.pact_refusal(has_signed=assignment.has_signed) or rules.scoring_refusal(
        assignment,
        judge=by.user,
        at=at,
        ties=ties_of(assignment, at=at),
        session_at=assignment.session_at,
        has_calibrated=assignment.has_calibrated,
        locked=bool(scorecard and scorecard.locked_at),
    )
    return refusal or rules.cover_refusal(assignment)


def ties_of(assignment, *, at):
    """What ties the judge of a locked assignment today: every office and employer, and what was declared of its
    proposal. Asked for the reason only: whether there is one is known from the lock.
    """
    if assignment.is_untied:
        return rules.Ties()
    today = timezone.localdate(at)
    held = Membership.objects.filter(user=assignment.judge_id).current(today).select_related("agency")
    employers = Employer.objects.filter(judge=assignment.judge_id).tying(today).select_related("agency__region")
    declared = (assignment.proposal_id,) if assignment.is_declared else ()
    return rules.ties_of(held, employer=assignment.judge_agency, employers=employers, declared=declared, on=today)


def check_marks(marks, criteria, allowed):
    """Raise ValueError with a sentence for a mark that the rubric does not know."""
    if unknown := sorted(marks.keys() - criteria.keys()):
        raise ValueError(f"Kriteria tidak dikenal: {', '.join(unknown)}.")
    for key, given in sorted(marks.items()):
        if given.points is not None and given.points not in allowed:
            raise ValueError(f"Nilai kriteria {key} bukan salah satu tingkat: {given.points}.")
