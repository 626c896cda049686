"""How far the stages of an edition are: counts for the control room, the same few queries at any size.

Counts only, never a mark or a mean: what is sealed before the close stays sealed here too.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from accounts.models import JUDGES, Motion, User
from accounts.models.asked_often import asked_often
from accounts.models.counting import number_by
from competitions.models import AwardName, Stage
from competitions.models.stage import earlier_than_this
from judging import stages
from judging.arithmetic.layout import pace
from judging.arithmetic.layout.pace import Projection
from judging.domain.work import standing
from judging.models import Assignment, Choice, Computation, Entrant, Finding, Objection, PanelMember
from judging.reading import moments
from judging.reading.ready_made import ready_made
from proposals.models import Proposal, Status


@dataclass(frozen=True)
class WorkDone:
    """What a stage's people have done: `done` of `total`; both 0 where nothing is marked."""

    done: int
    total: int

    @property
    def left(self):
        return self.total - self.done

    @property
    def is_finished(self):
        return self.left == 0


@dataclass(frozen=True)
class Load:
    """One judge's work in one stage."""

    member: PanelMember
    role: str
    done: int
    total: int
    is_marking: bool
    # What the pace so far promises; None where nothing is marked or the stage is not open.
    projection: Projection | None
    n_recognised: int = 0

    @property
    def is_at_risk(self):
        """Whether it is not plausible that all will be done in time."""
        return self.projection is not None and not self.projection.is_plausible

    @property
    def left(self):
        return self.total - self.done

    @property
    def pk(self):
        """The member's: a row of a list is chosen by it."""
        return self.member.pk


@dataclass(frozen=True)
class Registration:
    """How many proposals of an edition are where; `ended` are withdrawn or disqualified."""

    at_unit: int
    at_agency: int
    submitted: int
    ended: int


def counted(found):
    """The stages with `edition`, decision, computation and every count the control room shows; one query.

    Adds n_entrants, n_judges, n_total and n_done of the kind's work, n_finished of the entrants, n_going_on,
    n_gaps of entrants that want a judge, has_work, has_recusals, gives_awards, the counts that kinds show beside
    their work and, of a publication on its way, publication_id, publication_mover_id, publication_moved_at,
    publication_seconded_at and publication_due_at; n_objections to answer; and the moments of `moments.of_stages`.
    """
    return (
        found.select_related(
            "edition", "decision__motion__mover", "decision__motion__seconder", "snapshot__computation"
        )
        .defer("snapshot__body")
        .annotate(**counts(tuple(stages.KINDS)))
        .in_order()
    )


def uncounted(found):
    """The stages with their edition, rubric, decision and computation: for pages that show no count."""
    return found.select_related(
        "edition", "rubric", "decision__motion__mover", "decision__motion__seconder", "snapshot__computation"
    ).defer("snapshot__body")


@cache
def counts(_kinds):
    """What `counted` adds, put together once for these kinds: that takes longer than PostgreSQL takes to count."""
    expressions = dict(
        n_entrants=number_of(standing(Entrant.objects.all())),
        n_judges=number_of(PanelMember.objects.all()),
        n_total=stages.by_kind(lambda work: number_of(work.pieces())),
        n_done=stages.by_kind(lambda work: number_of(work.pieces().filter(work.is_done))),
        n_finished=stages.by_kind(lambda work: number_of(work.finished_of_stage())),
        n_gaps=stages.by_kind(lambda work: number_of(work.short_of_stage()) if work.hands else None, only=stages.OPEN),
        n_going_on=number_of(
            Choice.objects.standing().filter(goes_on=True).annotate(stage=F("decision__stage")),
        ),
        has_work=Exists(Finding.objects.filter(stage=OuterRef("pk")))
        | Exists(Assignment.objects.filter(stage=OuterRef("pk"))),
        has_recusals=Exists(Assignment.objects.filter(stage=OuterRef("pk"), recused_at__isnull=False)),
        n_objections=number_of(Objection.objects.to_answer()),
        publication_id=Subquery(publications().values("pk")[:1]),
        publication_mover_id=Subquery(publications().values("mover")[:1]),
        publication_moved_at=Subquery(publications().values("moved_at")[:1]),
        publication_seconded_at=Subquery(publications().values("seconded_at")[:1]),
        publication_due_at=Subquery(publications().values("due_at")[:1]),
        gives_awards=Exists(AwardName.objects.filter(stage=OuterRef("pk"))),
        **{name: number_of(count.rows()) for kind in stages.KINDS.values() for name, count in kind.COUNTS.items()},
        **moments.of_stages(),
    )
    return ready_made(Stage.objects.all(), expressions)


def earlier_are_over():
    """Whether every stage of the edition before the one at hand is published or skipped."""
    return ~Exists(earlier_than_this().filter(published_at=None, skipped_at=None))


def publications():
    """The motion to publish the stage at hand, or its provisional list, that is on its way, for a subquery."""
    return Motion.objects.on_its_way().filter(
        kind__in=("publish", "provisional-list"), subject_type=Stage._meta.label_lower, subject_id=OuterRef("pk")
    )


def number_of(rows):
    """How many of `rows` belong to the stage at hand, as a subquery."""
    return number_by(rows.filter(stage=OuterRef("pk")), "stage")


def at_address(slug, position):
    """The stage at an address, counted, with `earlier_are_over`; None where there is none."""
    return next(iter(stage_at(slug, position, tuple(stages.KINDS))), None)


@asked_often
def stage_at(slug, position, _kinds):
    """The stage at an address, counted as these kinds count; at most one."""
    here = Stage.objects.filter(edition__slug=slug, position=position)
    return counted(here.annotate(earlier_are_over=earlier_are_over()))


def unfinished():
    """Every stage of every edition that was announced and is not over, counted."""
    return stages_at_work(tuple(stages.KINDS))


@asked_often
def stages_at_work(_kinds):
    """The same, counted as these kinds count."""
    editions = Stage.objects.filter(published_at=None, skipped_at=None).values("edition")
    return counted(Stage.objects.filter(edition__in=editions, edition__announced_at__isnull=False))


def work(stage):
    """The work that must be finished before a counted stage can close."""
    return WorkDone(stage.n_done, stage.n_total)


def computation(stage):
    """The computation of a counted stage, or None before it has closed."""
    snapshot = getattr(stage, "snapshot", None)
    return getattr(snapshot, "computation", None)


def computation_state(stage):
    """The state of a counted stage's computation, or None."""
    asked = computation(stage)
    return asked.state if asked else None


def is_running(stage):
    """Whether a worker is at a counted stage's computation, or will be."""
    return computation_state(stage) in (Computation.State.WAITING, Computation.State.RUNNING)


def decision(stage):
    """The decision of a counted stage, or None before anything was computed."""
    return getattr(stage, "decision", None)


def loads(found, *, at):
    """Each judge's load by stage id, in the order of codes, for stages loaded by `counted`; one query.

    In a stage where nothing is marked `done` is 0; a judge is at risk only while a marked stage is open.
    """
    by_id = {stage.pk: stage for stage in found}
    members = (
        PanelMember.objects.filter(stage__in=by_id)
        .select_related("judge", "agency")
        .annotate(**of_members(frozenset(stage.kind for stage in found)))
        .order_by("stage", "code")
    )
    loads_of = {pk: [] for pk in by_id}
    for member in members:
        held = member.held or NOTHING_HELD
        loads_of[member.stage_id].append(load_of(member, held, by_id[member.stage_id], at))
    return loads_of


NOTHING_HELD = {"total": 0, "done": 0, "n_recognised": 0, "since": None}


@cache
def of_members(kinds):
    """What `loads` adds to a panel member in stages of these kinds: what the judge holds, added up in one go, and the
    offices.
    """
    own = Assignment.objects.standing().filter(stage=OuterRef("stage"), judge=OuterRef("judge"))
    told = JSONObject(
        total=Count("pk"),
        done=Count("pk", filter=stages.finished_by_judge(kinds)),
        n_recognised=Count("recognition"),
        since=Min("assigned_at"),
    )
    offices = User.objects.filter(pk=OuterRef("judge"), memberships__role__in=JUDGES)
    expressions = {
        "held": Subquery(own.order_by().values("judge").annotate(told=told).values("told")),
        "roles": Subquery(offices.order_by("memberships__pk").values("memberships__role")[:1]),
    }
    return ready_made(PanelMember.objects.all(), expressions)


def load_of(member, held, stage, at):
    """A panel member with what it holds, both found by `loads`, as a load."""
    # The stage is known: nobody asks for it again.
    member.stage = stage
    work = stages.of(stage).WORK
    marks = bool(work and work.of_judge)
    return Load(
        member=member,
        role=member.roles or "",
        done=held["done"],
        total=held["total"],
        is_marking=marks,
        projection=projection(held, stage, at) if marks and stage.is_open and held["since"] else None,
        n_recognised=held["n_recognised"],
    )


def projection(held, stage, at):
    """How much of what a judge holds will be done when the stage closes."""
    since = datetime.fromisoformat(held["since"])
    share = 1.0 if at >= stage.closes_at else (at - since) / (stage.closes_at - since)
    return pace.projected(held["done"], held["total"], share)


WHERE = {
    "at_unit": (Status.DRAFT, Status.RETURNED),
    "at_agency": (Status.WITH_AGENCY,),
    "submitted": (Status.SUBMITTED,),
    "ended": (Status.WITHDRAWN, Status.DISQUALIFIED),
}


def where():
    """A count for each place a proposal can be in."""
    return {place: Count("pk", filter=Q(status__in=statuses)) for place, statuses in WHERE.items()}


def registration(edition):
    """Where the proposals of an edition are before the contest; one query."""
    return Registration(**Proposal.objects.filter(edition=edition).aggregate(**where()))


def registration_by_agency(edition, *, place=""):
    """Agencies with proposals in the edition and where those are, by name; `place` keeps those with any there.

    Numbers only: what is not submitted is not the ministry's to read.
    """
    rows = (
        Proposal.objects.filter(edition=edition)
        .values("agency", "agency__kind", called=Coalesce(NullIf("agency_then", Value("")), "agency__name"))
        .annotate(**where())
        .order_by("called", "agency")
    )
    return rows.filter(**{f"{place}__gt": 0}) if place in WHERE else rows
