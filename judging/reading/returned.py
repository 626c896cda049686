"""Work of a stage that its judges gave back or had to give back: who, why, and who reads in their place."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Concat

from judging.models import Assignment, Interest, PanelMember


def in_stage(stage):
    """Returned assignments of a stage, the latest first.

    Adds `code` and `judge_name`, `kind` of a tie that was declared, and `readers`, the judges who were given the
    proposal after that.
    """
    seats = PanelMember.objects.filter(stage=OuterRef("stage"), judge=OuterRef("judge")).values("code")
    later = (
        Assignment.objects.standing()
        .filter(stage=OuterRef("stage"), proposal=OuterRef("proposal"), assigned_at__gte=OuterRef("recused_at"))
        .annotate(seat=Subquery(seats))
        .order_by()
        .values("proposal")
        .annotate(
            readers=StringAgg(
                Concat(F("seat"), Value(" "), F("judge__full_name")), delimiter=", ", order_by=("seat", "judge")
            )
        )
    )
    declared = Interest.objects.filter(judge=OuterRef("judge"), proposal=OuterRef("proposal"))
    return (
        Assignment.objects.filter(stage=stage, recused_at__isnull=False)
        .select_related("proposal", "judge")
        .annotate(
            code=Subquery(seats),
            kind=Subquery(declared.values("kind")),
            readers=Subquery(later.values("readers")),
        )
        .order_by("-recused_at", "pk")
    )
