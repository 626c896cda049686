"""The choices of a decision as a list, beside the standing each rests on."""

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from judging.models import Choice, Standing
from judging.reading.entrants import matching
from proposals.models import Proposal

ON, OFF, DEPARTS, HONOURED = "lanjut", "tidak", "berbeda", "khusus"
STATES = [
    (ON, _("Lanjut")),
    (OFF, _("Tidak lanjut")),
    (DEPARTS, _("Berbeda dari saran sistem")),
]
HONOURS = (HONOURED, _("Menerima penghargaan khusus"))


def rows(decision, *, q="", kelompok="", keadaan=""):
    """The choices with rank and score, in order of group and rank, narrowed."""
    standing = Standing.objects.filter(stage=decision.stage_id, proposal=OuterRef("proposal"))
    found = (
        Choice.objects.filter(decision=decision)
        .select_related("proposal__agency", "proposal__group", "proposal__category")
        .annotate(
            rank=Subquery(standing.values("rank")[:1]),
            score=Subquery(standing.values("score")[:1]),
        )
    )
    if q:
        found = found.filter(matching(q))
    if kelompok:
        found = found.filter(proposal__group__key=kelompok)
    if keadaan:
        found = narrowed(found, keadaan)
    return found.order_by("proposal__group__position", "rank", "proposal__title", "pk")


def narrowed(found, state):
    """The choices in one of the states of the filter."""
    if state == DEPARTS:
        return found.exclude(goes_on=F("proposed_by_machine"))
    if state == HONOURED:
        return found.exclude(honours=[])
    going_on = Q(goes_on=True, proposal__in=Proposal.objects.in_contest())
    return found.filter(going_on) if state == ON else found.exclude(going_on)
