"""The choices of a decision as a list, beside the standing each rests on, and how they keep places and rules."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import DecimalField, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy

from judging.models import Choice, Standing
from judging.reading.entrants import matching
from proposals.models import in_contest

ON, OFF, DEPARTS, HONOURED = "lanjut", "tidak", "berbeda", "khusus"
STATES = [
    (ON, gettext_lazy("Lanjut")),
    (OFF, gettext_lazy("Tidak lanjut")),
    (DEPARTS, gettext_lazy("Berbeda dari saran sistem")),
]
HONOURS = (HONOURED, gettext_lazy("Menerima penghargaan khusus"))


def rows(decision, *, q="", kelompok="", keadaan=""):
    """The choices with rank and score, in order of group and rank, narrowed."""
    standing = Standing.objects.filter(stage=decision.stage_id, proposal=OuterRef("proposal"))
    found = (
        Choice.objects.filter(decision=decision)
        .select_related("proposal__agency__region__province", "proposal__unit", "proposal__group", "proposal__category")
        .annotate(
            **{
                "rank": Subquery(standing.values("rank")[:1]),
                "score": Subquery(standing.values("score")[:1]),
                **(by_means(standing) if decision.goes_by_means else {}),
            }
        )
    )
    if q:
        found = found.filter(matching(q))
    if kelompok:
        found = found.filter(proposal__group__key=kelompok)
    if keadaan:
        found = narrowed(found, keadaan)
    return found.order_by("proposal__group__position", "rank", "proposal__title", "pk")


def by_means(standing):
    """Rank and score by the plain means, where people decided that they count."""

    def plain(name, output):
        return Subquery(standing.annotate(plain=Cast(KT(f"particulars__plain__{name}"), output)).values("plain")[:1])

    return {
        "rank": plain("rank", IntegerField()),
        "score": plain("score", DecimalField(max_digits=7, decimal_places=2)),
    }


def narrowed(found, state):
    """The choices in one of the states of the filter."""
    if state == DEPARTS:
        return found.standing().exclude(goes_on=F("proposed_by_machine"))
    if state == HONOURED:
        return found.standing().exclude(honours=[])
    return found.going_on() if state == ON else found.exclude(in_contest("proposal__") & Q(goes_on=True))


def departures(decision):
    """The choices where people decided other than the machine proposed, by code."""
    return (
        Choice.objects.filter(decision=decision)
        .standing()
        .exclude(goes_on=F("proposed_by_machine"))
        .select_related("proposal__agency")
        .order_by("proposal__code")
    )


@dataclass(frozen=True)
class Honour:
    """A special award: how many of its places are given."""

    name: str
    given: int
    places: int


def honours(going, awards):
    """The special awards of a stage against their places; `going` are the choices of those who go on."""
    given = Counter(key for choice in going for key in choice.honours)
    return [Honour(award.name, given[award.key], award.places) for award in awards]
