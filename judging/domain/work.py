"""What a stage's people do in it, as answers that several kinds share: what counts as done, and where it is seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from competitions.models import Stage
from judging.models import Assignment, Entrant, Verdict, Visit
from proposals.models import Proposal


@dataclass(frozen=True)
class Work:
    """The work of a kind of stage, piece by piece.

    `pieces` are rows with a `stage` and a `proposal`; `is_done` says which of them are finished, `of_judge` the same
    of an assignment (None: no judge holds pieces).
    """

    pieces: Callable[[], QuerySet]
    is_done: Q | Exists
    of_judge: Q | Exists | None
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

    @property
    def of_entrant(self) -> Q:
        """Whether there is work on the entrant at hand and none of it is left: what lists and numbers share."""
        own = self.pieces().filter(stage=OuterRef("stage"), proposal=OuterRef("proposal"))
        return Q(Exists(own)) & ~Q(Exists(own.exclude(self.is_done)))


@dataclass(frozen=True)
class Column:
    """What the list of entrants shows of a kind's work: a heading, the figures it needs, and how a cell is drawn."""

    heading: Promise
    template: str
    # Expressions by name, for the stage at hand.
    figures: Callable[[Stage], Mapping[str, object]] = field(default=lambda stage: {})
    is_number: bool = False
    # By which of its figures the list is in order, before the code.
    order: str = ""


@dataclass(frozen=True)
class Count:
    """A number of a stage's page beside those of its work, with the part of the list that it counts."""

    label: Promise
    rows: Callable[[], QuerySet]
    query: str = ""


def standing(rows):
    """Rows of proposals that are still in the contest: of the others no work is asked."""
    return rows.filter(proposal__in=Proposal.objects.in_contest())


def of_the_same(model):
    """The rows of a model about the stage and the proposal of the row at hand, for a subquery."""
    return model.objects.filter(stage=OuterRef("stage"), proposal=OuterRef("proposal"))


def entrants_page(stage):
    """The list of a stage's entrants in the control room."""
    return reverse("judging:entrants", args=[stage.edition.slug, stage.position])


def checklist_page(stage):
    """The secretariat's list of the entrants to check."""
    return reverse("judging:administration", args=[stage.pk])


CARDS = Work(
    pieces=lambda: standing(Assignment.objects.standing()),
    is_done=Q(scorecard__locked_at__isnull=False),
    of_judge=Q(scorecard__locked_at__isnull=False),
    holder=_("penilai"),
    done=_("usulan selesai dinilai"),
    left=_("usulan belum selesai dinilai"),
    waits=_("Usulan menunggu nilai Anda: %(stage)s, %(edition)s"),
    address=entrants_page,
    look=_("Lihat yang belum selesai"),
)
VISITS = Work(
    pieces=lambda: standing(Visit.objects.all()),
    is_done=Q(reported_at__isnull=False),
    of_judge=Exists(of_the_same(Visit).filter(reported_at__isnull=False)),
    holder=_("penilai"),
    done=_("kunjungan dilaporkan"),
    left=_("kunjungan belum dilaporkan"),
    waits=_("Kunjungan belum dilaporkan: %(stage)s, %(edition)s"),
    address=entrants_page,
    look=_("Lihat yang belum selesai"),
    desk="visits",
)
VERDICTS = Work(
    pieces=lambda: standing(Entrant.objects.all()),
    is_done=Exists(of_the_same(Verdict).filter(superseded_at=None)),
    of_judge=None,
    holder=_("sekretariat"),
    done=None,
    left=_("belum diputuskan"),
    waits=_("Usulan belum diputuskan: %(stage)s, %(edition)s"),
    address=checklist_page,
    look=_("Periksa usulan"),
)
