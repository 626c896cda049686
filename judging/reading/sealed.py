"""Which stages have signed cards under seal, and what the last look found."""

from django.db.models import Count, F, Q

from competitions.kinds import NEEDS
from competitions.models import Stage
from judging.models import SealCheck


def stages():
    """The stages with marks that were opened, the latest first, with edition; n_locked: cards signed;
    looked_at and broken: of the last look, None before it.
    """
    scored = [kind for kind, needs in NEEDS.items() if needs.is_scored]
    locked = Q(assignments__scorecard__locked_at__isnull=False, assignments__recused_at=None)
    return (
        Stage.objects.filter(opened_at__isnull=False, kind__in=scored)
        .select_related("edition")
        .annotate(looked_at=F("seal_check__looked_at"), broken=F("seal_check__broken"))
        .annotate(n_locked=Count("assignments__scorecard", filter=locked))
        .order_by("-opened_at", "-pk")
    )


def broken_checks():
    """The last looks that found something, of stages that are not announced yet."""
    return SealCheck.objects.filter(stage__published_at=None, stage__skipped_at=None).exclude(broken=[])
