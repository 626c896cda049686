"""The list of a stage's entrants with how much of the work on each is done."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from judging import stages
from judging.domain.work import entrants_page, with_figures
from judging.models import Assignment, Entrant, PanelMember

DONE, LEFT, SHORT = "selesai", "belum", "kosong"
STATES = [(LEFT, _("Belum selesai")), (DONE, _("Selesai"))]
WANTING = (SHORT, _("Kurang penilai"))


def states(stage):
    """The states a stage's entrants can be filtered by; none where nobody works on them one by one."""
    work = stages.of(stage).WORK
    if not work or work.address is not entrants_page:
        return []
    return [*STATES, WANTING] if work.hands else STATES


def rows(stage, *, q="", kelompok="", keadaan="", penilai=""):
    """The entrants with the figures of the kind's columns, narrowed and in order.

    `penilai` is a judge's code in this stage.
    """
    kind = stages.of(stage)
    places = Entrant.objects.standing(stage).select_related(
        "proposal__agency__region__province", "proposal__unit", "proposal__group", "proposal__category"
    )
    found = with_figures(places, kind.COLUMNS, stage)
    if q:
        found = found.filter(matching(q))
    if kelompok:
        found = found.filter(proposal__group__key=kelompok)
    if keadaan:
        found = found.filter(in_state(stage, keadaan))
    if penilai:
        found = found.filter(Exists(held_by(penilai, stage, keadaan)))
    return found.order_by(*(column.order for column in kind.COLUMNS if column.order), "proposal__code")


def in_state(stage, state):
    """Which entrants of a stage are in a state, as a condition on each."""
    work = stages.of(stage).WORK
    if state == SHORT:
        return work.short
    return work.finished if state == DONE else ~work.finished


def held_by(code, stage, state=""):
    """The work on an entrant that the judge of a code holds, for a subquery; with a state only what is in it."""
    member = PanelMember.objects.filter(stage=stage, code=code.replace("\0", "")).values("judge")
    own = Assignment.objects.standing().filter(stage=stage, proposal=OuterRef("proposal"), judge__in=member)
    if not state:
        return own
    done = stages.of(stage).WORK.of_judge
    return own.filter(done) if state == DONE else own.exclude(done)


def matching(word, prefix="proposal__"):
    """Proposals whose title, code or agency holds a word."""
    return (
        Q(**{f"{prefix}title__icontains": word})
        | Q(**{f"{prefix}code__icontains": word})
        | Q(**{f"{prefix}agency__name__icontains": word})
        | Q(**{f"{prefix}agency_then__icontains": word})
    )
