"""The bundles of published results, and which of them anybody may fetch."""

from django.db.models import Exists, OuterRef

from competitions.models import Stage
from judging.models import ResultBundle


def listed():
    """Every bundle, the latest edition first, its stages in their order; is_over: nothing of its edition is to come."""
    to_come = Stage.objects.filter(
        edition=OuterRef("stage__edition"), published_at__isnull=True, skipped_at__isnull=True
    )
    return (
        ResultBundle.objects.annotate(is_over=~Exists(to_come))
        .select_related("stage__edition", "stage__snapshot__computation")
        .order_by("-stage__edition__year", "stage__edition__slug", "stage__position")
    )
