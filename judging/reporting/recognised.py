"""How often judges of a computed blind stage recognised the applicant, and whether it shows in their marks."""

from functools import lru_cache

from judging.arithmetic.watching.recognition import recognitions
from judging.models import PanelMember, Recognition, Snapshot
from judging.reporting import irregularities


def of(stage):
    """The count and the comparison, None for a stage that is not blind. Callers ask `rules.results_refusal` first."""
    if not stage.is_blind:
        return None
    fingerprint = Snapshot.objects.filter(stage=stage).values_list("sha256", flat=True).first()
    return of_snapshot(stage.pk, fingerprint) if fingerprint else None


@lru_cache(maxsize=8)
def of_snapshot(stage_id, fingerprint):
    """The same of one stage: nothing of it changes any more once its snapshot has a fingerprint."""
    name = dict(PanelMember.objects.filter(stage=stage_id).values_list("judge_id", "code"))
    told = Recognition.objects.filter(assignment__stage=stage_id, assignment__recused_at=None)
    pairs = told.values_list("assignment__proposal__code", "assignment__judge")
    return recognitions(irregularities.sittings(stage_id), {(code, name.get(judge, "")) for code, judge in pairs})
