"""Letters about judging: which event writes which letter to whom."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from accounts.domain import letters
from accounts.models import Membership, Role, User
from judging.models import Assignment, Choice, Finding
from proposals.models import Proposal


@dataclass(frozen=True)
class Outcome:
    """What a published stage decided about one proposal; `reasons` are the entry checks it did not meet."""

    title: str
    code: str
    goes_on: bool
    reasons: tuple


def post_work(stage, *, at):
    """Tell each judge of a stage that work waits, and until when."""
    judges = User.objects.filter(pk__in=Assignment.objects.filter(stage=stage).standing().values("judge"))
    letters.write("stage.work_given_out", to=judges.order_by("pk"), about=stage, at=at, stage=stage)


def post_outcome(stage, decision, *, at):
    """Tell each unit, and each agency once, what a published stage decided about its proposals, without a score.

    Whoever left the contest since is told nothing: what was decided about it is not announced.
    """
    by_unit, by_agency = defaultdict(list), defaultdict(list)
    for choice, outcome in outcomes(stage, decision):
        by_unit[choice.proposal.unit_id].append(outcome)
        by_agency[choice.proposal.agency_id].append(outcome)
    held = Membership.objects.current(timezone.localdate(at)).filter(user__is_active=True).select_related("user")
    for field, role, told in (("unit_id", Role.UNIT, by_unit), ("agency_id", Role.AGENCY_ADMIN, by_agency)):
        people = defaultdict(list)
        for office in held.filter(role=role, **{f"{field}__in": told.keys()}).order_by("user_id"):
            people[getattr(office, field)].append(office.user)
        for place in sorted(people):
            letters.write("stage.outcome", to=people[place], about=stage, at=at, stage=stage, outcomes=told[place])


def outcomes(stage, decision):
    """(choice, Outcome) of every entrant still in the contest, by title."""
    reasons = defaultdict(list)
    for finding in (
        Finding.objects.filter(stage=stage, is_met=False)
        .select_related("check_row")
        .order_by("proposal_id", "check_row__position")
    ):
        reasons[finding.proposal_id].append(finding)
    choices = (
        Choice.objects.filter(decision=decision, proposal__in=Proposal.objects.in_contest())
        .select_related("proposal")
        .order_by("proposal__title", "proposal_id")
    )
    for choice in choices:
        failed = () if choice.goes_on else tuple(reasons[choice.proposal_id])
        yield choice, Outcome(choice.proposal.title, choice.proposal.code, choice.goes_on, failed)
