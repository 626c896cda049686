"""Since when a stage stands where it does, as expressions for its rows: facts that happened, never a plan."""

from django.db.models import DateTimeField, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from accounts.models import Event
from competitions.models import Stage
from competitions.models.stage import earlier_than_this
from judging import stages
from judging.models import Assignment, PanelMember


def of_stages():
    """Since when: the stage could be opened, its judges are seated, its work is given out, all is done.

    ready_at, seated_at, given_out_at and finished_at, each None where it does not apply.
    """
    over = earlier_than_this().annotate(over_at=Coalesce("published_at", "skipped_at"))
    given_out = Event.objects.filter(
        name="stage.work_given_out", subject_type=Stage._meta.label_lower, subject_id=OuterRef("pk")
    )
    return {
        "ready_at": Greatest("edition__closes_at", latest(over, "over_at")),
        "seated_at": latest(of_stage(PanelMember), "seated_at"),
        "given_out_at": Subquery(given_out.order_by("number").values("at")[:1]),
        "finished_at": stages.by_kind(
            lambda work: latest(work.laid_out().filter(stage=OuterRef("pk")).annotate(at=work.settled_at), "at"),
            only=stages.OPEN,
            default=None,
            output=DateTimeField,
        ),
    }


def of_stage(model):
    """The rows of a model about the stage at hand, for a subquery."""
    return model.objects.filter(stage=OuterRef("pk"))


def latest(rows, moment):
    """The latest moment of the rows, as a subquery; None without any."""
    return Subquery(rows.filter(**{f"{moment}__isnull": False}).order_by(f"-{moment}").values(moment)[:1])


def short_since(work):
    """The moment since which an entrant that wants a judge has done so, as an expression for its row."""
    given_out = Assignment.objects.filter(stage=OuterRef("stage")).order_by("assigned_at").values("assigned_at")[:1]
    return Coalesce(work.hands.since, Subquery(given_out))
