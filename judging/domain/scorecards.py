"""Reading scorecards of a stage: what is missing, and what a computation needs of the locked ones.

Nothing here shows a score of a stage that is still open to a person; freezing reads them at the close.
"""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Avg, Count, Q
from django.utils.translation import gettext as _

from judging.domain import standing_in
from judging.models import Assignment, Mark, PanelMember


def missing(stage, *, readers_each):
    """One sentence a judge who still owes scorecards, and one for entrants with too few readers."""
    owed = (
        Assignment.objects.filter(stage=stage)
        .standing()
        .filter(scorecard__locked_at=None, proposal__in=standing_in.entrants(stage).values("proposal"))
        .values("judge__full_name")
        .annotate(owed=Count("pk"))
        .order_by("judge__full_name")
    )
    sentences = [
        _("%(name)s belum mengunci %(count)d lembar nilai.") % {"name": row["judge__full_name"], "count": row["owed"]}
        for row in owed
    ]
    thin = (
        standing_in.entrants(stage)
        .annotate(
            readers=Count(
                "proposal__assignments",
                filter=Q(proposal__assignments__stage=stage, proposal__assignments__recused_at=None),
            )
        )
        .filter(readers__lt=readers_each)
    )
    if count := thin.count():
        codes = ", ".join(thin.values_list("proposal__code", flat=True)[:5])
        sentences.append(
            _("%(count)d usulan belum punya %(each)d penilai: %(codes)s.")
            % {"count": count, "each": readers_each, "codes": codes}
        )
    return sentences


def locked(stage):
    """The assignments whose card counts: locked, and not given back for a tie."""
    return (
        Assignment.objects.filter(stage=stage, scorecard__locked_at__isnull=False)
        .standing()
        .order_by("proposal_id", "judge_id")
    )


def codes(stage):
    """The code of each judge of the stage by user id."""
    return dict(PanelMember.objects.filter(stage=stage).values_list("judge_id", "code"))


def locked_totals(stage):
    """Every locked total as {"proposal", "judge" (the judge's code), "total"}."""
    names = codes(stage)
    rows = locked(stage).values_list("proposal_id", "judge_id", "scorecard__total")
    return [{"proposal": proposal, "judge": names[judge], "total": str(total)} for proposal, judge, total in rows]


def tie_breaking_means(stage):
    """Each entrant's mean points on the rubric's tie-breaking criterion, as text to 0.001; 0 where there is none."""
    means = dict(
        Mark.objects.filter(scorecard__assignment__in=locked(stage).order_by(), criterion__breaks_ties=True)
        .values_list("scorecard__assignment__proposal")
        .annotate(mean=Avg("points"))
    )
    ids = standing_in.entrants(stage).values_list("proposal_id", flat=True)
    return {str(pk): str(Decimal(means.get(pk, 0)).quantize(Decimal("0.001"))) for pk in ids}


def component_weights(stage):
    """The weight of each component of the rubric, as text; they sum to 100."""
    weights = defaultdict(Decimal)
    for component, weight in stage.rubric.criteria.values_list("component", "weight"):
        weights[component] += weight
    return {component: str(weight) for component, weight in sorted(weights.items())}


def locked_components(stage):
    """Every locked scorecard as {"proposal", "judge", component: its weighted mean points 0 to 100}."""
    names = codes(stage)
    sums = defaultdict(lambda: defaultdict(Decimal))
    weights = defaultdict(lambda: defaultdict(Decimal))
    marks = Mark.objects.filter(scorecard__assignment__in=locked(stage).order_by()).values_list(
        "scorecard__assignment__proposal_id",
        "scorecard__assignment__judge_id",
        "criterion__component",
        "criterion__weight",
        "points",
    )
    for proposal, judge, component, weight, points in marks:
        sums[proposal, judge][component] += weight * points
        weights[proposal, judge][component] += weight
    return [
        {
            "proposal": proposal,
            "judge": names[judge],
            **{
                component: str((value / weights[proposal, judge][component]).quantize(Decimal("0.001")))
                for component, value in sorted(sums[proposal, judge].items())
            },
        }
        for proposal, judge in sorted(sums)
    ]
