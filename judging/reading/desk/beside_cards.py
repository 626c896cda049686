"""What stands beside a judge's assignment: its scale, its card, its session, the own progress."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Func, JSONField, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from accounts.models.printing import number_beside
from competitions.models import Descriptor, Level
from judging.domain.work import number, of_the_same
from judging.models import (
    Assignment,
    Mark,
    PrivateNote,
    Recognition,
    Session,
    UnopenedFile,
    WithoutKeys,
    has_calibrated,
    has_signed,
    uses_keys,
)
from judging.reading import hearings


def beside(judge, day):
    """What a judge's page shows beside an own assignment on a day, as annotations: scale, card, own progress."""
    own = Assignment.objects.held_by(judge, on=day).filter(stage=OuterRef("stage"))
    progress = JSONObject(held=Count("pk"), signed=Count("pk", filter=Q(scorecard__locked_at__isnull=False)))
    note = PrivateNote.objects.filter(assignment=OuterRef("pk"))
    return beside_a_save() | {
        "uses_keys": uses_keys("judge"),
        "earlier": earlier_marks(),
        "note": Subquery(note.values("text")),
        "note_number": Subquery(note.values("number")),
        "reports": as_one(
            UnopenedFile.objects.filter(
                stage=OuterRef("stage"), judge=OuterRef("judge"), attachment__proposal=OuterRef("proposal")
            )
            .order_by("pk")
            .values(told=JSONObject(file="attachment_id", answer="answer"))
        ),
        "n_unsigned": number(of_the_same(Assignment).standing().filter(scorecard__locked_at=None)),
        # Nothing where whoever reads holds none of it, as in a dossier that was given to another.
        "progress": Subquery(own.order_by().values("judge").annotate(t=progress).values("t")),
    }


def beside_a_save():
    """The part of it that a card is saved by: its scale and what it says."""
    levels = Level.objects.filter(rubric=OuterRef("stage__rubric")).order_by("points")
    return dict(
        levels=as_one(
            levels.values(
                level=JSONObject(points="points", name="name", anchor="anchor", descriptors=descriptors_of_level())
            )
        ),
        printing=number_beside(),
        has_signed=has_signed("judge", "stage__edition"),
        has_calibrated=has_calibrated("stage"),
        given=marks_of(),
        recognised=Subquery(
            Recognition.objects.filter(assignment=OuterRef("pk")).values(told=JSONObject(clue="clue"))[:1]
        ),
        **session_of(),
    )


def works_with_keys(user_id):
    """Whether a judge marks with single keys; one query."""
    return not WithoutKeys.objects.filter(judge=user_id).exists()


def reports_of(stage_id, user_id, proposal_id):
    """What a judge reported of the files of a dossier that no assignment leads to, with the answers; one query."""
    found = UnopenedFile.objects.filter(stage=stage_id, judge=user_id, attachment__proposal=proposal_id).order_by("pk")
    return [{"file": file, "answer": answer} for file, answer in found.values_list("attachment", "answer")]


def marks_of():
    """What the card of an assignment says, criterion by criterion."""
    marks = Mark.objects.filter(scorecard__assignment=OuterRef("pk")).order_by("criterion__position")
    return as_one(marks.values(mark=JSONObject(criterion="criterion_id", points="points", remark="remark")))


def earlier_marks():
    """How often the judge gave which points for each criterion to other proposals of the stage."""
    others = Mark.objects.filter(
        scorecard__assignment__judge=OuterRef("judge"),
        scorecard__assignment__stage=OuterRef("stage"),
        points__isnull=False,
    ).exclude(scorecard__assignment=OuterRef("pk"))
    counted = others.order_by().values("criterion_id", "points").annotate(number=Count("pk"))
    given = JSONObject(criterion="criterion_id", points="points", number="number")
    return as_one(counted.order_by("criterion_id", "points").values(given=given))


def descriptors_of_level():
    """What a level of the scale means for single criteria."""
    told = Descriptor.objects.filter(level=OuterRef("pk")).order_by("pk")
    return as_one(told.values(told=JSONObject(criterion="criterion_id", text="text")))


def session_of():
    """The moment, room and meeting link of the interview, as annotations; empty outside an interview stage."""
    session = Session.objects.filter(stage=OuterRef("stage"), proposal=OuterRef("proposal"))
    return {
        "session_at": Subquery(session.values("starts_at")[:1]),
        "room": Subquery(session.values("room")[:1]),
        "meeting_link": Subquery(session.annotate(link=hearings.link()).values("link")[:1]),
    }


def as_one(rows):
    """The rows of a queryset of JSON values as one of them, an annotation: read at once, and not row by row."""
    return Func(ArraySubquery(rows), function="to_jsonb", output_field=JSONField())
