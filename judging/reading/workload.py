"""How much of its work each judge of a stage has done, and whether the rest is plausible in time.

Counts only, never a mark or a mean: what is sealed before the close stays sealed here too.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from accounts.models import JUDGES, User
from accounts.models.asked_often import asked_often
from accounts.reading import between_acts
from judging import stages
from judging.arithmetic.layout import pace
from judging.arithmetic.layout.pace import Projection
from judging.models import Assignment, PanelMember
from judging.reading.ready_made import ready_made


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


def of_judges(found, *, at):
    """Each judge's load by stage id, in the order of codes, for counted stages.

    In a stage where nothing is marked `done` is 0; a judge is at risk only while a marked stage is open.
    """
    by_id, kinds = {stage.pk: stage for stage in found}, frozenset(stage.kind for stage in found)
    loads_of = {pk: [] for pk in by_id}
    if not by_id:
        return loads_of
    ids = sorted(by_id)
    for member in between_acts.with_counts(
        ("held", *ids), lambda: members_with_held(kinds, *ids), lambda: members_of(*ids), ["held"]
    ):
        loads_of[member.stage_id].append(load_of(member, member.held or NOTHING_HELD, by_id[member.stage_id], at))
    return loads_of


NOTHING_HELD = {"total": 0, "done": 0, "since": None}


@asked_often
def members_of(*found):
    """The members of the panels of stages, by id, in the order of their codes."""
    return (
        PanelMember.objects.filter(stage__in=found)
        .select_related("judge", "agency")
        .annotate(**of_members())
        .order_by("stage", "code")
    )


@asked_often
def members_with_held(kinds, *found):
    """The same of stages of these kinds, with what each member holds: total, done and since when.

    What is done is looked up once for all: asked judge by judge, PostgreSQL reads every card for each of them.
    """
    done = Assignment.objects.filter(stages.finished_by_judge(kinds), stage__in=found).values("pk")
    told = JSONObject(total=Count("pk"), done=Count("pk", filter=Q(pk__in=done)), since=Min("assigned_at"))
    return members_of.question(*found).annotate(held=Subquery(own().values("judge").annotate(told=told).values("told")))


def own():
    """What the panel member at hand holds."""
    return Assignment.objects.standing().filter(stage=OuterRef("stage"), judge=OuterRef("judge")).order_by()


@cache
def of_members():
    """What is read of a panel member each time: the judging office, and how many applicants the judge recognised.

    A judge says so without an act.
    """
    offices = User.objects.filter(pk=OuterRef("judge"), memberships__role__in=JUDGES)
    recognised = own().filter(recognition__isnull=False).values("judge").annotate(number=Count("pk")).values("number")
    expressions = {
        "roles": Subquery(offices.order_by("memberships__pk").values("memberships__role")[:1]),
        "n_recognised": Coalesce(Subquery(recognised), 0),
    }
    return ready_made(PanelMember.objects.all(), expressions)


def load_of(member, held, stage, at):
    """A panel member with what was found of it by `of_judges`, as a load."""
    # The stage is known: nobody asks for it again.
    member.stage = stage
    work = stages.of(stage).WORK
    marks = bool(work and work.of_judge)
    done, total, since = (held[name] for name in ("done", "total", "since"))
    is_promising = marks and stage.is_open and since
    return Load(
        member=member,
        role=member.roles or "",
        done=done,
        total=total,
        is_marking=marks,
        projection=(
            projection(done, total, datetime.fromisoformat(since), stage=stage, at=at) if is_promising else None
        ),
        n_recognised=member.n_recognised,
    )


@dataclass(frozen=True)
class StageLoad:
    """Work of a stage that no judge holds, as a whole: how much is done, what that promises, what would be in time."""

    done: int
    total: int
    projection: Projection
    # So many a day from now on, that all is done at the end.
    a_day: int

    @property
    def is_at_risk(self):
        """Whether it is not plausible that all will be done in time."""
        return not self.projection.is_plausible


def of_stage(stage, *, at):
    """How the secretariat's own work in a counted stage goes on; None where judges hold it, or nothing is left.

    No query.
    """
    work = stages.of(stage).WORK
    if not stage.is_open or work is None or work.of_judge is not None or stage.n_done >= stage.n_total:
        return None
    days = max((timezone.localdate(stage.closes_at) - timezone.localdate(at)).days + 1, 1)
    a_day = pace.steady(stage.n_done, stage.n_total, day=1, days=days).a_day
    return StageLoad(
        stage.n_done, stage.n_total, projection(stage.n_done, stage.n_total, stage.opened_at, stage=stage, at=at), a_day
    )


def projection(done, total, since, *, stage, at):
    """How much of what is held since a moment will be done when the stage closes."""
    share = 1.0 if at >= stage.closes_at else (at - since) / (stage.closes_at - since)
    return pace.projected(done, total, share)
