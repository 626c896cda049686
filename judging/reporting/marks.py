"""Every mark of a stage, a line for each signed card. Callers ask `rules.results_refusal` first."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, FilteredRelation, Func, IntegerField, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.pages.lists import ListColumn
from judging.models import Assignment, Mark
from judging.reading.entrants import matching
from judging.reporting.columns import PLACED, noted


def with_points(found, criteria):
    """The cards with the points on each criterion in this order, as one fact."""
    if not criteria:
        return found
    points = (Max("points", filter=Q(criterion=one.pk)) for one in criteria)
    each = Mark.objects.filter(scorecard=OuterRef("scorecard")).order_by().values("scorecard")
    return found.annotate(points=Subquery(each.annotate(all=PointsOfACard(*points)).values("all")))


class PointsOfACard(Func):
    """Several numbers of one row as a list."""

    template, output_field = "ARRAY[%(expressions)s]", ArrayField(IntegerField(null=True))


def rows(stage, *, q="", kelompok="", penilai=""):
    """The signed cards in order of proposal and judge; judges go by their codes."""
    seat = FilteredRelation("judge__panels", condition=Q(judge__panels__stage=stage))
    found = (
        Assignment.objects.filter(stage=stage, scorecard__locked_at__isnull=False)
        .standing()
        .select_related("proposal__agency__region__province", "proposal__unit", "proposal__group", "proposal__category")
        .annotate(seat=seat, code=F("seat__code"))
        .annotate(total=F("scorecard__total"), signed_at=F("scorecard__locked_at"), remark=F("scorecard__remark"))
    )
    if q:
        found = found.filter(matching(q))
    if kelompok:
        found = found.filter(proposal__group__key=kelompok)
    if penilai:
        found = found.filter(code=penilai)
    return found.order_by("proposal__code", "code", "pk")


def points_on(place):
    """What says the points on the criterion in a place."""
    return lambda points: points and points[place]


def columns(stage, criteria):
    """A line's proposal, judge, points on each criterion in the rubric's order, and total."""
    return (
        *PLACED,
        ListColumn("penilai", _("Penilai"), ("code",)),
        *(
            ListColumn(f"k-{one.key}", one.name, ("points",), say=points_on(place), is_number=True)
            for place, one in enumerate(criteria)
        ),
        ListColumn("nilai", _("Nilai"), ("total",), is_number=True),
        ListColumn("catatan", _("Catatan penilai"), ("remark",), is_extra=True),
        ListColumn("dikunci", _("Dikunci"), ("signed_at",), is_extra=True),
        noted(stage),
    )
