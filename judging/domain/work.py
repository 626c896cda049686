"""What a stage's people do in it, as answers that several kinds share: what counts as done, and where it is seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest, Least
from django.db.models.lookups import LessThan
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models.counting import number_by
from competitions.models import Stage
from judging.models import Assignment, Entrant, Verdict, Visit, VisitReport
from proposals.models import in_contest


@dataclass(frozen=True)
class Hands:
    """How many judges an entrant wants, and as long as what is so; both are read from its row."""

    wanted: Combinable
    until: Q = field(default_factory=Q)

    def enough(self, stage: object) -> QuerySet:
        """The proposals that as many judges hold in a stage as are wanted, added up in one go for a subquery."""
        held = Assignment.objects.standing().filter(stage=stage).order_by().values("proposal")
        return held.annotate(number=models.Count("pk")).filter(number__gte=self.wanted).values("proposal")

    @property
    def since(self) -> Combinable:
        """The moment since which an entrant that is short has been so; None where it never had enough.

        That is the last time that a judge left it who was still needed.
        """
        then = (
            of_the_same(Assignment)
            .filter(assigned_at__lte=OuterRef("recused_at"))
            .filter(Q(recused_at=None) | Q(recused_at__gte=OuterRef("recused_at")))
        )
        leaving = of_the_same(Assignment).filter(recused_at__isnull=False).annotate(before=number(then))
        return Subquery(leaving.filter(before__gte=self.wanted).order_by("-recused_at").values("recused_at")[:1])


@dataclass(frozen=True)
class Work:
    """The work of a kind of stage, piece by piece.

    `laid_out` are rows with a `stage` and a `proposal`, every piece there ever was; `pieces` those that still count.
    `is_done` says which of them are finished and `done_at` since when; `void_at` is when a piece ceased to count.
    `of_judge` says of an assignment whether it is finished (None: no judge holds pieces), `hands` how many judges an
    entrant wants (None: it wants nobody).
    """

    laid_out: Callable[[], QuerySet]
    pieces: Callable[[], QuerySet]
    # The same of an entrant of whom it is known that it is still in the contest.
    own: Callable[[], QuerySet]
    is_done: Q | Exists
    done_at: Combinable
    void_at: Combinable
    of_judge: Q | Exists | None
    hands: Hands | None
    holder: Promise
    # What the stage's page calls the entrants whose pieces are finished; None where COUNTS says more about them.
    done: Promise | None
    left: Promise
    # What waits for the one who holds the pieces, with %(stage)s and %(edition)s.
    waits: Promise
    # The page that lists the pieces, and what leads there while some are left.
    address: Callable[[Stage], str]
    look: Promise
    # How the desk lists what a judge holds.
    desk: str = "dossiers"

    def short_in(self, stage: object) -> QuerySet:
        """The entrants of a stage that want a judge, all in one go, as `short` says of each.

        `stage` is one, or `OuterRef("pk")` for the stage at hand.
        """
        found = standing(Entrant.objects.filter(stage=stage))
        return found.exclude(self.hands.until).exclude(proposal__in=self.hands.enough(below(stage)))

    def finished_in(self, stage: object) -> QuerySet:
        """The entrants of a stage on whom there is work and none of it is left: what lists and numbers share.

        Where a judge is wanted whom nobody has replaced, something is left. Pieces are added up in one go: asked
        entrant by entrant, thousands of them take longer than all the rest. `stage` is as in `short_in`.
        """
        pieces = self.pieces().filter(stage=below(stage)).order_by().values("proposal")
        complete = pieces.annotate(left=models.Count("pk", filter=~Q(self.is_done))).filter(left=0)
        is_held = pieces.model is Assignment
        if self.hands and is_held:
            # Pieces are what judges hold: one sum says both.
            complete = complete.annotate(number=models.Count("pk")).filter(number__gte=self.hands.wanted)
        found = standing(Entrant.objects.filter(stage=stage, proposal__in=complete.values("proposal")))
        if self.hands and not is_held:
            found = found.filter(Q(proposal__in=self.hands.enough(below(stage))) | self.hands.until)
        return found

    @property
    def short(self) -> Q:
        """Whether the entrant at hand, who is still in the contest, is one of `short_in`."""
        held = of_the_same(Assignment).filter(recused_at=None)
        return Q(LessThan(number(held), self.hands.wanted)) & ~self.hands.until

    @property
    def finished(self) -> Q:
        """Whether the entrant at hand, who is still in the contest, is one of `finished_in`.

        Its own rows are looked up by their keys: a page stops at its hundredth, and PostgreSQL answers as fast where
        it does not know yet how many rows there are, as after thousands were written at once. Sums within sums take it
        minutes then.
        """
        pieces = self.own().filter(stage=OuterRef("stage"), proposal=OuterRef("proposal"))
        complete = ~Q(Exists(pieces.filter(~Q(self.is_done))))
        if not (self.hands and pieces.model is Assignment):
            # Who has as many judges as are wanted has one at least.
            complete &= Q(Exists(pieces))
        return complete & ~self.short if self.hands else complete

    @property
    def settled_at(self) -> Case:
        """The moment since which nothing is left of a piece: it was finished, or it ceased to count."""
        return Case(When(self.is_done, then=self.done_at), default=self.void_at)


@dataclass(frozen=True)
class Column:
    """What the lists of entrants and standings show of a kind's work: a heading, its figures, and how a cell is drawn.

    The figures are read from a row about a stage and a proposal; `plain` gives the same cell to a file. The page draws
    it by `template`, by `said`, which is given the figures in their order, or as `plain` has it.
    """

    heading: Promise
    plain: Callable[[Any], object]
    # Expressions by name, for the stage at hand.
    figures: Callable[[Stage], Mapping[str, object]] = field(default=lambda stage: {})
    is_number: bool = False
    template: str = ""
    said: Callable[..., str] | None = None
    # By which of its figures the list is in order, before the code.
    order: str = ""

    @property
    def key(self) -> str:
        """The heading as the files write theirs."""
        return str(self.heading).lower().replace(" ", "_")


@dataclass(frozen=True)
class Count:
    """A number of a stage's page beside those of its work, with the part of the list that it counts.

    `waits` is what waits for the ministry while there are any, with %(stage)s and %(edition)s; "" where nobody has to
    do anything about them. `page` is their own list, where it is not that of the entrants.
    """

    label: Promise
    rows: Callable[[], QuerySet]
    query: str = ""
    waits: str | Promise = ""
    page: Callable[[Stage], str] | None = None
    # Since when the one that waits longest does; asked only where there is one.
    since: Callable[[Stage], Any] | None = None

    def address(self, stage, entrants):
        """Where those that are counted stand."""
        return (self.page(stage) if self.page else entrants) + self.query


def below(stage):
    """The same stage, seen from one subquery further down."""
    return OuterRef(stage) if isinstance(stage, OuterRef) else stage


def with_figures(rows, columns, stage):
    """The rows with every figure that the columns of a stage's kind need."""
    return rows.annotate(**{name: figure for one in columns for name, figure in one.figures(stage).items()})


def standing(rows):
    """Rows of proposals that are still in the contest: of the others no work is asked."""
    return rows.filter(in_contest("proposal__"))


def of_the_same(model):
    """The rows of a model about the stage and the proposal of the row at hand, for a subquery."""
    return model.objects.filter(stage=OuterRef("stage"), proposal=OuterRef("proposal"))


def number(rows):
    """How many rows about one proposal there are, as a subquery."""
    return number_by(rows, "proposal")


def entrants_page(stage):
    """The list of a stage's entrants in the control room."""
    return reverse("judging:entrants", args=[stage.edition.slug, stage.position])


def visits_page(stage):
    """The list of a stage's field visits in the control room."""
    return reverse("judging:visits", args=[stage.edition.slug, stage.position])


def checklist_page(stage):
    """The secretariat's list of the entrants to check."""
    return reverse("judging:administration", args=[stage.pk])


def visits(roles):
    """Visits to each entrant by one judge of each of the roles."""
    return Work(
        laid_out=Visit.objects.all,
        pieces=lambda: standing(Visit.objects.all()),
        own=Visit.objects.all,
        is_done=Q(reported_at__isnull=False),
        done_at=F("reported_at"),
        void_at=F("proposal__ended_at"),
        # Whoever signed has done the own part, and where the visit is reported nothing is left to anybody.
        of_judge=Exists(
            VisitReport.objects.filter(
                visit__stage=OuterRef("stage"),
                visit__proposal=OuterRef("proposal"),
                verifier=OuterRef("judge"),
                signed_at__isnull=False,
            )
        )
        | Exists(of_the_same(Visit).filter(reported_at__isnull=False)),
        # They go until both have signed.
        hands=Hands(Value(len(roles)), until=Q(Exists(of_the_same(Visit).filter(reported_at__isnull=False)))),
        holder=_("penilai"),
        done=_("kunjungan dilaporkan"),
        left=_("kunjungan belum dilaporkan"),
        waits=_("Kunjungan belum dilaporkan: %(stage)s, %(edition)s"),
        address=entrants_page,
        look=_("Lihat yang belum selesai"),
        desk="visits",
    )


CARDS = Work(
    laid_out=Assignment.objects.all,
    pieces=lambda: standing(Assignment.objects.standing()),
    own=lambda: Assignment.objects.filter(recused_at=None),
    is_done=Q(scorecard__locked_at__isnull=False),
    done_at=F("scorecard__locked_at"),
    void_at=Least("recused_at", "proposal__ended_at"),
    of_judge=Q(scorecard__locked_at__isnull=False),
    # A stage that says no number, as an interview does, wants somebody at least.
    hands=Hands(Greatest(Coalesce("stage__readers_each", 1), 1)),
    holder=_("penilai"),
    done=_("usulan selesai dinilai"),
    left=_("usulan belum selesai dinilai"),
    waits=_("Usulan menunggu nilai Anda: %(stage)s, %(edition)s"),
    address=entrants_page,
    look=_("Lihat yang belum selesai"),
)
VERDICTS = Work(
    laid_out=Entrant.objects.all,
    pieces=lambda: standing(Entrant.objects.all()),
    own=Entrant.objects.all,
    is_done=Exists(of_the_same(Verdict).filter(superseded_at=None)),
    # A correction is a new verdict: decided it was by the first.
    done_at=Subquery(of_the_same(Verdict).order_by("decided_at").values("decided_at")[:1]),
    void_at=F("proposal__ended_at"),
    of_judge=None,
    hands=None,
    holder=_("sekretariat"),
    done=None,
    left=_("belum diputuskan"),
    waits=_("Usulan belum diputuskan: %(stage)s, %(edition)s"),
    address=checklist_page,
    look=_("Periksa usulan"),
)
