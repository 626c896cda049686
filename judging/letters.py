"""Letters about judging: which event writes which letter to whom."""

from django.db.models import Q
from django.utils import timezone

from accounts.domain import letters
from accounts.models import Membership, Role, User
from judging.models import Assignment, Choice
from proposals.letters import holders
from proposals.models import Proposal


def post_work(stage, *, at):
    """Tell each judge of a stage that work waits, and until when."""
    judges = User.objects.filter(pk__in=Assignment.objects.filter(stage=stage).standing().values("judge"))
    letters.write("stage.work_given_out", to=judges.order_by("pk"), at=at, stage=stage)


def post_outcome(stage, decision, *, at):
    """Tell the unit and the agency of every entrant what a published stage decided, without a score.

    Whoever left the contest since is told nothing: what was decided about it is not announced.
    """
    entrants = Choice.objects.filter(decision=decision, proposal__in=Proposal.objects.in_contest())
    for name, goes_on in (("stage.goes_on", True), ("stage.stays", False)):
        told = entrants.filter(goes_on=goes_on)
        offices = Membership.objects.filter(
            Q(role=Role.UNIT, unit__in=told.values("proposal__unit"))
            | Q(role=Role.AGENCY_ADMIN, agency__in=told.values("proposal__agency"))
        )
        letters.write(name, to=holders(offices, on=timezone.localdate(at)), at=at, stage=stage)
