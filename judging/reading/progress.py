"""How far the stages of an edition are: counts for the control room, the same few queries at any size.

Counts only, never a mark or a mean: what is sealed before the close stays sealed here too.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Count, Exists, F, JSONField, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf
from django.db.models.lookups import IsNull
from django.db.models.query import ModelIterable

from accounts.models import Motion
from accounts.models.asked_often import asked_often
from accounts.models.counting import number_by
from accounts.reading import between_acts
from competitions.models import AwardName, Stage
from competitions.models.stage import earlier_than_this
from judging import stages
from judging.domain.work import standing
from judging.models import Assignment, Choice, Computation, Entrant, Finding, Objection, PanelMember
from judging.reading import moments, under_way
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
class Registration:
    """How many proposals of an edition are where; `ended` are withdrawn or disqualified."""

    at_unit: int
    at_agency: int
    submitted: int
    ended: int


def counted(found):
    """The stages with `edition`, decision, computation and every count the control room shows; one query.

    Adds n_entrants, n_judges, n_finished of the entrants, n_going_on; what `spread` makes n_total and n_done of the
    kind's work and n_gaps of entrants that want a judge, since short_at; has_work, has_recusals, gives_awards, the
    counts that kinds show beside their work and, of a publication on its way, publication_id, publication_mover_id,
    publication_moved_at, publication_seconded_at and publication_due_at; n_objections to answer; and the moments of
    `moments.of_stages`.
    """
    rows = loaded(found).annotate(**counts(tuple(stages.KINDS))).in_order()
    rows._iterable_class = Spread  # noqa: SLF001 - Django has no other name for it
    return rows


def loaded(found):
    """The stages with their edition, decision and computation."""
    return found.select_related(
        "edition", "decision__motion__mover", "decision__motion__seconder", "snapshot__computation"
    ).defer("snapshot__body")


def uncounted(found):
    """The stages with their edition, rubric, decision and computation: for pages that show no count."""
    return loaded(found).select_related("rubric")


@cache
def counts(_kinds):
    """What `counted` adds, put together once for these kinds: that takes longer than PostgreSQL takes to count."""
    expressions = dict(
        n_entrants=number_of(standing(Entrant.objects.all())),
        n_judges=number_of(PanelMember.objects.all()),
        pieces=stages.by_kind(pieces_of, default=None, output=JSONField),
        n_finished=stages.by_kind(lambda work: number_of(work.finished_in(OuterRef("pk")))),
        gaps=stages.by_kind(gaps_of, only=stages.OPEN, default=None, output=JSONField),
        n_going_on=number_of(
            Choice.objects.standing().filter(goes_on=True).annotate(stage=F("decision__stage")),
        ),
        has_work=Exists(Finding.objects.filter(stage=OuterRef("pk"))) | any_given(),
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


def pieces_of(work):
    """How many pieces of a kind's work the stage at hand has and how many are done, added up in one go."""
    told = JSONObject(total=Count("pk"), done=Count("pk", filter=work.is_done))
    return Subquery(work.pieces().filter(stage=OuterRef("pk")).order_by().values("stage").annotate(t=told).values("t"))


def gaps_of(work):
    """How many entrants of the stage at hand want a judge, and since when, in one go; None where nobody is wanted."""
    if not work.hands:
        return None
    short = work.short_in(OuterRef("pk")).annotate(since=moments.short_since(work)).order_by().values("stage")
    return Subquery(short.annotate(t=JSONObject(number=Count("pk"), since=Min("since"))).values("t"))


def any_given():
    """Whether a judge was ever given work in the stage at hand.

    The order is that of an index: without it PostgreSQL reads everybody's work where there is none.
    """
    given = Assignment.objects.filter(stage=OuterRef("pk")).order_by("stage", "judge", "position")
    return IsNull(Subquery(given.values("pk")[:1]), False)


def spread(stage):
    """A counted stage with what was added up in one go under names of its own."""
    pieces, gaps = stage.pieces or {}, stage.gaps or {}
    stage.n_total, stage.n_done = pieces.get("total", 0), pieces.get("done", 0)
    stage.n_gaps, since = gaps.get("number", 0), gaps.get("since")
    stage.short_at = datetime.fromisoformat(since) if since else None
    return stage


class Spread(ModelIterable):
    """Counted stages as they come, each spread."""

    def __iter__(self):
        yield from map(spread, super().__iter__())


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


def of_edition(slug):
    """The stages of an edition in their order, counted, with what goes on beside them (`under_way`)."""
    return kept(("edition", slug), lambda kinds: counted_of_edition(slug, kinds), lambda: stages_of_edition(slug))


def at_address(slug, position):
    """The stage at an address, counted, with `earlier_are_over` and what goes on beside it, or None."""
    place = slug, position
    found = kept(("stage", *place), lambda kinds: counted_at(*place, kinds), lambda: stage_at(*place))
    return next(iter(found), None)


def unfinished():
    """Every stage of every edition that was announced and is not over, counted."""
    return kept(("at work",), counted_at_work, stages_at_work)


def kept(question, counted_stages, plain):
    """The stages, counted once between two acts: only acts change what is counted."""
    kinds = tuple(stages.KINDS)
    found = between_acts.with_counts(question, lambda: counted_stages(kinds), plain, counts(kinds))
    return [spread(stage) for stage in found]


def counted_among(rows):
    """These stages counted, in their order."""
    return list(counted(Stage.objects.filter(pk__in=[stage.pk for stage in rows]))) if rows else []


@asked_often
def stages_of_edition(slug):
    """The stages of an edition in their order, uncounted."""
    return under_way.with_what_goes_on(loaded(Stage.objects.filter(edition__slug=slug))).in_order()


@asked_often
def counted_of_edition(slug, _kinds):
    """The same, counted as these kinds count."""
    return counted(under_way.with_what_goes_on(Stage.objects.filter(edition__slug=slug)))


@asked_often
def stage_at(slug, position):
    """The stage at an address with `earlier_are_over`, uncounted; at most one."""
    return loaded(here(slug, position))


@asked_often
def counted_at(slug, position, _kinds):
    """The same, counted as these kinds count."""
    return counted(here(slug, position))


def here(slug, position):
    """The stage at an address with `earlier_are_over` and what goes on beside it."""
    found = under_way.with_what_goes_on(Stage.objects.filter(edition__slug=slug, position=position))
    return found.annotate(earlier_are_over=earlier_are_over())


@asked_often
def stages_at_work():
    """Every stage of every edition that was announced and is not over, uncounted."""
    return loaded(at_work()).in_order()


@asked_often
def counted_at_work(_kinds):
    """The same, counted as these kinds count."""
    return counted(at_work())


def at_work():
    """The stages of every edition that was announced and is not over."""
    editions = Stage.objects.filter(published_at=None, skipped_at=None).values("edition")
    return Stage.objects.filter(edition__in=editions, edition__announced_at__isnull=False)


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
    """Where the proposals of an edition are before the contest; one query, and none while nobody acts."""
    return between_acts.while_nobody_acts(
        ("registration", edition.pk),
        lambda: Registration(**Proposal.objects.filter(edition=edition).aggregate(**where())),
    )


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
