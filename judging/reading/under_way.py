"""What goes on in an edition without anybody on its page doing it: acts on many at work, motions on their way.

It comes with the stages that a page reads anyway, so that no page asks for it: what is unfinished is little at any size
of an edition, and stands beside each of the stages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.db.models.query import QuerySet

from accounts.models import BulkAct, Motion
from accounts.pages import above
from competitions.models import Edition, Stage
from judging.domain.work import checklist_page
from judging.models import Award, Decision, Entrant, Objection, Scorecard, Verdict
from proposals.models import Proposal

# Where the stages are found that a motion about something is about: by which column, and in which.
STAGES_OF = {
    Stage: (Stage, "pk", "pk"),
    Decision: (Decision, "pk", "stage"),
    Verdict: (Verdict, "pk", "stage"),
    Objection: (Objection, "pk", "stage"),
    Award: (Award, "pk", "stage"),
    Scorecard: (Scorecard, "pk", "assignment__stage"),
    Proposal: (Entrant, "proposal", "stage"),
}
# Seconds between two looks at a page: a worker moves on every second, a person agrees within minutes.
AT_WORK, ON_ITS_WAY = 2, 30


@dataclass(frozen=True)
class UnderWay:
    """The unfinished acts on many, each with how many things are left, and the states of motions on their way."""

    acts: tuple[tuple[int, int], ...]
    motions: tuple[tuple[int, str], ...]

    def living(self, mark: str, *, is_running: bool) -> dict[str, str | int]:
        """What a page that shows `mark` hands to its live part: the mark, "" where nothing goes on, and the pace."""
        pace = self.pace(is_running=is_running)
        return {"live": mark if pace else "", "pace": pace}

    def pace(self, *, is_running: bool) -> int:
        """After how many seconds a page looks again, 0 for never; `is_running` says that a task of its own runs."""
        if is_running or self.acts:
            return AT_WORK
        return ON_ITS_WAY if self.motions else 0


def annotations() -> dict[str, Any]:
    """What `of` and `of_stage` want of a stage: every unfinished act on many, every motion on its way."""
    left = Count("rows", filter=Q(rows__done_at=None, rows__sentence=""))
    acts = BulkAct.objects.filter(finished_at=None).annotate(left=left).order_by("pk")
    moved = Motion.objects.on_its_way().annotate(stages=stages_moved(), edition=edition_moved()).order_by("pk")
    names = ("subject_type", "subject_id", "seconded_at", "stages", "edition")
    return {
        "acts_at_work": ArraySubquery(acts.values(one=JSONObject(pk="pk", path="path", left="left"))),
        "on_their_way": ArraySubquery(moved.values(one=JSONObject(pk="pk", **{name: name for name in names}))),
    }


def with_what_goes_on(stages: QuerySet[Stage]) -> QuerySet[Stage]:
    """Stages with what goes on beside them."""
    return stages.annotate(**annotations())


def stages_moved():
    """The ids of the stages that a motion is about, as an expression: of a proposal those that it entered."""
    ways = (
        When(
            subject_type=name_of(model),
            then=ArraySubquery(inside.objects.filter(**{by: OuterRef("subject_id")}).values(path)),
        )
        for model, (inside, by, path) in STAGES_OF.items()
    )
    return Case(*ways, default=Value([]), output_field=ArrayField(BigIntegerField()))


def edition_moved():
    """The id of the edition that a motion is about, or its proposal, as an expression."""
    own = Proposal.objects.filter(pk=OuterRef("subject_id")).values("edition")
    return Case(
        When(subject_type=name_of(Edition), then=F("subject_id")),
        When(subject_type=name_of(Proposal), then=Subquery(own)),
        output_field=BigIntegerField(),
    )


def name_of(model):
    """What motions call a model."""
    return model._meta.label_lower


def of(edition: Edition, stages: Iterable[Stage]) -> UnderWay:
    """What goes on about an edition and these stages of it, which came `with_what_goes_on`."""
    stages = list(stages)
    places = [above.address("edition", edition.slug), *(checklist_page(one) for one in stages)]
    return among(stages, places, edition=edition.pk)


def of_stage(stage: Stage) -> UnderWay:
    """What goes on about one stage, which came `with_what_goes_on`."""
    return among([stage], [above.address("stage", stage.edition.slug, stage.position), checklist_page(stage)])


def among(stages, places, *, edition=None):
    """What goes on about these stages and an edition by its id, and on lists below the places."""
    if not stages:
        return UnderWay((), ())
    own = {one.pk for one in stages}
    acts = [one for one in stages[0].acts_at_work if one["path"].startswith(tuple(places))]
    moved = [
        one
        for one in stages[0].on_their_way
        if not own.isdisjoint(one["stages"]) or (edition is not None and one["edition"] == edition)
    ]
    return UnderWay(tuple((one["pk"], one["left"]) for one in acts), tuple((one["pk"], state(one)) for one in moved))


def state(motion):
    """The state of a motion on its way."""
    return str(Motion.State.WAITING if motion["seconded_at"] else Motion.State.MOVED)


def is_moved(stage: Stage) -> bool:
    """Whether a motion about the stage itself is on its way, not one about something in it."""
    about = (name_of(Stage), stage.pk)
    return any((one["subject_type"], one["subject_id"]) == about for one in stage.on_their_way)
