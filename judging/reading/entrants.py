"""The list of a stage's entrants with how much of the work on each is done."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from competitions.kinds import NEEDS, StageKind
from judging.domain import standing_in
from judging.models import Assignment, PanelMember, Session, Visit

DONE, LEFT = "selesai", "belum"
STATES = [(LEFT, _("Belum selesai")), (DONE, _("Selesai"))]


def states(stage):
    """The states a stage's entrants can be filtered by; none where nobody marks or visits."""
    return STATES if NEEDS[stage.kind].is_scored or stage.kind == StageKind.FIELD else []


def rows(stage, *, q="", kelompok="", keadaan="", judge=""):
    """The entrants with n_readers, n_locked, starts_at, planned_on and reported_at, narrowed and in order.

    `judge` is a judge's code in this stage. A proposal is done when every reader has locked the card, or the
    visit has been reported.
    """
    assignments = Assignment.objects.standing().filter(stage=stage, proposal=OuterRef("proposal"))
    visits = Visit.objects.filter(stage=stage, proposal=OuterRef("proposal"))
    found = standing_in.entrants(stage).annotate(
        n_readers=number_of(assignments),
        n_locked=number_of(assignments.filter(scorecard__locked_at__isnull=False)),
        starts_at=Subquery(Session.objects.filter(stage=stage, proposal=OuterRef("proposal")).values("starts_at")[:1]),
        planned_on=Subquery(visits.values("planned_on")[:1]),
        reported_at=Subquery(visits.values("reported_at")[:1]),
    )
    if q:
        found = found.filter(matching(q))
    if kelompok:
        found = found.filter(proposal__group__key=kelompok)
    if keadaan:
        done = is_done(stage)
        found = found.filter(done) if keadaan == DONE else found.exclude(done)
    if judge:
        member = PanelMember.objects.filter(stage=stage, code=judge.replace("\0", "")).values("judge")
        own = assignments.filter(judge__in=member)
        if keadaan and NEEDS[stage.kind].is_scored:
            own = own.filter(scorecard__locked_at__isnull=keadaan != DONE)
        found = found.filter(Exists(own))
    return found.order_by("starts_at", "planned_on", "proposal__code")


def matching(word, prefix="proposal__"):
    """Proposals whose title, code or agency holds a word."""
    return (
        Q(**{f"{prefix}title__icontains": word})
        | Q(**{f"{prefix}code__icontains": word})
        | Q(**{f"{prefix}agency__name__icontains": word})
    )


def is_done(stage):
    """The condition under which an entrant needs no more work; one without readers does."""
    if stage.kind == StageKind.FIELD:
        return Q(reported_at__isnull=False)
    return Q(n_readers__gt=0, n_locked=F("n_readers"))


def number_of(assignments):
    """How many of an entrant's assignments there are, as a subquery."""
    own = assignments.order_by().values("proposal").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(own), 0)
