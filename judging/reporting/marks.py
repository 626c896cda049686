"""Every mark of a stage, a line for each signed card. Callers ask `rules.results_refusal` first."""

from django.db.models import F, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.pages.lists import ListColumn
from judging.models import Assignment, PanelMember
from judging.reading.entrants import matching
from judging.reporting.columns import PLACED, noted


def with_points(found, criteria):
    """The cards with the points on each criterion: of a page's own rows, or of all where a file is written."""
    return found.annotate(
        **{
            named(one): Max("scorecard__marks__points", filter=Q(scorecard__marks__criterion=one.pk))
            for one in criteria
        }
    )


def rows(stage, *, q="", kelompok="", penilai=""):
    """The signed cards in order of proposal and judge; judges go by their codes."""
    code = PanelMember.objects.filter(stage=stage, judge=OuterRef("judge")).values("code")[:1]
    found = (
        Assignment.objects.filter(stage=stage, scorecard__locked_at__isnull=False)
        .standing()
        .select_related("proposal__agency__region__province", "proposal__unit", "proposal__group", "proposal__category")
        .annotate(code=Subquery(code), total=F("scorecard__total"), signed_at=F("scorecard__locked_at"))
        .annotate(remark=F("scorecard__remark"))
    )
    if q:
        found = found.filter(matching(q))
    if kelompok:
        found = found.filter(proposal__group__key=kelompok)
    if penilai:
        found = found.filter(code=penilai)
    return found.order_by("proposal__code", "code", "pk")


def named(criterion):
    """What the points on a criterion are called in a row."""
    return f"points_{criterion.pk}"


def columns(stage, criteria):
    """A line's proposal, judge, points on each criterion in the rubric's order, and total."""
    return (
        *PLACED,
        ListColumn("penilai", _("Penilai"), ("code",)),
        *(ListColumn(f"k-{one.key}", one.name, (named(one),), is_number=True) for one in criteria),
        ListColumn("nilai", _("Nilai"), ("total",), is_number=True),
        ListColumn("catatan", _("Catatan penilai"), ("remark",), is_extra=True),
        ListColumn("dikunci", _("Dikunci"), ("signed_at",), is_extra=True),
        noted(stage),
    )
