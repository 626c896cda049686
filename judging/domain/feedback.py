"""Feedback for every applicant of a marked stage: drafted from the cards, mended, approved by a second person."""

from collections import defaultdict

from django.db import transaction

from accounts.domain import events, stamps
from accounts.rules import refuse
from competitions.models import Stage
from judging import letters, rules
from judging.arithmetic import ranking
from judging.arithmetic.bands import band
from judging.domain.cards import discussing
from judging.models import Computation, Entrant, Feedback, Mark, Scorecard

AT_A_TIME = 500


def refusal_of_drafting(stage, *, office):
    """Why the feedback of a stage may not be drafted now."""
    computed = Computation.objects.filter(snapshot__stage=stage, state=Computation.State.DONE).exists()
    drafted = Feedback.objects.filter(stage=stage).exists()
    return rules.drafting_feedback_refusal(stage, office=office, is_computed=computed, is_drafted=drafted)


@transaction.atomic
def draft(stage, *, by, at):
    """Draft feedback for every entrant that was marked: a band a criterion, and the remarks as reasons; how many.

    A band is of the mean that the readers gave, or of what they agreed on, not of what was adjusted for severity.
    Who wrote which remark is not told, not even by their order.
    """
    stage = Stage.objects.locked(stage.pk)
    refuse(refusal_of_drafting(stage, office=by))
    criteria = list(stage.rubric.criteria.order_by("position"))
    levels = dict(stage.rubric.levels.values_list("points", "name"))
    given, remarks = marks_of(stage)
    if stage.arranged.is_discussed:
        # What all readers agreed on counts in place of what each gave alone.
        for proposal, joint in discussing.agreed(stage).items():
            points = discussing.points_of(joint)
            given.update({(proposal, one.pk): [points[one.key]] for one in criteria})
    written = [
        Feedback(
            stage=stage,
            proposal_id=entrant.proposal_id,
            bands=[
                {"criterion": one.name, "band": levels[band(given[entrant.proposal_id, one.pk], list(levels))]}
                for one in criteria
            ],
            text=reasons(entrant.proposal_id, criteria, remarks, seed=stage.edition.lot_seed),
            drafted_at=at,
        )
        for entrant in Entrant.objects.standing(stage)
        if all(given[entrant.proposal_id, one.pk] for one in criteria)
    ]
    Feedback.objects.bulk_create(written, batch_size=AT_A_TIME)
    events.record("feedback.drafted", on=stage, by=by, at=at, count=len(written))
    return len(written)


def marks_of(stage):
    """The points of every signed card that counts and its remarks, by proposal and criterion (None: of the whole)."""
    given, remarks = defaultdict(list), defaultdict(list)
    cards = Scorecard.objects.filter(assignment__stage=stage, assignment__recused_at=None, locked_at__isnull=False)
    marks = Mark.objects.filter(scorecard__in=cards).order_by("pk")
    for proposal, criterion, points, remark in marks.values_list(
        "scorecard__assignment__proposal", "criterion", "points", "remark"
    ):
        given[proposal, criterion].append(points)
        remarks[proposal, criterion].append(remark.strip())
    for proposal, remark in cards.order_by("pk").values_list("assignment__proposal", "remark"):
        remarks[proposal, None].append(remark.strip())
    return given, remarks


def reasons(proposal, criteria, remarks, *, seed):
    """The remarks on a proposal under the names of their criteria, those on the whole last, each in a drawn order."""
    parts = []
    for key, name in (*((one.pk, one.name) for one in criteria), (None, "")):
        said = sorted(
            dict.fromkeys(filter(None, remarks[proposal, key])), key=lambda text: ranking.lot(text, seed=seed)
        )
        if said:
            parts.append("\n".join([*([f"{name}:"] if name else []), *(f"- {text}" for text in said)]))
    return "\n\n".join(parts)


@transaction.atomic
def check(found, text, *, seen=None, by, at):
    """Keep the reasons as somebody has read and mended them; `seen` is the stamp of what was shown."""
    found = Feedback.objects.locked(found.pk)
    refuse(rules.mending_feedback_refusal(found, office=by))
    stamps.unchanged(seen, stamp(found), found)
    found.text, found.number = text.strip(), found.number + 1
    found.checked_at, found.checked_by = at, by.user
    found.save(update_fields=["text", "number", "checked_at", "checked_by"])
    events.record("feedback.checked", on=found.stage, by=by, at=at, proposal=found.proposal_id)
    return found


@transaction.atomic
def approve(found, *, seen=None, by, at):
    """Approve what somebody else checked: the applicant reads it once the result of the stage is announced."""
    found = Feedback.objects.locked(found.pk)
    refuse(rules.approving_feedback_refusal(found, office=by))
    stamps.unchanged(seen, stamp(found), found)
    found.approved_at, found.approved_by = at, by.user
    found.save(update_fields=["approved_at", "approved_by"])
    if found.stage.published_at:
        letters.tell("feedback.sent", found.stage, about=found, feedback=[found], at=at)
    events.record("feedback.approved", on=found.stage, by=by, at=at, proposal=found.proposal_id)
    return found


@transaction.atomic
def take_back(found, *, by, at):
    """Take an approval back, as long as no applicant has read it; it is mended and approved anew."""
    found = Feedback.objects.locked(found.pk)
    refuse(rules.unapproving_feedback_refusal(found, office=by))
    found.approved_at = found.approved_by = None
    found.save(update_fields=["approved_at", "approved_by"])
    events.record("feedback.approval_taken_back", on=found.stage, by=by, at=at, proposal=found.proposal_id)
    return found


def tell_approved(stage, *, at):
    """Write to everybody whose feedback may be read from now on; part of the announcement of a stage's result."""
    found = Feedback.objects.filter(stage=stage, approved_at__isnull=False).select_related("proposal")
    letters.tell("feedback.sent", stage, feedback=list(found.order_by("proposal__title", "pk")), at=at)


def stamp(found):
    """What a form drawn from this feedback carries."""
    return str(found.number)
