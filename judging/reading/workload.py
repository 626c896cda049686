"""How much of its work each judge of a stage has done, and whether the rest is plausible in time.

Counts only, never a mark or a mean: what is sealed before the close stays sealed here too.
"""

from dataclasses import dataclass

from django.db.models import Count, Min, OuterRef, Subquery

from accounts.models import JUDGES, User
from accounts.reading import between_acts
from judging import stages
from judging.arithmetic.layout import pace
from judging.arithmetic.layout.pace import Projection
from judging.models import Assignment, PanelMember


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
    by_id = {stage.pk: stage for stage in found}
    members = (
        PanelMember.objects.filter(stage__in=by_id)
        .select_related("judge", "agency")
        .annotate(roles=Subquery(judging_offices().values("memberships__role")[:1]))
        .order_by("stage", "code")
    )
    held = between_acts.while_nobody_acts(("held", *sorted(by_id)), lambda: held_in(by_id.values()))
    recognised = recognised_in(by_id)
    loads_of = {pk: [] for pk in by_id}
    for member in members:
        place = member.stage_id, member.judge_id
        loads_of[member.stage_id].append(
            load_of(member, held.get(place, NOTHING_HELD), recognised.get(place, 0), by_id[member.stage_id], at)
        )
    return loads_of


NOTHING_HELD = {"total": 0, "done": 0, "since": None}


def judging_offices():
    """The judging offices of the panel member at hand, the oldest first, for a subquery."""
    return User.objects.filter(pk=OuterRef("judge"), memberships__role__in=JUDGES).order_by("memberships__pk")


def held_in(found):
    """What each judge holds in these stages, by (stage id, judge id): `total`, `done`, and `since` when; one query."""
    rows = (
        Assignment.objects.standing()
        .filter(stage__in=[stage.pk for stage in found])
        .order_by()
        .values("stage", "judge")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=stages.finished_by_judge(frozenset(stage.kind for stage in found))),
            since=Min("assigned_at"),
        )
    )
    return {(row.pop("stage"), row.pop("judge")): row for row in rows}


def recognised_in(found):
    """How many applicants each judge recognised in these stages, by (stage id, judge id); one query.

    A judge says so without an act: it is counted each time.
    """
    own = Assignment.objects.standing().filter(stage__in=found, recognition__isnull=False)
    rows = own.order_by().values("stage", "judge").annotate(number=Count("pk"))
    return {(row["stage"], row["judge"]): row["number"] for row in rows}


def load_of(member, held, n_recognised, stage, at):
    """A panel member with what was found of it by `of_judges`, as a load."""
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
        n_recognised=n_recognised,
    )


def projection(held, stage, at):
    """How much of what a judge holds will be done when the stage closes."""
    since = held["since"]
    share = 1.0 if at >= stage.closes_at else (at - since) / (stage.closes_at - since)
    return pace.projected(held["done"], held["total"], share)
